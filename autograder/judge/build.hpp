// SPDX-License-Identifier: MIT
// From a student's file to a worker: that one file is compiled alone, then linked with the lesson's exports.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "judge/workshop.hpp"

namespace downhill::judge {

struct Submission {
  std::string lesson;    ///< "01_one_weight"
  std::string source;    ///< the text of the file
  std::string shown_as;  ///< how messages name the file: "exercises/01_one_weight/one_weight.cpp"
  /// The student's files of other lessons, whose functions this one calls. They share a worker with it, and
  /// nothing but their contracts' functions is seen from outside: two of them may have helpers of one name.
  std::vector<Submission> parts{};
};

enum class Purpose { checks, figure };

struct Build {
  enum class Result { ok, error, infra_error };
  Result result = Result::ok;
  std::filesystem::path worker;      ///< the program, where the result is ok; of a part, its object
  std::string log;                   ///< the first error, or the warnings, shortened; hostile text
  std::vector<std::string> missing;  ///< names that the file uses or should define, but that are nowhere
};

/// The largest file that is taken.
inline constexpr std::size_t kMostSource = 1 << 20;

/// Makes the worker of a submission, or finds the one that was made of the same text, flags and kit before.
Build build_worker(const Workshop& workshop, const Compiler& compiler, const Submission& submission,
                   Purpose purpose);

/// Reads a file as a submission: regular, at most kMostSource bytes, and no link.
/// @param folders how many folders around it were handed in with it: these may be no links either
/// @throws std::runtime_error with the reason
std::string read_source(const std::filesystem::path& file, int folders = 0);

}  // namespace downhill::judge
