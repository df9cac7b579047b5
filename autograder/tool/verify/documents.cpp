// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "tool/docs/links.hpp"
#include "tool/docs/markdown.hpp"
#include "tool/docs/snippets.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/verify.hpp"
#include "tool/verify/worked.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;
using docs::Block;
using docs::fault_of;
using docs::Link;
using docs::Page;
using docs::read_page;
using docs::target_of;

const fs::path kSyllabus = "docs/syllabus.md";

// ── tables

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == text.npos ? "" : std::string(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

// "| a | b |" → a, b
std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  for (std::size_t begin = 1, end; (end = row.find('|', begin)) != row.npos; begin = end + 1)
    cells.push_back(trimmed(row.substr(begin, end - begin)));
  return cells;
}

struct Row {
  std::map<std::string, std::string> cells;  // by the heading of the column
  int line = 0;
};

std::vector<Row> rows_of(const std::string& text) {
  std::vector<Row> rows;
  std::vector<std::string> header;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (!line.starts_with('|')) {
      header.clear();
    } else if (header.empty()) {
      header = cells_of(line);
    } else if (!line.starts_with("|-") && !line.starts_with("| -")) {
      const std::vector<std::string> cells = cells_of(line);
      Row row{{}, number};
      for (std::size_t i = 0; i < std::min(header.size(), cells.size()); ++i) row.cells[header[i]] = cells[i];
      rows.push_back(row);
    }
  }
  return rows;
}

// The numbers of lessons that a cell names: two digits each, outside of links' targets.
std::vector<std::string> numbers_in(const std::string& cell) {
  std::vector<std::string> numbers;
  const auto digit = [&](std::size_t i) { return i < cell.size() && cell[i] >= '0' && cell[i] <= '9'; };
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '(') i = std::min(cell.find(')', i), cell.size());
    std::size_t end = i;
    while (digit(end)) ++end;
    if (end == i + 2) numbers.push_back(cell.substr(i, 2));
    i = std::max(i, end);
  }
  return numbers;
}

std::set<std::string> set_in(const std::string& cell) {
  const std::vector<std::string> numbers = numbers_in(cell);
  return {numbers.begin(), numbers.end()};
}

// A row "| [02 Two weights](…) | … | 20 | 01 |" of a table whose headings are lesson, minutes and needs.
struct LessonRow {
  std::string name;  // "02_two_weights"
  int minutes = 0;
  std::set<std::string> needs, opens;
  bool says_opens = false;
  int line = 0;

  std::string number() const { return name.substr(0, 2); }
};

std::vector<LessonRow> lesson_rows(const std::string& text) {
  std::vector<LessonRow> found;
  for (const Row& row : rows_of(text)) {
    if (!row.cells.contains("lesson") || !row.cells.contains("minutes") || !row.cells.contains("needs"))
      continue;
    const std::string& lesson = row.cells.at("lesson");
    const auto begin = lesson.find("lessons/"), end = lesson.rfind("/README.md");
    if (begin == lesson.npos || end == lesson.npos) continue;
    LessonRow& made = found.emplace_back();
    made.name = lesson.substr(begin + 8, end - begin - 8);
    made.minutes = std::atoi(row.cells.at("minutes").c_str());
    made.needs = set_in(row.cells.at("needs"));
    made.says_opens = row.cells.contains("opens");
    if (made.says_opens) made.opens = set_in(row.cells.at("opens"));
    made.line = row.line;
  }
  return found;
}

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "nothing" : text;
}

// ── one document after the other

class Documents {
 public:
  Documents(const tool::Context& context, Part& part) : course_(context.course), part_(part) {
    for (const report::Lesson& lesson : course_.lessons) there_.insert(lesson.number);
  }

  std::string verify() {
    std::vector<fs::path> files{"README.md"};
    std::error_code not_there;
    for (const auto& entry : fs::directory_iterator(course_.root / "docs", not_there))
      if (entry.path().extension() == ".md") files.push_back("docs" / entry.path().filename());
    std::ranges::sort(files);
    if (std::ranges::find(files, kSyllabus) == files.end()) {
      part_.fault(kSyllabus, 0, "is not there; it has a table of all lessons");
      return "not looked at";
    }
    announced_ = lesson_rows(read_text(course_.root / kSyllabus));
    for (const fs::path& file : files) look_at(file);
    std::string summary = std::to_string(files.size()) + " documents";
    if (!all_are_written())
      summary += ", " + std::to_string(announced_.size() - course_.lessons.size()) +
                 " lesson(s) of the syllabus not written yet";
    return summary;
  }

