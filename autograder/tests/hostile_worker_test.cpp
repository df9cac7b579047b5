// SPDX-License-Identifier: MIT
// What comes over the wire is hostile: the judge's own reader, asked as a check asks, gets messages that no
// honest worker sends. (sandbox_test has those that only a process can send; wire_test has the values one by
// one.)
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <new>
#include <random>

#include "judge/records.hpp"
#include "judge/student.hpp"
#include "kinds/kinds.hpp"
#include "tests/changed_corpus.hpp"
#include "tests/forged_worker.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// ── every allocation of this program is counted

namespace {

std::size_t largest = 0, in_all = 0;

void* counted(std::size_t size) {
  largest = std::max(largest, size);
  in_all += size;
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using namespace kinds;
using judge::student;
using testing::AllOf;
using testing::HasSubstr;
using wire::Kind;

struct Answer {
  std::string status, message;
};

Answer answer_to(const std::function<void()>& check, const std::string& said,
                 const std::string& printed = "") {
  ForgedCheck forged({said, printed, {}});
  const judge::Verdict& verdict = forged.run(check);
  return {verdict.status, verdict.message};
}
void expect(const Answer& answer, const char* status, const char* says) {
  EXPECT_EQ(answer.status, status) << answer.message;
  EXPECT_THAT(answer.message, HasSubstr(says));
}

void ask_for_a_number() { student<square>(3); }
void ask_for_a_vector() { student<doubled_row>(RowVector{{1, 2}}); }
void ask_for_a_list() { student<stairs>(3, 5); }
void ask_with_a_callback() {
  student<integral>([](double x) { return x; }, 0, 1, 10);
}

/// So that the tests below do not pass for want of anything readable.
TEST(Honest, AnswersAreRead) {
  expect(answer_to(
             [] {
               if (student<square>(3) != 9) throw std::runtime_error("not nine");
             },
             frame(Kind::value, bytes_of(9.0))),
         "pass", "");
  expect(answer_to(ask_with_a_callback, frame(Kind::callback, bytes_of(std::uint32_t{0}, 0.5)) +
                                            frame(Kind::value, bytes_of(0.5))),
         "pass", "");
  expect(answer_to(ask_for_a_number, frame(Kind::todo, "0.1 square")), "todo",
         "0.1 square is not written yet");
  expect(answer_to(ask_for_a_number, frame(Kind::missing, "")), "missing", "square is not in the file");
  expect(answer_to(ask_for_a_number, frame(Kind::threw, "std::out_of_range\nfar out")), "threw", "far out");
}

TEST(Honest, NotANumberIsAnAnswerAndNearNothing) {
  const auto check = [](double wanted) {
    return [wanted] {
      if (!testing::Value(student<square>(3), judge::IsClose(wanted, 1e300)))
        throw std::runtime_error("not near");
    };
  };
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  for (const double wanted : {9.0, kNaN})
    expect(answer_to(check(wanted), frame(Kind::value, bytes_of(kNaN))), "fail", "not near");
  EXPECT_EQ(answer_to(check(9), frame(Kind::value, bytes_of(9.0))).status, "pass");
}

// ── messages of a wrong form

constexpr const char* kNoAnswer = "does not answer what was asked";

TEST(Frames, ThatAreTruncated) {
  const std::string whole = frame(Kind::value, bytes_of(9.0));
  for (std::size_t n = 0; n < whole.size(); ++n)
    EXPECT_EQ(answer_to(ask_for_a_number, whole.substr(0, n)).status, "garbage") << n;
  EXPECT_EQ(answer_to(ask_for_a_number, whole).status, "pass");
}

TEST(Frames, OfAKindThatOnlyTheJudgeSendsOrNobody) {
  for (const Kind kind : {Kind::call, Kind::callback_value, Kind::callback_threw, Kind::try_call,
                          Kind::try_exactly, Kind::list, static_cast<Kind>(13), static_cast<Kind>(~0u)})
    expect(answer_to(ask_for_a_number, frame(kind, bytes_of(9.0))), "garbage",
           "an answer of an unknown kind");
}

TEST(Frames, OutOfOrder) {
  const std::string nine = bytes_of(9.0);
  const auto ask_twice = [] {
    student<square>(3);
    student<square>(3);
  };
  const std::string first = frame(Kind::value, nine, 1), second = frame(Kind::value, nine, 2);
  EXPECT_EQ(answer_to(ask_twice, first + second).status, "pass");
  expect(answer_to(ask_twice, second + first), "garbage", kNoAnswer);
  expect(answer_to(ask_twice, first + first), "garbage", kNoAnswer);
  expect(answer_to(ask_for_a_number, frame(Kind::value, nine, wire::kNoQuestion) + first), "garbage",
         kNoAnswer);
  expect(answer_to(ask_for_a_number, frame(Kind::callback, bytes_of(std::uint32_t{0}), 7)), "garbage",
         kNoAnswer);
}

TEST(Frames, ThatAnswerTheOuterQuestionBeforeTheInner) {
  const auto nested = [] { student<twice>([](double x) { return student<square>(x); }, 2); };
  const std::string asks_back = frame(Kind::callback, bytes_of(std::uint32_t{0}, 2.0), 1),
                    inner = frame(Kind::value, bytes_of(4.0), 2),
                    outer = frame(Kind::value, bytes_of(16.0), 1);
  EXPECT_EQ(answer_to(nested, asks_back + inner + outer).status, "pass");
  expect(answer_to(nested, asks_back + outer + inner), "garbage", kNoAnswer);
}

TEST(Frames, OfAnAnnouncedSizeThatNobodyTakes) {
  for (const std::uint64_t size : {wire::kMostBytes + 1, std::uint64_t{1} << 60, ~std::uint64_t{0}}) {
    std::string head = frame(Kind::value, "");
    std::memcpy(head.data() + 8, &size, sizeof size);
    expect(answer_to(ask_for_a_number, head + std::string(100, 'x')), "garbage",
           "something else than an answer");
  }
}

TEST(Frames, OfNoise) {
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    std::string noise(16 + random() % 200, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    EXPECT_EQ(answer_to(ask_for_a_vector, noise).status, "garbage");
  }
}

// ── bodies of a wrong form

TEST(Bodies, OfAnotherLengthOrShape) {
  expect(answer_to(ask_for_a_number, frame(Kind::value, bytes_of(9.0f))), "garbage", "message too short");
  expect(answer_to(ask_for_a_number, frame(Kind::value, bytes_of(9.0, 9.0))), "garbage", "trailing bytes");
  expect(answer_to(ask_for_a_vector, frame(Kind::value, bytes_of(Vector{{1, 2}}))), "garbage",
         "shape does not fit the type");
  expect(answer_to([] { student<swapped>(Eigen::Vector2d(1, 2)); },
                   frame(Kind::value, bytes_of(Vector{{1, 2, 3}}))),
         "garbage", "shape does not fit the type");
  expect(answer_to([] { student<negated>(true); }, frame(Kind::value, "\x02")), "garbage",
         "a bool that is neither");
}

TEST(Bodies, WithNegativeOrAbsurdSizes) {
  constexpr auto least = std::numeric_limits<std::int64_t>::min(),
                 most = std::numeric_limits<std::int64_t>::max();
  for (const auto& [rows, columns] : {std::pair<std::int64_t, std::int64_t>{1, -1},
                                      {-1, 1},
                                      {least, least},
                                      {1, most},
                                      {most, most},
                                      {most, 2},
                                      {1, 1 << 19}})
    expect(answer_to(ask_for_a_vector, frame(Kind::value, bytes_of(rows, columns, 1.0))), "garbage",
           "cannot be read: ");
  for (const std::uint64_t size : {std::uint64_t{2}, std::uint64_t{1} << 40, ~std::uint64_t{0}})
    expect(answer_to(ask_for_a_list, frame(Kind::value, bytes_of(size))), "garbage",
           "length beyond the message");
}

TEST(Bodies, OfTheWorkersOwnEnd) {
  expect(answer_to(ask_for_a_number, frame(Kind::crashed, "")), "crashed", "Unknown signal 0");
  expect(answer_to(ask_for_a_number, frame(Kind::crashed, std::string(1000, '\xff'))), "crashed", "");
  expect(answer_to(ask_for_a_number, frame(Kind::forbidden, "")), "forbidden", "number -1");
  expect(answer_to(ask_for_a_number, frame(Kind::forbidden, bytes_of(std::int32_t{123456}))), "forbidden",
         "123456");
}

// ── callbacks that the worker asks for

std::string callback(std::uint32_t id, double x) { return frame(Kind::callback, bytes_of(id, x)); }

TEST(Callbacks, ThatDoNotExist) {
  expect(answer_to(ask_with_a_callback, callback(1, 0.5)), "garbage", "no such callback");
  expect(answer_to(ask_with_a_callback, callback(~0u, 0.5)), "garbage", "no such callback");
  expect(answer_to(ask_for_a_number, callback(0, 0.5)), "garbage", "no such callback");
  expect(answer_to(ask_with_a_callback, frame(Kind::callback, "")), "garbage", "message too short");
}

TEST(Callbacks, WithArgumentsThatDoNotFit) {
  expect(answer_to(ask_with_a_callback, frame(Kind::callback, bytes_of(0u))), "garbage", "message too short");
  expect(answer_to(ask_with_a_callback, frame(Kind::callback, bytes_of(0u, 1.0, 2.0))), "garbage",
         "trailing bytes");
}

// What the judge spends on them counts: here none is allowed, and each costs a little.
TEST(Callbacks, WithoutAnEnd) {
  Forged forged{"", "", {}};
  while (forged.said.size() < 200'000) forged.said += callback(0, 0.5);
  EXPECT_EQ(ForgedCheck(forged).run(ask_with_a_callback).status, "garbage")
      << "these end, and then there is nobody";
  forged.limits.judge = judge::Seconds(0);
  ForgedCheck check(forged);
  const judge::Verdict& verdict = check.run(ask_with_a_callback);
  expect({verdict.status, verdict.message}, "timed_out", "it calls back without an end");
}

// Each asks the check's function, which asks the student in turn, which asks …
TEST(Callbacks, WithinCallbacksWithoutAnEnd) {
  std::string said;
  for (std::uint32_t question = 1; question <= 20'000; ++question)
    said += frame(Kind::callback, bytes_of(0u, 1.0), question);
  const std::function<double(double)> asks = [&](double x) { return student<twice>(asks, x); };
  expect(answer_to([&] { asks(1); }, said), "timed_out", "calls back");
}

// ── text

TEST(Text, NeedNotBeUtf8AndIsCapped) {
  const std::string nonsense = "\xff\xfe\x80 \xed\xa0\x80 \xf5\x80\x80\x80";
  expect(answer_to(ask_for_a_number, frame(Kind::threw, "std::logic_error\n" + nonsense)), "threw",
         nonsense.c_str());
  expect(answer_to(ask_for_a_number, frame(Kind::todo, nonsense)), "todo", nonsense.c_str());
  ForgedCheck recorded({frame(Kind::threw, nonsense + "\nwhat"), "", {}});
  recorded.run(ask_for_a_number);
  EXPECT_NO_THROW(judge::run_from_json(judge::run_as_json(recorded.session().run())));
  const std::string much(1'000'000, 'x');
  for (const Kind kind : {Kind::todo, Kind::threw, Kind::missing, Kind::callback}) {
    ForgedCheck forged({frame(kind, much.substr(0, 200'000)), "", {}});
    EXPECT_LT(forged.run(ask_for_a_number).message.size(), 10'000u);
  }
}

// ── Eigen's own assertions

TEST(Eigen, ThrowsInTheJudgeWhereSizesDoNotFit) {
  const auto holds_against_three = [] {
    const RowVector got = student<doubled_row>(RowVector{{1, 2}});
    if (got == RowVector{{1, 2, 3}}) return;
    throw std::runtime_error("compared");
  };
  expect(answer_to(holds_against_three, frame(Kind::value, bytes_of(RowVector{{1, 2}}))), "fail",
         "Eigen stopped: this should hold, but does not");
  expect(answer_to(holds_against_three, frame(Kind::value, bytes_of(RowVector()))), "fail", "Eigen stopped");
  expect(answer_to(
             [] {
               student<doubled_row>(RowVector{{1, 2}})(5);
             },
             frame(Kind::value, bytes_of(RowVector{{1, 2}}))),
         "fail", "index");
}

TEST(Eigen, ThrowsInACallbackThatGotAVectorOfAnotherSize) {
  const auto check = [] {
    Vector weights{{1, 2, 3}};
    const Loss loss = [](const Vector& w, const std::vector<Index>&, Vector& gradient) {
      gradient = w - Vector{{1, 2, 3}};
      return gradient.squaredNorm();
    };
    student<back_and_forth>([](Vector&, const Vector&) {}, loss, weights, 2);
  };
  const Vector right{{1, 2, 3}}, wrong{{1, 2}};
  const auto said = [](const Vector& handed) {
    return frame(Kind::callback, bytes_of(1u, handed, std::vector<Index>{0}, handed)) +
           frame(Kind::value, bytes_of(0.0, Vector{{1, 2, 3}}));
  };
  EXPECT_EQ(answer_to(check, said(right)).status, "pass");
  expect(answer_to(check, said(wrong)), "fail", "Eigen stopped");
}

// ── memory

/// The largest piece, and all of it, that reading an answer asked for.
std::pair<std::size_t, std::size_t> memory_for(const std::function<void()>& check, const std::string& said) {
  ForgedCheck forged({said, "", {}});
  largest = in_all = 0;
  forged.run(check);
  return {largest, in_all};
}

// The first piece of a body is read into a mebibyte, whatever its size; all else has really come.
constexpr std::size_t kPiece = 1 << 20;

TEST(Memory, IsNotTakenOnTheWiresWord) {
  std::string announced = frame(Kind::value, "");
  const std::uint64_t most = wire::kMostBytes;
  std::memcpy(announced.data() + 8, &most, sizeof most);
  const std::string wide = frame(Kind::value, bytes_of(std::int64_t{1}, std::int64_t{1} << 20)),
                    long_list = frame(Kind::value, bytes_of(std::uint64_t{1} << 20)),
                    long_text = frame(Kind::value, bytes_of(std::uint64_t{1} << 20));
  EXPECT_LT(memory_for(ask_for_a_number, announced).second, 2 * kPiece);
  EXPECT_LT(memory_for(ask_for_a_vector, wide).second, kPiece / 4);
  EXPECT_LT(memory_for(ask_for_a_list, long_list).second, kPiece / 4);
  EXPECT_LT(memory_for([] { student<greeting>("you"); }, long_text).second, kPiece / 4);
}

TEST(Memory, IsTakenInProportionToWhatHasCome) {
  constexpr std::size_t kSize = 200'000;
  const std::vector<std::vector<Index>> empties(kSize / 8);
  EXPECT_LT(memory_for(ask_for_a_list, frame(Kind::value, bytes_of(empties))).second, 30 * kSize);
  std::string many_ones;
  while (many_ones.size() < kSize) many_ones += "1 ";
  EXPECT_LT(memory_for(
                [] {
                  std::mt19937 random(1);
                  student<draw>(random, 10);
                },
                frame(Kind::value, bytes_of(Index{1}, many_ones)))
                .second,
            10 * kSize);
  // Rows of nothing are no memory; in words they would be.
  EXPECT_LT(memory_for(
                [] {
                  const auto parts = student<last_column_apart>(Matrix::Ones(2, 2));
                  wire::in_words(parts);
                  testing::PrintToString(parts.first);
                },
                frame(Kind::value, bytes_of(std::int64_t{1} << 20, std::int64_t{0}, Vector())))
                .second,
            kPiece / 4);
}

// A check may keep all that it is asked, and each message may be large.
TEST(Memory, OfAllMessagesTogetherIsBounded) {
  Forged forged{"", "", {}};
  for (int i = 0; i < 3; ++i) forged.said += callback(0, 0.5);
  forged.said += frame(Kind::value, bytes_of(9.0));
  forged.limits.said = forged.said.size();
  EXPECT_EQ(ForgedCheck(forged).run(ask_with_a_callback).status, "pass");
  forged.limits.said -= 1;
  ForgedCheck check(forged);
  const judge::Verdict& verdict = check.run(ask_with_a_callback);
  expect({verdict.status, verdict.message}, "garbage", "of answers and callbacks came from it");
}

TEST(Memory, OfCallsThatACallbackMakesIsBounded) {
  const RowVector large = RowVector::Ones(4096);
  const auto check = [&] {
    student<twice>(
        [&](double x) {
          student<doubled_row>(large);
          return x;
        },
        1);
  };
  std::string said;
  for (std::uint32_t i = 0; i < 400; ++i)
    said += frame(Kind::callback, bytes_of(0u, 1.0)) + frame(Kind::value, bytes_of(RowVector{{1, 2}}), 2 + i);
  ForgedCheck forged({said, "", {}});
  forged.run(check);
  std::size_t kept = 0;
  for (const judge::Call& call : forged.session().run().at("Forged.Check")) kept += call.in.numbers.size();
  EXPECT_EQ(forged.session().run().at("Forged.Check").size(), 401u);
  EXPECT_LE(kept, 1u << 20);
  EXPECT_GT(kept, 1u << 19);
}

// ── the fuzzer's own corpus, and a few thousand changes of it, the same ones each time

TEST(Fuzz, TheCorpusAndItsChangesAreAnswersOrGarbage) {
  constexpr int kChanges = 60;
  const fs::path corpus = fs::path(DOWNHILL_SOURCE_DIR) / "autograder/tests/wire_corpus";
  EXPECT_GE(feed_corpus(corpus, kChanges, LLVMFuzzerTestOneInput), 40u);
}

}  // namespace
}  // namespace downhill::tests
