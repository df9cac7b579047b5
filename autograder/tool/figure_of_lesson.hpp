// SPDX-License-Identifier: MIT
// What figure_main.cpp, which is compiled once, has to know of the lesson whose figures it draws.
#pragma once
#include <string_view>
#include <vector>

#include "kit/figure/drawing.hpp"

namespace downhill::kit {
struct Path;
}

namespace downhill::tool {

struct FigureOfLesson {
  std::string_view paths;  ///< the function that a worker is asked for: "downhill::one_weight::paths"
  std::vector<kit::Drawing> (*draw)(const std::vector<kit::Path>& expected,
                                    const std::vector<kit::Path>* mine);
};

extern const FigureOfLesson kFigureOfLesson;

}  // namespace downhill::tool
