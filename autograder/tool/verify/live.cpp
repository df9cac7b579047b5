// SPDX-License-Identifier: MIT
#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "report/write_whole.hpp"
#include "tool/docs/live_scripts.hpp"
#include "tool/verify/live_module.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = "docs/live", kBuilt = kFolder / "built";

class LiveFigures {
 public:
  LiveFigures(const tool::Context& context, const LiveOptions& options, Part& part)
      : context_(context), options_(options), part_(part) {}

  std::string verify() {
    const std::vector<std::string> names = figures();
    part_.expect(names.size());
    two_at_a_time(names.size(), [&](std::size_t i) {
      look_at(names[i]);
      part_.step();
    });
    expect_no_other_modules(names);
    expect_pages(names);
    return std::to_string(names.size()) + " live figures" +
           (emscripten_version().empty() ? ", none compiled: no emscripten here"
            : options_.compile           ? ", compiled anew with emscripten " + emscripten_version()
                                         : "");
  }

 private:
  const fs::path& root() const { return context_.course.root; }

  std::vector<std::string> figures() {
    std::vector<std::string> names;
    std::error_code not_there;
    for (const auto& entry : fs::directory_iterator(root() / kFolder, not_there))
      if (entry.is_directory() && entry.path().filename() != "built")
        names.push_back(entry.path().filename());
    std::ranges::sort(names);
    for (const std::string& name : names) expect_files(name);
    return names;
  }

  void expect_files(const std::string& name) {
    const std::vector<std::string> scripts = docs::live_scripts(root(), name);
    std::set<std::string> known(scripts.begin(), scripts.end());
    known.insert(name + ".cpp");
    const fs::path folder = kFolder / name;
    for (const std::string& file : known)
      if (!fs::exists(root() / folder / file))
        part_.fault(folder / file, 0, "is not there; every live figure has one");
    for (const auto& entry : fs::directory_iterator(root() / folder))
      if (const std::string file = entry.path().filename(); !known.contains(file))
        part_.fault(folder / file, 0, "belongs to nothing here; move it or take it away");
  }

  // Stale, or compiled anew to see that it is the same.
  void look_at(const std::string& name) {
    const fs::path file = kBuilt / (name + ".wasm.js");
    const std::string text = fs::exists(root() / file) ? read_text(root() / file) : "";
    const BuiltModule module = read_module(text);
    const bool stale = !module.is_one || module.hash != hash_of(root(), module.sources);
    if (stale && !options_.record)
      part_.fault(file, 0,
                  (text.empty() ? "is not there" : stale_because(module)) +
                      "; ./downhill verify --live --record makes it, where emscripten is installed");
    else if (stale)
      make(name, file);
    else if (options_.compile && module.emscripten == emscripten_version() && on_the_reference_system())
      compare(name, file, text);
  }

  std::string stale_because(const BuiltModule& module) const {
    if (!module.is_one) return "does not say what it was made of";
    const auto gone =
        std::ranges::find_if(module.sources, [&](const auto& s) { return !fs::exists(root() / s); });
    return gone == module.sources.end() ? "was made of other sources than docs/live and the lessons have now"
                                        : "was made of " + gone->string() + ", which is gone";
  }

  void make(const std::string& name, const fs::path& file) {
    if (emscripten_version().empty())
      return part_.fault(file, 0,
                         "has to be made anew, and there is no emscripten here; install it (Debian: "
                         "emscripten) and call ./downhill verify --live --record again");
    fs::create_directories((root() / file).parent_path());
    report::write_whole(root() / file, compile_module(context_, name, emscripten_version()));
  }

  void compare(const std::string& name, const fs::path& file, const std::string& text) {
    if (compile_module(context_, name, emscripten_version()) != text)
      part_.fault(file, 0,
                  "is not what emscripten " + emscripten_version() +
                      " makes of its sources; take it away and call ./downhill verify --live --record");
  }

  void expect_no_other_modules(const std::vector<std::string>& names) {
    std::error_code not_there;
    for (const auto& entry : fs::directory_iterator(root() / kBuilt, not_there)) {
      const std::string file = entry.path().filename();
      if (std::ranges::any_of(names, [&](const std::string& name) { return file == name + ".wasm.js"; }))
        continue;
      if (options_.record)
        fs::remove(entry.path());
      else
        part_.fault(kBuilt / file, 0, "is the module of no live figure; take it away");
    }
  }

  // <!-- live NAME --> right below the still figure that it stands for.
  void expect_pages(const std::vector<std::string>& names) {
    static const std::regex kLive("<!-- live (\\w+) -->");
    std::set<std::string> shown;
    for (const fs::path& page : pages()) {
      std::istringstream lines(read_text(root() / page));
      std::string above;
      int number = 1;
      for (std::string line; std::getline(lines, line); above = line, ++number) {
        std::smatch found;
        if (!std::regex_match(line, found, kLive)) continue;
        shown.insert(found[1]);
        if (std::ranges::find(names, found[1]) == names.end())
          part_.fault(page, number,
                      "asks for the live figure " + found[1].str() + ", which docs/live does not have");
        if (!above.starts_with("!["))
          part_.fault(page, number, "has no still figure right above it; a live one stands for a still one");
      }
    }
    for (const std::string& name : names)
      if (!shown.contains(name))
        part_.fault(kFolder / name, 0,
                    "is on no page; write <!-- live " + name + " --> below a still figure");
  }
  std::vector<fs::path> pages() const {
    std::vector<fs::path> pages;
    for (const report::Lesson& lesson : context_.course.lessons)
      pages.push_back(fs::path("lessons") / lesson.name / "README.md");
    for (const auto& entry : fs::directory_iterator(root() / "docs"))
      if (entry.path().extension() == ".md") pages.push_back("docs" / entry.path().filename());
    return pages;
  }

  const tool::Context& context_;
  const LiveOptions options_;
  Part& part_;
};

}  // namespace

std::string verify_live(const tool::Context& context, const LiveOptions& options, Part& part) {
  return LiveFigures(context, options, part).verify();
}

}  // namespace downhill::verify
