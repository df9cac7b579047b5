// SPDX-License-Identifier: MIT
// The modules of the live figures: C++ of docs/live, lessons and solutions, compiled to WebAssembly and
// committed as JavaScript, so that a page has them without a network and whoever builds the course needs no
// emscripten.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tool/context.hpp"

namespace downhill::verify {

/// docs/live/built/NAME.wasm.js, as its first lines tell of it.
struct BuiltModule {
  std::string hash;                            ///< of the command and the sources that it was made of
  std::string emscripten;                      ///< the version that made it: "3.1.6"
  std::vector<std::filesystem::path> sources;  ///< relative to the root
  bool is_one = false;                         ///< the lines say all that
};
BuiltModule read_module(const std::string& text);

/// What such a file has to say of itself now; empty if one of the sources is not there.
std::string hash_of(const std::filesystem::path& root, const std::vector<std::filesystem::path>& sources);

/// The version of the emscripten on this machine; empty if there is none.
std::string emscripten_version();

/// Compiles docs/live/NAME/NAME.cpp; the text of NAME.wasm.js.
/// @throws std::runtime_error with what the compiler says
std::string compile_module(const tool::Context& context, const std::string& name,
                           const std::string& emscripten);

}  // namespace downhill::verify
