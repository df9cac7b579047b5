// SPDX-License-Identifier: MIT
#include "tool/progress.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "judge/sandbox.hpp"
#include "report/write_whole.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kSchema = "downhill/progress/1";

/// A file whose text is no progress.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw std::runtime_error(what + " " + path.string() + ": " + std::strerror(errno));
}

// ── the text

Json as_json(const Progress& progress) {
  Json lessons = Json::object();
  for (const auto& [name, lesson] : progress.lessons)
    lessons[name] = {{"status", lesson.status},
                     {"points", lesson.points},
                     {"max_points", lesson.max_points},
                     {"checks", lesson.checks}};
  return {{"schema", kSchema}, {"lessons", lessons}, {"hints", progress.hints}};
}

Progress from_text(const std::string& text) try {
  const Json json = Json::parse(text);
  if (json.at("schema") != kSchema) throw Broken("it has another schema than " + std::string(kSchema));
  Progress progress;
  for (const auto& [name, lesson] : json.at("lessons").items())
    progress.lessons[name] = {lesson.at("status"), lesson.at("points"), lesson.at("max_points"),
                              lesson.at("checks").get<std::map<std::string, std::string>>()};
  progress.hints = json.at("hints").get<std::map<std::string, int>>();
  return progress;
} catch (const Json::exception& error) {
  throw Broken(error.what());
}

// ── the file

fs::path folder_of(const Context& context) { return context.course.root / ".downhill"; }

/// The file and the lock beside it, which whoever changes the file has to hold.
class ProgressFile {
 public:
  explicit ProgressFile(const fs::path& folder)
      : path_(folder / "progress.json"), lock_path_(folder / "lock") {}

  /// @throws std::runtime_error if this folder cannot be written to
  void lock() {
    fs::create_directories(path_.parent_path());
    lock_.reset(open(lock_path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644));
    if (lock_.get() < 0) fail("could not open", lock_path_);
    while (flock(lock_.get(), LOCK_EX) != 0)
      if (errno != EINTR) fail("could not lock", lock_path_);
  }

  /// @throws Broken, and std::runtime_error if it is there and cannot be read
  Progress read() const {
    const std::optional<std::string> text = content();
    return text ? from_text(*text) : Progress{};
  }

  /// Only under the lock, or the file that is moved might be a sound one that has just been written.
  Progress read_or_move_aside() const {
    try {
      return read();
    } catch (const Broken& why) {
      const std::string aside = move_aside();
      std::fprintf(stderr,
                   "downhill: %s could not be understood (%s).\nIt is kept as %s; progress begins anew. "
                   "./downhill check fills it in again.\n",
                   path_.c_str(), why.what(), aside.c_str());
      return {};
    }
  }

  /// Only under the lock.
  void write(const Progress& progress) const {
    remove_leftovers();
    report::write_whole(path_, as_json(progress).dump(1) + "\n");
  }

 private:
  std::optional<std::string> content() const {
    const judge::Descriptor file(open(path_.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return std::nullopt;
    if (file.get() < 0) fail("could not read", path_);
    std::string text;
    char buffer[1 << 14];
    for (ssize_t n; (n = ::read(file.get(), buffer, sizeof buffer)) != 0;) {
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail("could not read", path_);
      text.append(buffer, static_cast<std::size_t>(n));
    }
    return text;
  }

  std::string move_aside() const {
    fs::path aside;
    for (int n = 1; aside.empty() || fs::exists(fs::symlink_status(aside)); ++n)
      aside = path_.string() + ".broken-" + std::to_string(n);
    fs::rename(path_, aside);
    return aside.filename().string();
  }

  // What a killed writer left: write_whole's temporaries. Nobody else is writing now.
  void remove_leftovers() const {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(path_.parent_path(), ignored))
      if (entry.path().filename().string().starts_with("." + path_.filename().string() + "."))
        fs::remove(entry.path(), ignored);
  }

  fs::path path_, lock_path_;
  judge::Descriptor lock_;
};

void warn_once(const char* why) {
  static bool warned = false;
  if (!warned) std::fprintf(stderr, "downhill: your progress is not kept: %s\n", why);
  warned = true;
}

void update(const Context& context, const std::function<void(Progress&)>& change) try {
  ProgressFile file(folder_of(context));
  file.lock();
  Progress progress = file.read_or_move_aside();
  change(progress);
  file.write(progress);
} catch (const std::exception& error) {
  warn_once(error.what());
}

// A build error has no checks: those of the run before still say how far the student was.
void take_in(Progress& progress, const report::LessonReport& report) {
  LessonProgress& lesson = progress.lessons[report.lesson];
  lesson.status = report::name_of(report.status);
  lesson.points = report.points;
  lesson.max_points = report.max_points;
  if (report.checks.empty()) return;
  lesson.checks.clear();
  for (const report::CheckReport& check : report.checks)
    lesson.checks[check.name] = report::name_of(check.status);
}

}  // namespace

Progress read_progress(const Context& context) try {
  ProgressFile file(folder_of(context));
  try {
    return file.read();
  } catch (const Broken&) {
    file.lock();
    return file.read_or_move_aside();
  }
} catch (const std::exception& error) {
  warn_once(error.what());
  return {};
}

void remember(const Context& context, const report::Report& report) {
  update(context, [&](Progress& progress) {
    for (const report::LessonReport& lesson : report.lessons)
      if (lesson.status != report::Status::infra_error) take_in(progress, lesson);
  });
}

void forget(const Context& context, const report::Lesson& lesson) {
  update(context, [&](Progress& progress) { progress.lessons.erase(lesson.name); });
}

int count_hint(const Context& context, const std::string& task, int most) {
  int before = 0;
  update(context, [&](Progress& progress) {
    int& shown = progress.hints[task];
    before = shown = std::clamp(shown, 0, most);
    shown = std::min(shown + 1, most);
  });
  return before;
}

bool has_passed(const report::Lesson& lesson, const Progress& progress) {
  const auto found = progress.lessons.find(lesson.name);
  return found != progress.lessons.end() && found->second.status == "pass";
}

const report::Lesson* next_lesson(const Context& context, const Progress& progress) {
  for (const report::Lesson& lesson : context.course.lessons)
    if (!has_passed(lesson, progress)) return &lesson;
  return nullptr;
}

const report::Task* next_task(const report::Lesson& lesson, const Progress& progress) {
  const auto known = progress.lessons.find(lesson.name);
  const auto passed = [&](const report::CheckEntry& check) {
    if (known == progress.lessons.end()) return false;
    const auto status = known->second.checks.find(check.name);
    return status != known->second.checks.end() && status->second == "pass";
  };
  for (const report::Task& task : lesson.tasks)
    for (const report::CheckEntry& check : lesson.checks)
      if (check.task == task.id && !passed(check)) return &task;
  return nullptr;
}

}  // namespace downhill::tool
