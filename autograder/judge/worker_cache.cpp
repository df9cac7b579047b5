// SPDX-License-Identifier: MIT
#include "judge/worker_cache.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "judge/text_file.hpp"

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCached = 200;        // workers that are kept
constexpr std::chrono::minutes kInUse{10};  // one that is younger may be running

void forget_the_oldest(const fs::path& cache) {
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  std::error_code ignored;  // another process may be doing the same
  for (const auto& entry : fs::directory_iterator(cache, ignored))
    entries.emplace_back(entry.last_write_time(ignored), entry.path());
  if (entries.size() <= kCached) return;
  std::ranges::sort(entries);
  entries.resize(entries.size() - kCached / 2);
  for (const auto& [time, entry] : entries) {
    if (fs::file_time_type::clock::now() - time < kInUse) break;
    fs::remove(entry / "identity", ignored);  // first, so that what a kill leaves is nobody's
    fs::remove_all(entry, ignored);
  }
}

// A folder of the cache says what it was made of, so that two that share a hash are still told apart.
std::optional<Build> remembered(const fs::path& entry, const std::string& identity_text) {
  if (read_text(entry / "identity") != identity_text) return std::nullopt;
  Build build;
  build.result = read_text(entry / "result") == "ok" ? Build::Result::ok : Build::Result::error;
  build.log = read_text(entry / "log");
  build.worker = entry / "worker";
  if (build.result == Build::Result::ok && !fs::exists(build.worker)) return std::nullopt;
  std::istringstream missing(read_text(entry / "missing"));
  for (std::string name; std::getline(missing, name);) build.missing.push_back(name);
  return build;
}

void remember(const Build& build, const std::string& identity_text, const fs::path& folder) {
  write_text(folder / "result", build.result == Build::Result::ok ? "ok" : "error");
  write_text(folder / "log", build.log);
  std::string missing;
  for (const std::string& name : build.missing) missing += name + "\n";
  write_text(folder / "missing", missing);
  write_text(folder / "identity", identity_text);
}

// A folder of one's own, gone at the end unless it was moved elsewhere.
class Scratch {
 public:
  explicit Scratch(const fs::path& parent) {
    fs::create_directories(parent);
    std::string name = (parent / "making-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("could not make a folder in " + parent.string());
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Moves a finished folder to its place in the cache.
void keep(const fs::path& folder, const fs::path& entry, const std::string& identity_text) {
  std::error_code taken;
  fs::rename(folder, entry, taken);
  if (!taken || remembered(entry, identity_text)) return;  // another process made the same
  fs::remove_all(entry);                                   // another text has the same hash
  fs::rename(folder, entry);
}

}  // namespace

Build WorkerCache::get(const std::string& lesson, const std::string& identity,
                       const std::function<Build(const fs::path& folder)>& make) const {
  const fs::path entry = folder_ / (lesson + "-" + std::to_string(std::hash<std::string>{}(identity)));
  if (const auto known = remembered(entry, identity)) {
    std::error_code ignored;
    fs::last_write_time(entry, fs::file_time_type::clock::now(), ignored);  // not among the oldest
    return *known;
  }
  const Scratch scratch(folder_);
  remember(make(scratch.path()), identity, scratch.path());
  keep(scratch.path(), entry, identity);
  forget_the_oldest(folder_);
  if (const auto made = remembered(entry, identity)) return *made;
  throw std::runtime_error("what was built in " + entry.string() + " has gone");
}

}  // namespace downhill::judge
