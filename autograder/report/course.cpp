// SPDX-License-Identifier: MIT
#include "report/course.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <set>

namespace downhill::report {
namespace {

namespace fs = std::filesystem;
using fmt::format;

constexpr int kPoints = 10;  // of every lesson

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_slug(char c) { return is_lower(c) || is_digit(c) || c == '_'; }
bool is_camel(char c) { return is_upper(c) || is_lower(c) || is_digit(c); }

bool all_are(bool (*kind)(char), std::string_view text) {
  for (const char c : text)
    if (!kind(c)) return false;
  return true;
}

/// "01_one_weight"
bool is_lesson_name(std::string_view name) {
  return name.size() >= 4 && all_are(is_digit, name.substr(0, 2)) && name[2] == '_' && is_lower(name[3]) &&
         all_are(is_slug, name.substr(3));
}

/// "OneWeight.SlopeOfTheWorkedExample"
bool is_check_name(std::string_view name) {
  const std::size_t point = std::min(name.find('.'), name.size());
  const std::string_view suite = name.substr(0, point), test = name.substr(std::min(point + 1, name.size()));
  return !suite.empty() && is_upper(suite[0]) && all_are(is_camel, suite) && !test.empty() &&
         is_upper(test[0]) && all_are(is_camel, test);
}

/// "01" is "1", as tasks are numbered.
std::string_view without_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

/// One lesson.toml as it is read. What it refuses it says with file and line.
class LessonFile {
 public:
  explicit LessonFile(const fs::path& path) : path_(path.string()) { read_name(path); }

  Lesson read() {
    const toml::table file = parse();
    allow(file, "a lesson", {"title", "minutes", "needs", "parts", "task", "check", "quiz"});
    lesson_.title = text(file, "title");
    lesson_.minutes = whole(file, "minutes", 1, 600);
    if (file.contains("needs")) lesson_.needs = texts(file, "needs");
    if (file.contains("parts")) read_parts(file);
    for (const toml::table* task : tables(file, "task", "task")) read_task(*task);
    for (const toml::table* check : tables(file, "check", "check")) read_check(*check);
    for (const toml::table* question : tables(file, "quiz", "quiz")) read_question(*question);

    const std::size_t questions = lesson_.quiz.size();
    if (lesson_.max_points() != kPoints)
      refuse(file, format("the checks have {} points together; make it {}", lesson_.max_points(), kPoints));
    if (questions < 2 || questions > 4)
      refuse(file, format("the quiz has {} question(s); it needs 2 to 4", questions));
    return std::move(lesson_);
  }

 private:
  [[noreturn]] void refuse_line(std::size_t line, const std::string& what) const {
    throw BadLesson(line > 0 ? format("{}:{}: {}", path_, line, what) : format("{}: {}", path_, what));
  }
  [[noreturn]] void refuse(const toml::node& at, const std::string& what) const {
    refuse_line(at.source().begin.line, what);
  }

  void read_name(const fs::path& path) {
    lesson_.name = fs::absolute(path).parent_path().filename().string();
    if (!is_lesson_name(lesson_.name))
      refuse_line(0,
                  format("its folder is called \"{}\"; call it two digits, an underscore and the slug, like "
                         "01_one_weight",
                         lesson_.name));
    lesson_.number = lesson_.name.substr(0, 2);
    lesson_.slug = lesson_.name.substr(3);
  }

  toml::table parse() const {
    try {
      return toml::parse_file(path_);
    } catch (const toml::parse_error& error) {
      refuse_line(error.source().begin.line, std::string(error.description()));
    }
  }

  void allow(const toml::table& table, const char* what, std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, value] : table) {
      bool known = false;
      std::string all;
      for (const std::string_view k : keys) {
        known = known || k == key.str();
        all.append(all.empty() ? "" : ", ").append(k);
      }
      if (!known)
        refuse_line(key.source().begin.line, format("{} has no \"{}\", only {}", what, key.str(), all));
    }
  }

  const toml::node& value(const toml::table& table, const char* key) const {
    const toml::node* found = table.get(key);
    if (found == nullptr) refuse(table, format("\"{}\" is missing here; add it", key));
    return *found;
  }

  std::string text(const toml::node& node, const char* key) const {
    const auto* text = node.as_string();
    if (text == nullptr || text->get().find_first_not_of(" \t\n") == std::string::npos)
      refuse(node, format("\"{}\" must be text in quotes, and not empty", key));
    return text->get();
  }
  std::string text(const toml::table& table, const char* key) const { return text(value(table, key), key); }

  const toml::array& list(const toml::table& table, const char* key) const {
    const toml::array* all = value(table, key).as_array();
    if (all == nullptr) refuse(value(table, key), format("\"{}\" must be a list: [\"…\", \"…\"]", key));
    return *all;
  }

  std::vector<std::string> texts(const toml::table& table, const char* key) const {
    std::vector<std::string> all;
    for (const toml::node& element : list(table, key)) all.push_back(text(element, key));
    return all;
  }

  std::vector<const toml::table*> tables(const toml::table& table, const char* key,
                                         const char* header) const {
    std::vector<const toml::table*> all;
    if (!value(table, key).is_array_of_tables())
      refuse(value(table, key), format("write \"{}\" as [[{}]], once for each", key, header));
    for (const toml::node& element : list(table, key)) all.push_back(element.as_table());
    return all;
  }

  int whole(const toml::table& table, const char* key, int least, int most) const {
    const toml::node& node = value(table, key);
    const auto* number = node.as_integer();
    if (number == nullptr || number->get() < least || number->get() > most)
      refuse(node, format("\"{}\" must be a whole number from {} to {}", key, least, most));
    return static_cast<int>(number->get());
  }

