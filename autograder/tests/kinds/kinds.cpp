// SPDX-License-Identifier: MIT
#include "kinds.hpp"

#include <cstdio>

namespace downhill::kinds {

void Counter::increase(int by) { count += by; }
int Counter::doubled() const { return 2 * count; }

double sum_of(float a, int b, long c, unsigned char d, std::uint64_t e) {
  return static_cast<double>(a) + b + static_cast<double>(c) + d + static_cast<double>(e);
}
bool negated(bool x) { return !x; }
Mood opposite(Mood mood) { return mood == Mood::calm ? Mood::wild : Mood::calm; }
Level raised(Level) { return Level::high; }
std::string greeting(const std::string& name) { return "hello " + name; }
Outer echoed(const Outer& outer) { return outer; }
std::vector<Outer> reversed(std::vector<Outer> all) {
  std::reverse(all.begin(), all.end());
  return all;
}
Eigen::Matrix<double, 2, 3> transposed(const Eigen::Matrix<double, 3, 2>& fixed) { return fixed.transpose(); }
Eigen::Vector2d swapped(Eigen::Vector2d pair) {
  std::swap(pair(0), pair(1));
  return pair;
}
RowVector doubled_row(const RowVector& row) { return 2 * row; }
Eigen::MatrixXi plus_one(Eigen::MatrixXi numbers) {
  numbers.array() += 1;
  return numbers;
}
std::pair<Matrix, Vector> last_column_apart(const Matrix& table) {
  return {table.leftCols(table.cols() - 1), table.rightCols(1)};
}
std::vector<std::vector<Index>> stairs(Index steps, Index by) {
  std::vector<std::vector<Index>> all;
  for (Index step = 0; step < steps; ++step) {
    all.push_back(all.empty() ? std::vector<Index>() : all.back());
    all.back().push_back(step * by);
  }
  return all;
}
Index draw(std::mt19937& random, Index n) { return static_cast<Index>(random()) % n; }
void scale(Matrix& matrix, Vector& vector, double by) {
  matrix *= by;
  vector *= by;
}
void fill(Outer& outer) {
  outer.name += " filled";
  outer.inner.counts = {1, 2, 3};
  outer.done = true;
}
double constant() { return 42; }
int calls_so_far() {
  static int calls = 0;
  return ++calls;
}
void print(const std::string& line) { std::printf("%s\n", line.c_str()); }

double integral(const std::function<double(double)>& f, double from, double to, int pieces) {
  const double width = (to - from) / pieces;
  double sum = 0;
  for (int i = 0; i < pieces; ++i) sum += f(from + (i + 0.5) * width) * width;
  return sum;
}
double back_and_forth(const Step& push, const Loss& look, Vector& place, int times) {
  double sum = 0;
  Vector pull = 0 * place;
  for (int i = 0; i < times; ++i) {
    push(place, pull);
    sum += look(place, {i, i + 1}, pull);
  }
  return sum;
}
double values_over_slopes(const std::vector<Stage>& all, double x) {
  double sum = 0;
  for (const Stage& each : all) sum += each.value(x) / each.slope(x);
  return sum;
}
double twice(const std::function<double(double)>& f, double x) { return f(f(x)); }
double square(double x) { return x * x; }
double or_minus_one(const std::function<double(double)>& f, double x) {
  try {
    return f(x);
  } catch (const std::exception&) {
    return -1;
  }
}

namespace {

struct OwnException : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace

double throws(Thrown what) {
  switch (what) {
    case Thrown::invalid:
      throw std::invalid_argument("an argument");
    case Thrown::range:
      throw std::out_of_range("a range");
    case Thrown::domain:
      throw std::domain_error("a domain");
    case Thrown::length:
      throw std::length_error("a length");
    case Thrown::logic:
      throw std::logic_error("logic");
    case Thrown::runtime:
      throw std::runtime_error("two\nlines");
    case Thrown::other_standard:
      throw std::overflow_error("an overflow");
    case Thrown::own:
      throw OwnException("its own");
    case Thrown::number:
      throw 42;
    case Thrown::todo:
      kit::todo("0.1 throws", what);
  }
  return 0;
}

}  // namespace downhill::kinds
