// SPDX-License-Identifier: MIT
// What ./downhill docs runs: downhill-docs [--open] [OUT]. Builds the site and holds it to account.
#include <cstdio>
#include <exception>

#include "tool/docs/site.hpp"

int main(int argc, char** argv) {
  using namespace downhill;
  try {
    return static_cast<int>(docs::run({argv + 1, argv + argc}));
  } catch (const tool::UsageError& error) {
    std::fprintf(stderr, "downhill: %s\n", error.what());
    return static_cast<int>(report::Exit::usage);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "downhill: %s\n", error.what());
    return static_cast<int>(report::Exit::kit_fault);
  }
}
