// SPDX-License-Identifier: MIT
// A live figure's functions on this machine: what stands in docs/live/NAME/NAME.cpp, compiled like everything
// else. Reads calls from stdin, a line each, "way 5 2 3 10 0.01 20": the name, how many numbers follow, the
// numbers; a line of numbers answers each. Functions may remember what was called before, so the calls come
// in order.
#include <cstdio>
#include <iostream>
#include <string>

#include "docs/live/live.hpp"

int main() {
  using namespace downhill;
  std::string name;
  for (std::size_t count = 0; std::cin >> name >> count;) {
    live::given.resize(count);
    for (double& number : live::given) std::cin >> number;
    bool called = false;
    for (const live::Function& function : live::functions)
      if (function.name == name) {
        function.call();
        called = true;
      }
    if (!called || !std::cin) {
      std::fprintf(stderr, "no such call: %s with %zu numbers\n", name.c_str(), count);
      return 1;
    }
    for (const double number : live::answered) std::printf("%.17g ", number);
    std::printf("\n");
  }
}
