// SPDX-License-Identifier: MIT
// Each instantiation asks for two more.
template <int n>
struct Tree {
  Tree<2 * n> left;
  Tree<2 * n + 1> right;
};
template struct Tree<1>;
