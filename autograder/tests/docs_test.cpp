// SPDX-License-Identifier: MIT
// ./downhill docs: how pages become HTML, and that each fault stops the build, on a course of one lesson.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "temporary_course.hpp"
#include "tool/docs/html.hpp"
#include "tool/docs/site.hpp"

namespace downhill::docs {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kPage = R"(# First: a test

Words with $x^2$ and `code`.

$$\frac{1}{2}$$

![A line](../../docs/figures/01_first.svg)

## The tasks

Your file is [first.cpp](../../exercises/01_first/first.cpp); [first.hpp](first.hpp) says what is promised.
Back to [the tasks](#the-tasks), and to [the other page](../../docs/other.md#a-part).

| a | right |
|---|--:|
| 1 | 2 |

```worked
1 + 1 = 2
```
)";

constexpr const char* kHeader = R"(// SPDX-License-Identifier: MIT
// Lesson 01: a test.
#pragma once

namespace downhill::first {

/// Twice as much.
/// @param x any number
double twice(double x);

/// A pair.
struct Pair {
  double left = 0.5;  ///< the one
  double right{};     ///< the other

  /// Both together.
  double sum() const;
};

/// What Pair is also called.
using Couple = Pair;

}  // namespace downhill::first
)";

constexpr const char* kOutline = R"([[section]]
title = "Start"
pages = ["docs/other.md"]
[[section]]
title = "Lessons"
lessons = ["01_first"]
[[section]]
title = "Contracts"
contracts = true
)";

bool packages_are_there() {
  const char* const other = std::getenv("DOWNHILL_JAVASCRIPT");
  const fs::path scripts = other != nullptr ? other : "/usr/share/javascript";
  return std::system("doxygen --version >/dev/null 2>&1") == 0 && fs::exists(scripts / "katex") &&
         fs::exists(scripts / "lunr");
}

class Docs : public testing::Test {
 protected:
  void SetUp() override {
    if (!packages_are_there()) GTEST_SKIP() << "there is no Doxygen, KaTeX or lunr: ./downhill --yes docs";
    put("lessons/01_first/README.md", kPage);
    put("lessons/01_first/first.hpp", kHeader);
    put("exercises/01_first/first.cpp", "");
    put("docs/other.md", "# Other\n\n## A part\n\nSee [lesson 01](../lessons/01_first/README.md).\n");
    put("docs/figures/01_first.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='9'><path d='M0 0'/></svg>");
    for (const auto& file : fs::directory_iterator(fs::path(DOWNHILL_SOURCE_DIR) / "docs" / "site"))
      put("docs/site/" + file.path().filename().string(), read_text(file.path()));
    put("docs/site/site.toml", kOutline);
  }

  void put(const std::string& file, const std::string& text) const {
    fs::create_directories((root() / file).parent_path());
    write_text(root() / file, text);
  }
  // Adds to the end of a file, or of a page of its own where there is none.
  void add(const std::string& file, const std::string& text) const {
    put(file, read_text(root() / file) + text);
  }
  void change(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = read_text(root() / file);
    ASSERT_THAT(text, HasSubstr(from));
    put(file, text.replace(text.find(from), from.size(), to));
  }

  std::vector<std::string> faults() {
    Faults faults;
    report::Lesson lesson;
    lesson.name = "01_first", lesson.number = "01", lesson.slug = "first", lesson.title = "First: a test";
    pages_ = build_site({root(), {lesson}}, root() / "build" / "docs" / "html", faults);
    return faults.found();
  }
  std::string html(const std::string& name) const {
    return read_text(root() / "build" / "docs" / "html" / name);
  }
  const fs::path& root() const { return root_; }

  std::size_t pages_ = 0;
  TemporaryFolder folder_;
  fs::path root_ = folder_.path() / "course";
};

TEST_F(Docs, HaveAPageForEachTextAndContract) {
  ASSERT_THAT(faults(), IsEmpty());
  EXPECT_EQ(pages_, 3u);
  for (const char* const name :
       {"index.html", "01_first.html", "api_01_first.html", "site.css", "search_data.js", "lunr.min.js",
        "katex/katex.min.js", "katex/fonts/KaTeX_Main-Regular.woff2"})
    EXPECT_TRUE(fs::exists(root() / "build/docs/html" / name)) << name;
}

