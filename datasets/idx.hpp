// SPDX-License-Identifier: MIT
// Pictures and their labels in the IDX format of MNIST and Fashion-MNIST, gzipped or not: a big-endian header
// (what it holds, how many, how large), then one byte a pixel or a label.
// Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "datasets/file.hpp"
#include "kit/types.hpp"

namespace downhill::datasets {

/// Grey pictures of one size.
struct Images {
  Index count = 0, rows = 0, columns = 0;  ///< all at least 1
  std::vector<std::uint8_t> pixels;        ///< picture by picture, row by row; 0 … 255

  Index size() const { return rows * columns; }  ///< pixels of a picture
};

/// The most bytes that are read, and unpacked: twelve times Fashion-MNIST's.
inline constexpr std::uintmax_t kMostIdx = std::uintmax_t{512} << 20;

/// @param bytes an IDX file, gzipped or not
/// @param name  how errors call it
/// @throws BadFile with the reason: not what it should be (the magic number), empty, truncated, longer than
/// its
///         header says, too large, or damaged where it is packed
Images parse_images(std::string_view bytes, const std::string& name);
std::vector<std::uint8_t> parse_labels(std::string_view bytes, const std::string& name);

/// Pictures and what they show.
struct Pictures {
  Images images;
  std::vector<std::uint8_t> labels;  ///< one for each picture, below classes
};

/// @throws BadFile the same, and if there are more or fewer labels than pictures, or a label is no class
Pictures read_pictures(const std::filesystem::path& images, const std::filesystem::path& labels, int classes);

}  // namespace downhill::datasets
