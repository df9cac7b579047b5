// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "kinds.hpp"

using namespace downhill::kinds;
const downhill::Exports<sum_of, negated, opposite, raised, greeting, echoed, reversed, transposed, swapped,
                        doubled_row, plus_one, last_column_apart, stairs, draw, scale, fill, constant,
                        calls_so_far, print, &Counter::increase, &Counter::doubled, &Counter::never_written>
    exports;
const downhill::Exports<integral, back_and_forth, values_over_slopes, twice, square, or_minus_one, throws,
                        never_written>
    more_exports;
