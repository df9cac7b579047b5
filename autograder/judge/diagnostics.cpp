// SPDX-License-Identifier: MIT
#include "judge/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "wire/name.hpp"

namespace downhill::judge {
namespace {

constexpr std::size_t kMostWarnings = 5;
constexpr std::size_t kMostLines = 4;  // of one diagnostic: itself, the source, the caret, a suggestion

std::string without_long_lists(std::string_view text);

struct Diagnostic {
  std::string_view head;               // "file:14:10: error: …"
  std::vector<std::string_view> body;  // the source and the caret
  bool in(std::string_view file) const { return head.starts_with(std::string(file) + ":"); }
  bool is(std::string_view severity) const { return head.find(severity) != head.npos; }
  std::string text() const {
    std::string text = without_long_lists(head);
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

bool is_caret(std::string_view line) {
  return line.find('^') != line.npos && line.find_first_not_of(" \t~^") == line.npos;
}

std::vector<Diagnostic> diagnostics_of(std::string_view log) {
  constexpr std::array<std::string_view, 4> kMarks{": error: ", ": fatal error: ", ": warning: ", ": note: "};
  const auto lines = lines_of(log);
  std::vector<Diagnostic> all;
  bool goes_on = false;  // this line may belong to the diagnostic before it
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = lines[i];
    // clang shows the source as it is, so it may begin anywhere and say anything.
    const bool source = goes_on && all.back().body.empty() && i + 1 < lines.size() && is_caret(lines[i + 1]);
    const bool head = std::ranges::any_of(kMarks, [&](auto mark) { return line.find(mark) != line.npos; });
    if (head && !source) {
      all.push_back({line, {}});
      goes_on = true;
    } else if (goes_on && (source || line.starts_with(' ') || is_caret(line))) {
      if (all.back().body.size() + 1 < kMostLines) all.back().body.push_back(line);
    } else {
      goes_on = false;
    }
  }
  return all;
}

// Where the list that opens at `at` ends: after the bracket that closes it.
std::size_t end_of_list(std::string_view text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    depth += text[i] == '<' ? 1 : text[i] == '>' ? -1 : 0;
    if (depth == 0) return i + 1;
  }
  return text.npos;
}

// The same for each bracket that opens a list and has one that closes it; 0 elsewhere.
std::vector<std::size_t> ends_of_lists(std::string_view text) {
  std::vector<std::size_t> ends(text.size()), open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '<') open.push_back(at);
    if (text[at] != '>' || open.empty()) continue;
    ends[open.back()] = at + 1;
    open.pop_back();
  }
  return ends;
}

// "CwiseBinaryOp<internal::scalar_product_op<…>, …>" becomes "CwiseBinaryOp<…>": what is left out is pages
// long and tells a beginner nothing. Short lists, as in "std::vector<double>", stay.
std::string without_long_lists(std::string_view text) {
  constexpr std::size_t kShort = 24, kMostRead = 8'000;
  text = text.substr(0, kMostRead);
  const auto ends = ends_of_lists(text);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const bool long_list = ends[at] > at + kShort;
    result += long_list ? "<…>" : std::string(1, text[at]);
    at = long_list ? ends[at] : at + 1;
  }
  return result;
}

std::string_view message_of(std::string_view head) {
  const auto at = head.find("error: ");
  return at == head.npos ? head : head.substr(at);
}

using Diagnostics = std::vector<Diagnostic>;

// Where an error inside a library was led to from: clang names the place in a note after it, g++ in a line
// before.
std::string place_in(std::string_view file, Diagnostics::const_iterator error, const Diagnostics& all,
                     std::string_view log) {
  constexpr std::string_view kSays = ": this line does not compile:\n";
  const auto next =
      std::find_if(std::next(error), all.end(), [](const Diagnostic& d) { return d.is("error: "); });
  const auto note = std::find_if(error, next, [&](const Diagnostic& d) { return d.in(file); });
  if (note != next) {
    std::string text(note->head.substr(0, note->head.find(": note: ")));
    text += kSays;
    for (const auto line : note->body) text += std::string(line) + "\n";
    return text;
  }
  for (const auto line : lines_of(log))
    if (line.starts_with(std::string(file) + ":") && line.find("required from here") != line.npos)
      return std::string(line.substr(0, line.find(":   "))) + std::string(kSays);
  return "";
}

