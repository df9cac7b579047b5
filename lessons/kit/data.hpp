// SPDX-License-Identifier: MIT
// The course's data sets. They are functions and not files, so that a worker, which may open no file, has
// them too; datasets/ holds the same numbers as CSV, a card for each, and a test that both agree. Made of
// whole numbers wherever chance comes in, so every machine makes the same ones.
#pragma once
#include <array>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include "kit/random.hpp"
#include "kit/types.hpp"

namespace downhill::kit {

/// Points in the plane: y(i) belongs to x(i).
struct Points {
  Vector x;  ///< to the right
  Vector y;  ///< up; as many
};

/// A row of inputs for each sample, and one number to be predicted from it.
struct Samples {
  Matrix inputs;   ///< rows are samples
  Vector targets;  ///< one for each row
};

/// A row of inputs for each sample, and its class: 0, 1, 2, …
struct Labelled {
  Matrix inputs;            ///< rows are samples
  std::vector<int> labels;  ///< one for each row
};

/// Four points exactly on y = 2x + 1.
inline Points line4() { return {.x = Vector{{1.0, 2.0, 3.0, 4.0}}, .y = Vector{{3.0, 5.0, 7.0, 9.0}}}; }

/// Four points on no line. Best fit y = 1.1x + 1.1, with mean squared error 0.675.
inline Points line4n() { return {.x = Vector{{0.0, 1.0, 2.0, 3.0}}, .y = Vector{{1.0, 3.0, 2.0, 5.0}}}; }

namespace data {

/// Two inputs in thousandths, and a class.
struct Row {
  int first;   ///< of the inputs, times 1000
  int second;  ///< of the inputs, times 1000
  int label;   ///< the class
};

/// Rows as samples, with the class as the target.
template <class Rows>
Samples samples(const Rows& rows) {
  const auto count = static_cast<Index>(rows.size());
  Samples made{.inputs = Matrix(count, 2), .targets = Vector(count)};
  for (Index i = 0; const Row& row : rows) {
    made.inputs.row(i) << row.first / 1000.0, row.second / 1000.0;
    made.targets(i++) = row.label;
  }
  return made;
}

/// Rows as labelled samples.
template <class Rows>
Labelled labelled(const Rows& rows) {
  const Samples made = samples(rows);
  return {made.inputs, std::vector<int>(made.targets.begin(), made.targets.end())};
}

/// A whole number drawn evenly from low … high.
inline int whole(std::mt19937& random, int low, int high) {
  return low + static_cast<int>(uniform_below(random, static_cast<std::uint64_t>(high - low) + 1));
}

/// Where the thirteen printed rows stand among the 1153: around the ends of the batches.
inline constexpr std::array kPrinted = {0, 1, 2, 127, 128, 129, 256, 257, 258, 383, 384, 385, 1152};

/// The thirteen printed rows.
inline constexpr std::array<Row, 13> kRows13 = {{{871, 640, 0},
                                                 {987, 633, 0},
                                                 {520, 405, 1},
                                                 {133, 83, 0},
                                                 {44, 581, 0},
                                                 {358, 458, 1},
                                                 {825, 844, 1},
                                                 {735, 186, 0},
                                                 {504, 780, 0},
                                                 {664, 483, 0},
                                                 {838, 732, 0},
                                                 {987, 477, 0},
                                                 {695, 215, 0}}};

/// All 1153 rows, the printed ones among them.
inline std::vector<Row> rows1153() {
  std::mt19937 random(1153);
  std::vector<Row> rows(1153);
  for (Row& row : rows) {
    row.first = whole(random, 0, 999);
    row.second = whole(random, 0, 999);
    const int noise = whole(random, -800, 800) + whole(random, -800, 800);
    row.label = 5 * row.second - 3 * row.first + 2 * noise > 1000 ? 1 : 0;
  }
  for (std::size_t i = 0; i < kPrinted.size(); ++i) rows[static_cast<std::size_t>(kPrinted[i])] = kRows13[i];
  return rows;
}

}  // namespace data

/// Thirteen rows of rows1153() that stand around the ends of its batches: rows 0, 1, 2, 127, 128, 129, 256,
/// 257, 258, 383, 384, 385 and 1152. Inputs 13×2 in [0, 1); targets 0 or 1, three of them 1.
/// datasets/rows13.md says which of them are the lectures' own.
inline Samples rows13() { return data::samples(data::kRows13); }

/// The rows at the same thirteen places after a shuffle (Fisher-Yates, seed 1542); seven of their targets
/// are 1. The last is the row that was there before.
inline Samples rows13_shuffled() {
  constexpr std::array<data::Row, 13> kRows = {{{444, 636, 1},
                                                {875, 211, 0},
                                                {972, 371, 1},
                                                {199, 201, 1},
                                                {415, 557, 0},
                                                {765, 774, 1},
                                                {997, 233, 0},
                                                {211, 36, 1},
                                                {227, 869, 1},
                                                {68, 951, 1},
                                                {544, 671, 0},
                                                {634, 830, 0},
                                                {695, 215, 0}}};
  return data::samples(kRows);
}

/// 1153 rows: nine batches of 128 and one row more. Inputs 1153×2 in [0, 1), targets 0 or 1: mostly 1 where
/// the second input is large and the first small, with so much noise that no line tells them apart.
inline Samples rows1153() { return data::samples(data::rows1153()); }

/// Two half rings that reach into each other, a hundred points each, rows 0, 2, 4, … of class 0. No line
/// divides them. Inputs 200×2 in about [−1.2, 2.2] × [−0.7, 1.2].
inline Labelled moons() {
  std::mt19937 random(200);
  std::vector<data::Row> rows;
  while (rows.size() < 200) {
    const int x = data::whole(random, -1200, 1200);
    const int y = data::whole(random, 0, 1200);
    if (const int square = x * x + y * y; square < 800 * 800 || square > 1200 * 1200) continue;
    if (rows.size() % 2 == 0)
      rows.push_back({x, y, 0});
    else
      rows.push_back({1000 - x, 500 - y, 1});
  }
  return data::labelled(rows);
}

/// Three arms of a spiral, a hundred points each, rows 0, 3, 6, … of class 0. Inputs 300×2 within a circle of
/// radius 1.07.
inline Labelled spirals() {
  constexpr double kCos = 0.9987502603949663, kSin = 0.04997916927067833;  // of 0.05: the turn of a step
  constexpr double kThirdCos = -0.5, kThirdSin = 0.8660254037844386;       // of 2π/3: from arm to arm
  std::mt19937 random(300);
  std::vector<data::Row> rows;
  double x = 1.0, y = 0.0;
  for (int turn = 0; turn < 100; ++turn) {
    for (int arm = 0; arm < 3; ++arm) {
      const double radius = 50 + 9.5 * turn;
      rows.push_back({static_cast<int>(radius * x) + data::whole(random, -50, 50),
                      static_cast<int>(radius * y) + data::whole(random, -50, 50), arm});
      const double turned = kThirdCos * x - kThirdSin * y;
      y = kThirdSin * x + kThirdCos * y;
      x = turned;
    }
    const double turned = kCos * x - kSin * y;
    y = kSin * x + kCos * y;
    x = turned;
  }
  return data::labelled(rows);
}

namespace data {

/// Ten digits on 8×8 squares, ink where there is a #.
inline constexpr std::array<std::array<std::string_view, 8>, 10> kDigits = {{
    {"..####..", ".##..##.", ".##..##.", ".##..##.", ".##..##.", ".##..##.", "..####..", "........"},
    {"...##...", "..###...", ".####...", "...##...", "...##...", "...##...", ".######.", "........"},
    {"..####..", ".##..##.", ".....##.", "....##..", "..##....", ".##.....", ".######.", "........"},
    {".#####..", ".....##.", ".....##.", "..####..", ".....##.", ".....##.", ".#####..", "........"},
    {"....##..", "...###..", "..#.##..", ".#..##..", ".######.", "....##..", "....##..", "........"},
    {".######.", ".##.....", ".#####..", ".....##.", ".....##.", ".##..##.", "..####..", "........"},
    {"...###..", "..##....", ".##.....", ".#####..", ".##..##.", ".##..##.", "..####..", "........"},
    {".######.", ".....##.", "....##..", "....##..", "...##...", "...##...", "..##....", "........"},
    {"..####..", ".##..##.", ".##..##.", "..####..", ".##..##.", ".##..##.", "..####..", "........"},
    {"..####..", ".##..##.", ".##..##.", "..#####.", ".....##.", "....##..", "..###...", "........"},
}};

/// Ink of a digit at a place that may lie outside its square: 0 or 1.
inline int ink(int digit, int row, int column) {
  if (row < 0 || row > 7 || column < 0 || column > 7) return 0;
  return kDigits[static_cast<std::size_t>(digit)][static_cast<std::size_t>(row)]
                [static_cast<std::size_t>(column)] == '#'
             ? 1
             : 0;
}

/// Digits drawn by a shaky hand: each shifted by up to one square both ways, leaning or not, with a pen that
/// is more or less dark, smeared towards its right-hand or lower neighbour, on a spotted paper.
inline Labelled digits(Index count, std::uint32_t seed) {
  std::mt19937 random(seed);
  Labelled made{.inputs = Matrix(count, 64), .labels = {}};
  for (Index sample = 0; sample < count; ++sample) {
    const int digit = static_cast<int>(sample % 10);
    const int down = whole(random, 0, 1), right = whole(random, -1, 1), lean = whole(random, 0, 1);
    const int pen = whole(random, 4, 8), smear = whole(random, 0, 3);
    for (int place = 0; place < 64; ++place) {
      const int row = place / 8 - down;
      const int column = place % 8 - right - (row < 3 ? lean : 0);
      const int spot = whole(random, 0, 9) == 0 ? whole(random, -8, 8) : whole(random, -1, 2);
      const int dark = pen * ink(digit, row, column) + smear * ink(digit, row, column - 1) + spot;
      made.inputs(sample, place) = (dark < 0 ? 0 : dark > 10 ? 10 : dark) / 10.0;
    }
    made.labels.push_back(digit);
  }
  return made;
}

}  // namespace data

/// Six hundred drawn digits to learn from: inputs 600×64, a row of 8×8 squares each (the top row of the
/// picture first), 0 paper to 1 ink in tenths; labels 0 … 9 in turn.
inline Labelled digits_training() { return data::digits(600, 600); }

/// Two hundred more, drawn alike and never shown in training.
inline Labelled digits_test() { return data::digits(200, 1200); }

}  // namespace downhill::kit
