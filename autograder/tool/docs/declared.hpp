// SPDX-License-Identifier: MIT
// What the headers declare, out of Doxygen's XML.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "tool/docs/faults.hpp"
#include "tool/docs/outline.hpp"

namespace downhill::docs {

/// A struct, a function, a field … that is public.
struct Declared {
  pugi::xml_node node;  ///< Doxygen's compounddef of a type, or memberdef of anything else
  std::string name;     ///< without its namespace: "HeavyBall", "HeavyBall::step"
  std::string anchor;   ///< on its page
  int line = 0;

  bool is_type() const;
  bool is_member() const { return name.find("::") != std::string::npos; }
  bool is_field() const;
};

/// All of them.
struct Declarations {
  std::vector<std::unique_ptr<pugi::xml_document>> documents;        ///< which hold the nodes
  std::map<std::filesystem::path, std::vector<Declared>> by_header;  ///< in order
  std::map<std::string, std::string> targets;  ///< by Doxygen's id: "api_16_momentum.html#HeavyBall.step"
};

/// Reads the XML. What is public and has no words of its own is a fault.
Declarations read_declarations(const std::filesystem::path& xml, const Outline& outline, Faults& faults);

/// What a type has, in order.
std::vector<pugi::xml_node> public_members(pugi::xml_node type);

}  // namespace downhill::docs
