// SPDX-License-Identifier: MIT
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions: %, CR and LF are escaped in
// a message, also : and , in a property; a step shows 10 annotations of a kind; a step's summary has at most
// 1 MiB.
#include <algorithm>
#include <cstdio>
#include <list>
#include <vector>

#include "report/formats.hpp"
#include "report/terminal.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

constexpr std::size_t kMostOfAKind = 10;
constexpr std::size_t kMessage = 4'000;  // of an annotation; nobody sees more
constexpr std::size_t kSummary = 1u << 20;

/// Every character of `special` as %25, %0A and the like.
std::string percent_escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    char code[8];
    std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += special.find(c) == special.npos ? std::string(1, c) : code;
  }
  return out;
}

struct Annotation {
  std::string kind, file, line, title, message;
};

std::string written(const Annotation& a) {
  std::string properties;
  const auto add = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    properties += properties.empty() ? " " : ",";
    properties += name + ("=" + percent_escaped(escaped_line(value, kLongLine), "%\r\n:,"));
  };
  add("file", a.file);
  add("line", a.line);
  add("title", a.title);
  return "::" + a.kind + properties + "::" + percent_escaped(escaped(a.message, kMessage), "%\r\n") + "\n";
}

/// The 46 of "one_weight.cpp:46:10: error: …", from the first line of that form.
std::string line_in(std::string_view log) {
  for (const std::string_view line : lines_of(log)) {
    const std::size_t extension = line.find(".cpp:");
    if (extension == line.npos) continue;
    const std::string_view digits = line.substr(extension + 5);
    const std::size_t end = std::min(digits.find_first_not_of("0123456789"), digits.size());
    if (end > 0 && end < 8) return std::string(digits.substr(0, end));
  }
  return "";
}

/// The kit's own faults come first: nobody should look for them in their file.
void add(std::list<Annotation>& to, Status status, Annotation annotation) {
  if (status != Status::infra_error) return to.push_back(std::move(annotation));
  annotation.file = annotation.line = "";
  to.push_front(std::move(annotation));
}

void annotate_build(std::list<Annotation>& to, const LessonReport& lesson) {
  const BuildReport& build = lesson.build;
  if (build.status == Status::pass && build.log.empty()) return;
  const std::string what(build_words(build.status));
  add(to, build.status,
      {build.status == Status::pass ? "warning" : "error", lesson.file, line_in(build.log),
       heading_of(lesson) + ": " + what, build.log.empty() ? what : build.log});
}

void annotate_checks(std::list<Annotation>& to, const LessonReport& lesson) {
  std::string waiting;
  for (const CheckReport& check : lesson.checks) {
    if (check.status == Status::pass) continue;
    if (check.status == Status::todo) {
      waiting += (waiting.empty() ? "" : "\n") + fact_of(check.name);
      continue;
    }
    add(to, check.status,
        {"error", lesson.file, "",
         std::string(number_of(lesson)) + " " + fact_of(check.name) + ": " +
             points_of(check.status, check.points, check.max_points),
         explanation(check)});
  }
  if (!waiting.empty())
    to.push_back({"notice", lesson.file, "", heading_of(lesson) + ": not written yet", waiting});
}

/// At most so many of a kind; the last one then says how many more there are.
std::string first_of_kind(const std::list<Annotation>& all, const std::string& kind) {
  std::vector<std::string> lines;
  for (const Annotation& a : all)
    if (a.kind == kind) lines.push_back(written(a));
  if (lines.size() > kMostOfAKind) {
    const std::string more = std::to_string(lines.size() - kMostOfAKind + 1) + " more";
    lines.resize(kMostOfAKind);
    lines.back() = written({kind, "", "", more, more + ": see the report."});
  }
  std::string out;
  for (const std::string& line : lines) out += line;
  return out;
}

// ── Markdown

/// Text as text: whatever Markdown or HTML could read into it is a character reference.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : escaped_line(text, kLongLine)) {
    const bool plain = static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
                       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       std::string_view(" ,./()-").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : "&#" + std::to_string(static_cast<int>(c)) + ";";
  }
  return out;
}

/// A code block whose fence is longer than any row of backticks inside.
std::string fenced(std::string_view text) {
  const std::string inside = escaped(text, kLongText);
  std::size_t longest = 2, row = 0;
  for (const char c : inside) longest = std::max(longest, row = c == '`' ? row + 1 : 0);
  const std::string fence(longest + 1, '`');
  return "\n" + fence + "text\n" + inside + (inside.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string table_row(const LessonReport& lesson) {
  return "| " + markdown(heading_of(lesson)) + " | " +
         points_of(lesson.status, lesson.points, lesson.max_points) + " | " +
         std::string(plain_words(lesson.status)) + " |\n";
}

std::string details_of(const CheckReport& check) {
  std::string out = "\n<details><summary>" + markdown(fact_of(check.name)) + ": " +
                    std::string(plain_words(check.status)) + ", " +
                    points_of(check.status, check.points, check.max_points) + "</summary>\n" +
                    fenced(explanation(check));
  if (!check.output.empty()) out += "\nPrinted by the student's code:\n" + fenced(check.output);
  return out + "\n</details>\n";
}

std::string build_of(const LessonReport& lesson) {
  const std::string what(build_words(lesson.build.status));
  return "\n<details><summary>" + what + "</summary>\n" + fenced(lesson.build.log) + "\n</details>\n";
}

/// Each part is whole in itself, so that leaving out the last ones breaks nothing.
std::vector<std::string> parts_of(const Report& report) {
  std::vector<std::string> parts;
  const std::string total = report.graded()
                                ? points_of(Status::pass, report.points(), report.max_points()) + " points"
                                : "not graded, which is the kit's fault";
  parts.push_back("## Downhill: " + total + "\n\n| lesson | points | |\n|---|---:|---|\n");
  for (const LessonReport& lesson : report.lessons) parts.push_back(table_row(lesson));
  parts.push_back("\nKit " + markdown(report.kit) + ", sandbox: " + markdown(report.sandbox) + ".\n");
  for (const LessonReport& lesson : report.lessons) {
    if (lesson.status == Status::pass && lesson.build.log.empty()) continue;
    if (lesson.status == Status::todo && lesson.build.log.empty()) continue;
    parts.push_back("\n### " + markdown(heading_of(lesson)) + "\n");
    if (lesson.build.status != Status::pass || !lesson.build.log.empty()) parts.push_back(build_of(lesson));
    for (const CheckReport& check : lesson.checks)
      if (check.status != Status::pass && check.status != Status::todo) parts.push_back(details_of(check));
  }
  return parts;
}

}  // namespace

std::string as_github_annotations(const Report& report) {
  std::list<Annotation> all;
  for (const LessonReport& lesson : report.lessons) {
    annotate_build(all, lesson);
    annotate_checks(all, lesson);
  }
  return first_of_kind(all, "error") + first_of_kind(all, "warning") + first_of_kind(all, "notice");
}

std::string as_github_summary(const Report& report, std::size_t taken) {
  constexpr std::string_view kRest = "\n\nThe rest did not fit: see the report.\n";
  std::string out = taken > 0 ? "\n" : "";  // what is there may not end its last line
  for (const std::string& part : parts_of(report)) {
    if (taken + out.size() + part.size() + kRest.size() > kSummary)
      return taken + out.size() + kRest.size() > kSummary ? "" : out.append(kRest);
    out += part;
  }
  return out;
}

}  // namespace downhill::report
