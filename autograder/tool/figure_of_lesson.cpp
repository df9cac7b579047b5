// SPDX-License-Identifier: MIT
// Built with each lesson's figure.cpp, whose namespace is DOWNHILL_LESSON. Of paths no more is needed than
// their name, which spares twenty-five times what it costs to read Eigen.
#include "tool/figure_of_lesson.hpp"

#define DOWNHILL_TEXT_OF(x) #x
#define DOWNHILL_TEXT(x) DOWNHILL_TEXT_OF(x)

namespace downhill::DOWNHILL_LESSON {
std::vector<kit::Drawing> figures(const std::vector<kit::Path>& expected, const std::vector<kit::Path>* mine);
}

namespace downhill::tool {

const FigureOfLesson kFigureOfLesson{"downhill::" DOWNHILL_TEXT(DOWNHILL_LESSON) "::paths",
                                     DOWNHILL_LESSON::figures};

}  // namespace downhill::tool
