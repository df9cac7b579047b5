// SPDX-License-Identifier: MIT
// The pages about contracts and kit: what Doxygen reads out of the headers, written as HTML of the site.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "tool/docs/faults.hpp"
#include "tool/docs/outline.hpp"
#include "tool/docs/render.hpp"

namespace downhill::docs {

/// Something that a header declares.
struct Declared {
  pugi::xml_node node;  ///< Doxygen's compounddef of a struct, or memberdef of anything else
  std::string name;     ///< without its namespace: "HeavyBall", "HeavyBall::step"
  std::string anchor;   ///< on its page
  int line = 0;
};

class Reference {
 public:
  /// The page about the headers of an entry.
  Article page(const Entry& entry, const Outline& outline) const;

 private:
  friend Reference read_reference(const std::filesystem::path& root, const Outline& outline,
                                  const std::filesystem::path& work, Faults& faults);
  std::filesystem::path root_;
  std::vector<std::unique_ptr<pugi::xml_document>> documents_;
  std::map<std::filesystem::path, std::vector<Declared>> by_header_;  // what stands directly in a namespace
  std::map<std::string, std::string> targets_;  // Doxygen's ids: "api_16_momentum.html#step"
};

/// Runs Doxygen over the headers that the outline names. What it warns of is a fault, and so is everything
/// public that has no words of its own.
/// @param work a folder for what Doxygen writes
Reference read_reference(const std::filesystem::path& root, const Outline& outline,
                         const std::filesystem::path& work, Faults& faults);

}  // namespace downhill::docs
