// SPDX-License-Identifier: MIT
#include "datasets/idx.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

#include "autograder/tests/changed_corpus.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace downhill::datasets {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}
std::string images_file(std::uint32_t count, std::uint32_t rows, std::uint32_t columns,
                        const std::string& pixels, std::uint32_t magic = 0x803) {
  return big_endian(magic) + big_endian(count) + big_endian(rows) + big_endian(columns) + pixels;
}
std::string labels_file(std::uint32_t count, const std::string& labels, std::uint32_t magic = 0x801) {
  return big_endian(magic) + big_endian(count) + labels;
}
std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

const std::string kTwo = images_file(2, 2, 3, std::string("\0\1\2\3\4\5\xff\xfe\xfd\xfc\xfb\xfa", 12));

std::string reason(const std::string& bytes) {
  try {
    parse_images(bytes, "images");
    return "it was read";
  } catch (const BadFile& bad) {
    return bad.what();
  }
}

TEST(Idx, HasPicturesRowByRow) {
  for (const std::string& bytes : {kTwo, gzipped(kTwo)}) {
    const Images images = parse_images(bytes, "images");
    EXPECT_EQ(images.count, 2);
    EXPECT_EQ(images.rows, 2);
    EXPECT_EQ(images.columns, 3);
    EXPECT_THAT(images.pixels, ElementsAre(0, 1, 2, 3, 4, 5, 255, 254, 253, 252, 251, 250));
  }
}
TEST(Idx, HasLabels) {
  EXPECT_THAT(parse_labels(labels_file(3, "\x09\x01\x02"), "labels"), ElementsAre(9, 1, 2));
  EXPECT_THAT(parse_labels(gzipped(labels_file(3, "\x09\x01\x02")), "labels"), ElementsAre(9, 1, 2));
}
TEST(Idx, SizesAreBigEndian) {
  EXPECT_EQ(parse_images(images_file(1, 1, 258, std::string(258, 'x')), "images").columns, 258);
}

TEST(Idx, RefusesOtherFiles) {
  EXPECT_EQ(
      reason("hello world"),
      "could not read images: it begins with 0x68656c6c, not with 0x00000803: it is no IDX file of bytes");
  EXPECT_THAT(reason(images_file(1, 1, 1, "x", 0xd03)), HasSubstr("begins with 0x00000d03"));  // of floats
  EXPECT_THAT(reason(images_file(1, 1, 1, "x", 0x03080000)),
              HasSubstr("no IDX file of bytes"));  // little-endian
  EXPECT_EQ(
      reason(labels_file(1, "x")),
      "could not read images: it begins with 0x00000801, not with 0x00000803: it holds labels, not pictures");
  EXPECT_THROW(
      try { parse_labels(kTwo, "labels"); } catch (const BadFile& bad) {
        EXPECT_THAT(bad.what(), HasSubstr("it holds pictures, not labels"));
        throw;
      },
      BadFile);
}
TEST(Idx, RefusesWhatIsCutShort) {
  EXPECT_EQ(reason(kTwo.substr(0, 20)),
            "could not read images: it is cut short: its header announces 2 × 2 × 3 bytes, and 4 follow");
  for (std::size_t length = 0; length < kTwo.size(); ++length)
    EXPECT_THAT(reason(kTwo.substr(0, length)), HasSubstr("it is cut short")) << length;
}
TEST(Idx, RefusesWhatIsCutShortWherePacked) {
  const std::string packed = gzipped(kTwo);
  for (std::size_t length = 2; length < packed.size(); ++length)
    EXPECT_THAT(reason(packed.substr(0, length)), HasSubstr("it is cut short: the packed data does not end"))
        << length;
}
TEST(Idx, RefusesWhatIsLongerThanItsHeaderSays) {
  EXPECT_EQ(reason(kTwo + "x"),
            "could not read images: its header announces 2 × 2 × 3 bytes, but more follow");
  EXPECT_EQ(reason(gzipped(kTwo) + "xyz"),
            "could not read images: 3 bytes follow the end of the packed data");
}
TEST(Idx, RefusesSizesThatNoFileHas) {
  EXPECT_EQ(
      reason(images_file(0xffffffff, 0xffffffff, 0xffffffff, "x")),
      "could not read images: its header announces 4294967295 × 4294967295 × 4294967295 bytes, more than "
      "512 MB");
  EXPECT_THAT(reason(images_file(1, 1, (512u << 20) + 1, "x")), HasSubstr("more than 512 MB"));
  EXPECT_THAT(reason(images_file(1, 1, 512u << 20, "x")),
              HasSubstr("and 1 follow"));  // and little is allocated
}
TEST(Idx, RefusesEmptyOnes) {
  EXPECT_EQ(reason(images_file(0, 2, 3, "")), "could not read images: it is empty: 0 …");
  EXPECT_EQ(reason(images_file(2, 0, 3, "")), "could not read images: it is empty: 2 × 0 …");
  EXPECT_THROW(parse_labels(labels_file(0, ""), "labels"), BadFile);
}
TEST(Idx, RefusesDamagedPacking) {
  std::string packed = gzipped(kTwo);
  packed[packed.size() - 6] ^= 1;  // the checksum
  EXPECT_EQ(reason(packed), "could not read images: it is damaged: incorrect data check");
  packed = gzipped(kTwo);
  packed[12] ^= 0x55;
  EXPECT_THAT(reason(packed), HasSubstr("could not read images: it "));
}
TEST(Idx, UnpacksNoMoreThanTheHeaderSays) {
  // 64 MB of zeros that pack to next to nothing: looking at all of them would take a while.
  EXPECT_EQ(reason(gzipped(kTwo + std::string(64 << 20, '\0'))),
            "could not read images: its header announces 2 × 2 × 3 bytes, but more follow");
}

