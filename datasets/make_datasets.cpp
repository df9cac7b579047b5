// SPDX-License-Identifier: MIT
// Writes the CSV files of this folder into another: make_datasets FOLDER
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "datasets/tables.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("make_datasets FOLDER writes the course's data sets there, as CSV\n", stderr);
    return 2;
  }
  for (const auto& [name, text] : downhill::datasets::csv_files()) {
    std::ofstream out(std::filesystem::path(argv[1]) / name, std::ios::binary);
    out << text;
    if (!out.flush()) {
      std::fprintf(stderr, "could not write %s/%s\n", argv[1], name.c_str());
      return 1;
    }
    std::printf("%s\n", name.c_str());
  }
}
