// SPDX-License-Identifier: MIT
// Is part of itself.
#include __FILE__
