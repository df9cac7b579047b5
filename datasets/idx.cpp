// SPDX-License-Identifier: MIT
#include "datasets/idx.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace downhill::datasets {
namespace {

/// What stands at the start: two zeros, the type of the numbers (8: bytes) and how many sizes follow.
constexpr std::uint32_t kImages = 0x00000803, kLabels = 0x00000801;

[[noreturn]] void refuse(const std::string& name, const std::string& reason) {
  throw BadFile("could not read " + name + ": " + reason);
}

/// The first bytes of what is packed, at most so many. Piece by piece, so that nothing is allocated that has
/// not arrived.
std::string unpacked(std::string_view packed, std::size_t most, const std::string& name) {
  constexpr int kGzip = 16 + MAX_WBITS;
  constexpr std::size_t kPiece = 1 << 20;
  z_stream stream{};
  if (inflateInit2(&stream, kGzip) != Z_OK) refuse(name, "zlib has no memory");
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> ends(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());  // kMostIdx fits

  std::string bytes;
  for (int state = Z_OK; state != Z_STREAM_END && bytes.size() < most;) {
    const std::size_t before = bytes.size();
    bytes.resize(std::min(most, before + kPiece));
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + before);
    stream.avail_out = static_cast<uInt>(bytes.size() - before);
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.resize(bytes.size() - stream.avail_out);
    if (state == Z_BUF_ERROR) refuse(name, "it is cut short: the packed data does not end");
    if (state != Z_OK && state != Z_STREAM_END)
      refuse(name,
             std::string("it is damaged: ") + (stream.msg != nullptr ? stream.msg : "zlib cannot unpack it"));
    if (state == Z_STREAM_END && stream.avail_in > 0)
      refuse(name, std::to_string(stream.avail_in) + " bytes follow the end of the packed data");
  }
  return bytes;
}

/// An IDX file's header and what comes after it.
class Idx {
 public:
  Idx(std::string_view file, std::string name, std::uint32_t magic, std::size_t sizes)
      : name_(std::move(name)) {
    const std::size_t header = 4 * (1 + sizes);
    take(file, header);
    expect_magic(magic);
    if (bytes_.size() < header) refuse(name_, "it is cut short: its header does not end");
    const std::size_t length = read_sizes(sizes);
    take(file, header + length + 1);  // so that one too many shows, and a gzip file's end is looked at
    bytes_.remove_prefix(header);
    const std::string announced = "its header announces " + shape() + " bytes, ";
    if (bytes_.size() < length)
      refuse(name_, "it is cut short: " + announced + "and " + std::to_string(bytes_.size()) + " follow");
    if (bytes_.size() > length) refuse(name_, announced + "but more follow");
  }
  Idx(const Idx&) = delete;
  Idx& operator=(const Idx&) = delete;

  Index size(std::size_t which) const { return static_cast<Index>(sizes_.at(which)); }
  std::vector<std::uint8_t> data() const { return {bytes_.begin(), bytes_.end()}; }

 private:
  /// The file's first bytes, unpacked.
  void take(std::string_view file, std::size_t most) {
    constexpr std::string_view kGzip = "\x1f\x8b";
    if (file.starts_with(kGzip))
      bytes_ = unpacked_ = unpacked(file, most, name_);
    else
      bytes_ = file.substr(0, most);
  }
  /// The sizes; returns their product.
  std::size_t read_sizes(std::size_t count) {
    std::uint64_t length = 1;
    for (std::size_t i = 0; i < count; ++i) {
      sizes_.push_back(number(1 + i));
      if (sizes_.back() == 0) refuse(name_, "it is empty: " + shape() + " …");
      length = sizes_.back() > kMostIdx / length ? kMostIdx + 1 : length * sizes_.back();
    }
    if (length > kMostIdx)
      refuse(name_, "its header announces " + shape() + " bytes, more than " +
                        std::to_string(kMostIdx >> 20) + " MB");
    return length;
  }
  std::uint32_t number(std::size_t which) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes_[4 * which + i]);
    return value;
  }
  void expect_magic(std::uint32_t magic) const {
    if (bytes_.size() < 4) refuse(name_, "it is cut short: its header does not end");
    const std::uint32_t found = number(0);
    if (found == magic) return;
    char text[100];
    std::snprintf(text, sizeof text, "it begins with 0x%08x, not with 0x%08x", found, magic);
    refuse(name_, text + std::string(found == kImages   ? ": it holds pictures, not labels"
                                     : found == kLabels ? ": it holds labels, not pictures"
                                                        : ": it is no IDX file of bytes"));
  }
  std::string shape() const {
    std::string text;
    for (const std::uint32_t size : sizes_) text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text;
  }

  std::string unpacked_;
  std::string_view bytes_;
  std::string name_;
  std::vector<std::uint32_t> sizes_;
};

}  // namespace

Images parse_images(std::string_view bytes, const std::string& name) {
  const Idx idx(bytes, name, kImages, 3);
  return {.count = idx.size(0), .rows = idx.size(1), .columns = idx.size(2), .pixels = idx.data()};
}

std::vector<std::uint8_t> parse_labels(std::string_view bytes, const std::string& name) {
  return Idx(bytes, name, kLabels, 1).data();
}

Pictures read_pictures(const std::filesystem::path& images, const std::filesystem::path& labels,
                       int classes) {
  Pictures pictures{.images = parse_images(bytes_of(images, kMostIdx), images.string()),
                    .labels = parse_labels(bytes_of(labels, kMostIdx), labels.string())};
  const auto count = static_cast<std::size_t>(pictures.images.count);
  if (pictures.labels.size() != count)
    refuse(labels.string(), "it has " + std::to_string(pictures.labels.size()) + " labels for the " +
                                std::to_string(count) + " pictures of " + images.string());
  const auto bad = std::ranges::find_if(pictures.labels, [&](int label) { return label >= classes; });
  if (bad != pictures.labels.end())
    refuse(labels.string(), "label " + std::to_string(bad - pictures.labels.begin()) + " (from 0) is " +
                                std::to_string(*bad) + ", but there are " + std::to_string(classes) +
                                " classes");
  return pictures;
}

}  // namespace downhill::datasets
