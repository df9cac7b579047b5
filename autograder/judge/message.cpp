// SPDX-License-Identifier: MIT
#include "judge/message.hpp"

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

// EXPECT_THAT(value, matcher) says "Value of: …", "Expected: …", "  Actual: …, which is …".
struct Expectation {
  std::string_view value, expected, actual;

  explicit Expectation(std::string_view gtest)
      : value(after(gtest, "Value of: ")),
        expected(after(gtest, "Expected: ")),
        actual(after(gtest, "Actual: ", true)) {
    constexpr std::string_view kExplained = "which is ";  // our matchers print the value themselves
    if (const auto at = actual.rfind(kExplained); at != actual.npos)
      actual.remove_prefix(at + kExplained.size());
    while (actual.ends_with('\n')) actual.remove_suffix(1);
    // Of GoogleTest's own matchers: "is equal to 86", "85 (of type int)".
    constexpr std::string_view kEqual = "is equal to ";
    if (expected.starts_with(kEqual)) expected.remove_prefix(kEqual.size());
    if (const auto at = actual.rfind(" (of type "); at != actual.npos) actual = actual.substr(0, at);
  }
  bool complete() const { return !expected.empty() && !actual.empty(); }
  bool looks_at_a_call() const { return value.find("student<") != value.npos; }
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
    message += hidden ? std::string(kHiddenInputs) : std::string(gtest);
  } else {
    if (!expectation.value.empty() && !expectation.looks_at_a_call())
      message += line("looked", "at " + std::string(expectation.value));
    message += line("got", hidden ? expectation.actual.substr(0, expectation.actual.find(", off by"))
                                  : expectation.actual);
    message += hidden ? std::string(kHiddenInputs) : line("want", expectation.expected);
  }
  while (message.ends_with('\n')) message.pop_back();
  return message;
}

std::string threw_message(const Call& call) {
  return line("called", call.words) + "threw   " + call.detail +
         (call.thrown.empty() ? "" : ": " + call.thrown);
}

}  // namespace downhill::judge
