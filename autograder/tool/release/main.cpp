// SPDX-License-Identifier: MIT
// What ./downhill release runs. A program of its own, because students never need it.
//   downhill-release DIR
//   downhill-release --gradescope FILE SEED MINUTES LESSON…
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "judge/layers.hpp"
#include "report/report.hpp"
#include "tool/context.hpp"
#include "tool/release/folder.hpp"
#include "tool/release/gradescope.hpp"
#include "tool/release/scan.hpp"
#include "tool/verify/slip_file.hpp"

namespace downhill::release {
namespace {

namespace fs = std::filesystem;
using report::Exit;

constexpr const char* kList = "autograder/tool/release/contents.txt";
constexpr const char* kAllowed = "autograder/tool/release/allowed.toml";

std::string shown_of(const report::Course& course, const report::Lesson& lesson) {
  return text_of(course.root / lesson.contract()) +
         text_of(course.root / "lessons" / lesson.name / "stub.cpp");
}

void add_slips(Scan& scan, const report::Course& course, const report::Lesson& lesson) {
  const fs::path file = fs::path("autograder/checks") / lesson.name / "slips.toml";
  for (const verify::SlipRow& slip : verify::read_slips(course.root / file))
    for (const verify::Edit& edit : slip.edits)
      for (const std::string& code : {edit.replace, edit.with})
        scan.add_slip(lesson.name, "slip " + slip.name + " in " + file.string(), code,
                      shown_of(course, lesson));
}

Scan scan_for(const report::Course& course) {
  Scan scan;
  for (const report::Lesson& lesson : course.lessons)
    for (const auto& entry : fs::directory_iterator(course.root / "solutions" / lesson.name))
      scan.add_solution(lesson.name, (fs::path("solutions") / lesson.name / entry.path().filename()).string(),
                        text_of(entry.path()), shown_of(course, lesson));
  for (const report::Lesson& lesson : course.lessons) add_slips(scan, course, lesson);
  return scan;
}

/// Says what is wrong; returns how many things that are.
std::size_t look_for_secrets(const report::Course& course, const std::vector<File>& files) {
  const Scan scan = scan_for(course);
  std::vector<Allowed> allowed = read_allowed(course.root / kAllowed);
  std::vector<Scan::Hit> hits;
  for (const File& file : files)
    for (const Scan::Hit& hit : scan.search(file.path, file.text)) hits.push_back(hit);
  hits = without_allowed(scan, hits, allowed);

  for (const Scan::Hit& hit : hits)
    std::printf("%s:%d: has %s: %s\n", hit.file.c_str(), hit.line, scan.origin_of(hit).c_str(),
                scan.secrets()[hit.secret].text.c_str());
  if (!hits.empty())
    std::printf("Students would get these. Take them out; or, if they give nothing away, say why in %s\n",
                kAllowed);
  std::size_t wrong = hits.size();
  for (const Allowed& entry : allowed)
    if (!entry.met && ++wrong > 0)
      std::printf("%s:%d: \"%s\" is not in %s any more; take the exception out\n", kAllowed, entry.line,
                  entry.text.c_str(), entry.file.c_str());
  if (wrong == 0)
    std::printf(
        "Searched %zu files for %zu statements of solutions and slips: none is there, but for %zu "
        "allowed exceptions.\n",
        files.size(), scan.secrets().size(), allowed.size());
  return wrong;
}

Exit nothing_released() {
  std::printf("Nothing was released.\n");
  return Exit::not_all;
}

std::string quoted(const std::string& path) {
  std::string text = "'";
  for (const char c : path) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

void print(const Changes& changes, const fs::path& folder) {
  const std::string path = fs::canonical(folder).string();
  std::printf("%s is %s: %zu files new, %zu updated, %zu removed, %zu that others have changed kept.\n",
              path.c_str(), changes.fresh ? "made" : "up to date", changes.added, changes.updated,
              changes.removed, changes.kept);
  for (const std::string& kept : changes.aside)
    std::printf("  Somebody had changed a file of the kit; that is now %s\n", kept.c_str());
  if (changes.added + changes.updated + changes.removed == 0) return;
  std::printf("\nNext:\n  cd %s\n", quoted(path).c_str());
  if (!changes.git) std::puts("  git init --initial-branch=main");
  std::puts("  git add --all && git commit --message='Downhill " DOWNHILL_VERSION "'");
  if (!changes.git) std::puts("  git remote add origin URL");
  std::puts("  git push --set-upstream origin HEAD\nWhat a student types first: ./downhill");
}

Exit release_to_folder(const report::Course& course, const fs::path& folder) {
  require_outside(folder, course.root);
  const std::vector<File> files = contents_of(course, course.root / kList);
  if (look_for_secrets(course, files) > 0) return nothing_released();
  print(write_release(folder, files, DOWNHILL_VERSION), folder);
  return Exit::all_passed;
}

// FILE SEED MINUTES LESSON…
Assignment assignment_of(const report::Course& course, const std::vector<std::string>& words) {
  Assignment assignment;
  assignment.seed = static_cast<std::uint32_t>(std::stoul(words.at(1)));
  assignment.minutes = std::stoi(words.at(2));
  assignment.weak = judge::weak_is_allowed();
  for (std::size_t i = 3; i < words.size(); ++i) {
    assignment.lessons.push_back(course.find(words[i]));
    if (assignment.lessons.back() == nullptr) throw tool::UsageError("there is no lesson " + words[i]);
  }
  return assignment;
}

Exit release_to_gradescope(const report::Course& course, const std::vector<std::string>& words) {
  const fs::path zip = words.at(0);
  const Assignment assignment = assignment_of(course, words);
  const std::size_t count = assignment.lessons.size();
  if (const int needed = minutes_for(count); needed > assignment.minutes)
    throw tool::UsageError("an honest submission that is slow everywhere takes up to " +
                           std::to_string(needed) + " minutes for " + std::to_string(count) +
                           " lessons: name fewer with --lesson, or say --minutes " + std::to_string(needed) +
                           " and set the same limit on Gradescope");
  const std::vector<File> released = contents_of(course, course.root / kList);
  if (look_for_secrets(course, released) > 0) return nothing_released();
  const std::vector<File> files = gradescope_files(course, released, assignment);
  write_zip(zip, files);
  std::printf(
      "%s is made: %zu files, which grade %zu lesson%s with the seed %u (for you alone).\n\nNext, on "
      "Gradescope:\n  a Programming Assignment of %zu points; Configure Autograder: Ubuntu 22.04, and this "
      "zip;\n  Settings: a time-out of %d minutes, and 768 MB or more.\n",
      fs::canonical(zip).c_str(), files.size(), count, count == 1 ? "" : "s", assignment.seed, 10 * count,
      assignment.minutes);
  return Exit::all_passed;
}

Exit run(int argc, char** argv) {
  const char* const root = std::getenv("DOWNHILL_ROOT");
  if (argc < 2 || root == nullptr) throw tool::UsageError("this is run by ./downhill release DIR");
  const report::Course course = report::read_course(root);
  if (std::string_view(argv[1]) == "--gradescope")
    return release_to_gradescope(course, {argv + 2, argv + argc});
  return release_to_folder(course, argv[1]);
}

}  // namespace
}  // namespace downhill::release

int main(int argc, char** argv) {
  using downhill::report::Exit;
  Exit exit = Exit::kit_fault;
  try {
    exit = downhill::release::run(argc, argv);
  } catch (const downhill::tool::UsageError& error) {
    std::fprintf(stderr, "downhill: %s\n", error.what());
    exit = Exit::usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "downhill: %s\n", error.what());
  }
  return static_cast<int>(exit);
}
