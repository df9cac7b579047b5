// SPDX-License-Identifier: MIT
// What libFuzzer calls, and idx_test with the corpus and changes of it: any bytes at all are read or refused.
#include <cstdint>
#include <cstdlib>

#include "datasets/idx.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace downhill::datasets;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const Images images = parse_images(bytes, "fuzzed");
    if (images.count < 1 || images.rows < 1 || images.columns < 1) std::abort();
    if (images.pixels.size() != static_cast<std::size_t>(images.count * images.size())) std::abort();
  } catch (const BadFile&) {  // refused: that is an answer
  }
  try {
    if (parse_labels(bytes, "fuzzed").empty()) std::abort();
  } catch (const BadFile&) {
  }
  return 0;
}
