// SPDX-License-Identifier: MIT
#include "datasets/file.hpp"

#include <fstream>
#include <iterator>

namespace downhill::datasets {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file, std::uintmax_t most) {
  const auto refuse = [&](const std::string& reason) {
    throw BadFile("could not read " + file.string() + ": " + reason);
  };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) refuse("there is no such file");
  if (fs::is_directory(status)) refuse("it is a folder");
  if (fs::is_regular_file(status) && fs::file_size(file, error) > most)
    refuse("it is larger than " + std::to_string(most >> 20) + " MB");
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) refuse("the system does not let us read it");
  return bytes;
}

}  // namespace downhill::datasets
