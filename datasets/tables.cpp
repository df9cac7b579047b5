// SPDX-License-Identifier: MIT
#include "datasets/tables.hpp"

#include "datasets/csv.hpp"
#include "kit/data.hpp"

namespace downhill::datasets {
namespace {

/// Columns side by side, of which the last is given apart.
CsvFile file(const char* name, std::vector<std::string> columns, const Matrix& inputs, const Vector& last) {
  Matrix values(inputs.rows(), inputs.cols() + 1);
  values << inputs, last;
  return {std::string(name) + ".csv", csv_text({std::move(columns), values})};
}

CsvFile points(const char* name, const kit::Points& set) { return file(name, {"x", "y"}, set.x, set.y); }

CsvFile samples(const char* name, const kit::Samples& set) {
  return file(name, {"first", "second", "target"}, set.inputs, set.targets);
}

CsvFile labelled(const char* name, std::vector<std::string> columns, const kit::Labelled& set) {
  Vector labels(set.inputs.rows());
  for (Index i = 0; const int label : set.labels) labels(i++) = label;
  columns.emplace_back("label");
  return file(name, std::move(columns), set.inputs, labels);
}

/// p00, p01, … p77: row and column of the square.
std::vector<std::string> squares() {
  std::vector<std::string> names;
  for (char row = '0'; row < '8'; ++row)
    for (char column = '0'; column < '8'; ++column) names.push_back({'p', row, column});
  return names;
}

}  // namespace

std::vector<CsvFile> csv_files() {
  return {points("line4", kit::line4()),
          points("line4n", kit::line4n()),
          samples("rows13", kit::rows13()),
          samples("rows13_shuffled", kit::rows13_shuffled()),
          samples("rows1153", kit::rows1153()),
          labelled("moons", {"x", "y"}, kit::moons()),
          labelled("spirals", {"x", "y"}, kit::spirals()),
          labelled("digits_training", squares(), kit::digits_training()),
          labelled("digits_test", squares(), kit::digits_test())};
}

}  // namespace downhill::datasets
