// SPDX-License-Identifier: MIT
#include "tool/release/folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "report/write_whole.hpp"
#include "tool/context.hpp"

namespace downhill::release {
namespace {

namespace fs = std::filesystem;
using tool::UsageError;

constexpr const char* kFirstLine = "downhill release 1";

/// A hash of a text that Git may have given other line ends (FNV-1a).
std::string hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text)
    if (c != '\r') hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::ostringstream hex;
  hex << std::hex << hash;
  return hex.str();
}

/// By path, the hashes of what the kit wrote there: two while an update is on its way.
using Written = std::map<std::string, std::set<std::string>>;

Written written_as(const std::vector<File>& files) {
  Written written;
  for (const File& file : files) written[file.path] = {hash_of(file.text)};
  return written;
}

std::string marker_of(const Written& written, const std::string& kit) {
  std::ostringstream marker;
  marker << kFirstLine << "\nkit " << kit << "\n";
  for (const auto& [path, hashes] : written)
    for (const std::string& hash : hashes) marker << hash << " " << path << "\n";
  return marker.str();
}

/// Students can write to the marker: no path in it may lead out of their folder.
bool stays_inside(const fs::path& path) {
  return path.is_relative() && !path.empty() && path == path.lexically_normal() && *path.begin() != ".." &&
         path.has_filename();
}

Written read_marker(const fs::path& marker) {
  std::istringstream in(text_of(marker));
  std::string line;
  if (!std::getline(in, line) || line != kFirstLine)
    throw UsageError(marker.string() + " was written by another version of the kit; release to a new folder");
  Written written;
  std::getline(in, line);  // the kit's version
  while (std::getline(in, line)) {
    const auto space = std::min(line.find(' '), line.size() - 1);
    const std::string path = line.substr(space + 1);
    if (!stays_inside(path))
      throw UsageError(marker.string() + " names a file outside: \"" + path + "\"; release to a new folder");
    written[path].insert(line.substr(0, space));
  }
  return written;
}

void put(const fs::path& folder, const File& file) {
  const fs::path path = folder / file.path;
  fs::create_directories(path.parent_path());
  report::write_whole(path, file.text);
  constexpr auto kRun = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
  if (file.program) fs::permissions(path, kRun, fs::perm_options::add);
}

bool is_program(const fs::path& path) {
  return (fs::status(path).permissions() & fs::perms::owner_exec) != fs::perms::none;
}

/// A folder beside the final one, which is gone when this goes, unless it got its name.
class Unfinished {
 public:
  explicit Unfinished(const fs::path& beside)
      : name_((beside.parent_path() / ("." + beside.filename().string() + ".unfinished-XXXXXX")).string()) {
    if (::mkdtemp(name_.data()) == nullptr) give_up(name_);
  }
  ~Unfinished() {
    std::error_code cannot_help;
    if (!name_.empty()) fs::remove_all(name_, cannot_help);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  fs::path path() const { return name_; }
  void rename_to(const fs::path& folder) {
    constexpr auto kOpen = static_cast<fs::perms>(0755);
    fs::permissions(name_, kOpen);
    if (::rename(name_.c_str(), folder.c_str()) != 0) give_up(folder);
    name_.clear();
  }

 private:
  [[noreturn]] static void give_up(const fs::path& path) {
    throw std::runtime_error("could not make " + path.string() + ": " + std::strerror(errno));
  }
  std::string name_;
};

Changes make_new(const fs::path& folder, const std::vector<File>& files, const std::string& kit) {
  fs::create_directories(folder.parent_path());
  Unfinished unfinished(folder);
  for (const File& file : files) put(unfinished.path(), file);
  put(unfinished.path(), {kMarker, marker_of(written_as(files), kit)});
  unfinished.rename_to(folder);
  Changes changes;
  changes.fresh = true;
  changes.added = files.size();
  return changes;
}

/// A folder that is there. Everything is looked at, and may be refused, before the first change.
class Update {
 public:
  Update(const fs::path& folder, const std::vector<File>& files, std::string kit)
      : folder_(folder), files_(files), kit_(std::move(kit)), before_(read_before()) {}

  Changes run() {
    for (const File& file : files_) plan(file);
    for (const auto& [path, hashes] : before_)
      if (!written_as(files_).contains(path)) plan_removal(path);
    if (!in_the_way_.empty())
      throw UsageError("these are in the way, and not the kit's; move them first:" + in_the_way_);
    apply();
    changes_.added = new_.size();
    changes_.updated = outdated_.size();
    changes_.removed = obsolete_.size();
    return changes_;
  }

 private:
  Written read_before() {
    const fs::path marker = folder_ / kMarker;
    changes_.git = fs::exists(folder_ / ".git");
    if (fs::is_regular_file(fs::symlink_status(marker))) return read_marker(marker);
    for (const auto& entry : fs::directory_iterator(folder_))
      if (entry.path().filename() != ".git")
        throw UsageError(folder_.string() +
                         " is not empty, and no earlier release. Name a new folder, or one that "
                         "./downhill release has made");
    changes_.fresh = true;
    return {};
  }

