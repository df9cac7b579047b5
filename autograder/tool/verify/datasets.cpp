// SPDX-License-Identifier: MIT
#include <set>

#include "datasets/tables.hpp"
#include "report/write_whole.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;

class DataSets {
 public:
  DataSets(const tool::Context& context, bool record, Part& part)
      : root_(context.course.root), record_(record), part_(part) {}

  std::string verify() {
    std::set<fs::path> made;
    for (const auto& [name, text] : datasets::csv_files()) {
      const fs::path file = kFolder / name;
      made.insert(file);
      compare(file, text);
      expect_card(fs::path(file).replace_extension(".md"), text.substr(0, text.find('\n')));
    }
    for (const auto& entry : fs::directory_iterator(root_ / kFolder)) {
      const fs::path file = kFolder / entry.path().filename();
      const fs::path csv = fs::path(file).replace_extension(".csv");
      if (file.extension() == ".csv" && !made.contains(file))
        part_.fault(file, 0, "is made by nothing in datasets/tables.cpp; take it away");
      if (file.extension() == ".md" && file.filename() != "README.md" && !made.contains(csv))
        part_.fault(file, 0, "is the card of no data set; take it away");
    }
    return std::to_string(made.size()) + " data sets made anew";
  }

 private:
  void compare(const fs::path& file, const std::string& text) {
    const bool there = fs::exists(root_ / file);
    if (there && read_text(root_ / file) == text) return;
    if (record_)
      report::write_whole(root_ / file, text);
    else
      part_.fault(file, 0,
                  (there ? "is not what lessons/kit/data.hpp gives now" : "is not there") +
                      std::string("; ./downhill verify --record writes it: look at the difference before you "
                                  "commit it"));
  }

  /// A card says what each column is, and where the numbers come from.
  void expect_card(const fs::path& card, const std::string& columns) {
    if (!fs::exists(root_ / card)) {
      part_.fault(card, 0,
                  "is not there; every data set has a card. datasets/line4.md is the one to copy from");
      return;
    }
    const std::string text = read_text(root_ / card);
    for (const char* const line : {"rows", "made by", "seed", "licence"})
      if (text.find("\n| " + std::string(line) + " | ") == text.npos)
        part_.fault(card, 0, "does not say: " + std::string(line) + "; add it to its second table");
    for (const std::string& column :
         {columns.substr(0, columns.find(',')), columns.substr(columns.rfind(',') + 1)})
      if (text.find("`" + column + "`") == text.npos)
        part_.fault(card, 0, "does not say what the column " + column + " is; add it to its first table");
  }

  const fs::path kFolder = "datasets";
  const fs::path root_;
  const bool record_;
  Part& part_;
};

}  // namespace

std::string verify_datasets(const tool::Context& context, bool record, Part& part) {
  return DataSets(context, record, part).verify();
}

}  // namespace downhill::verify
