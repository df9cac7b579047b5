// SPDX-License-Identifier: MIT
// Each macro is the one before, ten times: a billion additions.
#define A(x) x + x + x + x + x + x + x + x + x + x
#define B(x) A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x)
#define C(x) B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x)
#define D(x) C(x) + C(x) + C(x) + C(x) + C(x) + C(x) + C(x) + C(x) + C(x) + C(x)
#define E(x) D(D(x))
long sum = E(E(1));