class Files : public testing::Test {
 protected:
  fs::path put(const char* name, const std::string& bytes) const {
    const fs::path file = fs::path(testing::TempDir()) / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
  std::string reason_of(const fs::path& images, const fs::path& labels) const {
    try {
      read_pictures(images, labels, 10);
      return "they were read";
    } catch (const BadFile& bad) {
      return bad.what();
    }
  }
};

TEST_F(Files, AreReadTogether) {
  const Pictures pictures =
      read_pictures(put("two.gz", gzipped(kTwo)), put("labels.gz", gzipped(labels_file(2, "\x03\x09"))), 10);
  EXPECT_EQ(pictures.images.size(), 6);
  EXPECT_THAT(pictures.labels, ElementsAre(3, 9));
}
TEST_F(Files, MustHaveALabelForEachPicture) {
  const fs::path images = put("two", kTwo), labels = put("labels", labels_file(3, "\x03\x09\x01"));
  EXPECT_EQ(reason_of(images, labels), "could not read " + labels.string() +
                                           ": it has 3 labels for the 2 pictures of " + images.string());
}
TEST_F(Files, MustHaveLabelsThatAreClasses) {
  const fs::path images = put("two", kTwo), labels = put("labels", labels_file(2, "\x03\x0a"));
  EXPECT_EQ(reason_of(images, labels),
            "could not read " + labels.string() + ": label 1 (from 0) is 10, but there are 10 classes");
}
TEST_F(Files, MustBeThere) {
  EXPECT_EQ(reason_of("not/there.gz", "nor/there.gz"), "could not read not/there.gz: there is no such file");
  EXPECT_THAT(reason_of(testing::TempDir(), "x"), HasSubstr(": it is a folder"));
}

// The fuzzer's own corpus, and a few thousand changes of it, the same ones each time.
TEST(IdxFuzz, CorpusAndItsChangesAreReadOrRefused) {
  constexpr int kChanges = 2000;
  const fs::path corpus = fs::path(DOWNHILL_SOURCE_DIR) / "datasets/tests/idx_corpus";
  EXPECT_GE(tests::feed_corpus(corpus, kChanges, LLVMFuzzerTestOneInput), 8u);
}

}  // namespace
}  // namespace downhill::datasets