  void read_parts(const toml::table& file) {
    lesson_.parts = texts(file, "parts");
    for (const std::string& part : lesson_.parts)
      if (std::ranges::find(lesson_.needs, part) == lesson_.needs.end())
        refuse(value(file, "parts"), format("\"{}\" is a part; put it into \"needs\" as well", part));
  }

  void read_task(const toml::table& table) {
    allow(table, "a task", {"id", "name", "hints"});
    Task task{text(table, "id"), text(table, "name"), texts(table, "hints")};
    const std::string id = format("{}.{}", without_zeros(lesson_.number), lesson_.tasks.size() + 1);
    if (task.id != id)
      refuse(value(table, "id"),
             format("task \"{}\" must be \"{}\": the lesson's number, a point, and the tasks "
                    "counted from 1",
                    task.id, id));
    if (task.hints.size() < 2)
      refuse(value(table, "hints"),
             format("task {} has {} hint(s); it needs 2 at least", id, task.hints.size()));
    lesson_.tasks.push_back(std::move(task));
  }

  void read_check(const toml::table& table) {
    allow(table, "a check", {"name", "points", "task"});
    CheckEntry check{text(table, "name"), whole(table, "points", 1, kPoints), text(table, "task")};
    if (!is_check_name(check.name))
      refuse(value(table, "name"),
             format("\"{}\" is no check's name; write Suite.Name, both in CamelCase", check.name));
    if (lesson_.check(check.name) != nullptr)
      refuse(value(table, "name"), format("{} stands here for the second time; take one away", check.name));
    if (lesson_.task(check.task) == nullptr)
      refuse(
          value(table, "task"),
          format("{} is about task {}, which no [[task]] above describes; correct the number or add the task",
                 check.name, check.task));
    lesson_.checks.push_back(std::move(check));
  }

  void read_question(const toml::table& table) {
    allow(table, "a question", {"question", "choice"});
    Question question{text(table, "question"), {}};
    int right = 0;
    for (const toml::table* choice : tables(table, "choice", "quiz.choice")) {
      question.choices.push_back(read_choice(*choice));
      right += question.choices.back().right;
    }
    if (question.choices.size() < 2) refuse(table, "a question needs 2 choices at least");
    if (right != 1)
      refuse(table, format("this question has {} right choices; mark exactly one with right = true", right));
    lesson_.quiz.push_back(std::move(question));
  }

  Choice read_choice(const toml::table& table) const {
    allow(table, "a choice", {"text", "right", "why"});
    Choice choice{text(table, "text"), false, text(table, "why")};
    if (const toml::node* right = table.get("right")) {
      if (!right->is_boolean()) refuse(*right, "\"right\" must be true or false");
      choice.right = right->as_boolean()->get();
    }
    return choice;
  }

  std::string path_;
  Lesson lesson_;
};

/// What only the lessons together can show: numbers and slugs of their own, needs that come before.
void require_order(const Course& course) {
  const auto& lessons = course.lessons;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    const fs::path file = course.root / "lessons" / lessons[i].name / "lesson.toml";
    std::set<std::string> needs(lessons[i].needs.begin(), lessons[i].needs.end());
    for (std::size_t k = 0; k < i; ++k) {
      if (lessons[k].number == lessons[i].number || lessons[k].slug == lessons[i].slug)
        throw BadLesson(
            format("{}: number or slug is that of {} too; rename one", file.string(), lessons[k].name));
      needs.erase(lessons[k].name);
    }
    if (!needs.empty())
      throw BadLesson(
          format("{}: needs \"{}\", which is no earlier lesson; write its folder's name, like "
                 "01_one_weight",
                 file.string(), *needs.begin()));
  }
}

}  // namespace

int Lesson::max_points() const {
  int sum = 0;
  for (const CheckEntry& check : checks) sum += check.points;
  return sum;
}

const Task* Lesson::task(std::string_view id) const {
  for (const Task& task : tasks)
    if (task.id == id) return &task;
  return nullptr;
}

const CheckEntry* Lesson::check(std::string_view check_name) const {
  for (const CheckEntry& check : checks)
    if (check.name == check_name) return &check;
  return nullptr;
}

fs::path Lesson::contract() const { return fs::path("lessons") / name / (slug + ".hpp"); }
fs::path Lesson::exercise() const { return fs::path("exercises") / name / (slug + ".cpp"); }
fs::path Lesson::solution() const { return fs::path("solutions") / name / (slug + ".cpp"); }

Lesson read_lesson(const fs::path& lesson_toml) { return LessonFile(lesson_toml).read(); }

const Lesson* Course::find(std::string_view asked) const {
  std::string name(asked);
  for (char& c : name)
    if (c == '-') c = '_';
  const bool number = !name.empty() && all_are(is_digit, name);
  for (const Lesson& lesson : lessons) {
    if (name == lesson.name || name == lesson.slug) return &lesson;
    if (number && without_zeros(name) == without_zeros(lesson.number)) return &lesson;
  }
  return nullptr;
}

Course read_course(const fs::path& root) {
  std::set<std::string> files;  // in order
  std::error_code unreadable;
  for (const fs::directory_entry& folder : fs::directory_iterator(root / "lessons", unreadable)) {
    const fs::path file = folder.path() / "lesson.toml";
    if (fs::exists(file)) files.insert(file.string());
  }
  if (files.empty())
    throw BadLesson(format("{}: no lesson here; is this the course's folder?", (root / "lessons").string()));
  Course course{root, {}};
  for (const std::string& file : files) course.lessons.push_back(read_lesson(file));
  require_order(course);
  return course;
}

}  // namespace downhill::report
