// SPDX-License-Identifier: MIT
#include "judge/message.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace downhill::judge {
namespace {

constexpr std::string_view kHiddenInputs =
    "(the numbers here are drawn at random, and what is expected is not shown)";

std::string line(std::string_view label, std::string_view text) {
  constexpr std::size_t kColumn = 8;
  std::string padded(label);
  padded.resize(kColumn, ' ');
  return padded + std::string(text) + "\n";
}

// The text between a label at a line's beginning and the end of that line, or of the message.
std::string_view after(std::string_view text, std::string_view label, bool to_the_end = false) {
  const auto at = text.find(label);
  if (at == text.npos) return {};
  text.remove_prefix(at + label.size());
  return to_the_end ? text : text.substr(0, text.find('\n'));
}

// "is <= 3", "<= 3" and "is equal to 3" in words.
std::string in_plain_words(std::string_view wanted) {
  constexpr std::string_view kIs = "is ", kEqual = "equal to ";
  if (wanted.starts_with(kIs) && wanted.find_first_of("<>!", kIs.size()) == kIs.size())
    wanted.remove_prefix(kIs.size());
  if (wanted.starts_with(kIs) && wanted.substr(kIs.size()).starts_with(kEqual))
    return std::string(wanted.substr(kIs.size() + kEqual.size()));
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kWords{{{"<= ", "at most "},
                                                                                 {">= ", "at least "},
                                                                                 {"< ", "less than "},
                                                                                 {"> ", "more than "},
                                                                                 {"!= ", "not "}}};
  for (const auto& [sign, words] : kWords)
    if (wanted.starts_with(sign)) return std::string(words) + std::string(wanted.substr(sign.size()));
  return std::string(wanted);
}

// What GoogleTest says of an expectation, taken apart. Not complete if it says something else.
struct Expectation {
  std::string_view value, actual;  // "student<slope>(2.0, 3.0)", "24, off by 48"
  std::string expected;
  std::string_view added;  // by the check: EXPECT_THAT(…) << "a straight line"

  explicit Expectation(std::string_view gtest) {
    if (gtest.starts_with("Value of: "))
      of_a_value(gtest);
    else if (gtest.starts_with("Expected equality of these values:\n"))
      of_an_equality(gtest);
    else if (gtest.starts_with("Expected: ("))
      of_a_comparison(gtest);
    while (added.ends_with('\n')) added.remove_suffix(1);
  }
  bool complete() const { return !expected.empty() && !actual.empty(); }
  bool looks_at_a_call() const { return value.find("student<") != value.npos; }

 private:
  static std::string_view take_line(std::string_view& text) {
    const std::string_view first = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(first.size() + 1, text.size()));
    return first;
  }

  // EXPECT_THAT: "Value of: …", "Expected: …", "  Actual: …, which is …". EXPECT_TRUE has the last two the
  // other way round.
  void of_a_value(std::string_view gtest) {
    value = after(gtest, "Value of: ");
    expected = in_plain_words(after(gtest, "\nExpected: "));
    added = after(gtest, "\n  Actual: ", true);
    actual = take_line(added);
    if (added.starts_with("Expected: ")) take_line(added);
    constexpr std::string_view kExplained = "which is ";  // our matchers print the value themselves
    if (const auto at = actual.rfind(kExplained); at != actual.npos)
      actual.remove_prefix(at + kExplained.size());
    if (const auto at = actual.rfind(" (of type "); at != actual.npos) actual = actual.substr(0, at);
  }

  // EXPECT_EQ: two expressions, and below each what it is, unless it is a literal.
  void of_an_equality(std::string_view gtest) {
    take_line(gtest);
    const auto take_value = [&gtest](std::string_view expression) {
      constexpr std::string_view kIs = "    Which is: ";
      return gtest.starts_with(kIs) ? take_line(gtest).substr(kIs.size()) : expression;
    };
    value = take_line(gtest).substr(2);
    actual = take_value(value);
    if (!gtest.starts_with("  ")) return;
    expected = take_value(take_line(gtest).substr(2));
    added = gtest;
  }

  // EXPECT_LE and the like: "Expected: (a) <= (b), actual: 2 vs 1".
  void of_a_comparison(std::string_view gtest) {
    constexpr std::string_view kActual = ", actual: ", kVersus = " vs ";
    added = gtest;
    const std::string_view said = take_line(added);
    const auto numbers = said.rfind(kActual), versus = said.rfind(kVersus), sign = said.find(") ");
    if (numbers == said.npos || versus == said.npos || versus < numbers || sign > numbers) return;
    const auto first = numbers + kActual.size();
    value = said.substr(0, sign).substr(said.find('(') + 1);
    actual = said.substr(first, versus - first);
    const std::string_view relation = said.substr(sign + 2, said.find(' ', sign + 2) - sign - 1);
    expected = in_plain_words(std::string(relation) + std::string(said.substr(versus + kVersus.size())));
  }
};

}  // namespace

std::string wanted_exception(std::string_view gtest) {
  std::string_view type = after(gtest, " throws an exception of type ");
  if (type.ends_with('.')) type.remove_suffix(1);
  return type.empty() ? "" : "want    " + std::string(type);
}

std::string failure_message(std::string_view gtest, const Call* last) {
  if (const std::string wanted = wanted_exception(gtest); last != nullptr && !wanted.empty()) {
    const bool threw = last->outcome == Outcome::threw;
    return (threw ? threw_message(*last) : line("called", last->words) + "got     no exception") + "\n" +
           wanted;
  }
  const bool hidden = last != nullptr && last->hidden;
  const Expectation expectation(gtest);
  std::string message;
  if (last != nullptr) message += line("called", last->words);
  if (!expectation.complete()) {
    constexpr std::string_view kFailed = "Failed\n";  // ADD_FAILURE() << "in words"
    message += hidden ? std::string(kHiddenInputs)
                      : std::string(gtest.substr(gtest.starts_with(kFailed) ? kFailed.size() : 0));
  } else {
    if (!expectation.value.empty() && !expectation.looks_at_a_call())
      message += line("looked", "at " + std::string(expectation.value));
    message += line("got", hidden ? expectation.actual.substr(0, expectation.actual.find(", off by"))
                                  : expectation.actual);
    if (!hidden) message += line("want", expectation.expected);
    if (!expectation.added.empty()) message += line("note", expectation.added);
    if (hidden) message += kHiddenInputs;
  }
  while (message.ends_with('\n')) message.pop_back();
  return message;
}

std::string threw_message(const Call& call) {
  return line("called", call.words) + "threw   " + call.detail +
         (call.thrown.empty() ? "" : ": " + call.thrown);
}

}  // namespace downhill::judge
