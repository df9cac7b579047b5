// SPDX-License-Identifier: MIT
#include "tool/declarations.hpp"

#include <algorithm>

namespace downhill::tool {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Without comments and preprocessor lines, every run of white space one space.
std::string bare(std::string_view header) {
  std::string out;
  while (!header.empty()) {
    std::size_t skip = 0;
    if (header.starts_with("//") || (header.front() == '#' && (out.empty() || out.back() == ' ')))
      skip = std::min(header.find('\n'), header.size());
    else if (header.starts_with("/*"))
      skip = std::min(header.find("*/"), header.size() - 2) + 2;
    if (skip == 0 && !is_space(header.front()))
      out += header.front();
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
    header.remove_prefix(std::max<std::size_t>(skip, 1));
  }
  return out;
}

int depth_change(char c) {
  if (c == '(' || c == '[' || c == '{' || c == '<') return 1;
  return c == ')' || c == ']' || c == '}' || c == '>' ? -1 : 0;
}

/// Where the bracket that opens at `from` closes.
std::size_t closing(std::string_view text, std::size_t from) {
  int depth = 0;
  for (std::size_t i = from; i < text.size(); ++i)
    if ((depth += depth_change(text[i])) == 0) return i;
  return text.size();
}

/// At commas outside of all brackets and quotation marks.
std::vector<std::string> split(std::string_view list, bool angles) {
  std::vector<std::string> parts;
  int depth = 0;
  bool quoted = false;
  std::string part;
  const auto end_part = [&] {
    if (const std::string_view text = trimmed(part); !text.empty()) parts.emplace_back(text);
    part.clear();
  };
  for (const char c : list) {
    quoted = quoted != (c == '"');
    if (!quoted && (angles || (c != '<' && c != '>'))) depth += depth_change(c);
    if (c == ',' && depth == 0 && !quoted)
      end_part();
    else
      part += c;
  }
  end_part();
  return parts;
}

/// "const Vector& gradient", "double beta = 0.9", "Vector velocity{}".
Parameter parameter(std::string_view text) {
  text = trimmed(text.substr(0, std::min(text.find_first_of("={"), text.size())));
  std::size_t name = text.size();
  while (name > 0 && is_word(text[name - 1])) --name;
  if (name == 0) return {std::string(text), ""};  // a type alone
  return {std::string(trimmed(text.substr(0, name))), std::string(text.substr(name))};
}

/// The bodies of namespaces and structs, statement by statement.
class ContractReader {
 public:
  Contract read(std::string_view text) {
    statements(text, "");
    return std::move(contract_);
  }

 private:
  void statements(std::string_view text, const std::string& scope) {
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
      std::size_t end = text.find_first_of(";{(");
      if (end != text.npos && text[end] == '(') end = text.find_first_of(";{", closing(text, end));
      if (end == text.npos) return;
      if (text[end] == '{') end = braced(text, end, scope);
      if (text[end] == ';') statement(trimmed(text.substr(0, end)), scope);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// A namespace or struct is entered; a body is left out; an initialiser belongs to its statement.
  /// Returns where what the brace belongs to ends.
  std::size_t braced(std::string_view text, std::size_t brace, const std::string& scope) {
    const std::string_view head = trimmed(text.substr(0, brace));
    const std::size_t end = closing(text, brace);
    const std::string_view body = text.substr(brace + 1, std::max(end, brace + 1) - brace - 1);
    if (head.starts_with("namespace")) {
      statements(body, scope);
      return std::min(end, text.size() - 1);
    }
    if (head.starts_with("struct ")) {
      const std::string name(trimmed(head.substr(7)));
      contract_.aggregates.push_back({name, {}});
      statements(body, name);
      return std::min(end, text.size() - 1);
    }
    return std::min(text.find(';', end), text.size() - 1);
  }

  void statement(std::string_view text, const std::string& scope) {
    const std::size_t parenthesis = text.find('(');
    if (text.empty() || text.starts_with("using ")) return;
    if (parenthesis == text.npos || text.find('=') < parenthesis) {
      // One type may have several names: "double learning_rate = 0.01, beta = 0.9".
      if (scope.empty()) return;
      std::string type;
      for (const std::string& field : split(text, true)) {
        Parameter p = parameter(field);
        if (p.name.empty()) p = {type, p.type};
        type = p.type;
        contract_.aggregates.back().fields.push_back(std::move(p));
      }
      return;
    }
    const Parameter head = parameter(text.substr(0, parenthesis));
    const std::string name = scope.empty() ? head.name : scope + "::" + head.name;
    Declaration d{name, head.type + " " + name + std::string(text.substr(parenthesis)), head.type, {}};
    const std::size_t end = closing(text, parenthesis);
    for (const std::string& p : split(text.substr(parenthesis + 1, end - parenthesis - 1), true))
      d.parameters.push_back(parameter(p));
    if (!scope.empty())  // a member function is called with its object
      d.parameters.insert(d.parameters.begin(),
                          {text.substr(end).find("const") == text.npos ? scope + "&" : scope, ""});
    contract_.functions.push_back(std::move(d));
  }

  Contract contract_;
};

}  // namespace

bool Parameter::comes_back() const {
  return type.ends_with('&') && !type.ends_with("&&") && !type.starts_with("const ");
}

std::string Parameter::bare_type() const {
  std::string_view text = type;
  if (text.starts_with("const ")) text.remove_prefix(6);
  while (text.ends_with('&')) text.remove_suffix(1);
  return std::string(trimmed(text));
}

const Declaration* Contract::function(std::string_view name) const {
  const auto found = std::ranges::find(functions, name, &Declaration::name);
  return found == functions.end() ? nullptr : &*found;
}

const Aggregate* Contract::aggregate(std::string_view name) const {
  const auto found = std::ranges::find(aggregates, name, &Aggregate::name);
  return found == aggregates.end() ? nullptr : &*found;
}

Contract read_contract(std::string_view header) { return ContractReader().read(bare(header)); }

std::vector<std::string> split_values(std::string_view list) { return split(list, false); }

}  // namespace downhill::tool
