// SPDX-License-Identifier: MIT
#include "tool/verify/worked.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tool/docs/markdown.hpp"

namespace downhill::verify {
namespace {

using docs::Page;
using docs::ProseNumber;
using docs::read_page;
using testing::Contains;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A lesson with three functions: what they are asked is kept.
struct Lesson {
  std::vector<std::string> asked;

  std::string call(const std::string& function, const std::string& arguments) {
    asked.push_back(function + "(" + arguments + ")");
    if (function == "third") return "0.33333333333333331";
    if (function == "step") return "{0.01, [-2.4]}, [2.024]";
    if (function == "nothing") return "";
    throw std::runtime_error("there is no " + function);
  }
};

Worked work(const std::string& line) {
  Lesson lesson;
  return work_out(
      line, [&](const auto& function, const auto& arguments) { return lesson.call(function, arguments); });
}
std::string wrong(const std::string& line) { return work(line).wrong; }
std::string refused(const std::string& line) try {
  return "worked " + work(line).wrong;
} catch (const std::runtime_error& error) {
  return error.what();
}

TEST(Worked, ArithmeticGoesByItsRules) {
  for (const char* const line : {"1 - 2 * 0.01 * 3^2 = 0.82", "2 * (3 - 10) * 3 = -42", "-3^2 = -9",
                                 "2^-1 = 0.5", "8 / 2 / 2 = 2", "10 - 3 - 2 = 5", "sqrt(2 * 8) = 4",
                                 "−4 * −4 = 16", "24 / 18 + 2 = 3.3333", "1e-6 * 10 = 1e-5", "2*-3=-6"})
    EXPECT_THAT(wrong(line), IsEmpty()) << line;
}

TEST(Worked, WhatDoesNotHoldIsToldWithTheTruth) {
  EXPECT_EQ(wrong("2 * 3 = 7"), "it gives 6");
  EXPECT_EQ(wrong("10 / 3 = 3.3334"), "it gives 3.3333333333333335");
  EXPECT_EQ(wrong("third(1) = 0.34"), "it gives 0.3333333333333333");
  EXPECT_EQ(wrong("step() = {0.01, [-2.4]}"), "it gives {0.01, [-2.4]}, [2.024]");
}

TEST(Worked, NumbersAreHeldAgainstThePrintedDigits) {
  EXPECT_TRUE(prints_as(10.0 / 3, "3.3333"));
  EXPECT_TRUE(prints_as(2.0 / 3, "0.667"));
  EXPECT_FALSE(prints_as(2.0 / 3, "0.666"));
  EXPECT_TRUE(prints_as(0.82, "0.82"));
  EXPECT_TRUE(prints_as(-24, "-24"));
  EXPECT_FALSE(prints_as(-24.3, "-24")) << "a whole number is exact";
  EXPECT_TRUE(prints_as(12 + 1e-12, "12"));
  EXPECT_TRUE(prints_as(12.0004, "12.000"));
  EXPECT_TRUE(prints_as(1.234e-7, "1.23e-7"));
  EXPECT_FALSE(prints_as(1.24e-7, "1.23e-7"));
  EXPECT_FALSE(prints_as(1.0 / 0.0, "1"));
}

TEST(Worked, CallsAnswerWithAllThatComesBack) {
  EXPECT_THAT(wrong("third(9) = 0.3333"), IsEmpty());
  EXPECT_THAT(wrong("3 * third(9) - 1 = 0"), IsEmpty());
  EXPECT_THAT(wrong("step({0.01}, [2], [-24]) = {0.01, [-2.4]}, [2.024]"), IsEmpty());
  EXPECT_THAT(wrong("step() = {0.01, [-2.4]}, [2.02]"), IsEmpty());
  EXPECT_THAT(wrong("step() = {0.01, -2.4}, [2.02]"), HasSubstr("it gives"));
}

TEST(Worked, ArgumentsAreWorkedOutBeforeTheCall) {
  Lesson lesson;
  const auto call = [&](const auto& function, const auto& arguments) {
    return lesson.call(function, arguments);
  };
  work_out("step({1 / 4, [], true}, [[1, 2], [3, −4]], \"x\", 3 * third(1)) = 1", call);
  EXPECT_THAT(lesson.asked, ElementsAre("third(1)", "step({0.25, [], true}, [[1, 2], [3, -4]], \"x\", 1)"));
}

TEST(Worked, WhatIsNotInTheLanguageIsRefused) {
  EXPECT_THAT(refused("2 * 3"), HasSubstr("it has no ="));
  EXPECT_THAT(refused("2 * = 3"), HasSubstr("a value is wanted at the end"));
  EXPECT_THAT(refused("2 3 = 3"), HasSubstr("not understood: 3"));
  EXPECT_THAT(refused("step() + 1 = 3"), HasSubstr("arithmetic needs one number"));
  EXPECT_THAT(refused("[1] + 1 = 3"), HasSubstr("arithmetic needs one number, not [1]"));
  EXPECT_THAT(refused("third(1 = 3"), HasSubstr(") is wanted at the end"));
  EXPECT_THAT(refused("6 = third(1)"), HasSubstr("not a call of third"));
  EXPECT_THAT(refused("other(1) = 3"), HasSubstr("there is no other"));
  EXPECT_THAT(refused("nothing() = 3"), HasSubstr("it gives nothing"));
}

TEST(Worked, AllNumbersOfALineAreKnownAfterwards) {
  EXPECT_THAT(
      work("2 * third(9) - 4 = -3.3333").numbers,
      testing::AllOf(Contains(2), Contains(9), Contains(-4 + 2 / 3.0), Contains(-3.3333), Contains(1 / 3.0)));
  EXPECT_THAT(work("step() = {0.01, [-2.4]}, [2.024]").numbers, Contains(DoubleEq(2.024)));
}

// ── the page

std::vector<std::string> numbers_in(const std::string& markdown) {
  std::vector<std::string> numbers;
  for (const ProseNumber& number : read_page(markdown).numbers)
    numbers.push_back(number.spelt + (number.percent ? "%" : ""));
  return numbers;
}

TEST(Page, NumbersOfTheProse) {
  EXPECT_THAT(numbers_in("From −4 to −3.28, a loss of 10.7584."), ElementsAre("-4", "-3.28", "10.7584"));
  EXPECT_THAT(numbers_in("$1 - 2 \\cdot 0.01$, $(-4)$, 1–2, 2-2-1, 5 − 3"),
              ElementsAre("1", "2", "0.01", "-4", "1", "2", "2", "2", "1", "5", "3"));
  EXPECT_THAT(numbers_in("10 % larger, $20\\%$, 1/18, below 1e-6."),
              ElementsAre("10%", "20%", "1", "18", "1e-6"));
  EXPECT_THAT(numbers_in("| 0.12 | −1.16 |"), ElementsAre("0.12", "-1.16"));
}

TEST(Page, NamesAreNoNumbers) {
  EXPECT_THAT(numbers_in("W1, $w_2$, $\\tfrac12$, lesson 16, chapter\n12, 3w"), ElementsAre("3"));
}

TEST(Page, CodeHeadingsCommentsAndLinkTextsAreNoProse) {
  EXPECT_THAT(numbers_in("# 11\n`12` ``13 ` 14`` <!-- 15\n16 --> [lesson 17](x17.md)\n```cpp\n18\n```\n19"),
              ElementsAre("19"));
  EXPECT_THAT(numbers_in("![at 0.01](a20.svg)"), ElementsAre("0.01"));
  EXPECT_THAT(numbers_in("21\n## Sources\n* Cauchy 1847\n## Then\n22"), ElementsAre("21", "22"));
}

TEST(Page, LinesAreCountedFromOne) {
  const Page page = read_page("# a\n\n```worked\n1 = 1\n```\n\n25 [x](y)\n");
  ASSERT_EQ(page.blocks.size(), 1u);
  EXPECT_EQ(page.blocks[0].line, 4);
  EXPECT_EQ(page.blocks[0].info, "worked");
  EXPECT_EQ(page.blocks[0].text, "1 = 1\n");
  EXPECT_EQ(page.numbers.at(0).line, 7);
  EXPECT_EQ(page.links.at(0).line, 7);
}

TEST(Page, LinksAndAnchors) {
  const Page page = read_page("# A *b*, c\n## The tasks\n[a](b.md#c) ![d](e.svg) [f](#the-tasks)\n");
  EXPECT_THAT(page.anchors, ElementsAre("a-b-c", "the-tasks"));
  ASSERT_EQ(page.links.size(), 3u);
  EXPECT_EQ(page.links[0].target, "b.md#c");
  EXPECT_TRUE(page.links[1].image);
}

TEST(Page, AnExcerptIsTheBlockRightAfterItsComment) {
  const Page page =
      read_page("<!-- excerpt one.hpp -->\n```cpp\na\n```\n<!-- excerpt two.hpp -->\n\n```cpp\nb\n```\n");
  ASSERT_EQ(page.blocks.size(), 2u);
  EXPECT_EQ(page.blocks[0].excerpt, "one.hpp");
  EXPECT_EQ(page.blocks[1].excerpt, "");
  EXPECT_THAT(page.excerpts_of_nothing, ElementsAre(5));
}

}  // namespace
}  // namespace downhill::verify
