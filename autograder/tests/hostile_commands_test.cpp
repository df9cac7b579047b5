// SPDX-License-Identifier: MIT
// What a submission prints, throws, writes or is called, where commands other than check show it on a
// terminal. (hostile_text_test has the reports, in all their formats.)
#include <gmock/gmock.h>

#include "tests/log_readers.hpp"
#include "tests/student.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using judge::Finished;
using testing::HasSubstr;
using tests::misleading_in;
using tests::obeyed;

constexpr std::size_t kMostShown = 12'000;  // bytes; what is said below is much longer

// Lines that CI systems, terminals or readers would obey, and then too many of them.
std::string hostile_text() {
  std::string text =
      "\n::error file=a::forged\n ##[error]forged\n##vso[task.complete]\n\x1b[2J\x1b]0;title\x07 \x9b"
      "31m \xC2\x9b"
      "31m\rover\bwritten\x7F \xE2\x80\xAEturned \xE2\x80\x8Bunseen \xFF\xC0\xAF\xED\xA0\x80\n";
  for (int i = 0; i < 5'000; ++i) text += "::stop-commands::x\n";
  return text;
}

// As a literal of C++ that has any bytes in it.
std::string literal_of(const std::string& text) {
  std::string literal = "\"";
  for (const char c : text) {
    constexpr const char* kDigits = "01234567";
    const auto byte = static_cast<unsigned char>(c);
    literal += {'\\', kDigits[byte >> 6], kDigits[byte >> 3 & 7], kDigits[byte & 7]};
    if (c == '\n') literal += "\"\n\"";
  }
  return literal + "\"";
}

class HostileCommands : public StudentTest {
 protected:
  void predict(const std::string& body) const {
    write_text(course_.exercise(),
               "#include \"one_weight.hpp\"\n#include <cstdio>\n#include <stdexcept>\n#include <string>\n"
               "static const char* const text = " +
                   literal_of(hostile_text()) +
                   ";\nnamespace downhill::one_weight {\ndouble predict(double weight, double input) {\n" +
                   body + "\nreturn weight * input;\n}\n}\n");
  }
  static void expect_harmless(const std::string& text, const std::string& seen = "forged") {
    EXPECT_EQ(obeyed(text), "");
    EXPECT_EQ(misleading_in(text), "");
    EXPECT_LT(text.size(), kMostShown);
    EXPECT_THAT(text, HasSubstr(seen)) << "and people can read it";
  }
};

TEST_F(HostileCommands, TryShowsWhatIsPrinted) {
  ASSERT_NE(obeyed(hostile_text()), "") << "as it is";
  ASSERT_NE(misleading_in(hostile_text()), "");
  predict("std::fputs(text, stdout);");
  const Finished tried = course_.tool({"try", "01", "predict", "2", "3"});
  EXPECT_EQ(tried.status, 0);
  expect_harmless(tried.out);
  EXPECT_EQ(tried.err, "");
}

TEST_F(HostileCommands, TryShowsWhatIsThrown) {
  for (const char* body : {"throw std::runtime_error(text);", "throw std::string(text);",
                           "struct forged : std::exception { const char* what() const noexcept override { "
                           "return text; } }; throw forged();"}) {
    predict(body);
    const Finished tried = course_.tool({"try", "01", "predict", "2", "3"});
    EXPECT_EQ(tried.status, 1);
    expect_harmless(tried.out, "threw an exception");
  }
}

// As an argument, too: whoever tries a submission may have pasted it from there.
TEST_F(HostileCommands, TryShowsWhatIsTyped) {
  predict("");
  for (const std::string& function : {std::string("predict"), hostile_text().substr(0, 200)}) {
    const Finished tried = course_.tool({"try", "01", function, hostile_text().substr(0, 200)});
    EXPECT_EQ(tried.status, 2);
    expect_harmless(tried.err + "end", "");
  }
}

// The lines that a compiler quotes.
TEST_F(HostileCommands, CompileErrorsAreShownByEach) {
  std::string line = hostile_text().substr(0, 200);
  for (char& c : line)
    if (c == '\n' || c == '\r') c = ' ';
  const fs::path file = course_.exercise();
  write_text(file, "#error \"forged " + line +
                       "\"\n#pragma message(\"\\033[2J ::error::forged\")\nint x = \x1b[2J \xE2\x80\xAE;\n");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"try", "01"}, {"debug", "01"}, {"figure", "01"}, {"check", "01"}}) {
    const Finished shown = course_.tool(command);
    EXPECT_NE(shown.status, 0) << command[0];
    SCOPED_TRACE(command[0]);
    expect_harmless(shown.out + shown.err);
  }
}

TEST_F(HostileCommands, FigureSaysWhyItCouldNotBeDrawn) {
  predict("std::fputs(text, stdout); throw std::runtime_error(text);");
  const Finished drawn = course_.tool({"figure", "01", "--out", course_.root() / "figures"});
  SCOPED_TRACE(drawn.out + drawn.err);
  EXPECT_NE(drawn.status, 0);
  expect_harmless(drawn.out + drawn.err, "nothing to draw: the code threw");
  if (!fs::exists(course_.root() / "figures")) return;
  for (const auto& figure : fs::directory_iterator(course_.root() / "figures"))
    EXPECT_EQ(misleading_in(read_text(figure.path())), "") << figure.path();
}

// On a terminal, which it clears itself.
TEST_F(HostileCommands, WatchShowsTheReport) {
  predict("std::fputs(text, stdout); throw std::runtime_error(text);");
  OnATerminal watch({"watch", "01"});
  std::string shown = watch.read_to("Ctrl-C ends");
  for (const std::string_view own : {"\x1b[H\x1b[2J", "\r\x1b[K", "\r"})
    for (auto at = shown.find(own); at != shown.npos; at = shown.find(own)) shown.erase(at, own.size());
  expect_harmless(shown);
}

// Kept from run to run: in what shows how far one is.
TEST_F(HostileCommands, ProgressHasNoneOfIt) {
  predict("std::fputs(text, stdout); throw std::runtime_error(text);");
  EXPECT_EQ(course_.tool({"check", "01"}).status, 1);
  EXPECT_EQ(course_.progress().find("forged"), std::string::npos);
  for (const char* command : {"hint", "quiz"}) {
    const Finished shown = course_.tool({command});
    EXPECT_EQ(shown.status, 0);
    EXPECT_EQ(shown.out.find("forged"), std::string::npos) << command;
  }
  const Finished overview = course_.tool({});
  expect_harmless(overview.out + overview.err);
}

}  // namespace
}  // namespace downhill::tool
