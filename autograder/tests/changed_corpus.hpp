// SPDX-License-Identifier: MIT
// A fuzzer's corpus without the fuzzer: for tests that run everywhere and in seconds.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

namespace downhill::tests {

/// One to four bytes or pieces are other ones, gone, or there twice.
inline std::string changed(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t bound) { return random() % bound; };
  for (std::size_t i = 1 + below(4); i > 0 && !bytes.empty(); --i) {
    const std::size_t at = below(bytes.size());
    switch (below(5)) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 2:
        bytes.resize(at);
        break;
      case 3:
        bytes[0] = static_cast<char>(random());  // what it says that it is
        break;
      default:
        bytes.insert(at, bytes.substr(0, below(16)));
    }
  }
  return bytes;
}

using FuzzTarget = int (*)(const std::uint8_t* data, std::size_t size);

/// Each file as it is, and changed so many times: in the same ways each time. Returns how many files there
/// are.
inline std::size_t feed_corpus(const std::filesystem::path& corpus, int changes, FuzzTarget target) {
  const auto feed = [&](const std::string& bytes) {
    target(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  };
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    ++files;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    feed(bytes);
    std::mt19937 random(1);  // of its own: folders list their files in any order
    for (int i = 0; i < changes; ++i) feed(changed(bytes, random));
  }
  return files;
}

}  // namespace downhill::tests
