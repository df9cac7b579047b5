// SPDX-License-Identifier: MIT
// No lesson: one function of every kind that a contract may have, to be asked through a real worker.
#pragma once
#include <cstdint>
#include <utility>

#include "kit/kit.hpp"

namespace downhill::kinds {

enum class Mood { calm, wild };
enum class Level : std::uint8_t { low, high };

struct Inner {
  double number = 0.5;
  std::vector<int> counts{};
};
struct Outer {
  Inner inner{};
  Matrix table{};
  std::pair<double, int> best{};
  std::string name{};
  bool done = false;
};
/// A function and its slope: functions inside an aggregate.
struct Stage {
  std::function<double(double)> value, slope;
};
struct Counter {
  int count = 0;
  void increase(int by);
  int doubled() const;
  int never_written() const;
};

using Step = std::function<void(Vector& weights, const Vector& gradient)>;
using Loss = std::function<double(const Vector& weights, const std::vector<Index>& rows, Vector& gradient)>;

double sum_of(float a, int b, long c, unsigned char d, std::uint64_t e);
bool negated(bool x);
Mood opposite(Mood mood);
Level raised(Level level);
std::string greeting(const std::string& name);
Outer echoed(const Outer& outer);
std::vector<Outer> reversed(std::vector<Outer> all);
Eigen::Matrix<double, 2, 3> transposed(const Eigen::Matrix<double, 3, 2>& fixed);
Eigen::Vector2d swapped(Eigen::Vector2d pair);
RowVector doubled_row(const RowVector& row);
Eigen::MatrixXi plus_one(Eigen::MatrixXi numbers);
std::pair<Matrix, Vector> last_column_apart(const Matrix& table);
/// 0; 0, 1; 0, 1, 2; …, each number times `by`.
std::vector<std::vector<Index>> stairs(Index steps, Index by);
Index draw(std::mt19937& random, Index n);
void scale(Matrix& matrix, Vector& vector, double by);
void fill(Outer& outer);
double constant();
int calls_so_far();
void print(const std::string& line);

double integral(const std::function<double(double)>& f, double from, double to, int pieces);
/// Asks two functions in turn, so many times, from a pull of zeros. The place comes back, and so does what
/// they do to their reference parameters.
double back_and_forth(const Step& push, const Loss& look, Vector& place, int times);
double values_over_slopes(const std::vector<Stage>& all, double x);
double twice(const std::function<double(double)>& f, double x);
double square(double x);
/// −1 if f throws.
double or_minus_one(const std::function<double(double)>& f, double x);

enum class Thrown { invalid, range, domain, length, logic, runtime, other_standard, own, number, todo };
double throws(Thrown what);
double never_written(double x);

}  // namespace downhill::kinds
