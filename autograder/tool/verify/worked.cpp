// SPDX-License-Identifier: MIT
#include "tool/verify/worked.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace downhill::verify {
namespace {

constexpr double kExact = 1e-9;  // relative: what rounding may do to a number that is printed whole
constexpr std::string_view kMinus = "−";

// A number, or the items between brackets; a word is kept as it is spelt.
struct Value {
  enum class Kind { number, word, list, aggregate } kind = Kind::number;
  double number = 0;
  std::string spelt;         // of a literal number, or of a word
  std::vector<Value> items;  // of a list or an aggregate
};
using Values = std::vector<Value>;

std::string every_digit(double x) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, x).ptr;
  return {text, end};
}

std::string text_of(const Values& values);
std::string text_of(const Value& value) {
  switch (value.kind) {
    case Value::Kind::number:
      return every_digit(value.number);
    case Value::Kind::word:
      return value.spelt;
    case Value::Kind::list:
      return "[" + text_of(value.items) + "]";
    default:
      return "{" + text_of(value.items) + "}";
  }
}
std::string text_of(const Values& values) {
  std::string text;
  for (const Value& value : values) text += (text.empty() ? "" : ", ") + text_of(value);
  return text;
}

Value number_value(double x) { return {Value::Kind::number, x, "", {}}; }

// For what is no expression: a printed result, a function's answer.
const Caller kNoCalls = [](const std::string& name, const std::string&) -> std::string {
  throw BadWorked("a value is wanted, not a call of " + name);
};

// Reads and evaluates from left to right. Everything is a list of values, since a call may answer several.
class Parser {
 public:
  Parser(std::string_view text, const Caller& call, std::vector<double>& numbers)
      : rest_(text), call_(call), numbers_(numbers) {}

  Values values() {
    Values all = sum();
    while (take(",")) append(all, sum());
    return all;
  }
  void done() {
    skip_space();
    if (!rest_.empty()) fail("this is not understood: " + std::string(rest_));
  }

 private:
  [[noreturn]] static void fail(const std::string& what) { throw BadWorked(what); }

  static void append(Values& all, Values more) {
    for (Value& value : more) all.push_back(std::move(value));
  }
  static double only_number(const Values& values) {
    if (values.size() != 1 || values[0].kind != Value::Kind::number)
      fail("arithmetic needs one number, not " + text_of(values));
    return values[0].number;
  }
  void skip_space() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0)
      rest_.remove_prefix(1);
  }
  bool next_is(std::string_view mark) {
    skip_space();
    return rest_.starts_with(mark);
  }
  bool take(std::string_view mark) {
    if (!next_is(mark)) return false;
    rest_.remove_prefix(mark.size());
    return true;
  }
  bool take_minus() { return take("-") || take(kMinus); }
  void expect(std::string_view mark) {
    if (!take(mark))
      fail(std::string(mark) + " is wanted " +
           (rest_.empty() ? "at the end" : "before " + std::string(rest_)));
  }

  Values sum() {
    Values left = product();
    for (;;) {
      const bool plus = take("+");
      if (!plus && !take_minus()) return left;
      const double right = only_number(product());
      left = {number_value(only_number(left) + (plus ? right : -right))};
    }
  }
  Values product() {
    Values left = sign();
    for (;;) {
      const bool times = take("*");
      if (!times && !take("/")) return left;
      const double right = only_number(sign());
      left = {number_value(times ? only_number(left) * right : only_number(left) / right)};
    }
  }
  Values sign() {
    if (!take_minus()) return power();
    Values values = power();
    const double x = -only_number(values);
    numbers_.push_back(x);
    return {{Value::Kind::number, x, values[0].spelt.empty() ? "" : "-" + values[0].spelt, {}}};
  }
  Values power() {
    Values base = primary();
    if (!take("^")) return base;
    const double exponent = only_number(sign());
    return {number_value(std::pow(only_number(base), exponent))};
  }
  Values primary() {
    if (take("(")) {
      Values inside = sum();
      expect(")");
      return inside;
    }
    if (take("[")) return {bracketed(Value::Kind::list, "]")};
    if (take("{")) return {bracketed(Value::Kind::aggregate, "}")};
    if (next_is("\"")) return {quoted()};
    if (!rest_.empty() && std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) return named();
    return {literal()};
  }
  Value bracketed(Value::Kind kind, std::string_view close) {
    Value value{kind, 0, "", {}};
    while (!take(close)) {
      if (!value.items.empty()) expect(",");
      append(value.items, sum());
    }
    return value;
  }
  Value quoted() {
    const auto end = rest_.find('"', 1);
    if (end == rest_.npos) fail("a quotation mark is not closed: " + std::string(rest_));
    const std::string word(rest_.substr(0, end + 1));
    rest_.remove_prefix(end + 1);
    return {Value::Kind::word, 0, word, {}};
  }
  Value literal() {
    skip_space();
    double x = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), x);
    if (error != std::errc())
      fail("a value is wanted " + (rest_.empty() ? "at the end" : "before " + std::string(rest_)));
    const auto size = static_cast<std::size_t>(end - rest_.data());
    Value value{Value::Kind::number, x, std::string(rest_.substr(0, size)), {}};
    rest_.remove_prefix(size);
    numbers_.push_back(x);
    return value;
  }
  // sqrt, a function of the lesson, or a word that is a value.
  Values named() {
    const auto is_name = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':';
    };
    const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_name) - rest_.begin());
    const std::string name(rest_.substr(0, size));
    rest_.remove_prefix(size);
    if (name == "true" || name == "false" || name == "generator") return {{Value::Kind::word, 0, name, {}}};
    if (name == "nan") return {number_value(std::numeric_limits<double>::quiet_NaN())};
    if (name == "inf") return {number_value(std::numeric_limits<double>::infinity())};
    expect("(");
    Values arguments;
    if (!next_is(")")) arguments = values();
    expect(")");
    if (name == "sqrt") return {number_value(std::sqrt(only_number(arguments)))};
    return answer(call_(name, text_of(arguments)));
  }
  Values answer(const std::string& text) {
    if (text.empty()) return {};
    Parser parser(text, kNoCalls, numbers_);
    Values values = parser.values();
    parser.done();
    return values;
  }

  std::string_view rest_;
  const Caller& call_;
  std::vector<double>& numbers_;
};

