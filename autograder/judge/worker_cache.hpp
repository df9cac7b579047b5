// SPDX-License-Identifier: MIT
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "judge/build.hpp"

namespace downhill::judge {

/// Builds that were made before, each in a folder of its own, under what it was made of. Several processes
/// may use it at once, and a kill at any moment leaves entries that are whole or nobody's.
class WorkerCache {
 public:
  explicit WorkerCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The build of that identity, made now if it is not there.
  /// @param make builds in an empty folder; what it throws is passed on, and nothing is remembered
  Build get(const std::string& lesson, const std::string& identity,
            const std::function<Build(const std::filesystem::path& folder)>& make) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace downhill::judge
