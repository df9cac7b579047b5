// SPDX-License-Identifier: MIT
// What becomes of the students' folder, where ./downhill release writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>

#include "tests/release_trees.hpp"
#include "tool/context.hpp"

namespace downhill::release {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tool::UsageError;
using namespace std::string_literals;

// ---- the folder

const std::vector<File>& kit_files() {
  static const std::vector<File> files{{"downhill", "#!/bin/sh\n", true},
                                       {"exercises/01_a/a.cpp", "stub of 01\n"},
                                       {"exercises/02_b/b.cpp", "stub of 02\n"},
                                       {"lessons/01_a/README.md", "page of 01\n"},
                                       {"lessons/02_b/README.md", "page of 02\n"}};
  return files;
}
std::vector<File> later_files() {
  return {{"downhill", "#!/bin/bash\n", true},
          {"exercises/01_a/a.cpp", "new stub of 01\n"},
          {"exercises/03_c/c.cpp", "stub of 03\n"},
          {"lessons/01_a/README.md", "new page of 01\n"},
          {"lessons/03_c/README.md", "page of 03\n"}};
}

Tree texts_in(const std::vector<File>& files) {
  Tree tree;
  for (const File& file : files) tree[file.path] = file.text;
  return tree;
}
Tree without_marker(Tree tree) {
  tree.erase(kMarker);
  return tree;
}

class ReleaseFolder : public testing::Test {
 protected:
  Changes release(const std::vector<File>& files) const { return write_release(folder, files, "0.1"); }
  void expect_refused(const std::vector<File>& files, const std::string& why) const {
    const Tree before = tree_of(folder);
    try {
      release(files);
      ADD_FAILURE() << "was not refused, which should say " << why;
    } catch (const UsageError& error) {
      EXPECT_THAT(error.what(), HasSubstr(why));
    }
    EXPECT_EQ(tree_of(folder), before);
  }

  const TemporaryFolder temporary;
  const fs::path folder = temporary / "die Übungen";
};

TEST_F(ReleaseFolder, IsMadeWithTheFoldersAboveIt) {
  const Changes changes = write_release(temporary / "a/b/c/", kit_files(), "0.1");
  EXPECT_TRUE(changes.fresh);
  EXPECT_EQ(changes.added, 5u);
  EXPECT_EQ(without_marker(tree_of(temporary / "a/b/c")), texts_in(kit_files()));
  EXPECT_EQ(access((temporary / "a/b/c/downhill").c_str(), X_OK), 0);
  EXPECT_THAT(text_of(temporary / "a/b/c" / kMarker), HasSubstr("downhill release 1\nkit 0.1\n"));
  EXPECT_EQ(std::distance(fs::directory_iterator(temporary / "a/b"), {}), 1) << "nothing is left beside it";
}

TEST_F(ReleaseFolder, MayBeThereButEmptyOrANewRepository) {
  fs::create_directory(folder);
  EXPECT_EQ(release(kit_files()).added, 5u);
  fs::remove_all(folder);
  write(folder / ".git/HEAD", "ref: refs/heads/main\n");
  const Changes changes = release(kit_files());
  EXPECT_TRUE(changes.git);
  EXPECT_EQ(text_of(folder / ".git/HEAD"), "ref: refs/heads/main\n");
}

TEST_F(ReleaseFolder, OfSomebodyElseIsRefused) {
  write(folder / "notes.txt", "mine\n");
  expect_refused(kit_files(), "no earlier release");
  write(folder / kMarker, "something else\n");
  expect_refused(kit_files(), "another version");
}

TEST_F(ReleaseFolder, InTheProjectOrALinkOrAFileIsRefused) {
  const fs::path project = temporary / "project", link = temporary / "link", file = temporary / "file";
  write(project / "README.md", "");
  write(file, "");
  fs::create_directory_symlink(temporary / "project", link);
  for (const fs::path& bad : {project, project / "", project / "students", project / "a/../b/c", link,
                              link / "students", file, project / "README.md"})
    EXPECT_THROW(require_outside(bad, project), UsageError) << bad;
  for (const fs::path& good : {temporary / "project-students", temporary / "project/../students", folder})
    EXPECT_NO_THROW(require_outside(good, project)) << good;
}

TEST_F(ReleaseFolder, IsTheSameAfterASecondTime) {
  release(kit_files());
  std::map<std::string, std::pair<ino_t, fs::file_time_type>> before;
  const auto stamps = [&] {
    auto all = before;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      struct stat found {};
      stat(entry.path().c_str(), &found);
      all[entry.path()] = {found.st_ino, entry.last_write_time()};
    }
    return all;
  };
  before = stamps();
  const Changes changes = release(kit_files());
  EXPECT_EQ(changes.added + changes.updated + changes.removed + changes.kept, 0u);
  EXPECT_EQ(stamps(), before);
}

