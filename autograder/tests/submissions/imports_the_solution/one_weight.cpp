// SPDX-License-Identifier: MIT
// Is the solution, as a unit of headers.
import "../../solutions/01_one_weight/one_weight.cpp";
