// SPDX-License-Identifier: MIT
// A number that takes as long as the compiler has patience.
constexpr int count(long n) {
  long x = 0;
  while (n-- > 0) x += n;
  return x != 0;
}
static_assert(count(1L << 60));
