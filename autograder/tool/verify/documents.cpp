// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <sstream>

#include "report/write_whole.hpp"
#include "tool/docs/links.hpp"
#include "tool/docs/markdown.hpp"
#include "tool/docs/snippets.hpp"
#include "tool/verify/architecture.hpp"
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

const fs::path kSyllabus = "docs/syllabus.md", kQuizKeys = "docs/quiz_keys.md",
               kArchitecture = "docs/figures/architecture.svg";

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

// ── excerpts: what a page shows of a file, such as a report that a test holds

// Whether the lines stand in the text one after the other. "…" leaves lines out.
std::string fault_of_excerpt(const std::string& excerpt, const std::string& text) {
  std::size_t begin = 0;  // of what is still to be looked through
  bool anywhere = true;
  std::istringstream lines(excerpt);
  for (std::string line; std::getline(lines, line);) {
    if (trimmed(line) == "…") {
      anywhere = true;
      continue;
    }
    const auto found = ("\n" + text.substr(begin)).find("\n" + line + "\n");
    if (found == text.npos || (!anywhere && found != 0)) return line;
    begin += found + line.size() + 1;
    anywhere = false;
  }
  return "";
}

// ── the key of all quizzes

std::string quiz_keys(const report::Course& course) {
  std::string text =
      "# Keys to the quizzes\n\n"
      "Generated by `./downhill verify --record` from each lesson's `lesson.toml`, where questions and "
      "reasons are "
      "to be changed. `./downhill quiz NN` asks them. They are ungraded.\n";
  for (const report::Lesson& lesson : course.lessons) {
    text += "\n## " + lesson.number + " " + lesson.title + "\n";
    for (std::size_t i = 0; i < lesson.quiz.size(); ++i) {
      text += "\n" + std::to_string(i + 1) + ". " + lesson.quiz[i].question + "\n";
      char letter = 'a';
      for (const report::Choice& choice : lesson.quiz[i].choices) {
        const std::string words = std::string(1, letter++) + ") " + choice.text;
        text += "   * " + (choice.right ? "**" + words + "** " : words + " ") + "— " + choice.why + "\n";
      }
    }
  }
  return text;
}

// ── names in code, as a table gives them

// What stands between backticks: `line.m` and `corrected()` are the words line, m and corrected.
std::vector<std::string> code_words_in(const std::string& cell) {
  std::vector<std::string> words{""};
  bool in_code = false;
  for (const char c : cell) {
    const bool letter = c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
    in_code ^= c == '`';
    if (in_code && letter)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  words.pop_back();
  return words;
}

bool has_word(const std::string& text, const std::string& word) {
  const auto part_of_a_word = [&](std::size_t i) {
    return i < text.size() && (text[i] == '_' || std::isalnum(static_cast<unsigned char>(text[i])) != 0);
  };
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
    if ((at == 0 || !part_of_a_word(at - 1)) && !part_of_a_word(at + word.size())) return true;
  return false;
}

// ── one document after the other

class Documents {
 public:
  Documents(const tool::Context& context, bool record, Part& part)
      : course_(context.course), record_(record), part_(part) {
    for (const report::Lesson& lesson : course_.lessons) there_.insert(lesson.number);
  }

  std::string verify() {
    expect_generated(kQuizKeys, quiz_keys(course_), "the lessons' quizzes say");
    expect_generated(kArchitecture, architecture(), "autograder/tool/verify/architecture.cpp draws");
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
      if (!block.excerpt.empty()) compare_excerpt(file, block);
    }
    for (const Row& row : rows_of(text)) expect_names(file, row);
    const std::vector<LessonRow> rows = lesson_rows(text);
    for (const LessonRow& row : rows) {
      compare(file, row);
      compare_with_others(file, row, rows);
    }
    if (file == kSyllabus || (!rows.empty() && all_are_written())) expect_all_lessons(file, rows);
    if (file == kSyllabus) add_up(text);
  }

  void compare_excerpt(const fs::path& file, const Block& block) {
    if (!fs::is_regular_file(course_.root / block.excerpt))
      return part_.fault(file, block.line,
                         "quotes " + block.excerpt + ", which is not there; correct the name");
    const std::string wrong = fault_of_excerpt(block.text, read_text(course_.root / block.excerpt));
    if (!wrong.empty())
      part_.fault(file, block.line,
                  "quotes " + block.excerpt + ", which has no such line at that place: " + wrong);
  }

  // What is written by this program, and held against it.
  void expect_generated(const fs::path& file, const std::string& text, const std::string& source) {
    const fs::path path = course_.root / file;
    if (fs::exists(path) && same_text(read_text(path), text)) return;
    if (record_)
      report::write_whole(path, text);
    else
      part_.fault(file, 0,
                  "is not what " + source +
                      "; ./downhill verify --record writes it: look at the difference before "
                      "you commit it");
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

  // A row "| $w$ | `weight` | [01](…) | …" of a table whose headings are "in code" and lesson.
  void expect_names(const fs::path& file, const Row& row) {
    if (!row.cells.contains("in code") || !row.cells.contains("lesson")) return;
    const std::set<std::string> numbers = set_in(row.cells.at("lesson"));
    const report::Lesson* const lesson = numbers.empty() ? nullptr : course_.find(*numbers.begin());
    if (lesson == nullptr)
      return part_.fault(file, row.line, "names no lesson that there is: " + row.cells.at("lesson"));
    const std::string known = read_text(course_.root / lesson->contract()) +
                              read_text(course_.root / "lessons" / lesson->name / "README.md");
    for (const std::string& word : code_words_in(row.cells.at("in code")))
      if (!has_word(known, word))
        part_.fault(file, row.line,
                    "says that " + word + " is a name of lesson " + lesson->number +
                        ", but neither its contract nor its page has it; correct it");
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
  bool record_;
  Part& part_;
  std::set<std::string> there_;       // numbers of the lessons that are written
  std::vector<LessonRow> announced_;  // the syllabus's table
};

}  // namespace

std::string verify_documents(const tool::Context& context, bool record, Part& part) {
  return Documents(context, record, part).verify();
}

}  // namespace downhill::verify
