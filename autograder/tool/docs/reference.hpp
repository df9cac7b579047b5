// SPDX-License-Identifier: MIT
// The pages about contracts and kit.
#pragma once
#include <filesystem>

#include "tool/docs/declared.hpp"
#include "tool/docs/faults.hpp"
#include "tool/docs/outline.hpp"
#include "tool/docs/render.hpp"

namespace downhill::docs {

class Reference {
 public:
  /// Has Doxygen read the headers that the outline names, in the folder `work`.
  Reference(const std::filesystem::path& root, const Outline& outline, const std::filesystem::path& work,
            Faults& faults);

  /// The page about the headers of an entry.
  Article page(const Entry& entry) const;

 private:
  void add_header(const Entry& entry, const std::filesystem::path& header, Article& article) const;
  void add(const Entry& entry, const Declared& declared, Article& article) const;

  std::filesystem::path root_;
  const Outline& outline_;
  Declarations declarations_;
};

}  // namespace downhill::docs