TEST_F(ReleaseFolder, KeepsEveryByteOfTheStudents) {
  release(kit_files());
  const Tree theirs{{"exercises/01_a/a.cpp", "my answer\r\n\0"s},
                    {"exercises/02_b/b.cpp", "another answer"},
                    {"exercises/01_a/a.cpp.kept-1", "an old answer"},
                    {"exercises/01_a/notes/x.cpp", "mine"},
                    {".downhill/progress.json", "{}"},
                    {".git/config", "[core]"},
                    {"lessons/02_b/my notes.md", "notes"},
                    {"Ü.txt", ""}};
  for (const auto& [path, text] : theirs) write(folder / path, text);

  const Changes changes = release(later_files());
  EXPECT_EQ(changes.kept, 2u);
  EXPECT_EQ(changes.added, 2u);
  EXPECT_EQ(changes.updated, 2u);
  EXPECT_EQ(changes.removed, 1u);
  EXPECT_THAT(changes.aside, IsEmpty());
  Tree expected = texts_in(later_files());
  for (const auto& [path, text] : theirs) expected[path] = text;
  EXPECT_EQ(without_marker(tree_of(folder)), expected);

  const Changes again = release(later_files());
  EXPECT_EQ(again.added + again.updated + again.removed, 0u);
  EXPECT_EQ(without_marker(tree_of(folder)), expected);
}

TEST_F(ReleaseFolder, GetsNewStubsWhereNobodyWroteAnything) {
  release(kit_files());
  fs::remove_all(folder / "exercises/02_b");
  release(kit_files());
  EXPECT_EQ(text_of(folder / "exercises/02_b/b.cpp"), "stub of 02\n");
  release(later_files());
  EXPECT_EQ(without_marker(tree_of(folder)), texts_in(later_files()));
  EXPECT_FALSE(fs::exists(folder / "lessons/02_b")) << "a folder that an update has emptied goes";
}

TEST_F(ReleaseFolder, KeepsAsideWhatSomebodyChangedInTheKit) {
  release(kit_files());
  write(folder / "lessons/01_a/README.md", "with my remarks\n");
  write(folder / "lessons/02_b/README.md", "page of 02\r\n");  // as Git may write it
  write(folder / "lessons/01_a/README.md.kept-1", "taken\n");
  const Changes changes = release(later_files());
  EXPECT_THAT(changes.aside, ElementsAre("lessons/01_a/README.md.kept-2"));
  EXPECT_EQ(text_of(folder / "lessons/01_a/README.md"), "new page of 01\n");
  EXPECT_EQ(text_of(folder / "lessons/01_a/README.md.kept-2"), "with my remarks\n");
  EXPECT_FALSE(fs::exists(folder / "lessons/02_b"));
}

