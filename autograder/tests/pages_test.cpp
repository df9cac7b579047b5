// SPDX-License-Identifier: MIT
// What the pages say to type, and what they say comes of it.
#include <gmock/gmock.h>

#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/student.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<fs::path> all_pages() {
  const fs::path root = DOWNHILL_SOURCE_DIR;
  std::vector<fs::path> pages{root / "README.md", root / "autograder/tool/release/README.md"};
  for (const auto& page : fs::directory_iterator(root / "docs"))
    if (page.path().extension() == ".md") pages.push_back(page.path());
  for (const auto& lesson : fs::directory_iterator(root / "lessons"))
    if (fs::exists(lesson.path() / "README.md")) pages.push_back(lesson.path() / "README.md");
  return pages;
}

bool has_lesson(const std::string& number) {
  for (const auto& lesson : fs::directory_iterator(fs::path(DOWNHILL_SOURCE_DIR) / "lessons"))
    if (lesson.path().filename().string().starts_with(number + "_")) return true;
  return false;
}

TEST_F(StudentTest, PagesNameCommandsOptionsAndLessonsThatThereAre) {
  const std::regex call(R"(\./downhill(?: --yes)? ([a-z]+)((?: [^`\s|<>&;)]+)*))"), option(R"( (--[a-z]+))"),
      lesson(R"(^ ([0-9][0-9])( |$))");
  const std::string commands = course_.tool({"--help"}).out;
  std::map<std::string, std::string> helps;
  std::size_t calls = 0;
  for (const fs::path& page : all_pages()) {
    const std::string text = std::regex_replace(read_text(page), std::regex(R"(!\[[^\]]*\])"), "");
    for (std::sregex_iterator found(text.begin(), text.end(), call), end; found != end; ++found, ++calls) {
      const std::string name = (*found)[1], rest = (*found)[2];
      EXPECT_THAT(commands, HasSubstr("\n  " + name + " ")) << page << " has " << found->str();
      if (!helps.contains(name)) helps[name] = course_.tool({name, "--help"}).out;
      for (std::sregex_iterator o(rest.begin(), rest.end(), option); o != end; ++o)
        EXPECT_THAT(helps[name], HasSubstr((*o)[1].str())) << page << " has " << found->str();
      std::smatch number;
      if (std::regex_search(rest, number, lesson))
        EXPECT_TRUE(has_lesson(number[1])) << page << " has " << found->str();
    }
  }
  EXPECT_GT(calls, 100u);
}

/// A command that a page shows, and what the page says comes out.
struct Shown {
  std::vector<std::string> arguments;
  std::string output;
};

// Of the blocks ```console those with a prompt: "$ ./downhill try 01 slope 2 3 10". A block may be indented.
std::vector<Shown> sessions_in(const std::string& page) {
  std::vector<Shown> shown;
  std::istringstream lines(page);
  std::size_t indent = page.npos;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t fence = line.find("```");
    if (fence != line.npos) {
      indent = line.compare(fence, line.npos, "```console") == 0 ? fence : page.npos;
      continue;
    }
    if (indent == page.npos) continue;
    const std::string text = line.substr(std::min(indent, line.size()));
    if (text.starts_with("$ ./downhill ")) {
      std::istringstream words(text.substr(13));
      shown.push_back({{std::istream_iterator<std::string>(words), {}}, ""});
    } else if (!shown.empty()) {
      shown.back().output += text + "\n";
    }
  }
  return shown;
}

TEST_F(StudentTest, PageForStudentsShowsWhatCommandsSay) {
  const fs::path source = DOWNHILL_SOURCE_DIR;
  write_text(course_.exercise(),
             read_text(source / "autograder/tests/submissions/half_of_the_slope/one_weight.cpp"));
  const std::vector<Shown> sessions = sessions_in(read_text(source / "docs/students.md"));
  EXPECT_GE(sessions.size(), 3u);
  for (const Shown& shown : sessions)
    EXPECT_EQ(course_.tool(shown.arguments).out, shown.output) << testing::PrintToString(shown.arguments);
}

// Names of tests, such as wire_test.
std::set<std::string> tests_in(const std::string& text, const std::string& pattern) {
  std::set<std::string> names;
  const std::regex expression(pattern);
  for (std::sregex_iterator found(text.begin(), text.end(), expression), end; found != end; ++found)
    names.insert((*found)[1]);
  return names;
}

TEST(Pages, ForMaintainersNameTestsThatThereAre) {
  const fs::path root = DOWNHILL_SOURCE_DIR;
  const auto named = tests_in(read_text(root / "docs/maintainers.md"), "`([a-z_]+_test)`");
  EXPECT_GT(named.size(), 20u);
  EXPECT_THAT(named,
              testing::IsSubsetOf(tests_in(read_text(root / "autograder/tests/CMakeLists.txt"),
                                           "\n *(?:test_program\\(|add_test\\(NAME )([a-z_]+_test)\\b")));
}

}  // namespace
}  // namespace downhill::tool
