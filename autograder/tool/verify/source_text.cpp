// SPDX-License-Identifier: MIT
#include "tool/verify/source_text.hpp"

#include <algorithm>
#include <cctype>

namespace downhill::verify {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The position after the quotation that begins at `at`.
std::size_t end_of_quotation(std::string_view text, std::size_t at) {
  const char mark = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == mark || text[i] == '\n')
      return i + 1;
  }
  return text.size();
}

// The position after the brace that closes the one at `open`, in a text without comments.
std::size_t end_of_braces(std::string_view code, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    if (code[i] == '{') ++depth;
    if (code[i] == '}' && --depth == 0) return i + 1;
  }
  return code.size();
}

// "Vector Momentum::step(" → "Momentum::step": what stands before the first parenthesis.
std::string name_in(std::string_view head) {
  std::size_t end = std::min(head.find('('), head.size());
  while (end > 0 && is_space(head[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && (is_name(head[begin - 1]) || head[begin - 1] == ':')) --begin;
  return std::string(head.substr(begin, end - begin));
}

std::string without_directives(std::string code) {
  for (std::size_t begin = 0; begin < code.size();) {
    const auto end = std::min(code.find('\n', begin), code.size());
    const auto first = code.find_first_not_of(" \t", begin);
    if (first != npos && code[first] == '#')
      std::fill(code.begin() + static_cast<std::ptrdiff_t>(begin),
                code.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    begin = end + 1;
  }
  return code;
}

// Is a function of that name called in the code, or its address taken? A variable may have the same name.
bool calls(std::string_view code, std::string_view name) {
  for (auto at = code.find(name); at != npos; at = code.find(name, at + 1)) {
    const char before = at == 0 ? ' ' : code[at - 1];
    const char after = at + name.size() < code.size() ? code[at + name.size()] : ' ';
    if (after == '(' ? !is_name(before) && before != '.' && before != ':' : before == '&' && !is_name(after))
      return true;
  }
  return false;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

}  // namespace

std::string without_comments(std::string_view source) {
  std::string code(source);
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, code.size()); ++i)
      if (code[i] != '\n') code[i] = ' ';
  };
  for (std::size_t i = 0; i < source.size();) {
    const std::string_view here = source.substr(i);
    std::size_t next = i + 1;
    if (here.starts_with("//")) {
      blank(i, next = std::min(source.find('\n', i), source.size()));
    } else if (here.starts_with("/*")) {
      const auto end = source.find("*/", i + 2);
      blank(i, next = end == npos ? source.size() : end + 2);
    } else if (here.front() == '"' || (here.front() == '\'' && (i == 0 || !is_name(source[i - 1])))) {
      next = end_of_quotation(source, i);
      blank(i + 1, next - 1);
    }
    i = next;
  }
  return code;
}

std::vector<Definition> definitions_of(std::string_view source) {
  const std::string code = without_directives(without_comments(source));
  std::vector<Definition> definitions;
  std::size_t head_begin = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == ';' || code[i] == '}') head_begin = i + 1;
    if (code[i] != '{') continue;
    const std::string_view head = trimmed(std::string_view(code).substr(head_begin, i - head_begin));
    head_begin = i + 1;
    if (head.starts_with("namespace")) continue;
    const std::size_t end = end_of_braces(code, i);
    if (head.find('(') != npos) definitions.push_back({name_in(head), i - head.size(), end, i});
    head_begin = end;
    i = end - 1;
  }
  return definitions;
}

std::string function_at(std::string_view source, std::size_t at, std::size_t size) {
  for (const Definition& definition : definitions_of(source))
    if (at < definition.end && at + size > definition.begin) return definition.name;
  return "";
}

std::map<std::string, std::set<std::string>> uses_in(std::string_view source) {
  const std::string code = without_comments(source);
  const std::vector<Definition> definitions = definitions_of(source);
  std::map<std::string, std::set<std::string>> uses;
  for (const Definition& user : definitions)
    for (const Definition& used : definitions)
      if (&user != &used && calls(std::string_view(code).substr(user.body, user.end - user.body), used.name))
        uses[user.name].insert(used.name);
  for (std::size_t hand = 0; hand < definitions.size(); ++hand)  // at most so many hands away
    for (auto& [user, all] : uses)
      for (const std::string& used : std::set<std::string>(all))
        if (const auto found = uses.find(used); found != uses.end())
          all.insert(found->second.begin(), found->second.end());
  return uses;
}

std::string squeezed(std::string_view text) {
  std::string result;
  std::ranges::copy_if(text, std::back_inserter(result), [](char c) { return !is_space(c); });
  return result;
}

std::vector<Statement> statements_of(std::string_view source) {
  const std::string code = without_comments(source);
  std::vector<Statement> statements;
  for (const Definition& definition : definitions_of(source)) {
    std::size_t begin = definition.body + 1;
    int parentheses = 0;  // the semicolons in the head of a for loop end nothing
    for (std::size_t i = begin; i + 1 < definition.end; ++i) {
      parentheses += (code[i] == '(') - (code[i] == ')');
      if (parentheses == 0 && code[i] == ';') {
        while (begin < i && is_space(code[begin])) ++begin;
        statements.push_back({squeezed(source.substr(begin, i + 1 - begin)), line_of(source, begin)});
        begin = i + 1;
      }
      if (parentheses == 0 && (code[i] == '{' || code[i] == '}')) begin = i + 1;
    }
  }
  return statements;
}

int line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(std::ranges::count(text.substr(0, at), '\n'));
}

int occurrences(std::string_view text, std::string_view piece) {
  int count = 0;
  if (piece.empty()) return count;
  for (auto at = text.find(piece); at != npos; at = text.find(piece, at + 1)) ++count;
  return count;
}

}  // namespace downhill::verify
