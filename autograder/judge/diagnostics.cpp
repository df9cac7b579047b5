// SPDX-License-Identifier: MIT
#include "judge/diagnostics.hpp"

#include <algorithm>

namespace downhill::judge {
namespace {

constexpr std::size_t kMostWarnings = 5;
constexpr std::size_t kMostLines = 4;  // of one diagnostic: itself, the source, the caret, a suggestion

struct Diagnostic {
  std::string_view head;               // "file:14:10: error: …"
  std::vector<std::string_view> body;  // the source and the caret
  bool in(std::string_view file) const { return head.starts_with(std::string(file) + ":"); }
  bool is(std::string_view severity) const { return head.find(severity) != head.npos; }
  std::string text() const {
    std::string text(head);
    for (const auto line : body) text += "\n" + std::string(line);
    return text;
  }
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<Diagnostic> diagnostics_of(std::string_view log) {
  std::vector<Diagnostic> all;
  for (const auto line : lines_of(log)) {
    const bool head = std::ranges::any_of(std::initializer_list<std::string_view>{": error: ", ": fatal error: ", ": warning: ", ": note: "},
                                          [&](auto mark) { return line.find(mark) != line.npos; });
    if (head)
      all.push_back({line, {}});
    else if (!all.empty() && line.starts_with(' ') && all.back().body.size() + 1 < kMostLines)
      all.back().body.push_back(line);
  }
  return all;
}

std::string_view message_of(std::string_view head) {
  const auto at = head.find("error: ");
  return at == head.npos ? head : head.substr(at);
}

}  // namespace

std::string first_error(std::string_view log, std::string_view file) {
  const auto all = diagnostics_of(log);
  const auto error = std::ranges::find_if(all, [](const Diagnostic& d) { return d.is("error: "); });
  if (error == all.end()) return std::string(log.substr(0, 1000));
  if (error->in(file)) return error->text();
  // In a library: g++ names the student's line before the error, clang in a note after it.
  const auto led_there = std::find_if(error, all.end(), [&](const Diagnostic& d) { return d.in(file); });
  std::string text;
  if (led_there != all.end()) {
    const auto place = led_there->head.substr(0, led_there->head.find(": note: "));
    text = std::string(place) + ": this line does not compile:\n";
    for (const auto line : led_there->body) text += std::string(line) + "\n";
  } else {
    for (const auto line : lines_of(log))
      if (line.starts_with(std::string(file) + ":") && line.find("required from here") != line.npos) {
        text = std::string(line.substr(0, line.find(":   "))) + ": this line does not compile:\n";
        break;
      }
  }
  return text + std::string(message_of(error->head));
}

std::string warnings(std::string_view log, std::string_view file) {
  std::string text;
  std::size_t count = 0;
  for (const Diagnostic& d : diagnostics_of(log)) {
    if (!d.is(": warning: ") || !d.in(file)) continue;
    if (++count > kMostWarnings) continue;
    text += (text.empty() ? "" : "\n") + d.text();
  }
  if (count > kMostWarnings) text += "\nand " + std::to_string(count - kMostWarnings) + " more warnings";
  return text;
}

std::vector<std::string> undefined_symbols(std::string_view log) {
  std::vector<std::string> names;
  for (const auto line : lines_of(log)) {
    for (const std::string_view mark : {"undefined symbol: ", "undefined reference to `"}) {
      const auto at = line.find(mark);
      if (at == line.npos) continue;
      std::string name(line.substr(at + mark.size()));
      while (name.ends_with('\'') || name.ends_with(' ')) name.pop_back();
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

}  // namespace downhill::judge