  bool is_the_kits(const std::string& path, const std::string& text) const {
    const auto written = before_.find(path);
    return written != before_.end() && written->second.contains(hash_of(text));
  }

  /// The text of a file; nothing if there is none. What is no file is in the way, unless it is theirs.
  std::optional<std::string> look_at(const std::string& path, bool is_theirs) {
    fs::path parent = folder_;
    for (const fs::path& step : fs::path(path).parent_path()) {
      const auto status = fs::symlink_status(parent /= step);
      if (fs::exists(status) && !fs::is_directory(status)) {
        block(parent);
        return std::nullopt;
      }
    }
    const auto status = fs::symlink_status(folder_ / path);
    if (!fs::exists(status)) return std::nullopt;
    if (fs::is_regular_file(status)) return text_of(folder_ / path);
    if (!is_theirs) block(folder_ / path);
    return "";
  }
  void block(const fs::path& path) {
    const std::string line = "\n  " + path.string();
    if ((in_the_way_ + "\n").find(line + "\n") == std::string::npos) in_the_way_ += line;
  }

  void plan(const File& file) {
    const std::optional<std::string> there = look_at(file.path, file.is_theirs());
    if (!there)
      new_.push_back(&file);
    else if (*there == file.text)
      plan_mode(file);
    else if (is_the_kits(file.path, *there))
      outdated_.push_back(&file);
    else if (file.is_theirs())
      ++changes_.kept;
    else if (before_.contains(file.path))
      changed_.push_back(file.path), outdated_.push_back(&file);
    else
      block(folder_ / file.path);
  }
  void plan_mode(const File& file) {
    if (file.program && !is_program(folder_ / file.path)) outdated_.push_back(&file);
  }

  void plan_removal(const std::string& path) {
    const bool is_theirs = File{path, ""}.is_theirs();
    const std::optional<std::string> there = look_at(path, is_theirs);
    if (!there) return;
    const bool is_ours = is_the_kits(path, *there);
    if (is_theirs && !is_ours) {
      ++changes_.kept;
      return;
    }
    if (!is_ours) changed_.push_back(path);
    obsolete_.push_back(path);
  }

  void apply() {
    const Written after = written_as(files_);
    const std::string marker = marker_of(after, kit_);
    const bool nothing_to_do = new_.empty() && outdated_.empty() && obsolete_.empty();
    if (nothing_to_do && marker_of(before_, kit_) == marker && !changes_.fresh) return;
    // Killed from here on, the next run still knows what is the kit's.
    Written both = before_;
    for (const auto& [path, hashes] : after) both[path].insert(hashes.begin(), hashes.end());
    put(folder_, {kMarker, marker_of(both, kit_)});
    for (const std::string& path : changed_) changes_.aside.push_back(keep_aside(path));
    for (const File* file : outdated_) put(folder_, *file);
    for (const File* file : new_) put(folder_, *file);
    for (const std::string& path : obsolete_) remove(path);
    put(folder_, {kMarker, marker});
  }

  std::string keep_aside(const std::string& path) const {
    for (int n = 1;; ++n) {
      const std::string kept = path + ".kept-" + std::to_string(n);
      if (fs::exists(fs::symlink_status(folder_ / kept))) continue;
      fs::copy_file(folder_ / path, folder_ / kept);
      return kept;
    }
  }

  // With the folders that get empty by that.
  void remove(const std::string& path) const {
    fs::remove(folder_ / path);
    for (fs::path up = fs::path(path).parent_path(); !up.empty(); up = up.parent_path()) {
      std::error_code not_empty;
      if (!fs::remove(folder_ / up, not_empty)) break;
    }
  }

  const fs::path& folder_;
  const std::vector<File>& files_;
  const std::string kit_;
  Changes changes_;
  const Written before_;
  std::vector<const File*> new_, outdated_;
  std::vector<std::string> obsolete_, changed_;
  std::string in_the_way_;
};

// "students/" has no file name.
fs::path without_slash(const fs::path& folder) {
  const fs::path path = fs::absolute(folder).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

}  // namespace

Changes write_release(const fs::path& folder, const std::vector<File>& files, const std::string& kit) {
  const fs::path path = without_slash(folder);
  return fs::exists(path) ? Update(path, files, kit).run() : make_new(path, files, kit);
}

void require_outside(const fs::path& folder, const fs::path& project) {
  const fs::path path = without_slash(folder);
  const fs::file_status status = fs::symlink_status(path);
  if (fs::is_symlink(status)) throw UsageError(path.string() + " is a link; name the folder itself");
  if (fs::exists(status) && !fs::is_directory(status))
    throw UsageError(path.string() + " is a file; name a folder");
  const fs::path real = fs::weakly_canonical(path), inside = fs::canonical(project);
  if (std::ranges::mismatch(inside, real).in1 == inside.end())
    throw UsageError(path.string() + " lies in the project itself; name a folder outside of " +
                     inside.string());
}

}  // namespace downhill::release
