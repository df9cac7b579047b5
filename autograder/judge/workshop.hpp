// SPDX-License-Identifier: MIT
// What CMake has prepared, and told of in student.txt and lessons/*.txt: compilers with their flags, objects,
// judges. Whatever is not built yet is built when it is asked for.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::judge {

/// A way to make workers.
struct Compiler {
  std::string name;                   ///< "clang" or "gcc"
  std::string target;                 ///< what has to be built before it can be used
  std::filesystem::path precompiled;  ///< the precompiled header
  std::vector<std::string> compile;   ///< the command, without the file
  std::vector<std::string> link;      ///< the command, without the objects
};

/// What a lesson's worker and judge are made of.
struct LessonParts {
  std::filesystem::path judge;                 ///< the program that holds its checks
  std::filesystem::path figure;                ///< the program that draws its figures
  std::vector<std::filesystem::path> exports;  ///< objects that make its functions callable
  std::vector<std::filesystem::path> paths;    ///< objects that make its figure's paths callable
};

class Workshop {
 public:
  /// @throws std::runtime_error if the build folder has not been configured
  explicit Workshop(const std::filesystem::path& root);

  const std::filesystem::path& root() const { return root_; }
  const std::filesystem::path& build_folder() const { return build_; }
  /// Where workers are kept that have been built: workers/ in the build folder, or $DOWNHILL_WORKERS for
  /// whoever may not write there.
  std::filesystem::path workers_folder() const;
  const std::string& kit_version() const { return kit_version_; }
  const std::filesystem::path& canary() const { return canary_; }
  const std::vector<std::filesystem::path>& worker_objects() const { return worker_objects_; }
  const std::vector<Compiler>& compilers() const { return compilers_; }
  /// The one of that name, or the quickest if the name is empty. @throws std::runtime_error if it is not
  /// there
  const Compiler& compiler(std::string_view name = "") const;
  LessonParts parts(const std::string& lesson) const;

  /// Brings targets of the build up to date; another process may be doing so too.
  /// @param if_long called once if there is anything to build
  /// @param in_sight shows what ninja says, as it says it
  /// @throws std::runtime_error with the end of the build's log
  void make(const std::vector<std::string>& targets, const std::function<void()>& if_long = {},
            bool in_sight = false) const;

 private:
  std::filesystem::path root_, build_, canary_;
  std::string kit_version_;
  std::vector<std::filesystem::path> worker_objects_;
  std::vector<Compiler> compilers_;
};

}  // namespace downhill::judge