 private:
  void look_at(const fs::path& file) {
    const std::string text = read_text(course_.root / file);
    const Page page = read_page(text);
    for (const Link& link : page.links) {
      const std::string wrong = is_announced(target_of(link, file)) ? "" : fault_of(link, file, course_.root);
      if (!wrong.empty()) part_.fault(file, link.line, wrong);
    }
    for (const Block& block : page.blocks) {
      if (block.info == "worked") work_out_block(file, block);
      const std::string wrong = docs::fault_of_snippet(block, file, course_.root);
      if (!wrong.empty()) part_.fault(file, block.line, wrong);
    }
    const std::vector<LessonRow> rows = lesson_rows(text);
    for (const LessonRow& row : rows) {
      compare(file, row);
      compare_with_others(file, row, rows);
    }
    if (file == kSyllabus || (!rows.empty() && all_are_written())) expect_all_lessons(file, rows);
    if (file == kSyllabus) add_up(text);
  }

  bool all_are_written() const { return announced_.size() <= course_.lessons.size(); }

  // A lesson that the syllabus has and that is still to be written.
  bool is_announced(const fs::path& target) const {
    return std::ranges::any_of(announced_, [&](const LessonRow& row) {
      return target == fs::path("lessons") / row.name / "README.md" && !course_.find(row.name);
    });
  }

  // Arithmetic alone: a document belongs to no lesson whose functions could be called.
  void work_out_block(const fs::path& file, const Block& block) {
    std::istringstream lines(block.text);
    std::string text;
    for (int line = block.line; std::getline(lines, text); ++line) {
      if (trimmed(text).empty()) continue;
      try {
        const Worked worked = work_out(text, [](const auto& function, const auto&) -> std::string {
          throw std::runtime_error("a document cannot call " + function + "; a lesson's page can");
        });
        if (!worked.wrong.empty()) part_.fault(file, line, text + " does not hold: " + worked.wrong);
      } catch (const std::runtime_error& error) {
        part_.fault(file, line, text + " cannot be worked out: " + error.what());
      }
    }
  }

  void compare(const fs::path& file, const LessonRow& row) {
    const report::Lesson* lesson = course_.find(row.name);
    if (lesson == nullptr) return;
    if (row.minutes != lesson->minutes)
      part_.fault(file, row.line,
                  "says " + std::to_string(row.minutes) + " minutes of " + row.name +
                      ", and its lesson.toml " + std::to_string(lesson->minutes) + "; correct one of them");
    std::set<std::string> here, needs;
    for (const std::string& number : row.needs)
      if (there_.contains(number)) here.insert(number);
    for (const std::string& need : lesson->needs) needs.insert(need.substr(0, 2));
    if (here != needs)
      part_.fault(file, row.line,
                  "says that " + row.name + " needs " + joined(here) + ", and its lesson.toml " +
                      joined(needs) + "; correct one of them");
  }

  // What a lesson opens are those that need it.
  void compare_with_others(const fs::path& file, const LessonRow& row, const std::vector<LessonRow>& rows) {
    std::set<std::string> opens;
    for (const LessonRow& other : rows)
      if (other.needs.contains(row.number())) opens.insert(other.number());
    if (row.says_opens && row.opens != opens)
      part_.fault(file, row.line,
                  "says that " + row.name + " opens " + joined(row.opens) +
                      ", and by the needs of the others it is " + joined(opens) + "; correct one of them");
  }

  void expect_all_lessons(const fs::path& file, const std::vector<LessonRow>& rows) {
    for (const report::Lesson& lesson : course_.lessons)
      if (std::ranges::none_of(rows, [&](const LessonRow& row) { return row.name == lesson.name; }))
        part_.fault(file, 0, "has no row for " + lesson.name + " in its table of lessons; add one");
  }

  // Plans: tables that have lessons, in the plural, and their minutes together. A way to a goal has all that
  // its lessons need.
  void add_up(const std::string& text) {
    std::map<std::string, const LessonRow*> lessons;
    for (const LessonRow& row : announced_) lessons[row.number()] = &row;
    for (const Row& row : rows_of(text)) {
      if (!row.cells.contains("lessons") || !row.cells.contains("minutes")) continue;
      const std::set<std::string> numbers = set_in(row.cells.at("lessons"));
      int sum = 0;
      for (const std::string& number : numbers) {
        if (!lessons.contains(number)) {
          part_.fault(kSyllabus, row.line, "names lesson " + number + ", which its table does not have");
          continue;
        }
        sum += lessons[number]->minutes;
        for (const std::string& need : lessons[number]->needs)
          if (row.cells.contains("goal") && !numbers.contains(need))
            part_.fault(kSyllabus, row.line, "leaves out " + need + ", which " + number + " needs; add it");
      }
      if (std::to_string(sum) != row.cells.at("minutes"))
        part_.fault(kSyllabus, row.line,
                    "says " + row.cells.at("minutes") + " minutes, and its lessons have " +
                        std::to_string(sum) + "; correct it");
    }
  }

  const report::Course& course_;
  Part& part_;
  std::set<std::string> there_;       // numbers of the lessons that are written
  std::vector<LessonRow> announced_;  // the syllabus's table
};

}  // namespace

std::string verify_documents(const tool::Context& context, Part& part) {
  return Documents(context, part).verify();
}

}  // namespace downhill::verify
