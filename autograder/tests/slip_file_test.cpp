// SPDX-License-Identifier: MIT
#include "tool/verify/slip_file.hpp"

#include <gmock/gmock.h>

#include "temporary_course.hpp"
#include "tool/verify/source_text.hpp"

namespace downhill::verify {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

std::vector<SlipRow> read(const std::string& toml) {
  const TemporaryFolder folder;
  write_text(folder.path() / "slips.toml", toml);
  return read_slips(folder.path() / "slips.toml");
}

// What reading says, or "read".
std::string said(const std::string& toml) try {
  read(toml);
  return "read";
} catch (const BadSlip& bad) {
  return bad.what();
}

std::string slip(const std::string& name, const std::string& replace, const std::string& with) {
  return "[[slip]]\nname = \"" + name + "\"\nreplace = " + replace + "\nwith = " + with +
         "\nsays = \"Look.\"\ncaught_by = \"Suite.Check\"\n";
}

TEST(SlipFile, OneTextOrListsOfThem) {
  const auto slips = read(slip("one", "\"a\"", "\"b\"") + slip("two", "[\"a\", \"c\"]", "[\"\", \"d\"]"));
  ASSERT_EQ(slips.size(), 2u);
  EXPECT_EQ(slips[0].name, "one");
  EXPECT_EQ(slips[0].says, "Look.");
  EXPECT_EQ(slips[0].caught_by, "Suite.Check");
  EXPECT_EQ(slips[0].line, 1);
  EXPECT_EQ(slips[1].line, 7);
  ASSERT_EQ(slips[1].edits.size(), 2u);
  EXPECT_EQ(slips[1].edits[0].with, "");
  EXPECT_EQ(slips[1].edits[1].replace, "c");
}

TEST(SlipFile, WhatItRefusesItSaysWithTheLine) {
  EXPECT_THAT(said(slip("one", "\"a\"", "\"b\"") + "hint = \"x\"\n"),
              EndsWith("slips.toml:7: a slip has no \"hint\", only name, replace, with, says, caught_by"));
  EXPECT_THAT(said(slip("one", "\"a\"", "\"b\"") + slip("one", "\"c\"", "\"d\"")),
              EndsWith(":8: one stands here for the second time; rename one"));
  EXPECT_THAT(said(slip("One", "\"a\"", "\"b\"")),
              EndsWith(":2: \"One\": write a slip's name in snake_case"));
  EXPECT_THAT(said(slip("one", "[\"a\", \"c\"]", "\"b\"")), HasSubstr(":1: 2 texts to replace, 1 to put"));
  EXPECT_THAT(said(slip("one", "\"\"", "\"b\"")), EndsWith(":3: an empty text cannot be replaced"));
  EXPECT_THAT(said(slip("one", "5", "\"b\"")), EndsWith(":3: \"replace\" must be text in quotes"));
  EXPECT_THAT(said("[[slip]]\nname = \"one\"\n"), HasSubstr("\"replace\" is missing in this slip; add it"));
  EXPECT_THAT(said("[[slip]\n"), HasSubstr("slips.toml:1: "));
  EXPECT_THAT(said(""), EndsWith("write each slip as [[slip]]; there is none"));
}

SlipRow row(const std::vector<Edit>& edits) { return {"slip", edits, "", "", 1}; }
std::string refused(std::string_view reference, const std::vector<Edit>& edits) try {
  return "made " + with_slip(reference, row(edits));
} catch (const BadSlip& bad) {
  return bad.what();
}

TEST(Slip, IsMadeOfAllItsEdits) {
  EXPECT_EQ(with_slip("a + b * c", row({{"a", "x"}})), "x + b * c");
  EXPECT_EQ(with_slip("a + b * c", row({{"c", "a"}, {"a +", ""}})), " b * a");
}

TEST(Slip, EachTextStandsInTheReferenceExactlyOnce) {
  EXPECT_THAT(refused("a + b", {{"c", "d"}}), HasSubstr("\"c\", stands in the solution 0 times; copy it"));
  EXPECT_THAT(refused("a + a", {{"a", "d"}}), HasSubstr("stands in the solution 2 times; take more"));
  EXPECT_THAT(refused("aaa", {{"aa", "d"}}), HasSubstr("2 times"));
  EXPECT_THAT(refused("a + b", {{"a + ", ""}, {"+ b", ""}}), HasSubstr("overlap"));
  EXPECT_THAT(refused("a + b", {{"a", "a"}}), HasSubstr("changes nothing"));
}

constexpr std::string_view kSource = R"(// one { brace in a comment
#include "momentum.hpp"
namespace downhill::momentum {
namespace {
constexpr double kRate = 0.1;
void require_size(const char* who) { throw who; }
}  // namespace

double predict(double w, double x) { return w * x; }

void Momentum::step(Vector& weights) {
  for (int i = 0; i < 3; ++i) {
    weights -= kRate * weights;  // w ← w − α w
  }
  const char* brace = "}";
}
}  // namespace downhill::momentum
)";

std::string function_with(std::string_view text) {
  return function_at(kSource, kSource.find(text), text.size());
}

TEST(Slip, ItsFunctionIsTheOneAroundItsFirstEdit) {
  EXPECT_EQ(function_with("w * x"), "predict");
  EXPECT_EQ(function_with("double predict("), "predict");
  EXPECT_EQ(function_with("weights -="), "Momentum::step");
  EXPECT_EQ(function_with("const char* brace"), "Momentum::step");
  EXPECT_EQ(function_with("throw who"), "require_size");
  EXPECT_EQ(function_with("kRate = 0.1"), "");
  EXPECT_EQ(function_of(kSource, row({{"weights -= kRate", ""}, {"w * x", ""}})), "Momentum::step");
}

TEST(SourceText, StatementsAreWhatSemicolonsEnd) {
  std::vector<std::string> texts;
  for (const Statement& statement : statements_of(kSource)) texts.push_back(statement.text);
  EXPECT_THAT(texts,
              ElementsAre("throwwho;", "returnw*x;", "weights-=kRate*weights;", "constchar*brace=\"}\";"));
  EXPECT_EQ(statements_of(kSource)[2].line, 13);
}

TEST(SourceText, AFunctionUsesWhatItCallsAtFirstOrSecondHand) {
  const auto uses = uses_in(
      "int f(int x) { return x; }  // g(1)\n"
      "int g(int x) { return f(x) + ff(x); }\n"
      "int h(int g2) { return apply(&g, g2) + \"k()\".size() + a.k(1); }\n"
      "int k(int h) { return h; }\n");
  EXPECT_THAT(uses,
              ElementsAre(testing::Pair("g", ElementsAre("f")), testing::Pair("h", ElementsAre("f", "g"))));
}

TEST(SourceText, WhatIsNoCodeIsBlanked) {
  EXPECT_EQ(without_comments("a /* b\nc */ d // e\n"), "a     \n     d     \n");
  EXPECT_EQ(without_comments("f(\"a // \\\" b\", 'c', 1'000)"), "f(\"         \", ' ', 1'000)");
}

}  // namespace
}  // namespace downhill::verify
