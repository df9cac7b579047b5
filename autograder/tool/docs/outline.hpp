// SPDX-License-Identifier: MIT
// The site as docs/site/site.toml lays it out: which pages there are, in which order, under which names.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "report/course.hpp"
#include "tool/docs/faults.hpp"

namespace downhill::docs {

/// A page of the site.
struct Entry {
  std::filesystem::path source;                ///< "lessons/16_momentum/README.md"
  std::string file;                            ///< "16_momentum.html"
  std::string title;                           ///< as the list of pages has it: "16 Momentum"
  const report::Lesson* lesson = nullptr;      ///< whose page or contract it is
  std::vector<std::filesystem::path> headers;  ///< what it documents, if it is a page of the reference
};

/// A heading of the list of pages, and what stands below it.
struct Section {
  std::string title;
  std::vector<Entry> entries;
  bool open = false;  ///< its pages are listed even while another section's is read
};

struct Outline {
  std::vector<Section> sections;
  bool release = false;  ///< of a student release, which is without some files

  std::vector<const Entry*> entries() const;
  /// The page that shows a file of the repository; null if none does.
  const Entry* showing(const std::filesystem::path& source) const;
};

/// Reads it and compares it with what there is: a page in no section is a fault, and so is a section's page
/// that does not exist, unless this is a student release.
Outline read_outline(const report::Course& course, Faults& faults);

}  // namespace downhill::docs
