// SPDX-License-Identifier: MIT
// The autograder zip of Gradescope: what a student release has, with the scripts that set it up and run it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "report/course.hpp"
#include "tool/release/contents.hpp"

namespace downhill::release {

struct Assignment {
  std::vector<const report::Lesson*> lessons;
  std::uint32_t seed = 0;  ///< of the hidden inputs: nobody but instructors may know it
  int minutes = 10;        ///< Gradescope's limit for one submission, as it is set there
  bool weak = false;       ///< grade also where compilers cannot be confined
};

/// How long the slowest honest submission may take, with half a processor.
int minutes_for(std::size_t lessons);

/// What the zip is made of.
/// @param released what students get; what grading does not need is left out
/// @throws std::runtime_error if a file of the course cannot be read
std::vector<File> gradescope_files(const report::Course& course, const std::vector<File>& released,
                                   const Assignment& assignment);

/// Writes the files to a zip, which appears as a whole or not at all.
/// @throws std::runtime_error if that fails
void write_zip(const std::filesystem::path& zip, const std::vector<File>& files);

}  // namespace downhill::release
