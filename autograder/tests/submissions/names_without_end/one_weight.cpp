// SPDX-License-Identifier: MIT
// An error in whose words a type's name has a million letters.
template <class A, class B>
struct Pair {};
template <int n>
struct Name {
  using Type = Pair<typename Name<n - 1>::Type, typename Name<n - 1>::Type>;
};
template <>
struct Name<0> {
  using Type = int;
};
int number = Name<18>::Type();
