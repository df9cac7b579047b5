// SPDX-License-Identifier: MIT
// The course's data sets as the files of this folder have them.
#pragma once
#include <string>
#include <vector>

namespace downhill::datasets {

struct CsvFile {
  std::string name;  ///< "rows13.csv"
  std::string text;
};

/// Every data set of kit/data.hpp, made anew.
std::vector<CsvFile> csv_files();

}  // namespace downhill::datasets
