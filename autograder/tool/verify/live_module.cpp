// SPDX-License-Identifier: MIT
#include "tool/verify/live_module.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "judge/process.hpp"
#include "tool/verify/programs.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;

// Standalone: no JavaScript of emscripten's own, which differs between versions and wants to fetch the
// module. What the reference throws ends the module; a figure asks for nothing that it refuses.
const std::vector<std::string> kCommand{
    "em++",       "-std=c++20",        "-O2", "-DNDEBUG", "-ffp-contract=off", "-sSTANDALONE_WASM",
    "--no-entry", "-sMALLOC=emmalloc", "-I.", "-Ilessons"};

constexpr std::chrono::minutes kTimeToCompile{5};

std::vector<fs::path> lesson_folders(const fs::path& root) {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(root / "lessons"))
    if (fs::exists(entry.path() / "lesson.toml")) folders.push_back(entry.path().lexically_relative(root));
  std::ranges::sort(folders);
  return folders;
}

// Told as the project's own build is told.
fs::path eigen(const tool::Context& context) {
  const auto& flags = context.workshop.compiler().compile;
  const auto at =
      std::ranges::find_if(flags, [](const auto& flag) { return fs::exists(flag + "/Eigen/Core"); });
  if (at == flags.end()) throw std::runtime_error("no compiler knows where Eigen is");
  return *at;
}

// Of a makefile's rule "module.wasm: a.cpp b.hpp \": those within the root.
std::vector<fs::path> sources_in(const std::string& rule) {
  std::vector<fs::path> sources;
  std::istringstream words(rule.substr(rule.find(": ") + 2));
  for (std::string word; words >> word;)
    if (word != "\\" && !word.starts_with("/")) sources.push_back(fs::path(word).lexically_normal());
  std::ranges::sort(sources);
  return sources;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t kBytesInALine = 750;  // a thousand digits: each line's end weighs on the page
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i)
      three = three << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    if (at % kBytesInALine == 0) text += '\n';
    for (std::size_t i = 0; i < 4; ++i)
      text += at + i > bytes.size() ? '=' : kDigits[three >> (18 - 6 * i) & 63];
  }
  return text + '\n';
}

}  // namespace

std::string hash_of(const fs::path& root, const std::vector<fs::path>& sources) {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    hash *= 1099511628211u;  // an end, so that nothing moves from one text to the next unseen
  };
  for (const std::string& word : kCommand) add(word);
  for (const fs::path& source : sources) {
    if (!fs::exists(root / source)) return "";
    add(source.generic_string());
    add(read_text(root / source));
  }
  return fmt::format("{:016x}", hash);
}

std::string emscripten_version() {
  static const std::string version = []() -> std::string {
    try {
      const auto said = judge::run({.arguments = {kCommand.front(), "--version"}, .folder = {}});
      std::smatch found;
      if (std::regex_search(said.out, found, std::regex(R"((\d+\.\d+\.\d+))"))) return found[1];
    } catch (const std::runtime_error&) {  // not there
    }
    return "";
  }();
  return version;
}

BuiltModule read_module(const std::string& text) {
  static const std::regex kHead(
      R"(// SPDX-License-Identifier: MIT; sources ([0-9a-f]+), emscripten ([0-9.]+)\n// Written by .*:\n((?:// .*\n)+))");
  BuiltModule module;
  std::smatch found;
  if (!std::regex_search(text, found, kHead, std::regex_constants::match_continuous)) return module;
  module.is_one = true;
  module.hash = found[1];
  module.emscripten = found[2];
  std::istringstream words(found[3]);
  for (std::string word; words >> word;)
    if (word != "//") module.sources.emplace_back(word);
  return module;
}

std::string compile_module(const tool::Context& context, const std::string& name,
                           const std::string& emscripten) {
  const fs::path root = context.course.root, folder = context.workshop.build_folder() / "live" / name;
  fs::create_directories(folder);
  const fs::path module = folder / "module.wasm", rule = folder / "module.d";
  judge::Command compile{
      .arguments = kCommand, .folder = root, .time = kTimeToCompile, .keep_environment = true};
  for (const fs::path& lesson : lesson_folders(root)) compile.arguments.push_back("-I" + lesson.string());
  for (const std::string& word :
       {std::string("-isystem"), eigen(context).string(), "docs/live/" + name + "/" + name + ".cpp",
        std::string("-MD"), std::string("-MF"), rule.string(), std::string("-o"), module.string()})
    compile.arguments.push_back(word);
  if (const auto finished = judge::run(compile); !finished.ok())
    throw std::runtime_error("em++ could not compile docs/live/" + name + ":\n" +
                             finished.err.substr(0, 2000));

  const std::vector<fs::path> sources = sources_in(read_text(rule));
  std::string text = "// SPDX-License-Identifier: MIT; sources " + hash_of(root, sources) + ", emscripten " +
                     emscripten + "\n// Written by ./downhill verify --live --record, of:\n";
  for (const fs::path& source : sources) text += "//   " + source.generic_string() + "\n";
  return text + "downhillLive.module('" + name + "', `" + base64(read_text(module)) + "`);\n";
}

}  // namespace downhill::verify
