// SPDX-License-Identifier: MIT
// The whole site, from the repository's pages and headers to a folder of HTML.
#pragma once
#include <string>
#include <vector>

#include "report/report.hpp"
#include "tool/context.hpp"
#include "tool/docs/faults.hpp"

namespace downhill::docs {

/// Builds the site of a course into a folder, whose old contents are replaced once the new ones are whole.
/// Returns the number of pages. With faults, the folder stays as it was.
std::size_t build_site(const report::Course& course, const std::filesystem::path& folder, Faults& faults);

report::Exit run(const std::vector<std::string>& arguments);

}  // namespace downhill::docs