bool agree(const Values& computed, const Values& printed);
bool agree(const Value& computed, const Value& printed) {
  using Kind = Value::Kind;
  if (printed.kind == Kind::word && computed.kind == Kind::number)
    return printed.spelt == (computed.number != 0 ? "true" : "false");
  if (computed.kind != printed.kind) return false;
  if (printed.kind == Kind::number)
    return printed.spelt.empty()
               ? std::isnan(printed.number) ? std::isnan(computed.number) : computed.number == printed.number
               : prints_as(computed.number, printed.spelt);
  return printed.kind == Kind::word ? computed.spelt == printed.spelt : agree(computed.items, printed.items);
}
bool agree(const Values& computed, const Values& printed) {
  return std::ranges::equal(computed, printed, [](const Value& a, const Value& b) { return agree(a, b); });
}

}  // namespace

bool prints_as(double computed, std::string_view printed) {
  const double x = std::strtod(std::string(printed).c_str(), nullptr);
  if (!std::isfinite(computed)) return false;
  const auto point = printed.find('.'), exponent = std::min(printed.find_first_of("eE"), printed.size());
  const double exact = kExact * std::max({1.0, std::abs(x), std::abs(computed)});
  if (point == printed.npos && exponent == printed.size()) return std::abs(computed - x) <= exact;
  const auto decimals = point == printed.npos ? 0 : exponent - point - 1;
  const double scale = exponent == printed.size()
                           ? 1
                           : std::pow(10, std::atoi(std::string(printed.substr(exponent + 1)).c_str()));
  const double half_a_unit = 0.5 * std::pow(10, -static_cast<double>(decimals)) * scale;
  return std::abs(computed - x) <= half_a_unit * (1 + kExact);
}

Worked work_out(std::string_view line, const Caller& call) {
  const auto equals = line.rfind('=');
  if (equals == line.npos) throw BadWorked("write it as EXPRESSION = RESULT; it has no =");
  Worked worked;
  Parser left(line.substr(0, equals), call, worked.numbers);
  Parser right(line.substr(equals + 1), kNoCalls, worked.numbers);
  const Values computed = left.values();
  left.done();
  const Values printed = right.values();
  right.done();
  for (const Value& value : computed)
    if (value.kind == Value::Kind::number) worked.numbers.push_back(value.number);
  if (!agree(computed, printed))
    worked.wrong = computed.empty() ? "it gives nothing" : "it gives " + text_of(computed);
  return worked;
}

}  // namespace downhill::verify
