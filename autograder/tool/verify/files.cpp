// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "tool/verify/programs.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

Names names_in(const fs::path& folder) {
  Names names;
  std::error_code not_there;
  for (const auto& entry : fs::directory_iterator(folder, not_there))
    names.insert(entry.path().filename().string());
  return names;
}

class Files {
 public:
  Files(const tool::Context& context, Part& part) : context_(context), part_(part) {}

  std::string verify() {
    const std::string cmake = read_text(root() / "CMakeLists.txt");
    Names lessons;
    for (const report::Lesson& lesson : context_.course.lessons) {
      lessons.insert(lesson.name);
      if (("\n" + cmake).find("\nlesson(" + lesson.name + ")") == cmake.npos)
        part_.fault("CMakeLists.txt", 0, "has no line lesson(" + lesson.name + "); add it at the end");
      expect("lessons/" + lesson.name, {"README.md", "lesson.toml", "figure.cpp", "paths.cpp", "paths.json",
                                        "stub.cpp", lesson.slug + ".hpp"});
      expect("exercises/" + lesson.name, {lesson.slug + ".cpp"});
      expect("solutions/" + lesson.name, {lesson.slug + ".cpp"});
      expect("autograder/checks/" + lesson.name,
             {"checks.cpp", "exports.cpp", "slips.toml", "recorded.json"});
    }
    for (const char* const folder : {"exercises", "solutions", "autograder/checks"})
      expect_no_others(folder, lessons);
    lessons.insert("kit");
    expect_no_others("lessons", lessons);
    expect_figures_of_lessons();
    return std::to_string(files_) + " files of " + std::to_string(context_.course.lessons.size()) +
           " lessons";
  }

 private:
  const fs::path& root() const { return context_.course.root; }

  void expect(const fs::path& folder, const Names& known) {
    const Names there = names_in(root() / folder);
    for (const std::string& name : known)
      if (!there.contains(name)) part_.fault(folder / name, 0, "is not there; every lesson has one");
    files_ += there.size();
    expect_no_others(folder, known);
  }
  void expect_no_others(const fs::path& folder, const Names& known) {
    for (const std::string& name : names_in(root() / folder))
      if (!known.contains(name))
        part_.fault(folder / name, 0, "belongs to nothing here; move it or take it away");
  }
  void expect_figures_of_lessons() {
    for (const std::string& name : names_in(root() / "docs" / "figures"))
      if (name != "architecture.svg" &&
          std::ranges::none_of(context_.course.lessons,
                               [&](const auto& lesson) { return name.starts_with(lesson.name); }))
        part_.fault("docs/figures/" + name, 0, "is the figure of no lesson; take it away");
  }

  const tool::Context& context_;
  Part& part_;
  std::size_t files_ = 0;
};

}  // namespace

std::string verify_files(const tool::Context& context, Part& part) { return Files(context, part).verify(); }

}  // namespace downhill::verify
