// SPDX-License-Identifier: MIT
#pragma once
#include <string>

namespace downhill::kit {

/// A finished figure.
struct Drawing {
  std::string name;  ///< stem of its file: "01_one_weight"
  std::string svg;   ///< the whole document; dark and light in one
};

}  // namespace downhill::kit
