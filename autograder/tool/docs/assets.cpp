// SPDX-License-Identifier: MIT
#include "tool/docs/assets.hpp"

#include <cstdlib>
#include <regex>

#include "judge/text_file.hpp"
#include "tool/docs/live_scripts.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

constexpr const char* kPackages =
    "install libjs-katex and libjs-lunr (./downhill --yes docs does so), or let DOWNHILL_JAVASCRIPT name a "
    "folder with "
    "katex/ and lunr/";

// Where the distribution keeps JavaScript; DOWNHILL_JAVASCRIPT names another folder with katex/ and lunr/ in
// it.
fs::path packaged_scripts() {
  const char* const other = std::getenv("DOWNHILL_JAVASCRIPT");
  return other != nullptr ? other : "/usr/share/javascript";
}

}  // namespace

Assets::Assets(fs::path root, fs::path site, Faults& faults)
    : root_(std::move(root)), site_(std::move(site)), faults_(faults) {}

void Assets::need(const Article& article, const fs::path& source) {
  for (const std::string& name : article.live) live_.emplace(name, source);
}

void Assets::copy_file(const fs::path& from, const fs::path& to, const std::string& otherwise) {
  fs::create_directories((site_ / to).parent_path());
  if (fs::exists(from))
    fs::copy_file(from, site_ / to, fs::copy_options::overwrite_existing);
  else
    faults_.add(from, 0, "is not there; " + otherwise);
}

// Its style sheet names each font in three formats; every browser that shows the site reads the first.
void Assets::copy_katex(const fs::path& packages) {
  const fs::path katex = packages / "katex";
  copy_file(katex / "katex.min.js", "katex/katex.min.js", kPackages);
  copy_file(katex / "katex.min.css", "katex/katex.min.css", kPackages);
  const std::string css = judge::read_text(site_ / "katex" / "katex.min.css");
  const std::regex others(R"(,url\([^)]*\.(woff|ttf)\) format\("[a-z]*"\))"), font(R"(url\((fonts/[^)]*)\))");
  const std::string one_format = std::regex_replace(css, others, "");
  judge::write_text(site_ / "katex" / "katex.min.css", one_format);
  for (std::sregex_iterator it(one_format.begin(), one_format.end(), font), end; it != end; ++it)
    copy_file(katex / it->str(1), fs::path("katex") / it->str(1), kPackages);
}

void Assets::copy() {
  for (const char* const name : {"site.css", "site.js", "search.js", "icon.svg"})
    copy_file(root_ / "docs" / "site" / name, name, "every page needs it");
  const fs::path packages = packaged_scripts();
  copy_file(packages / "lunr" / "lunr.min.js", "lunr.min.js", kPackages);
  copy_katex(packages);
  const fs::path live = root_ / "docs" / "live";
  if (!live_.empty()) copy_file(live / "live.js", "live/live.js", "all live figures need it");
  for (const auto& [name, page] : live_) {
    const std::string asked = page.string() + " has <!-- live " + name + " -->";
    for (const std::string& script : live_scripts(root_, name))
      copy_file(live / name / script, "live/" + script, asked);
    copy_file(live / "built" / (name + ".wasm.js"), "live/" + name + ".wasm.js", asked + "; build it");
  }
}

}  // namespace downhill::docs
