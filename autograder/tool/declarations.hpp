// SPDX-License-Identifier: MIT
// What a contract's header declares, as far as people need to see it. No C++ parser: contracts are plain,
// with no overloads, no templates, no nested types and no bodies.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace downhill::tool {

struct Parameter {
  std::string type;  ///< "Vector", "const Network&"
  std::string name;  ///< may be empty

  /// Is it a reference that the function writes to?
  bool comes_back() const;
  /// Without const and &.
  std::string bare_type() const;
};

struct Declaration {
  std::string name;    ///< "slope", "Momentum::step"
  std::string text;    ///< "void Momentum::step(Vector& weights, const Vector& gradient)"
  std::string result;  ///< "double"; "void"
  std::vector<Parameter> parameters;
};

struct Aggregate {
  std::string name;
  std::vector<Parameter> fields;
};

struct Contract {
  std::vector<Declaration> functions;
  std::vector<Aggregate> aggregates;

  /// Null if there is none of that name.
  const Declaration* function(std::string_view name) const;
  const Aggregate* aggregate(std::string_view name) const;
};

/// Reads the text of a header.
Contract read_contract(std::string_view header);

/// "2, [1, 2], {0.1, []}" at the commas between its values: outside of all brackets and quotation marks.
std::vector<std::string> split_values(std::string_view list);

}  // namespace downhill::tool
