// SPDX-License-Identifier: MIT
// What libFuzzer calls, and hostile_worker_test with the corpus and changes of it: a check asks, and any
// bytes at all answer. The first byte chooses what is asked, the second how the rest is to be taken: as it
// is, or as messages that have the right form, a letter for the kind and question and two bytes for the
// length before each body.
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "judge/records.hpp"
#include "judge/slips.hpp"
#include "judge/student.hpp"
#include "kinds/kinds.hpp"
#include "report/escape.hpp"
#include "tests/forged_worker.hpp"

namespace downhill::tests {
namespace {

using namespace kinds;
using namespace judge;

/// A value as checks look at it: held against others, printed, asked for its parts.
template <class T, class Matcher>
void look_at(const T& value, const Matcher& matcher) {
  testing::StringMatchResultListener listener;
  testing::ExplainMatchResult(matcher, value, &listener);
  testing::PrintToString(value);
  wire::in_words(value);
}

template <class Dense>
void look_at_matrix(const Dense& matrix) {
  look_at(matrix, IsClose(Matrix{{1, 2}, {3, 4}}, kRounding));
  look_at(matrix, IsClose({1, 2, 3}, kRounding));
  static_cast<void>(matrix == Dense(matrix));
  static_cast<void>(matrix.sum());
}

void look_at_outer(const Outer& outer) {
  look_at_matrix(outer.table);
  look_at(outer.inner.counts, IsList(std::vector<int>{1, 2, 3}));
  look_at(outer.name, testing::HasSubstr("name"));
  look_at(outer.best.first, IsClose(0.5, kRounding));
}

const Outer kOuter{
    .inner = {1.5, {1, 2}}, .table = Matrix{{1, 2}}, .best = {0.5, 7}, .name = "n", .done = true};

double half(double x) { return x / 2; }
/// Eigen refuses it where the weights are not three.
double cubic(const Vector& weights, const std::vector<Index>& rows, Vector& gradient) {
  gradient = weights - Vector{{1, 2, 3}};
  return gradient.squaredNorm() + static_cast<double>(rows.size());
}

void numbers() {
  look_at(student<square>(3), IsClose(9, kRounding));
  look_at(student<sum_of>(1.0f, 2, 3L, 4, 5), IsClose(15, kRounding));
  look_at(student<draw>(*std::make_unique<std::mt19937>(1), 10), testing::Lt(10));
}
void truth_and_names() {
  look_at(student<negated>(true), testing::Eq(false));
  look_at(student<opposite>(Mood::calm) == Mood::wild, testing::Eq(true));
  look_at(static_cast<int>(student<raised>(Level::low)), testing::Eq(1));
  look_at(student<greeting>("you"), testing::HasSubstr("you"));
}
void aggregates() { look_at_outer(student<echoed>(kOuter)); }
void list_of_aggregates() {
  for (const Outer& outer : student<reversed>({kOuter, {}})) look_at_outer(outer);
}
void fixed_shapes() {
  look_at_matrix(student<transposed>(Eigen::Matrix<double, 3, 2>::Ones()));
  look_at_matrix(student<swapped>(Eigen::Vector2d(1, 2)));
}
void free_shapes() {
  look_at_matrix(student<doubled_row>(RowVector{{1, 2}}));
  const auto [rest, last] = student<last_column_apart>(Matrix::Ones(2, 2));
  look_at_matrix(rest);
  look_at_matrix(last);
  static_cast<void>((rest * last).sum());
}
void whole_numbers() { look_at_matrix(student<plus_one>(Eigen::MatrixXi{{1, 2}}).cast<double>().eval()); }
void lists_of_lists() {
  look_at(student<stairs>(3, 5), IsList(std::vector<std::vector<Index>>{{0}, {0, 5}}));
}
void generator() {
  std::mt19937 random(42);
  student<draw>(random, 10);
  look_at(random(), testing::Lt(10u));
}
void references() {
  Matrix matrix = Matrix::Identity(2, 2);
  Vector vector{{1, -2}};
  student<scale>(matrix, vector, 3);
  look_at_matrix(matrix);
  student<scale>(matrix, vector, 3);  // with whatever came back
  look_at_matrix(vector);
}
void members() {
  Counter counter{.count = 3};
  student<&Counter::increase>(counter, 4);
  look_at(student<&Counter::doubled>(counter), testing::Eq(14));
  Outer outer;
  student<fill>(outer);
  look_at_outer(outer);
}
void callbacks() { look_at(student<integral>(half, 0, 1, 10), IsClose(0.25, kRounding)); }
void callbacks_with_references() {
  Vector weights{{4, -8, 1}};
  const Step step = [](Vector& w, const Vector& g) { w -= 0.25 * g; };
  look_at(student<back_and_forth>(step, cubic, weights, 2), IsClose(100, kRounding));
  look_at_matrix(weights);
}
void callbacks_in_aggregates() { student<values_over_slopes>({{half, half}, {half, half}}, 2.0); }
void callbacks_that_ask() {
  student<twice>([](double x) { return student<square>(x) + student<twice>(half, x); }, 2);
}
void refusals() {
  try {
    student<throws>(Thrown::invalid);
  } catch (const std::invalid_argument& error) {
    look_at(std::string(error.what()), testing::HasSubstr("2"));
  }
}
void nothing() {
  student<print>("line");
  student<constant>();
}
void hidden() {
  const Hidden here;
  look_at(student<square>(3), IsClose(9, kRounding));
  throw std::runtime_error("the check's own");
}

constexpr std::array kQuestions{numbers,
                                truth_and_names,
                                aggregates,
                                list_of_aggregates,
                                fixed_shapes,
                                free_shapes,
                                whole_numbers,
                                lists_of_lists,
                                generator,
                                references,
                                members,
                                callbacks,
                                callbacks_with_references,
                                callbacks_in_aggregates,
                                callbacks_that_ask,
                                refusals,
                                nothing,
                                hidden};

// "A", "B", … are the kinds of messages about the first question, 16 further ones those about the second, and
// so on.
std::string messages(std::string_view bytes) {
  constexpr unsigned kKinds = 16;
  std::string all;
  while (bytes.size() >= 3) {
    const auto kind = static_cast<unsigned char>(bytes[0] - 'A');
    const auto length = static_cast<unsigned char>(bytes[1]) + 256u * static_cast<unsigned char>(bytes[2]);
    all += frame(static_cast<wire::Kind>(kind % kKinds), bytes.substr(3, length), 1 + kind / kKinds);
    bytes.remove_prefix(std::min<std::size_t>(3 + length, bytes.size()));
  }
  return all + std::string(bytes);
}

/// What the judge makes of it has to arrive in a report, whatever it is.
void report(const Verdict& verdict, const Run& run) {
  const Verdicts verdicts{"", {verdict}};
  const Verdicts read = verdicts_from_json(verdicts_as_json(verdicts));
  const bool known =
      verdict.status == "pass" || verdict.status == "fail" || outcome_of(verdict.status).has_value();
  if (!known || verdict.status == "infra_error" || read.checks.at(0).status != verdict.status) std::abort();
  constexpr std::size_t kMost = 4000;
  if (report::escaped(verdict.message, kMost).size() > kMost) std::abort();
  run_from_json(run_as_json(run));
  run_as_json(run, Keep::every_call);
  telling_calls(run, run);
  recognise(run, {verdict.check}, {run, {{"slip", "says", "square", run}}, {}});
}

}  // namespace
}  // namespace downhill::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace downhill::tests;
  if (size < 2) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  const bool as_it_is = data[1] == 'r';
  ForgedCheck check({as_it_is ? std::string(rest) : messages(rest), std::string(rest.substr(0, 100)), {}});
  const auto& verdict = check.run([&] {
    try {
      kQuestions[data[0] % kQuestions.size()]();
    } catch (const std::bad_alloc&) {
      std::abort();  // on the wire's word
    }
  });
  report(verdict, check.session().run());
  return 0;
}