TEST_F(Docs, LinksLeadWithinTheSiteAndOtherFilesAreNamed) {
  ASSERT_THAT(faults(), IsEmpty());
  EXPECT_THAT(html("01_first.html"),
              AllOf(HasSubstr(R"(<code class="path">exercises/01_first/first.cpp</code>)"),
                    HasSubstr(R"(<a href="api_01_first.html">first.hpp</a>)"),
                    HasSubstr(R"(<a href="#the-tasks">the tasks</a>)"),
                    HasSubstr(R"(<a href="index.html#a-part">the other page</a>)")));
  EXPECT_THAT(html("index.html"), HasSubstr(R"(<a href="01_first.html">lesson 01</a>)"));
}

TEST_F(Docs, FiguresStandInThePageUnderTheirWords) {
  ASSERT_THAT(faults(), IsEmpty());
  EXPECT_THAT(html("01_first.html"), AllOf(HasSubstr(R"(role="img" aria-label="A line")"),
                                           HasSubstr("<path d="), Not(HasSubstr("<img"))));
}

TEST_F(Docs, FormulasTablesAndWorkedLinesAreMarked) {
  ASSERT_THAT(faults(), IsEmpty());
  EXPECT_THAT(
      html("01_first.html"),
      AllOf(HasSubstr(R"(<span class="math inline short">x^2</span>)"), HasSubstr(R"(\frac{1}{2}</div>)"),
            HasSubstr(R"(<th scope="col">a</th><th scope="col" class="right">right</th>)"),
            HasSubstr(R"(1 + 1 = <b>2</b>)"), HasSubstr("katex/katex.min.js")));
  EXPECT_THAT(html("index.html"), Not(HasSubstr("katex")));
}

TEST_F(Docs, ContractsShowWhatIsDeclaredAndWhatIsSaidOfIt) {
  ASSERT_THAT(faults(), IsEmpty());
  const std::string page = html("api_01_first.html");
  EXPECT_THAT(page, AllOf(HasSubstr("Lesson 01: a test."), HasSubstr(R"(<h2 id="twice">)"),
                          HasSubstr(R"(<h2 id="Pair">)"), HasSubstr(R"(<h3 id="Pair.sum">)"),
                          HasSubstr("<p>Twice as much. </p>"), HasSubstr("<code>x</code>")));
  const std::regex tags("<[^>]*>");
  EXPECT_THAT(std::regex_replace(page, tags, ""),
              AllOf(HasSubstr("double twice(double x);"), HasSubstr("  double left = 0.5;"),
                    HasSubstr("  double sum() const;"), HasSubstr("using Couple = Pair;")));
}

TEST_F(Docs, AFaultLeavesTheOldSiteAsItWas) {
  ASSERT_THAT(faults(), IsEmpty());
  const std::string before = html("index.html");
  add("docs/other.md", "[nowhere](nowhere.md)\n");
  EXPECT_THAT(faults(), Not(IsEmpty()));
  EXPECT_EQ(html("index.html"), before);
}

// What is done to the course, and what is to be said about it.
struct Broken {
  const char* name;
  const char* file;
  const char* text;  // added to the file
  std::vector<const char*> said;
};
void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.text; }

class BrokenDocs : public Docs, public testing::WithParamInterface<Broken> {};

TEST_P(BrokenDocs, AreNoSite) {
  add(GetParam().file, GetParam().text);
  const std::vector<std::string> found = faults();
  ASSERT_THAT(found, testing::SizeIs(1));
  for (const char* const words : GetParam().said) EXPECT_THAT(found[0], HasSubstr(words));
}

const Broken kBroken[] = {
    {"AMissingFigure",
     "docs/other.md",
     "\n![A](figures/02.svg)\n",
     {"docs/other.md:7: ", "docs/figures/02.svg", "is not there"}},
    {"AFigureWithoutWords",
     "docs/other.md",
     "\n![](figures/01_first.svg)\n",
     {"docs/other.md:7: ", "say between [ and ]"}},
    {"AMissingPage",
     "docs/other.md",
     "\n[a](more.md)\n",
     {"docs/other.md:7: ", "docs/more.md", "is not there"}},
    {"AMissingAnchor", "docs/other.md", "\n[a](#b)\n", {"docs/other.md:7: ", "no such heading"}},
    {"AnExcerptOfNoFile",
     "docs/other.md",
     "\n<!-- excerpt lessons/02_second/second.hpp -->\n```cpp\nint a;\n```\n",
     {"docs/other.md:9: ", "quotes lessons/02_second/second.hpp, which is not there"}},
    {"AnOldExcerpt",
     "docs/other.md",
     "\n<!-- excerpt lessons/01_first/first.hpp -->\n```cpp\n#pragma once\ndouble once(double x);\n```\n",
     {"docs/other.md:9: ", "has no such line at that place: double once(double x);"}},
    {"AnOldExcerptInALesson",
     "lessons/01_first/README.md",
     "\n<!-- excerpt lessons/01_first/first.hpp -->\n```cpp\ndouble once(double x);\n```\n",
     {"lessons/01_first/README.md:24: ", "has no such line at that place: double once(double x);"}},
    {"AnUndocumentedFunction",
     "lessons/01_first/first.hpp",
     "namespace downhill::first {\nint bare();\n}\n",
     {"lessons/01_first/first.hpp:25: ", "bare has no documentation"}},
    {"AnUndocumentedField",
     "lessons/01_first/first.hpp",
     "/// A.\nstruct A {\n  int field;\n};\n",
     {"lessons/01_first/first.hpp:26: ", "A::field has no documentation"}},
    {"AParameterThatIsNotThere",
     "lessons/01_first/first.hpp",
     "/// A.\n/// @param z none\nint a(int x);\n",
     {"lessons/01_first/first.hpp:", "Doxygen says: ", "'z'"}},
    {"AReferenceToNothing",
     "lessons/01_first/first.hpp",
     "/// See @ref nothing.\nint a();\n",
     {"lessons/01_first/first.hpp:", "Doxygen says: ", "nothing"}},
    {"ALiveFigureWithoutAStillOne",
     "docs/other.md",
     "\n<!-- live one -->\n",
     {"docs/other.md", "no figure directly above"}},
    {"AStateOfNoLiveFigure", "docs/other.md", "\n[a](#lab=1)\n", {"docs/other.md", "#lab=1"}},
    {"HtmlOfItsOwn",
     "docs/other.md",
     "\nA <b>word</b>\n",
     {"docs/other.md", "write Markdown instead of <b>"}},
    {"ALeftOutHeading", "docs/other.md", "\n#### Four\n", {"docs/other.md", "level 4"}},
    {"ASecondTitle", "docs/other.md", "\n# Again\n", {"docs/other.md", "more than one title"}},
    {"APageInNoSection", "docs/more.md", "# More\n", {"docs/site/site.toml: docs/more.md is in no section"}},
};

INSTANTIATE_TEST_SUITE_P(Each, BrokenDocs, testing::ValuesIn(kBroken),
                         [](const auto& broken) { return std::string(broken.param.name); });

TEST_F(Docs, LoadNothingFromOutside) {
  change("docs/site/page.html", "href=\"site.css\"", "href=\"https://example.org/site.css\"");
  EXPECT_THAT(faults(),
              testing::Each(AllOf(HasSubstr("https://example.org/site.css"), HasSubstr("no page may"))));
}

TEST_F(Docs, NeedTheModuleOfALiveFigure) {
  change("lessons/01_first/README.md", "01_first.svg)\n", "01_first.svg)\n<!-- live one -->\n");
  EXPECT_THAT(faults(),
              testing::Contains(AllOf(HasSubstr("docs/live/built/one.wasm.js"), HasSubstr("is not there"))));
  for (const char* const file : {"docs/live/live.js", "docs/live/one/one.js", "docs/live/one/one_part.js",
                                 "docs/live/built/one.wasm.js"})
    put(file, "");
  ASSERT_THAT(faults(), IsEmpty());
  EXPECT_THAT(html("01_first.html"), AllOf(HasSubstr(R"(<figure class="plot live" data-live="one">)"),
                                           HasSubstr("live/live.js"), HasSubstr("live/one.wasm.js"),
                                           ContainsRegex("live/one_part.js[^\n]*\n[^\n]*live/one.js")));
  EXPECT_TRUE(fs::exists(root() / "build/docs/html/live/one_part.js"));
}

TEST_F(Docs, AreOfACourseInAFolderOfAnyName) {
  const fs::path odd = folder_.path() / "a $(HOME) \"q\" #1";
  fs::rename(root(), odd);
  root_ = odd;
  ASSERT_THAT(faults(), IsEmpty());
  EXPECT_THAT(html("api_01_first.html"), HasSubstr("<p>Twice as much. </p>"));
  add("lessons/01_first/first.hpp", "/// A.\n/// @param z none\nint a(int x);\n");
  EXPECT_THAT(faults(), ElementsAre(AllOf(HasSubstr("lessons/01_first/first.hpp:"), HasSubstr("'z'"))));
}

TEST_F(Docs, HaveNoEmptyContract) {
  put("lessons/01_first/first.hpp", "#pragma once\n");
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("lessons/01_first/first.hpp: declares nothing")));
}

TEST_F(Docs, LeaveOutAPageThatAReleaseHasNot) {
  change("docs/site/site.toml", "\"docs/other.md\"", "\"docs/other.md\", \"docs/teachers.md\"");
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("docs/site/site.toml: docs/teachers.md is not there")));
  put(".downhill-release", "");
  EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(Docs, QuoteAFileThatAReleaseHasNot) {
  const char* const quoted = "\n<!-- excerpt autograder/tests/expected.txt -->\n```text\n1 point\n```\n";
  add("docs/other.md", quoted);
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("docs/other.md:9: quotes autograder/tests/expected.txt")));
  put(".downhill-release", "");
  EXPECT_THAT(faults(), IsEmpty());
  put("autograder/tests/expected.txt", "2 points\n");
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("has no such line at that place: 1 point")));
}

TEST(DocsHtml, ColoursCpp) {
  EXPECT_EQ(coloured("int a = 2.5e-3; // <b>"),
            "<span class=\"k\">int</span> a = <span class=\"n\">2.5e-3</span>; <span class=\"c\">// "
            "&lt;b&gt;</span>");
  EXPECT_EQ(coloured("\"a // \\\" b\" 'c'"),
            "<span class=\"s\">&quot;a // \\&quot; b&quot;</span> <span class=\"s\">'c'</span>");
}

TEST(DocsHtml, TakesTheWordsOutOfTags) { EXPECT_EQ(words_of("<b>a</b> &lt; &amp;lt;"), "a < &lt;"); }

}  // namespace
}  // namespace downhill::docs
