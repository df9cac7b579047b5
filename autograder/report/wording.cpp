// SPDX-License-Identifier: MIT
#include "report/wording.hpp"

namespace downhill::report {
namespace {

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// Does a new word begin at i? "SlopeOf", "Step2", "SGDStep", "IsANumber".
bool word_begins(std::string_view name, std::size_t i) {
  if (i == 0) return false;
  const char before = name[i - 1], here = name[i], after = i + 1 < name.size() ? name[i + 1] : 'A';
  if (digit(here) != digit(before)) return true;
  return upper(here) && (!upper(before) || lower(after));
}

}  // namespace

std::string fact_of(std::string_view check) {
  const std::string_view name = check.substr(check.rfind('.') + 1);  // all of it if there is no point
  std::string fact;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool begins = word_begins(name, i);
    const bool acronym = (i + 1 < name.size() && upper(name[i + 1]) && !word_begins(name, i + 1)) ||
                         (i > 0 && upper(name[i - 1]) && !begins);
    if (begins) fact += ' ';
    fact += upper(c) && i > 0 && !acronym ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return fact;
}

std::string_view plain_words(Status status) {
  switch (status) {
    case Status::pass:
      return "right";
    case Status::fail:
      return "not right yet";
    case Status::todo:
      return "not written yet";
    case Status::threw:
      return "threw an exception";
    case Status::crashed:
      return "crashed";
    case Status::timed_out:
      return "took too long";
    case Status::out_of_memory:
      return "ran out of memory";
    case Status::exited_early:
      return "ended the program";
    case Status::forbidden:
      return "stopped by the sandbox";
    case Status::garbage:
      return "gave no readable answer";
    case Status::missing:
      return "function not found";
    case Status::too_much_output:
      return "printed too much";
    case Status::build_error:
      return "does not compile";
    case Status::infra_error:
      break;
  }
  return "the kit's own fault, not yours";
}

std::string_view build_words(Status status) {
  return status == Status::pass ? "compiles, but look at this" : plain_words(status);
}

std::string explanation(const CheckReport& check) {
  std::string text = check.message;
  if (text.empty() && check.status != Status::pass) text = plain_words(check.status);
  if (check.slip_sentence.empty()) return text;
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text + check.slip_sentence;
}

std::string_view number_of(const LessonReport& lesson) {
  const std::string_view name = lesson.lesson;
  return name.substr(0, name.find('_'));
}

std::string heading_of(const LessonReport& lesson) {
  return lesson.title.empty() ? lesson.lesson : std::string(number_of(lesson)) + " " + lesson.title;
}

std::string points_of(Status status, int points, int max_points) {
  if (status == Status::infra_error) return "not graded";
  return std::to_string(points) + " of " + std::to_string(max_points);
}

}  // namespace downhill::report