TEST_F(ReleaseFolder, LeavesWhatSomebodyHasSetUpForACiSystem) {
  release(kit_files());
  write(folder / ".gitlab-ci.yml", "of the department\n");
  std::vector<File> files = kit_files();
  files.push_back({".gitlab-ci.yml", "ours\n"});
  files.push_back({".github/workflows/downhill.yml", "ours\n"});
  EXPECT_EQ(release(files).kept, 1u);
  EXPECT_EQ(text_of(folder / ".gitlab-ci.yml"), "of the department\n");
  files.back().text = "newer\n";
  EXPECT_EQ(release(files).updated, 1u);
  EXPECT_EQ(text_of(folder / ".github/workflows/downhill.yml"), "newer\n");
  write(folder / ".github/workflows/downhill.yml", "changed\n");
  files.back().text = "newest\n";
  EXPECT_EQ(release(files).kept, 2u);
  EXPECT_EQ(text_of(folder / ".github/workflows/downhill.yml"), "changed\n");
}

TEST_F(ReleaseFolder, IsLeftAloneWhereAStudentsFileIsInTheWay) {
  release(kit_files());
  write(folder / "lessons/03_c/README.md", "my own third lesson\n");
  fs::create_directories(folder / "downhill.d");
  expect_refused(later_files(), "lessons/03_c/README.md");
  fs::remove(folder / "lessons/03_c/README.md");
  fs::remove(folder / "downhill");
  fs::create_directory(folder / "downhill");
  expect_refused(later_files(), "downhill");
}

TEST_F(ReleaseFolder, IsNeverLeft) {
  release(kit_files());
  const fs::path elsewhere = temporary / "elsewhere";
  write(elsewhere / "README.md", "page of 02\n");
  fs::remove_all(folder / "lessons/02_b");
  fs::create_directory_symlink(elsewhere, folder / "lessons/02_b");
  expect_refused(later_files(), "lessons/02_b");
  expect_refused(kit_files(), "lessons/02_b");
  EXPECT_EQ(text_of(elsewhere / "README.md"), "page of 02\n");

  const std::string marker = text_of(folder / kMarker);
  for (const std::string& path :
       {"../elsewhere/README.md"s, elsewhere.string() + "/README.md", ""s, "a/../../elsewhere/README.md"s}) {
    write(folder / kMarker, marker + "123 " + path + "\n");
    expect_refused(later_files(), "names a file outside");
  }
}

// Killed at any moment: no folder or a whole one, and what is there can always be brought up to date.
TEST_F(ReleaseFolder, SurvivesAKillAtAnyMoment) {
  std::vector<File> many = kit_files(), more = later_files();
  for (int i = 0; i < 12; ++i) {
    many.push_back({"lessons/kit/" + std::to_string(i), "old " + std::to_string(i)});
    more.push_back({"lessons/kit/" + std::to_string(2 * i), "new " + std::to_string(i)});
  }
  const auto killed_after = [&](int microseconds, const std::vector<File>& files) {
    const pid_t child = fork();
    if (child == 0) {
      release(files);
      _exit(0);
    }
    usleep(static_cast<useconds_t>(microseconds));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  };
  for (int microseconds = 100; microseconds < 30'000; microseconds = microseconds * 3 / 2) {
    killed_after(microseconds, many);
    if (fs::exists(folder)) {
      ASSERT_EQ(without_marker(tree_of(folder)), texts_in(many));
    }
    release(many);
    write(folder / "exercises/02_b/b.cpp", "my answer\n");
    killed_after(microseconds, more);
    EXPECT_THAT(release(more).aside, IsEmpty());
    std::vector<fs::path> litter;  // a kill in the middle of a file leaves its temporary
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().filename().string().starts_with(".") && entry.path().filename() != kMarker)
        litter.push_back(entry.path());
    for (const fs::path& file : litter) fs::remove(file);
    Tree expected = texts_in(more);
    expected["exercises/02_b/b.cpp"] = "my answer\n";
    Tree there = without_marker(tree_of(folder));
    ASSERT_EQ(there, expected) << "killed after " << microseconds;
    fs::remove_all(folder);
  }
}

}  // namespace
}  // namespace downhill::release