// "downhill::momentum::Momentum::step(Eigen::Matrix<double, -1, 1, 0, -1, 1>&)" → "Momentum::step(Vector&)".
std::string as_in_the_contract(std::string name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSpelt{{
      {"Eigen::Matrix<double, -1, 1, 0, -1, 1>", "Vector"},
      {"Eigen::Matrix<double, 1, -1, 1, 1, -1>", "RowVector"},
      {"Eigen::Matrix<double, -1, -1, 0, -1, -1>", "Matrix"},
      {"std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >", "std::string"},
  }};
  for (const auto& [long_name, short_one] : kSpelt)
    for (auto at = name.find(long_name); at != name.npos; at = name.find(long_name))
      name.replace(at, long_name.size(), short_one);
  constexpr std::string_view kAllocator = ", std::allocator<";
  for (auto at = name.rfind(kAllocator); at != name.npos; at = name.rfind(kAllocator)) {
    const auto end = end_of_list(name, at + kAllocator.size() - 1);
    if (end == name.npos) break;
    name.erase(at, end - at + (end < name.size() && name[end] == ' ' ? 1 : 0));
  }
  return std::string(name.starts_with("downhill::") ? wire::short_name(name) : name);
}

// The name that several objects define.
std::string_view defined_twice(std::string_view log) {
  for (auto line : lines_of(log)) {
    if (const auto at = line.find("duplicate symbol: "); at != line.npos)
      return line.substr(line.rfind(": ") + 2);  // mold names the objects in between
    constexpr std::string_view kMultiple = "multiple definition of ";
    if (const auto at = line.find(kMultiple); at != line.npos) {
      line.remove_prefix(at + kMultiple.size() + 1);
      return line.substr(0, line.find('\''));
    }
  }
  return {};
}

}  // namespace

std::string first_error(std::string_view log, std::string_view file) {
  const auto all = diagnostics_of(log);
  const auto error = std::ranges::find_if(all, [](const Diagnostic& d) { return d.is("error: "); });
  if (error == all.end()) return std::string(log.substr(0, 1000));
  if (error->in(file)) return error->text();
  return place_in(file, error, all, log) + without_long_lists(message_of(error->head));
}

bool first_error_is_in(std::string_view file, std::string_view log) {
  const auto all = diagnostics_of(log);
  const auto error = std::ranges::find_if(all, [](const Diagnostic& d) { return d.is("error: "); });
  return error != all.end() && error->in(file) && !error->is(": fatal error: ");
}

std::string link_error(std::string_view log, std::string_view file) {
  const auto name = defined_twice(log);
  if (name.empty()) return "linking failed:\n" + std::string(log.substr(0, 1000));
  return std::string(file) + ": error: " + std::string(name) +
         " is defined here, but the kit has one already: take it out, or give it another name";
}

std::string warnings(std::string_view log, std::string_view file) {
  std::string text;
  std::size_t count = 0;
  std::set<std::string> told;  // clang says of some indentation twice that it misleads
  for (const Diagnostic& d : diagnostics_of(log)) {
    if (!d.is(": warning: ") || !d.in(file) || !told.insert(d.text()).second) continue;
    if (++count > kMostWarnings) continue;
    text += (text.empty() ? "" : "\n") + d.text();
  }
  if (count > kMostWarnings)
    text += "\nand " + std::to_string(count - kMostWarnings) + " more warning" +
            (count - kMostWarnings == 1 ? "" : "s");
  return text;
}

std::vector<std::string> undefined_symbols(std::string_view log) {
  constexpr std::size_t kMostOfAName = 2'000;  // nobody reads on
  std::set<std::string> names;  // in order: linkers work in parallel, so theirs differs from run to run
  for (const auto line : lines_of(log)) {
    for (const std::string_view mark :
         {"undefined symbol: ", "undefined reference to `", "undefined reference to '"}) {
      const auto at = line.find(mark);
      if (at == line.npos) continue;
      std::string name(line.substr(at + mark.size(), kMostOfAName));
      while (name.ends_with('\'') || name.ends_with(' ')) name.pop_back();
      names.insert(as_in_the_contract(name));
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace downhill::judge
