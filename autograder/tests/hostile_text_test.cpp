// SPDX-License-Identifier: MIT
// What a submission prints, throws, is called or makes the compiler say, in every place of a report and in
// every format: nothing obeys it, and people can still read it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <md4c.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <random>
#include <set>

#include "report/formats.hpp"
#include "report/terminal.hpp"
#include "tests/log_readers.hpp"
#include "tests/sample_report.hpp"
#include "tests/temporary_course.hpp"

namespace downhill::tests {
namespace {

using nlohmann::json;
using report::CheckReport;
using report::LessonReport;
using report::Report;
using testing::HasSubstr;

struct Case {
  const char* name;
  std::string text;
  std::string seen;  ///< what people can still read
};

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

const std::vector<Case>& cases() {
  using namespace std::string_literals;
  static const std::vector<Case> all{
      {"GithubError", "::error file=a,line=1::forged", ":error file=a,line=1::forged"},
      {"GithubErrorIndented", "  \t ::error::forged", ":error::forged"},
      {"GithubErrorInUpperCase", "::ERROR::forged", ":ERROR::forged"},
      {"GithubMask", "::add-mask::1", ":add-mask::1"},
      {"GithubStop", "::stop-commands::forged", ":stop-commands::forged"},
      {"GithubOutput", "::set-output name=grade::10", ":set-output name=grade::10"},
      {"GithubGroup", "::group::forged\n::endgroup::", ":group::forged"},
      {"GithubAfterNoBreakSpace", "\u00A0::error::forged", "::error::forged"},
      {"GithubAfterIdeographicSpace", "words \u3000 ::error::forged", "::error::forged"},
      {"GithubAfterNoWidth", "\u200B\uFEFF::error::forged", "::error::forged"},
      {"GithubAfterCarriageReturn", "harmless\r::error::forged", "::error::forged"},
      {"GithubAfterLineSeparator", "harmless\u2028::error::forged", "::error::forged"},
      {"GithubAfterNextLine", "harmless\u0085::error::forged", "::error::forged"},
      {"GithubAfterVerticalTab", "\v\f::error::forged", "::error::forged"},
      {"GithubWhereALineIsBroken", repeated("word \t::error::forged ", 40), "::error::forged"},
      {"GithubWhereAWordIsCut", repeated("x", 93) + repeated("::error::", 40), "::error::"},
      {"GithubPercent", "100% %0A::error::forged%0D%0A%25", "100% %0A"},
      {"GithubOld", "##[error]forged ##[add-mask]x", "#[error]forged"},
      {"Azure", "##vso[task.complete result=Succeeded;]DONE", "#vso[task.complete result=Succeeded;]DONE"},
      {"AzureInUpperCase", "words ##VSO[task.setvariable variable=x]1", "#VSO[task.setvariable variable=x]1"},
      {"Teamcity", "##teamcity[testFinished name='forged']", "#teamcity[testFinished name='forged']"},
      {"GitlabSection", "\x1b[0Ksection_start:1560896352:forged\r\x1b[0K", "section_start:1560896352:forged"},
      {"TravisFold", "travis_fold:start:forged\r\x1b[0K", "travis_fold:start:forged"},
      {"AutolabGrade", "{\"scores\": {\"all\": 100}, \"scoreboard\": [1]}", "\"scores\": {\"all\": 100}"},
      {"TerminalClears", "\x1b[2J\x1b[H\x1b[31mred", "[31mred"},
      {"TerminalTitle", "\x1b]0;forged\x07", "]0;forged"},
      {"TerminalLink", "\x1b]8;;http://example.org\x1b\\here\x1b]8;;\x1b\\", "here"},
      {"TerminalEightBit", "\x9b"s + "31mred \xC2\x9b" + "31mred", "31mred"},
      {"TerminalRubsOut", "wrong\b\b\b\b\bright\x7F", "wrong"},
      {"NullBytes", "before\0after"s, "after"},
      {"EveryControl",
       [] {
         std::string all = "first ";
         for (int c = 1; c < 0x20; ++c) all += static_cast<char>(c);
         return all + " last";
       }(),
       "last"},
      {"TurnedAround", "\u202Egnorw\u202C \u2066isolated\u2069", "gnorw"},
      {"UnseenInAName", "slo\u200Bpe s\u2060lope slope\u3164", "lope"},
      {"Homoglyph", "slоpe", "slоpe"},
      {"TowerOfAccents", "z" + repeated("\u0300", 50) + "algo", "algo"},
      {"InvalidUtf8", "\xFF\xC0\xAF\xED\xA0\x80\xF5\x80\x80\x80 cut\xE2\x82", "cut"},
      {"NoCharacters", "\uFFFE\uFFFF\uFDD0 text", "text"},
      {"HtmlScript", "<script>alert(1)</script>", "alert(1)"},
      {"HtmlImage", "<img src=http://example.org/x onerror=alert(1)>", "onerror=alert(1)"},
      {"HtmlCommentOpens", "<!-- the rest is gone", "the rest is gone"},
      {"HtmlCommentCloses", "--> now", "now"},
      {"HtmlDetailsClose", "</details></summary></table>\n\n# forged", "# forged"},
      {"HtmlEntity", "&lt;b&gt; &#60;b&#62; &amp;amp;", "b"},
      {"XmlCloses", "</failure></testcase><testcase name=\"forged\"/>", "testcase name=\"forged\"/"},
      {"XmlCdata", "<![CDATA[ ]]> ]]>", "CDATA["},
      {"XmlEntity", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;", "ENTITY e SYSTEM"},
      {"JsonCloses", "\"}], \"points\": 10, \"x\": \"", "\"points\": 10"},
      {"MarkdownMention", "@octocat @course/teachers", "@octocat"},
      {"MarkdownImage", "![x](http://example.org/x.png)", "http://example.org/x.png"},
      {"MarkdownLink", "[here](javascript:alert(1)) <http://example.org> http://example.org www.example.org",
       "here"},
      {"MarkdownReference", "#1 GH-1 octocat/hello#1", "octocat/hello#1"},
      {"MarkdownFence", "```\n~~~~\n``````\n# forged\n~~~", "# forged"},
      {"MarkdownTable", "| a | b |\n|---|---|\n| 1 | 2 |", "| 1 | 2 |"},
      {"MarkdownHeading", "forged\n======\n# forged\n- forged", "- forged"},
      {"MarkdownMathematics", "$$\\unicode{8238}$$ :tada: **b** ~~x~~", ":tada:"},
      {"LongLine", repeated("endless ", 4'000), "endless endless"},
      {"ManyLines", repeated("line\n", 5'000), "line"},
      {"LongName", repeated("x", 30'000), "xxxx"},
  };
  return all;
}

// In every place that a submission reaches, and mid-way through a line too.
Report report_with(const std::string& text) {
  Report report = report::sample_report();
  for (LessonReport& lesson : report.lessons) {
    lesson.file = text;
    lesson.build.log = lesson.build.status == report::Status::pass && lesson.lesson != "10_backprop_by_hand"
                           ? ""
                           : text + "\n" + lesson.file + ":1:2: error: " + text;
    for (CheckReport& check : lesson.checks) {
      if (check.status == report::Status::pass)
        check.message = "";
      else
        check.message = text + "\ncalled  slope(1)\nthrew   std::runtime_error: " + text + "\n" + text;
      if (!check.slip.empty()) check.slip_sentence = text;
      check.output = text;
    }
  }
  return report;
}

Report graded(Report report) {
  std::erase_if(report.lessons,
                [](const LessonReport& l) { return l.status == report::Status::infra_error; });
  return report;
}

// ── formats, and what their readers make of them

std::string as_text_of_all_widths(const Report& report) {
  const report::Course course = report::sample_course();
  std::string all;
  for (const int width : {40, 57, 80, 100}) {
    const std::string text = report::as_text(report, course, {false, width});
    for (const std::string_view line : report::lines_of(text))
      EXPECT_LE(report::columns(line), width) << line;
    all += text;
  }
  return all;
}

// All strings of a JSON document, each in lines of its own.
std::string strings_of(const json& document) {
  if (document.is_string()) return document.get<std::string>() + "\n";
  std::string all;
  if (document.is_structured())
    for (const json& part : document) all += strings_of(part);
  return all;
}

// Names of elements and attributes, in order.
std::string shape_of(const pugi::xml_node& node) {
  std::string shape = node.name();
  for (const pugi::xml_attribute& attribute : node.attributes()) shape += std::string(" ") + attribute.name();
  for (const pugi::xml_node& child : node.children())
    shape += child.type() == pugi::node_element ? "<" + shape_of(child) + ">" : "";
  return shape;
}
std::string texts_of(const pugi::xml_node& node) {
  std::string all = std::string(node.value()) + "\n";
  for (const pugi::xml_attribute& attribute : node.attributes()) all += std::string(attribute.value()) + "\n";
  for (const pugi::xml_node& child : node.children()) all += texts_of(child);
  return all;
}
pugi::xml_document xml_of(const std::string& text) {
  pugi::xml_document document;
  const auto result = document.load_buffer(text.data(), text.size(), pugi::parse_full, pugi::encoding_utf8);
  EXPECT_TRUE(result) << result.description() << ": "
                      << text.substr(static_cast<std::size_t>(result.offset), 80);
  return document;
}

// What GitHub would make of Markdown: its blocks and spans, raw HTML, and text outside of code.
struct Markdown {
  std::string shape, html, text, code;
  int in_code = 0;

  explicit Markdown(const std::string& markdown) {
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* to) {
      return self(to).enter('b', type, type == MD_BLOCK_CODE);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* to) {
      return self(to).leave(type == MD_BLOCK_CODE);
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* to) {
      return self(to).enter('s', type, type == MD_SPAN_CODE);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* to) {
      return self(to).leave(type == MD_SPAN_CODE);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* said, MD_SIZE size, void* to) {
      Markdown& all = self(to);
      (type == MD_TEXT_HTML ? all.html : all.in_code > 0 ? all.code : all.text).append(said, size);
      return 0;
    };
    EXPECT_EQ(md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, this), 0);
  }

 private:
  static Markdown& self(void* to) { return *static_cast<Markdown*>(to); }
  int enter(char kind, int type, bool is_code) {
    shape += kind + std::to_string(type) + "(";
    in_code += is_code;
    return 0;
  }
  int leave(bool is_code) {
    shape += ")";
    in_code -= is_code;
    return 0;
  }
};

// An annotation back as it was, as GitHub's runner reads it.
std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> kCodes[] = {
      {"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}};
  for (const auto& [code, plain] : kCodes)
    for (std::size_t at = 0; (at = text.find(code, at)) != text.npos; at += 1) text.replace(at, 3, plain);
  return text;
}

class HostileText : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() {
    for (const char* name : {"CLASSROOM", "ASSIGNMENT", "OWNER", "COMMIT_URL", "RELEASE_URL"})
      setenv(name, "x", 1);
    setenv("SUBMISSION_TAG", "submit/x", 1);
  }
};

TEST_P(HostileText, IsReadAndNotObeyedInText) {
  const std::string text = as_text_of_all_widths(report_with(GetParam().text));
  EXPECT_EQ(obeyed(text), "");
  EXPECT_EQ(misleading_in(text), "");
  std::string in_one_line;  // lines are broken where the width wants it
  for (const char c : text)
    if (std::string_view(" \t\n").find(c) == std::string_view::npos) in_one_line += c;
  std::string seen;
  for (const char c : GetParam().seen)
    if (c != ' ') seen += c;
  for (const std::string_view bar : {"│", "▌"})
    for (auto at = in_one_line.find(bar); at != in_one_line.npos; at = in_one_line.find(bar))
      in_one_line.erase(at, bar.size());
  EXPECT_THAT(in_one_line, HasSubstr(seen));
}

TEST_P(HostileText, IsReadAndNotObeyedInJson) {
  const Report report = report_with(GetParam().text);
  const std::string text = report::as_json(report);
  for (const std::string& document :
       {text, report::as_gradescope(graded(report)), report::as_classroom50(graded(report))}) {
    const std::string strings = strings_of(json::parse(document));
    for (const std::string& all : {document + "end", strings + "end"}) {
      EXPECT_EQ(obeyed(all), "");
      EXPECT_EQ(misleading_in(all), "");
    }
    EXPECT_THAT(strings, HasSubstr(GetParam().seen));
  }
  EXPECT_EQ(json::parse(text)["lessons"][0]["points"], 2) << "and changes nothing";
}

TEST_P(HostileText, IsReadAndNotObeyedInJunit) {
  const std::string text = report::as_junit(report_with(GetParam().text));
  const auto document = xml_of(text), plain = xml_of(report::as_junit(report_with("plain")));
  EXPECT_EQ(obeyed(text), "");
  EXPECT_EQ(misleading_in(text), "");
  EXPECT_EQ(shape_of(document), shape_of(plain));
  EXPECT_EQ(obeyed(texts_of(document) + "end"), "") << "once it is read, too";
  EXPECT_THAT(texts_of(document), HasSubstr(GetParam().seen));
  EXPECT_EQ(text.find("&#x"), text.npos) << "XML 1.0 has no control characters, not even like this";
}

TEST_P(HostileText, IsReadAndNotObeyedInAnnotations) {
  const std::string text = report::as_github_annotations(report_with(GetParam().text));
  const std::string plain = report::as_github_annotations(report_with("plain"));
  const auto lines = log_lines(text), plain_lines = log_lines(plain);
  ASSERT_EQ(lines.size(), plain_lines.size());
  std::string all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].substr(0, lines[i].find(' ')), plain_lines[i].substr(0, plain_lines[i].find(' ')));
    EXPECT_FALSE(has_command_in_brackets(lines[i])) << lines[i];
    EXPECT_FALSE(has_control_character(lines[i])) << lines[i];
    const std::size_t data = lines[i].find("::", 2);
    const auto properties = lines[i].substr(0, data);
    EXPECT_EQ(std::ranges::count(properties, ','),
              std::ranges::count(plain_lines[i].substr(0, plain_lines[i].find("::", 2)), ','));
    all += unescaped(std::string(lines[i].substr(data + 2))) + "\n";
  }
  EXPECT_EQ(obeyed(all + "end"), "") << "the runner prints the message, unescaped";
  EXPECT_EQ(misleading_in(all), "");
  EXPECT_THAT(all, HasSubstr(GetParam().seen));
}

TEST_P(HostileText, IsReadAndNotObeyedInASummary) {
  const std::string text = report::as_github_summary(report_with(GetParam().text));
  const Markdown read(text), plain(report::as_github_summary(report_with("plain")));
  EXPECT_EQ(obeyed(text), "");
  EXPECT_EQ(misleading_in(text), "");
  EXPECT_EQ(read.shape, plain.shape) << "no image, no link, no table of its own";
  EXPECT_EQ(read.html, plain.html);
  EXPECT_EQ(read.text, plain.text);
  EXPECT_EQ(read.text.find('@'), std::string::npos) << "nobody is called, outside of code";
  EXPECT_THAT(read.code, HasSubstr(GetParam().seen));
  EXPECT_LE(text.size(), 1u << 20);
}

INSTANTIATE_TEST_SUITE_P(InEveryFormat, HostileText, testing::ValuesIn(cases()),
                         [](const auto& one) { return std::string(one.param.name); });

// ── text that nobody thought of

// Bytes of all kinds, and in between what is known to be obeyed.
std::string random_text(std::mt19937& numbers) {
  std::string text;
  for (std::uint32_t n = numbers() % 60; n > 0; --n) {
    const std::uint32_t kind = numbers() % 4;
    if (kind == 0) text += static_cast<char>(numbers() % 256);
    if (kind == 1) text += "\n: #[]|`~<>&\"'\\%\t\r"[numbers() % 18];
    if (kind == 2) text += static_cast<char>('a' + numbers() % 26);
    if (kind == 3) text += cases()[numbers() % cases().size()].text.substr(0, 1 + numbers() % 30);
  }
  return text;
}

TEST(RandomText, IsObeyedByNobody) {
  setenv("SUBMISSION_TAG", "submit/x", 1);
  std::mt19937 numbers(20'261'120);
  const std::string plain_shape = shape_of(xml_of(report::as_junit(report_with("plain"))));
  const Markdown plain(report::as_github_summary(report_with("plain")));
  for (int i = 0; i < 100 && !HasFailure(); ++i) {
    const std::string text = random_text(numbers) + "x";
    SCOPED_TRACE(json(text).dump(-1, ' ', true, json::error_handler_t::replace));
    const Report report = report_with(text);
    const std::string as_text = as_text_of_all_widths(report), as_json = report::as_json(report),
                      junit = report::as_junit(report), summary = report::as_github_summary(report),
                      annotations = report::as_github_annotations(report);
    for (const std::string& all : {as_text, strings_of(json::parse(as_json)) + "end", junit, summary}) {
      EXPECT_EQ(obeyed(all), "");
      EXPECT_EQ(misleading_in(all), "");
    }
    for (const std::string_view line : log_lines(annotations))
      EXPECT_TRUE(line.starts_with("::error ") || line.starts_with("::notice ") ||
                  line.starts_with("::warning "))
          << line;
    EXPECT_EQ(shape_of(xml_of(junit)), plain_shape);
    const Markdown read(summary);
    EXPECT_EQ(read.shape, plain.shape);
    EXPECT_EQ(read.html, plain.html);
  }
}

TEST(EscapedText, HoldsItsCapAndIsNotEscapedTwice) {
  std::mt19937 numbers(4);
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = random_text(numbers);
    const std::size_t most = numbers() % 200;
    const std::string once = report::escaped(text, most);
    ASSERT_LE(once.size(), most);
    ASSERT_EQ(report::escaped(once, most), once);
    ASSERT_LE(report::escaped_line(text, most).size(), most);
    ASSERT_EQ(report::escaped_line(text, most).find('\n'), std::string::npos);
  }
}

}  // namespace
}  // namespace downhill::tests
