// SPDX-License-Identifier: MIT
#include "tool/docs/doxygen.hpp"

#include <cstdlib>
#include <sstream>

#include "judge/process.hpp"
#include "judge/text_file.hpp"
#include "tool/context.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

constexpr const char* kWarnings = "warnings.txt";

// As seen from the folder of work, where a link leads to the root: its own name may have "$(" and quotation
// marks, which a Doxyfile cannot tell from its own.
std::string configuration(const std::vector<fs::path>& headers) {
  const fs::path root = kRootInXml;
  std::string text = "@INCLUDE = " + (root / "docs" / "site" / "Doxyfile").string() + "\n";
  text += "OUTPUT_DIRECTORY = .\nWARN_LOGFILE = " + std::string(kWarnings) + "\n";
  for (const fs::path& header : headers) text += "INPUT += \"" + (root / header).string() + "\"\n";
  return text;
}

// "/home/…/root/lessons/16_momentum/momentum.hpp:21: warning: …" → lessons/16_momentum/momentum.hpp:21: …
void take_over_warnings(const fs::path& work, Faults& faults) {
  std::istringstream lines(judge::read_text(work / kWarnings));
  const std::string prefix = (fs::canonical(work) / kRootInXml).string() + "/", word = " warning: ";
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (line.starts_with(prefix)) line = line.substr(prefix.size());
    const auto colon = line.find(':'), warning = line.find(word);
    if (warning == line.npos || colon > warning) {
      faults.add("doxygen", 0, line);
      continue;
    }
    faults.add(line.substr(0, colon), std::atoi(line.c_str() + colon + 1),
               "Doxygen says: " + line.substr(warning + word.size()) + "; mend the comment");
  }
}

}  // namespace

fs::path run_doxygen(const fs::path& root, const std::vector<fs::path>& headers, const fs::path& work,
                     Faults& faults) {
  fs::remove_all(work);
  fs::create_directories(work);
  fs::create_directory_symlink(fs::absolute(root), work / kRootInXml);
  judge::write_text(work / "Doxyfile", configuration(headers));
  if (!judge::run({.arguments = {"sh", "-c", "command -v doxygen"}, .folder = {}}).ok())
    throw tool::UsageError("there is no doxygen, which reads the headers; ./downhill --yes docs installs it");
  const judge::Finished finished = judge::run({.arguments = {"doxygen", "Doxyfile"}, .folder = work});
  if (!finished.ok()) throw std::runtime_error("doxygen failed: " + finished.err);
  take_over_warnings(work, faults);
  return work / "xml";
}

}  // namespace downhill::docs
