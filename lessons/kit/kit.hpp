// SPDX-License-Identifier: MIT
// What every contract includes, and what is precompiled for the student's file.
#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kit/functions.hpp"
#include "kit/random.hpp"
#include "kit/require.hpp"
#include "kit/todo.hpp"
#include "kit/types.hpp"
