// SPDX-License-Identifier: MIT
// docs/attacks.md tells of the corpus as it is: no file that was not measured, or has changed since, and no
// table of other numbers. After a measurement, DOWNHILL_EXPECTED=write writes the table anew.
#include <gtest/gtest.h>

#include "tests/conventional/results.hpp"
#include "tests/graded.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBegin = "<!-- generated: the table -->\n",
                           kEnd = "<!-- end of what is generated -->\n";

const fs::path kPage = kRoot / "docs" / "attacks.md";
const Results kResults = read_results(kRoot / "autograder" / "tests" / "conventional" / "results.toml");
const std::vector<Kind> kKinds = read_corpus(kSubmissions);

TEST(Attacks, EachSubmissionWasMeasuredAsItIs) {
  std::size_t count = 0;
  for (const Kind& kind : kKinds)
    for (const Case& each : kind.cases) {
      ++count;
      const auto found = kResults.find(each.name);
      ASSERT_NE(found, kResults.end())
          << each.name << " was not measured: build and run the target conventional";
      EXPECT_EQ(found->second.text, hash_of(text_of(file_of(kSubmissions, each))))
          << each.name << " has changed since: build and run the target conventional";
    }
  EXPECT_EQ(count, kResults.size()) << "results.toml has submissions that are no more";
}

TEST(Attacks, ThePageHasTheTable) {
  const std::string page = text_of(kPage), table = "\n" + attacks_table(kKinds, kResults) + "\n";
  const auto begin = page.find(kBegin), end = page.find(kEnd);
  ASSERT_NE(begin, page.npos);
  ASSERT_NE(end, page.npos);
  const auto from = begin + kBegin.size();
  const char* const wish = std::getenv("DOWNHILL_EXPECTED");
  if (wish != nullptr && std::string_view(wish) == "write")
    std::ofstream(kPage, std::ios::binary) << page.substr(0, from) << table << page.substr(end);
  else
    EXPECT_EQ(page.substr(from, end - from), table);
}

TEST(Attacks, AChangedFileIsNoticed) { EXPECT_NE(hash_of("double x;\n"), hash_of("double y;\n")); }

}  // namespace
}  // namespace downhill::tests
