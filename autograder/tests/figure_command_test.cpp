// SPDX-License-Identifier: MIT
// ./downhill figure: the files that it leaves.
#include <gmock/gmock.h>
#include <zlib.h>

#include <set>

#include "tests/student.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using judge::Finished;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;
using namespace std::string_literals;

std::size_t big_endian(const std::string& bytes, std::size_t at) {
  std::size_t number = 0;
  for (const char byte : bytes.substr(at, 4)) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

struct Picture {
  std::size_t width = 0, height = 0;
  std::vector<int> first_pixel;  ///< red, green, blue, and alpha where the picture has one
};

/// A PNG of 8 bits a channel. No filter of PNG changes the first pixel of its first row.
Picture read_png(const fs::path& file) {
  const std::string bytes = read_text(file), signature = "\x89PNG\r\n\x1a\n";
  constexpr std::size_t kHeader = 16, kColourType = 25;
  if (!bytes.starts_with(signature) || bytes.find("IEND") == bytes.npos) return {};
  std::string packed;
  for (std::size_t at = signature.size(); at + 8 < bytes.size(); at += big_endian(bytes, at) + 12)
    if (bytes.substr(at + 4, 4) == "IDAT") packed += bytes.substr(at + 8, big_endian(bytes, at));
  std::vector<unsigned char> raw(1 + (bytes[kColourType] == 6 ? 4 : 3));
  z_stream unpacking{};
  inflateInit(&unpacking);
  unpacking.next_in = reinterpret_cast<unsigned char*>(packed.data());
  unpacking.avail_in = static_cast<unsigned>(packed.size());
  unpacking.next_out = raw.data();
  unpacking.avail_out = static_cast<unsigned>(raw.size());
  inflate(&unpacking, Z_SYNC_FLUSH);
  inflateEnd(&unpacking);
  return {big_endian(bytes, kHeader), big_endian(bytes, kHeader + 4), {raw.begin() + 1, raw.end()}};
}

/// What a whole file of its kind ends with; empty for an unknown kind.
std::string end_of(const fs::path& file) {
  const std::string kind = file.extension();
  return kind == ".svg"   ? "</svg>\n"
         : kind == ".pdf" ? "%%EOF"
         : kind == ".png" ? "IEND\xae\x42\x60\x82"
                          : "";
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

TEST_F(StudentTest, FigureForSlidesIsThereInEveryFormatAndTheme) {
  const fs::path out = course_.root() / "my slides";
  const Finished drawn = course_.tool({"figure", "01", "--from", "solutions", "--slides", "--out", out});
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  const std::set<std::string> names = names_in(out);
  EXPECT_EQ(names.size(), 14u) << "two figures, each in seven files";
  for (const std::string name : {"01_one_weight", "01_one_weight_error"}) {
    EXPECT_TRUE(names.contains(name + ".svg"));
    for (const std::string theme : {".light", ".dark"})
      for (const std::string kind : {".svg", ".png", ".pdf"}) {
        const fs::path file = out / (name + theme + kind);
        EXPECT_THAT(drawn.out, HasSubstr(file.string() + "\n"));
        EXPECT_THAT(read_text(file), HasSubstr(end_of(file))) << file;
      }
  }
  const std::string svg = read_text(out / "01_one_weight.dark.svg");
  EXPECT_THAT(svg, AllOf(HasSubstr("width='720' height='650'"), Not(HasSubstr("light-dark("))));
  for (const auto& [theme, ground] : {std::pair{".light", 0xff}, {".dark", 0x15}}) {
    const Picture picture = read_png(out / ("01_one_weight"s + theme + ".png"));
    EXPECT_EQ(picture.width, 1440u);
    EXPECT_EQ(picture.height, 1300u);
    ASSERT_FALSE(picture.first_pixel.empty());
    EXPECT_EQ(picture.first_pixel[0], ground) << theme;
    if (picture.first_pixel.size() == 4) EXPECT_EQ(picture.first_pixel[3], 255) << "opaque";
  }
  const std::string pdf = read_text(out / "01_one_weight.dark.pdf");
  EXPECT_THAT(pdf, AllOf(StartsWith("%PDF-"), HasSubstr("/Count 1\n"), HasSubstr("/Type /Font")))
      << "one page, and its text is text";
}

TEST_F(StudentTest, FigureForSlidesMayBeTransparent) {
  const Finished drawn = course_.tool(
      {"figure", "01", "--from", "solutions", "--slides", "--transparent", "--out", course_.root()});
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  const Picture picture = read_png(course_.root() / "01_one_weight.dark.png");
  ASSERT_EQ(picture.first_pixel.size(), 4u);
  EXPECT_EQ(picture.first_pixel[3], 0);
}

TEST_F(StudentTest, FigureOfAllIsForSlidesAndInAReleaseTakesTheCommittedOnes) {
  const fs::path committed = course_.root() / "docs" / "figures", out = course_.root() / "slides";
  fs::remove(course_.root() / "solutions");
  fs::create_directories(committed);
  fs::copy(fs::path(DOWNHILL_SOURCE_DIR) / "docs/figures/01_one_weight.svg", committed);
  const Finished drawn = course_.tool({"figure", "--all", "--out", out});
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_EQ(names_in(out).size(), 7u);
  EXPECT_EQ(read_text(out / "01_one_weight.svg"), read_text(committed / "01_one_weight.svg"));
  EXPECT_THAT(read_text(out / "01_one_weight.dark.svg"), HasSubstr("color-scheme:dark}"));
}

TEST_F(StudentTest, FigureKeepsOutOfWhatIsNotItsOwn) {
  fs::create_directories(course_.root() / "docs" / "figures");
  write_text(course_.root() / "a file", "kept");
  for (const auto& [out, says] :
       {std::pair{"docs/figures", "the pages' own"}, {"a file", "is not a folder"}}) {
    const Finished refused = course_.tool({"figure", "01", "--out", out});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr(says));
  }
  EXPECT_TRUE(fs::is_empty(course_.root() / "docs" / "figures"));
  EXPECT_EQ(read_text(course_.root() / "a file"), "kept");
}

/// PATH as long as it lives: a folder, and what was there before.
class PathWith {
 public:
  PathWith(const fs::path& folder, const std::string& rest) : before_(getenv("PATH")) {
    setenv("PATH", (folder.string() + rest).c_str(), 1);
  }
  ~PathWith() { setenv("PATH", before_.c_str(), 1); }
  PathWith(const PathWith&) = delete;
  PathWith& operator=(const PathWith&) = delete;

 private:
  std::string before_;
};

TEST_F(StudentTest, FigureThatIsInterruptedLeavesWholeFiles) {
  const fs::path out = course_.root() / "slides", programs = course_.root() / "programs";
  fs::create_directory(programs);
  // A converter during which Ctrl-C is typed.
  const fs::path converter = programs / "rsvg-convert";
  write_text(converter, "#!/bin/sh\n[ \"$1\" = --version ] || { printf half; kill -INT $PPID; exit 1; }\n");
  fs::permissions(converter, fs::perms::owner_all);
  const PathWith path(programs, ":"s + getenv("PATH"));
  const Finished stopped = course_.tool({"figure", "01", "--from", "solutions", "--slides", "--out", out});
  EXPECT_EQ(stopped.signal, SIGINT);
  EXPECT_THAT(stopped.err, HasSubstr("every file that is there is whole"));
  EXPECT_THAT(names_in(out), UnorderedElementsAre("01_one_weight.svg", "01_one_weight_error.svg",
                                                  "01_one_weight.light.svg"));
  for (const std::string& name : names_in(out))
    EXPECT_THAT(read_text(out / name), HasSubstr(end_of(name))) << name;
}

TEST_F(StudentTest, FigureWithoutAConverterSaysWhatToInstall) {
  const PathWith path(course_.root(), "");
  for (const std::string format : {"--png", "--slides"}) {
    const Finished refused = course_.tool({"figure", "01", format});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("install librsvg2-bin"));
  }
}

}  // namespace
}  // namespace downhill::tool
