// SPDX-License-Identifier: MIT
// Values on the wire: every kind of type there and back, hostile bytes refused, the text form, and kinds/,
// where functions of every kind are asked through a real worker.
#include "wire/wire.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <deque>
#include <limits>

#include "judge/call.hpp"
#include "judge/process.hpp"
#include "judge/records.hpp"
#include "kinds.hpp"
#include "wire/name.hpp"
#include "wire/text.hpp"
#include "wire/words.hpp"

namespace downhill::wire {
namespace {

using kinds::Counter;
using kinds::Inner;
using kinds::Mood;
using kinds::Outer;
using kinds::Stage;
using testing::ElementsAre;
using testing::HasSubstr;

/// Both ends in one place: what is published here is called back here.
class Loopback : public Peer {
 public:
  std::uint32_t publish(std::function<std::string(Reader&)> function) override {
    functions_.push_back(std::move(function));
    return static_cast<std::uint32_t>(functions_.size() - 1);
  }
  std::string call_back(std::uint32_t id, const std::string& arguments) override {
    Reader in(arguments, *this);
    return functions_.at(id)(in);
  }

 private:
  std::deque<std::function<std::string(Reader&)>> functions_;
} loopback;

template <class T>
std::string bytes_of(const T& x) {
  Writer out(loopback);
  put(out, x);
  return out.bytes();
}
template <class T>
T read_from(std::string_view bytes) {
  Reader in(bytes, loopback);
  T x = get<T>(in);
  in.done();
  return x;
}
template <class T>
T there_and_back(const T& x) {
  return read_from<T>(bytes_of(x));
}

// ── there and back

TEST(Wire, NumbersArriveToTheLastBit) {
  for (const double x : {0.0, -0.0, 0.1, -1e300, 5e-324, std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(there_and_back(x), x);
    EXPECT_EQ(std::signbit(there_and_back(x)), std::signbit(x));
  }
  EXPECT_TRUE(std::isnan(there_and_back(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_EQ(there_and_back(std::numeric_limits<std::int64_t>::min()),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(there_and_back(std::uint8_t{255}), 255);
  EXPECT_EQ(there_and_back(true), true);
  EXPECT_EQ(there_and_back(Mood::wild), Mood::wild);
}

TEST(Wire, MatricesArriveWithTheirShape) {
  const Matrix m{{1, 2, 3}, {4, 5, 6}};
  EXPECT_EQ(there_and_back(m), m);
  EXPECT_EQ(there_and_back(Matrix(0, 3)).cols(), 3);
  EXPECT_EQ(there_and_back(Matrix(3, 0)).rows(), 3);
  EXPECT_EQ(there_and_back(Vector()).size(), 0);
  EXPECT_EQ(there_and_back(RowVector{{1, 2}}), (RowVector{{1, 2}}));
  EXPECT_EQ(there_and_back(Eigen::Vector2d(1, 2)), Eigen::Vector2d(1, 2));
  EXPECT_EQ(there_and_back(Eigen::Matrix3d(Eigen::Matrix3d::Identity())), Eigen::Matrix3d::Identity());
  EXPECT_EQ(there_and_back(Eigen::MatrixXi{{1}, {2}}), (Eigen::MatrixXi{{1}, {2}}));
}

TEST(Wire, ContainersAndAggregatesArriveWhole) {
  const std::vector<std::vector<double>> ragged{{1, 2}, {}, {3}};
  EXPECT_EQ(there_and_back(ragged), ragged);
  const std::pair<std::string, std::vector<Index>> pair{std::string("a\0b", 3), {4, 5}};
  EXPECT_EQ(there_and_back(pair), pair);
  const std::vector<Outer> all =
      there_and_back(std::vector<Outer>{{}, {.inner = {2.5, {1, 2}}, .name = "x", .done = true}});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].inner.number, 0.5);
  EXPECT_THAT(all[1].inner.counts, ElementsAre(1, 2));
  EXPECT_TRUE(all[1].done);
}

TEST(Wire, AGeneratorGoesOnWhereItWas) {
  std::mt19937 random(7);
  random.discard(1000);
  std::mt19937 arrived = there_and_back(random);
  EXPECT_EQ(arrived, random);
  EXPECT_EQ(arrived(), random());
}

TEST(Wire, AFunctionIsCalledWhereItCameFrom) {
  int calls = 0;
  const std::function<double(double)> f = [&](double x) { return ++calls, 2 * x; };
  EXPECT_EQ(there_and_back(f)(21), 42);
  EXPECT_EQ(calls, 1);
  const kinds::Step step = [](Vector& weights, const Vector& gradient) { weights -= gradient; };
  Vector weights{{5, 7}};
  there_and_back(step)(weights, Vector{{1, 2}});
  EXPECT_EQ(weights, (Vector{{4, 5}}));
  const auto stages = there_and_back(std::vector<Stage>{{f, f}});
  EXPECT_EQ(stages.at(0).slope(1), 2);
}

// ── bytes that no honest worker sends

template <class... Numbers>
std::string raw(Numbers... numbers) {
  Writer out(loopback);
  (out.scalar(numbers), ...);
  return out.bytes();
}

TEST(Hostile, CutOffAnywhere) {
  const std::string whole =
      bytes_of(Outer{.inner = {1, {1, 2}}, .table = Matrix::Ones(2, 2), .name = "name"});
  for (std::size_t n = 0; n < whole.size(); ++n)
    EXPECT_THROW(read_from<Outer>(std::string_view(whole).substr(0, n)), Malformed) << n;
  EXPECT_NO_THROW(read_from<Outer>(whole));
}

TEST(Hostile, TrailingBytes) {
  EXPECT_THROW(read_from<double>(bytes_of(1.0) + "x"), Malformed);
  EXPECT_THROW(read_from<Vector>(bytes_of(Vector{{1, 2}}) + bytes_of(3.0)), Malformed);
}

TEST(Hostile, LengthsThatTheMessageDoesNotHave) {
  for (const std::uint64_t n : {std::uint64_t{1}, std::uint64_t{1} << 32, ~std::uint64_t{0}}) {
    EXPECT_THROW(read_from<std::string>(raw(n)), Malformed);
    EXPECT_THROW(read_from<std::vector<double>>(raw(n)), Malformed);
    EXPECT_THROW(read_from<std::vector<Outer>>(raw(n)), Malformed);
  }
}

// None of these may allocate what they announce: 2⁶³ doubles would be a std::bad_alloc, not a Malformed.
TEST(Hostile, AbsurdShapes) {
  constexpr auto most = static_cast<std::int64_t>(kMostElements),
                 huge = std::numeric_limits<std::int64_t>::max();
  const std::vector<std::pair<std::int64_t, std::int64_t>> shapes{
      {-1, 1},       {1, -1},   {-1, -1},     {1, 1},    {most, 1},
      {most + 1, 0}, {0, huge}, {huge, huge}, {huge, 2}, {most, most}};
  for (const auto& [rows, columns] : shapes)
    EXPECT_THROW(read_from<Matrix>(raw(rows, columns)), Malformed) << rows;
  EXPECT_EQ(read_from<Matrix>(raw(most, std::int64_t{0})).rows(), most) << "but no element is no memory";
}

TEST(Hostile, ShapesOfAnotherType) {
  const std::string matrix = bytes_of(Matrix{{1, 2}, {3, 4}});
  EXPECT_THROW(read_from<Vector>(matrix), Malformed);
  EXPECT_THROW(read_from<RowVector>(matrix), Malformed);
  EXPECT_THROW(read_from<Eigen::Matrix3d>(matrix), Malformed);
  EXPECT_THROW(read_from<Eigen::Vector2d>(bytes_of(Vector{{1, 2, 3}})), Malformed);
}

TEST(Hostile, ABoolThatIsNeither) { EXPECT_THROW(read_from<bool>("\x02"), Malformed); }

TEST(Hostile, AGeneratorThatWouldReadBeyondItsState) {
  std::string zeros;
  for (std::size_t i = 0; i < std::mt19937::state_size; ++i) zeros += "0 ";
  EXPECT_NO_THROW(read_from<std::mt19937>(bytes_of(zeros + "624")));
  for (const char* position : {"625", "-1", "4294967296", "18446744073709551615"})
    EXPECT_THROW(read_from<std::mt19937>(bytes_of(zeros + position)), Malformed) << position;
  EXPECT_THROW(read_from<std::mt19937>(bytes_of(zeros.substr(2))), Malformed);
  EXPECT_THROW(read_from<std::mt19937>(bytes_of(std::string())), Malformed);
  EXPECT_THROW(read_from<std::mt19937>(bytes_of(zeros + "0 0 0")), Malformed);
  EXPECT_THROW(read_from<std::mt19937>(bytes_of(std::string("words"))), Malformed);
}

// ── names

TEST(Names, AreSpeltAlikeByBothCompilers) {
  EXPECT_EQ(name_of<kinds::square>(), "downhill::kinds::square");
  EXPECT_EQ(name_of<&Counter::increase>(), "downhill::kinds::Counter::increase");
  EXPECT_EQ(short_name(name_of<kinds::square>()), "square");
  EXPECT_EQ(short_name(name_of<&Counter::doubled>()), "Counter::doubled");
  EXPECT_EQ(short_name("bare"), "bare");
}

// ── words

TEST(Words, AreWhatAPersonWouldType) {
  EXPECT_EQ(in_words(2.0), "2");
  EXPECT_EQ(in_words(1.0 / 3), "0.333333");
  EXPECT_EQ(in_words(-1e-300), "-1e-300");
  EXPECT_EQ(in_words(1234567), "1234567") << "a whole number is told whole";
  EXPECT_EQ(in_words(true), "true");
  EXPECT_EQ(in_words(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(in_words(std::string("a word")), "\"a word\"");
  EXPECT_EQ(in_words(Vector{{1, 2.5}}), "[1, 2.5]");
  EXPECT_EQ(in_words(Vector()), "[]");
  EXPECT_EQ(in_words(RowVector{{1, 2}}), "[1, 2]");
  EXPECT_EQ(in_words(Matrix{{1, 2}, {3, 4}}), "[[1, 2], [3, 4]]");
  EXPECT_EQ(in_words(Matrix{{1}, {2}}), "[[1], [2]]");
  EXPECT_EQ(in_words(Matrix{{1, 2}}), "[[1, 2]]");
  EXPECT_EQ(in_words(Inner{0.5, {1, 2}}), "{0.5, [1, 2]}");
  EXPECT_EQ(in_words(std::vector<Inner>{{}, {1, {3}}}), "[{0.5, []}, {1, [3]}]");
  EXPECT_EQ(in_words(std::pair<double, int>{1.5, 2}), "{1.5, 2}");
  EXPECT_EQ(in_words(Stage{}), "{a function, a function}");
  EXPECT_EQ(in_words(std::vector<Stage>(10)), "[10 × {a function, a function}]");
  EXPECT_EQ(in_words(std::pair{std::vector<Stage>(2), std::vector<Stage>(1)}),
            "{[2 × {a function, a function}], [{a function, a function}]}");
  EXPECT_EQ(in_words(std::pair<Stage, Stage>{}), "{{a function, a function}, {a function, a function}}")
      << "two arguments are two, even if they look alike";
}

TEST(Words, AreFewWhereTheNumbersAreMany) {
  EXPECT_EQ(in_words(Matrix(7, 6)), "7×6 numbers");
  EXPECT_EQ(in_words(Vector(41)), "41×1 numbers");
  EXPECT_LT(in_words(std::vector<double>(100'000, 0.123456)).size(), 700u);
  EXPECT_THAT(in_words(std::vector<double>(100'000, 1)), HasSubstr("1, …"));
  EXPECT_LT(in_words(std::string(100'000, 'x')).size(), 700u);
}

template <class T>
T typed(std::string_view text) {
  TextReader in(text);
  T x = from_text<T>(in);
  in.done();
  return x;
}
template <class T>
std::string retyped(std::string_view text) {
  return in_words(typed<T>(text));
}

TEST(Text, ReadsWhatWordsSay) {
  for (const char* text : {"2", "-0.5", "1e-06", "NaN", "-inf"}) EXPECT_EQ(retyped<double>(text), text);
  for (const char* text : {"true", "false"}) EXPECT_EQ(retyped<bool>(text), text);
  for (const char* text : {"[]", "[1]", "[1, 2.5]"}) {
    EXPECT_EQ(retyped<Vector>(text), text);
    EXPECT_EQ(retyped<RowVector>(text), text);
    EXPECT_EQ(retyped<std::vector<double>>(text), text);
  }
  for (const char* text : {"[]", "[[1]]", "[[1, 2], [3, 4]]", "[[1], [2]]", "[[1, 2]]"})
    EXPECT_EQ(retyped<Matrix>(text), text);
  EXPECT_EQ(retyped<std::string>("\"a word\""), "\"a word\"");
  EXPECT_EQ(retyped<Mood>("1"), "1");
  EXPECT_EQ(retyped<Outer>("{{2, [1, 2]}, [[1]], {0.5, 7}, \"x\", true}"),
            "{{2, [1, 2]}, [[1]], {0.5, 7}, \"x\", true}");
  EXPECT_EQ(retyped<std::vector<Inner>>("[{1, []}, {2, [3]}]"), "[{1, []}, {2, [3]}]");
}

TEST(Text, KeepsEveryDigitWhereAsked) {
  Words words(kEveryDigit);
  put(words, 0.1);
  EXPECT_EQ(typed<double>(words.str()), 0.1);
}

TEST(Text, IsReadGenerously) {
  EXPECT_EQ(retyped<Vector>("  [ 1  2,3 ]\n"), "[1, 2, 3]");
  EXPECT_EQ(typed<double>("+2.5"), 2.5);
  EXPECT_EQ(retyped<Inner>("{}"), "{0.5, []}") << "what is left out keeps its default";
  EXPECT_EQ(retyped<Inner>("{3}"), "{3, []}");
}

template <class T>
std::string refusal(std::string_view text) {
  try {
    typed<T>(text);
  } catch (const BadText& error) {
    return error.what();
  }
  return "";
}

TEST(Text, SpellsAGeneratorByItsSeed) {
  EXPECT_EQ(typed<std::mt19937>("42"), std::mt19937(42));
  EXPECT_EQ(retyped<std::mt19937>("42"), "generator");
  EXPECT_THAT(refusal<std::mt19937>("-1"), HasSubstr("a number that fits its type"));
}

TEST(Text, SaysWhatIsWantedWhere) {
  EXPECT_EQ(refusal<double>(""), "a number is wanted after the last argument");
  EXPECT_EQ(refusal<double>("two"), "a number is wanted where it says two");
  EXPECT_EQ(refusal<double>("1 2"), "no further argument is wanted where it says 2");
  EXPECT_EQ(refusal<Vector>("[1, 2"), "a number is wanted after the last argument");
  EXPECT_EQ(refusal<Vector>("1, 2"), "'[' is wanted where it says 1, 2");
  EXPECT_EQ(refusal<Matrix>("[[1, 2], [3]]"), "rows of one length is wanted after the last argument");
  EXPECT_EQ(refusal<bool>("yes"), "true or false is wanted where it says yes");
  EXPECT_EQ(refusal<Inner>("{1, [2], 3}"), "'}' is wanted where it says , 3}");
  EXPECT_EQ(refusal<std::string>("\"open"), "a closing quotation mark is wanted where it says open");
  EXPECT_THAT(refusal<std::function<double(double)>>("f"), HasSubstr("has no text form"));
  EXPECT_THAT(refusal<double>(std::string(1000, 'x')).size(), testing::Lt(100u));
}

TEST(Text, WholeNumbersHaveToBeWholeAndToFit) {
  EXPECT_THAT(refusal<int>("2.5"), HasSubstr("a whole number, not 2.5"));
  for (const char* text : {"nan", "inf", "2147483648", "-2147483649", "1e300"})
    EXPECT_NE(refusal<int>(text), "") << text;
  EXPECT_EQ(typed<int>("-2147483648"), std::numeric_limits<int>::min());
  EXPECT_EQ(typed<int>("2147483647"), std::numeric_limits<int>::max());
  EXPECT_NE(refusal<unsigned>("-1"), "");
  EXPECT_NE(refusal<Index>("9223372036854775808"), "");
  EXPECT_EQ(typed<Index>("1e15"), 1'000'000'000'000'000);
}

// ── what slips are recognised by

TEST(Numbers, AreCollectedWithTheirShapesApart) {
  judge::Data data;
  judge::Numbers numbers(data);
  put(numbers,
      Outer{.inner = {2.5, {1, 2}}, .table = Matrix{{3, 4}}, .best = {5, 6}, .name = "A", .done = true});
  EXPECT_THAT(data.numbers, ElementsAre(2.5, 1, 2, 3, 4, 5, 6, 'A', 1));
  EXPECT_THAT(data.shape, ElementsAre(2, 1, 2, 1));
}

// ── functions of every kind, through real workers

class Kinds : public testing::TestWithParam<std::string> {};

// "TimedOut.CallbacksWithoutAnEnd" has to be "timed_out".
std::string status_of_suite(std::string_view check) {
  std::string status;
  for (const char c : check.substr(0, check.find('.'))) {
    if (std::isupper(c) != 0 && !status.empty()) status += '_';
    status += static_cast<char>(std::tolower(c));
  }
  return status;
}

const judge::Verdict& verdict_of(const judge::Verdicts& verdicts, std::string_view check) {
  for (const judge::Verdict& verdict : verdicts.checks)
    if (verdict.check == check) return verdict;
  throw std::runtime_error("no check " + std::string(check));
}

judge::Verdicts judged(const std::string& worker, const std::string& canary) {
  return judge::verdicts_from_json(
      judge::run({.arguments = {DOWNHILL_KINDS_JUDGE, "--worker", worker, "--canary", canary}, .folder = {}})
          .out);
}

TEST_P(Kinds, AreAskedThroughARealWorker) {
  const judge::Verdicts verdicts = judged(GetParam(), DOWNHILL_CANARY);
  EXPECT_EQ(verdicts.infra_error, "");
  EXPECT_GT(verdicts.checks.size(), 30u);
  for (const judge::Verdict& verdict : verdicts.checks)
    EXPECT_EQ(verdict.status, status_of_suite(verdict.check)) << verdict.check << "\n" << verdict.message;

  EXPECT_EQ(verdict_of(verdicts, "Pass.WhatIsPrintedIsKept").output, "line 0\nline 1\nline 2\n");
  const auto message = [&](const char* check) { return verdict_of(verdicts, check).message; };
  EXPECT_EQ(message("Todo.ATask"), "0.1 throws is not written yet");
  EXPECT_EQ(message("Missing.AMember"),
            "Counter::never_written is not in the file, or has another name or other parameters");
  EXPECT_EQ(message("Threw.WhereAValueIsWanted"),
            "called  throws(0)\nthrew   std::invalid_argument: an argument");
  EXPECT_THAT(message("Threw.SomethingOfItsOwn"), HasSubstr("OwnException: its own"));
  EXPECT_EQ(message("Threw.ANumber"), "called  throws(8)\nthrew   int\nwant    std::invalid_argument");
  EXPECT_EQ(message("Fail.AWrongNumber"), "called  square(3)\ngot     9, off by 1\nwant    8, within 1e-09");
  EXPECT_EQ(message("Fail.AnotherException"),
            "called  throws(1)\nthrew   std::out_of_range: a range\nwant    std::invalid_argument");
  EXPECT_EQ(message("Fail.NoException"),
            "called  square(3)\ngot     no exception\nwant    std::invalid_argument");
  EXPECT_EQ(message("Fail.TellsTheFirstReason"), message("Fail.AWrongNumber"));
  EXPECT_THAT(message("Fail.HiddenNumbersStayHidden"), testing::Not(HasSubstr("7.125")));
  EXPECT_THAT(message("Fail.AnExceptionOfTheChecksOwn"), HasSubstr("the check's own"));
}

// Where the canary runs and the worker does not, it is the worker; where neither runs, the machine.
TEST(Judge, TellsAnOddProgramFromAnOddMachine) {
  const std::string no_program = std::string(DOWNHILL_SOURCE_DIR) + "/LICENSE";
  const judge::Verdicts odd_program = judged(no_program, DOWNHILL_CANARY);
  EXPECT_EQ(odd_program.infra_error, "");
  EXPECT_EQ(verdict_of(odd_program, "Pass.Containers").status, "crashed");
  EXPECT_EQ(verdict_of(odd_program, "Missing.AFunction").message,
            "called  never_written(1)\nthen    the program could not be started: Exec format error");

  const judge::Verdicts odd_machine = judged(no_program, no_program);
  EXPECT_THAT(odd_machine.infra_error, HasSubstr("could not be started"));
  EXPECT_TRUE(odd_machine.checks.empty());
  EXPECT_THAT(judged("/nowhere", DOWNHILL_CANARY).infra_error, HasSubstr("could not open the worker"));
}

std::vector<std::string> workers() {
  std::vector<std::string> all;
  std::istringstream list(DOWNHILL_KINDS_WORKERS);
  for (std::string worker; std::getline(list, worker, '|');) all.push_back(worker);
  return all;
}
INSTANTIATE_TEST_SUITE_P(OfEitherCompiler, Kinds, testing::ValuesIn(workers()),
                         [](const auto& worker) { return worker.param.substr(worker.param.rfind('_') + 1); });

}  // namespace
}  // namespace downhill::wire
