// SPDX-License-Identifier: MIT
#include "datasets/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "datasets/tables.hpp"

namespace downhill::datasets {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

Table parse(std::string_view text) { return parse_csv(text, "rows.csv"); }

template <class Read>
std::string reason_of(Read read) {
  try {
    read();
    return "it was read";
  } catch (const BadFile& bad) {
    return bad.what();
  }
}

std::string reason(std::string_view text) {
  return reason_of([&] { parse(text); });
}

/// A file that lives as long as the test.
class File {
 public:
  explicit File(std::string_view text) : path_(fs::path(testing::TempDir()) / "csv_test.csv") {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~File() { fs::remove(path_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST(Csv, HasNamesAndRows) {
  const Table table = parse("a,b\n1,-2.5\n3e-2,4\n");
  EXPECT_THAT(table.columns, ElementsAre("a", "b"));
  EXPECT_EQ(table.values, (Matrix{{1, -2.5}, {0.03, 4}}));
  EXPECT_THAT(table.lines, ElementsAre(2, 3));
}
TEST(Csv, MayEndWithoutANewline) { EXPECT_EQ(parse("a\n1\n2").values, (Matrix{{1}, {2}})); }
TEST(Csv, MayHaveAByteOrderMark) {
  EXPECT_THAT(parse("\xEF\xBB\xBF"
                    "a,b\n1,2\n")
                  .columns,
              ElementsAre("a", "b"));
}
TEST(Csv, MayHaveCarriageReturns) {
  const Table table = parse("a,b\r\n1,2\r\n");
  EXPECT_THAT(table.columns, ElementsAre("a", "b"));
  EXPECT_EQ(table.values, (Matrix{{1, 2}}));
}
TEST(Csv, MayHaveSpacesAroundNumbers) { EXPECT_EQ(parse("a, b\n 1 ,\t2\n").values, (Matrix{{1, 2}})); }
TEST(Csv, EmptyLinesAreSkippedButCounted) {
  EXPECT_THAT(parse("\na\n\n1\n   \n2\n\n").lines, ElementsAre(4, 6));
  EXPECT_EQ(reason("a\n\n\nx\n"), "could not read rows.csv, line 4, column 1: \"x\" is no number");
}
TEST(Csv, MayHaveNoRows) {
  EXPECT_EQ(parse("a,b\n").values.rows(), 0);
  EXPECT_EQ(parse("a,b\n").values.cols(), 2);
}

TEST(Csv, NamesLineAndColumnOfWhatIsNoNumber) {
  EXPECT_EQ(reason("a,b,c\n1,2,3\n1,2,abc\n"),
            "could not read rows.csv, line 3, column 3: \"abc\" is no number");
  EXPECT_EQ(reason("a\n1.5x\n"), "could not read rows.csv, line 2, column 1: \"1.5x\" is no number");
  EXPECT_EQ(reason("a,b\n1,\n"), "could not read rows.csv, line 2, column 2: \"\" is no number");
  EXPECT_EQ(reason("a\n0x10\n"), "could not read rows.csv, line 2, column 1: \"0x10\" is no number");
  EXPECT_EQ(reason("a\n\"1\"\n"), "could not read rows.csv, line 2, column 1: \"\"1\"\" is no number");
}
TEST(Csv, CountsColumns) {
  EXPECT_EQ(reason("a,b\n1,2,3\n"), "could not read rows.csv, line 2: 3 columns, expected 2");
  EXPECT_EQ(reason("a,b\n1\n"), "could not read rows.csv, line 2: 1 column, expected 2");
  EXPECT_EQ(reason("a,b\n1;2\n"), "could not read rows.csv, line 2: 1 column, expected 2");
}
TEST(Csv, RefusesWhatIsNotFinite) {
  for (const char* const word : {"nan", "NaN", "inf", "-inf", "infinity"})
    EXPECT_EQ(reason("a\n" + std::string(word) + "\n"),
              "could not read rows.csv, line 2, column 1: \"" + std::string(word) + "\" is not finite");
}
TEST(Csv, RefusesWhatNoDoubleHolds) {
  EXPECT_EQ(reason("a\n1e999\n"),
            "could not read rows.csv, line 2, column 1: \"1e999\" is too large or too small for a double");
  EXPECT_EQ(parse("a\n1.7976931348623157e308\n").values(0, 0), 1.7976931348623157e308);
}
TEST(Csv, ShowsLittleOfWhatItRefuses) {
  EXPECT_EQ(reason("a\n" + std::string(100'000, 'z') + "\n"),
            "could not read rows.csv, line 2, column 1: \"" + std::string(40, 'z') + "…\" is no number");
  EXPECT_EQ(reason("a\n\x1b[31m\n"), "could not read rows.csv, line 2, column 1: \"?[31m\" is no number");
  EXPECT_EQ(reason(std::string_view("a\n\0\n", 4)),
            "could not read rows.csv, line 2, column 1: \"?\" is no number");
}
TEST(Csv, RefusesAnEmptyText) {
  for (const char* const text : {"", "\n", "\xEF\xBB\xBF", "  \r\n"})
    EXPECT_EQ(reason(text), "could not read rows.csv: it is empty; its first line should name the columns");
}

TEST(CsvFiles, MustBeThere) {
  EXPECT_EQ(reason_of([] { read_csv("not/there.csv"); }),
            "could not read not/there.csv: there is no such file");
}
TEST(CsvFiles, MustNotBeFolders) {
  const std::string folder = testing::TempDir();
  EXPECT_EQ(reason_of([&] { read_csv(folder); }), "could not read " + folder + ": it is a folder");
}
TEST(CsvFiles, MustNotBeHuge) {
  const File file("a\n1\n");
  fs::resize_file(file.path(), kMostCsv + 1);  // nothing of it is on the disk
  EXPECT_EQ(reason_of([&] { read_csv(file.path()); }),
            "could not read " + file.path().string() + ": it is larger than 256 MB");
}
TEST(CsvFiles, NeedTheColumnsThatTheyAreReadFor) {
  const File file("first,second\n1,2\n");
  const std::string what =
      "could not read " + file.path().string() + ", line 1: the last columns should be called ";
  EXPECT_EQ(reason_of([&] { read_points(file.path()); }), what + "x,y");
  EXPECT_EQ(reason_of([&] { read_samples(file.path()); }), what + "target");
  EXPECT_EQ(reason_of([&] { read_labelled(file.path()); }), what + "label");
}
TEST(CsvFiles, NeedWholeLabels) {
  for (const char* const label : {"0.5", "-1", "1e9"}) {
    const File file("x,label\n1,1\n1," + std::string(label) + "\n");
    EXPECT_EQ(reason_of([&] { read_labelled(file.path()); }),
              "could not read " + file.path().string() +
                  ", line 3, column 2: a label is a whole number, 0 or more");
  }
}

TEST(CsvText, ReadsBackAsTheSameNumbers) {
  const Table table{{"a", "b"}, Matrix{{0.1, 1.0 / 3}, {-0.0, 1e300}, {5e-324, 2}}};
  EXPECT_EQ(parse(csv_text(table)).values, table.values);
  EXPECT_EQ(csv_text({{"a", "b"}, Matrix{{0.1, 2}}}), "a,b\n0.1,2\n");
}

// What the lessons call and what the files hold.
class Committed : public testing::Test {
 protected:
  fs::path file(const char* name) const { return fs::path(DOWNHILL_SOURCE_DIR) / "datasets" / name; }
};

void expect_same(const kit::Points& a, const kit::Points& b) {
  EXPECT_EQ(a.x, b.x);
  EXPECT_EQ(a.y, b.y);
}
void expect_same(const kit::Samples& a, const kit::Samples& b) {
  EXPECT_EQ(a.inputs, b.inputs);
  EXPECT_EQ(a.targets, b.targets);
}
void expect_same(const kit::Labelled& a, const kit::Labelled& b) {
  EXPECT_EQ(a.inputs, b.inputs);
  EXPECT_EQ(a.labels, b.labels);
}

TEST_F(Committed, FilesAreTheKitsDataSets) {
  expect_same(read_points(file("line4.csv")), kit::line4());
  expect_same(read_points(file("line4n.csv")), kit::line4n());
  expect_same(read_samples(file("rows13.csv")), kit::rows13());
  expect_same(read_samples(file("rows13_shuffled.csv")), kit::rows13_shuffled());
  expect_same(read_samples(file("rows1153.csv")), kit::rows1153());
  expect_same(read_labelled(file("moons.csv")), kit::moons());
  expect_same(read_labelled(file("spirals.csv")), kit::spirals());
  expect_same(read_labelled(file("digits_training.csv")), kit::digits_training());
  expect_same(read_labelled(file("digits_test.csv")), kit::digits_test());
}
TEST_F(Committed, FilesAreAllThatThereAre) {
  std::size_t there = 0;
  for (const auto& entry : fs::directory_iterator(file(""))) there += entry.path().extension() == ".csv";
  EXPECT_EQ(there, csv_files().size());
}

}  // namespace
}  // namespace downhill::datasets
