// SPDX-License-Identifier: MIT
// The SVG writer, and the lessons' figures with whatever a student's code may give them to draw.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "tool/paths_json.hpp"

namespace downhill {

#define DRAWN_LESSON(name, slug)                                                         \
  namespace slug {                                                                       \
  std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine); \
  }
#include "drawn_lessons.inc"
#undef DRAWN_LESSON

namespace kit::figure {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Bytes of a drawing: where a map's values are noise, each of its cells has lines of its own.
constexpr std::size_t kLargest = 1'000'000;

TEST(Fixed, HasNoTrailingZerosAndNoNegativeZero) {
  EXPECT_EQ(fixed(2.5, 2), "2.5");
  EXPECT_EQ(fixed(-3, 4), "-3");
  EXPECT_EQ(fixed(0.05, 1), "0.1");
  EXPECT_EQ(fixed(-0.04, 1), "0");
  EXPECT_EQ(fixed(0.999, 2), "1");
  EXPECT_EQ(fixed(-12.007, 3), "-12.007");
}

TEST(Fixed, StaysReadableForEveryDouble) {
  EXPECT_EQ(fixed(kNaN, 1), "0");
  EXPECT_EQ(fixed(kInfinity, 1), "1000000000");
  EXPECT_EQ(fixed(-1e300, 6), "-1000000000");
  EXPECT_EQ(fixed(5e-324, 6), "0");
}

TEST(Fixed, DoesNotDependOnTheLastDigits) {
  EXPECT_EQ(fixed(8.25, 1), fixed(std::nextafter(8.25, 0), 1));
  EXPECT_EQ(fixed(-8.25, 1), fixed(std::nextafter(-8.25, -9), 1));
}

TEST(WordsFor, WritesATrueMinusAndPowersOfTen) {
  EXPECT_EQ(words_for(-24, 3), "−24");
  EXPECT_EQ(words_for(2.069168, 6), "2.069168");
  EXPECT_EQ(words_for(-3e12, 3), "−3·10^{12}");
  EXPECT_EQ(words_for(-kInfinity, 3), "−∞");
  EXPECT_EQ(words_for(kNaN, 3), "no number");
}

TEST(Markup, EscapesWhatXmlReserves) {
  EXPECT_EQ(tspans("a < b & 'c' > \"d\""), "a &lt; b &amp; &#39;c&#39; &gt; &quot;d&quot;");
}

TEST(Markup, SetsVariablesAndIndicesAndReturnsToTheBaseLine) {
  EXPECT_EQ(tspans("*w*_{0} = 2"),
            "<tspan class='variable'>w</tspan><tspan class='index' dy='0.278em'>0</tspan>"
            "<tspan dy='-0.2em'> = 2</tspan>");
  EXPECT_EQ(tspans("10^{−6}"), "10<tspan class='index' dy='-0.417em'>−6</tspan>");
}

TEST(Markup, SurvivesWhatIsNeverClosed) {
  EXPECT_EQ(tspans("*w"), "<tspan class='variable'>w</tspan>");
  EXPECT_EQ(tspans("a_{"), "a");
  EXPECT_EQ(tspans("}_^{}"), "}_");
}

TEST(Markup, IsSpokenWithoutItsSigns) { EXPECT_EQ(spoken("*w*_{0}^{2} < 10^{−6}"), "w0^2 < 10^−6"); }

std::vector<double> values(const std::vector<Tick>& ticks) {
  std::vector<double> values;
  for (const Tick& tick : ticks) values.push_back(tick.value);
  return values;
}

std::vector<std::string> texts(const std::vector<Tick>& ticks) {
  std::vector<std::string> texts;
  for (const Tick& tick : ticks) texts.push_back(tick.text);
  return texts;
}

TEST(Ticks, AreRoundNumbersWithinTheRange) {
  EXPECT_THAT(texts(linear_ticks(-1.2, 1.2, 5)), ElementsAre("−1", "−0.5", "0", "0.5", "1"));
  EXPECT_THAT(values(linear_ticks(0, 18, 4)), ElementsAre(0, 5, 10, 15));
  EXPECT_THAT(texts(linear_ticks(0, 0.05, 5)), ElementsAre("0", "0.01", "0.02", "0.03", "0.04", "0.05"));
}

TEST(Ticks, AreTheSameUpsideDown) {
  EXPECT_EQ(texts(ticks_of(Scale::linear(60, 0), 4)), texts(ticks_of(Scale::linear(0, 60), 4)));
}

TEST(LogTicks, ArePowersOfTen) {
  EXPECT_THAT(texts(log_ticks(0.05, 200)), ElementsAre("0.1", "1", "10", "100"));
  EXPECT_THAT(texts(log_ticks(1e-6, 200)), ElementsAre("10^{−6}", "10^{−4}", "0.01", "1", "100"));
}

TEST(Scale, CountsFactorsWhenLogarithmic) {
  const Scale scale = Scale::log(0.01, 100);
  EXPECT_DOUBLE_EQ(scale.share_of(1), 0.5);
  EXPECT_DOUBLE_EQ(scale.value_at(0.75), 10);
  EXPECT_FALSE(std::isfinite(scale.share_of(0)));
}

TEST(Simplified, KeepsCornersAndDropsWhatLiesOnTheWay) {
  const Points line{{0, 0}, {1, 0.01}, {2, 0}, {3, 0}, {3, 5}};
  const Points simple = simplified(line, 0.05);
  ASSERT_THAT(simple, SizeIs(3));
  EXPECT_EQ(simple[1].x, 3);
  EXPECT_EQ(simple[1].y, 0);
  EXPECT_THAT(simplified({}, 0.05), IsEmpty());
}

TEST(Simplified, KeepsALoopARound) {
  Points loop;
  for (int i = 0; i < 360; ++i)
    loop.push_back({50 * std::cos(i * 0.01745329), 50 * std::sin(i * 0.01745329)});
  const Points simple = simplified_loop(loop, 0.5);
  EXPECT_LT(simple.size(), 40u);
  EXPECT_GT(simple.size(), 12u);
}

TEST(Clipped, LeavesOutWhatIsNotFiniteAndBreaksTheLineThere) {
  const Points line{{1, 1}, {2, 2}, {kNaN, 3}, {4, 4}, {5, kInfinity}, {6, 6}, {7, 7}};
  EXPECT_THAT(clipped(line, {0, 0, 10, 10}), SizeIs(2));
}

TEST(Clipped, CutsAtTheBoxWhereverTheEndsAre) {
  const std::vector<Points> pieces = clipped({{-1e300, 5}, {1e300, 5}}, {0, 0, 10, 10});
  ASSERT_THAT(pieces, SizeIs(1));
  EXPECT_NEAR(pieces[0].front().x, 0, 1e-3);
  EXPECT_NEAR(pieces[0].back().x, 10, 1e-3);
  EXPECT_THAT(clipped({{-5, -5}, {-1, 20}}, {0, 0, 10, 10}), IsEmpty());
}

TEST(Clipped, MakesTwoPiecesOfALineThatLeavesAndReturns) {
  EXPECT_THAT(clipped({{5, 5}, {20, 5}, {20, 8}, {5, 8}}, {0, 0, 10, 10}), SizeIs(2));
}

HeightMap circles(const std::vector<Point>& centres) {
  const auto height = [=](Point p) {
    double nearest = kInfinity;
    for (const Point& centre : centres) nearest = std::min(nearest, distance(p, centre));
    return nearest;
  };
  return HeightMap(height, {0, 0, 100, 100}, 50, 50);
}

double longest_side(const Points& loop) {
  double longest = 0;
  for (std::size_t i = 0; i < loop.size(); ++i)
    longest = std::max(longest, distance(loop[i], loop[(i + 1) % loop.size()]));
  return longest;
}

TEST(Contour, OfACircleIsOneClosedLoop) {
  const std::vector<Points> loops = circles({{50, 50}}).loops(30);
  ASSERT_THAT(loops, SizeIs(1));
  for (const Point& p : loops[0]) EXPECT_NEAR(distance(p, {50, 50}), 30, 0.1);
  EXPECT_LT(longest_side(loops[0]), 3);  // the side from the last point back to the first included
}

TEST(Contour, ClosesOutsideWhereTheBoxCutsIt) {
  const std::vector<Points> loops = circles({{0, 0}}).loops(30);
  ASSERT_THAT(loops, SizeIs(1));
  EXPECT_LT(longest_side(loops[0]), 3);
}

TEST(Contour, HasALoopForEachBasin) {
  EXPECT_THAT(circles({{25, 25}, {75, 75}}).loops(20), SizeIs(2));
  EXPECT_THAT(circles({{25, 25}, {75, 75}}).loops(-1), IsEmpty());
}

TEST(Contour, TakesWhatIsNotANumberAsHigh) {
  const HeightMap map([](Point p) { return p.x < 50 ? -kInfinity : kNaN; }, {0, 0, 100, 100}, 10, 10);
  for (const Points& loop : map.loops(0))
    for (const Point& p : loop) EXPECT_TRUE(is_finite(p));
}

// The contrast of two colours as the Web Content Accessibility Guidelines define it.
double contrast(std::string_view one, std::string_view other) {
  const auto brightness = [](std::string_view hex) {
    double sum = 0;
    const double shares[] = {0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
      const double c = std::stoi(std::string(hex.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
      sum += shares[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return sum + 0.05;
  };
  const double a = brightness(one), b = brightness(other);
  return std::max(a, b) / std::min(a, b);
}

TEST(Style, EveryColourStandsOutFromItsBackground) {
  for (const Paint& paint : kPaints) {
    EXPECT_GE(contrast(paint.light, "#ffffff"), 4.5) << paint.name;
    EXPECT_GE(contrast(paint.dark, "#15191f"), 4.5) << paint.name;
  }
}

Drawing sample() {
  Sheet sheet("sample", 300);
  sheet.heading("*w* < 3 & more", "its \"loss\"");
  sheet.describe("It's a line.");
  for (int i = 0; i < 2; ++i) {
    Plot plot({50, 80, 700, 250}, Scale::linear(0, 10), Scale::linear(0, 10));
    plot.axes({.x = "*x*", .y = "*y*"});
    plot.contours([](double x, double y) { return x * y; }, {10, 20});
    plot.trail({{0, 0}, {5, kNaN}, {5, 5}, {1e300, 1e300}}, Colour::blue);
    plot.curve({{0, 10}, {10, 0}}, {.dashed = true});
    plot.arrow({1, 1}, {kInfinity, 2}, {}, 4);
    plot.dot({kNaN, 1}, {});
    plot.label({kNaN, 1}, "nowhere", {});
    sheet.add(plot);
  }
  return sheet.drawing();
}

TEST(Sheet, SaysWhatItShowsWithoutATitleThatHovers) {
  EXPECT_THAT(
      sample().svg,
      HasSubstr("role='img' aria-label='w &lt; 3 &amp; more. its &quot;loss&quot;. It&#39;s a line.'"));
  EXPECT_THAT(sample().svg, Not(HasSubstr("<title")));
}

TEST(Sheet, IsDarkAndLightInOne) {
  EXPECT_THAT(sample().svg, HasSubstr("color-scheme:light dark"));
  EXPECT_THAT(sample().svg, HasSubstr("stroke:#0072b2;stroke:light-dark(#0072b2,#56b4e9)"));
}

TEST(Sheet, InOneThemeHasThatThemesColoursAlone) {
  const std::string light = in_theme(sample().svg, Theme::light, Ground::plain);
  const std::string dark = in_theme(sample().svg, Theme::dark, Ground::plain);
  for (const Paint& paint : kPaints) {
    EXPECT_THAT(light, AllOf(HasSubstr(paint.light), Not(HasSubstr(paint.dark)))) << paint.name;
    EXPECT_THAT(dark, AllOf(HasSubstr(paint.dark), Not(HasSubstr(paint.light)))) << paint.name;
  }
  for (const std::string& svg : {light, dark}) EXPECT_THAT(svg, Not(HasSubstr("light-dark(")));
  EXPECT_THAT(light, HasSubstr("color-scheme:light}"));
  EXPECT_THAT(dark, HasSubstr("color-scheme:dark}"));
}

TEST(Sheet, InOneThemeIsDrawnAsBefore) {
  const std::string both = sample().svg, dark = in_theme(both, Theme::dark, Ground::none);
  const std::string end = "</style>\n";
  EXPECT_EQ(both.substr(0, both.find("<style>")), dark.substr(0, dark.find("<style>")));
  EXPECT_EQ(both.substr(both.find(end)), dark.substr(dark.find(end)));
  EXPECT_THAT(in_theme(both, Theme::dark, Ground::plain),
              HasSubstr(end + "<rect width='100%' height='100%' class='plate'/>\n"));
}

TEST(Sheet, OfAnotherKindHasNoTheme) {
  EXPECT_THROW(in_theme("<svg><style>.plot{}</style></svg>", Theme::dark, Ground::none),
               std::invalid_argument);
}

TEST(Sheet, NamesEachClippingRegionOnce) {
  EXPECT_THAT(sample().svg, HasSubstr("<clipPath id='figure-sample-1'>"));
  EXPECT_THAT(sample().svg, HasSubstr("<clipPath id='figure-sample-2'>"));
}

TEST(Plot, LeavesOutLabelsWithoutAPlace) { EXPECT_THAT(sample().svg, Not(HasSubstr("nowhere"))); }

std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// A parabola, where every point but the ends is as far off as its neighbours.
std::string parabola(double noise) {
  Points points;
  for (int i = 0; i <= 120; ++i) {
    const double x = i / 20.0 * (1 + (i % 3 - 1) * noise);
    points.push_back({x, (3 * x - 10) * (3 * x - 10)});
  }
  Plot plot({60, 80, 700, 300}, Scale::linear(0, 6), Scale::linear(0, 44));
  plot.curve(points, {});
  return plot.svg("parabola");
}

TEST(Plot, IsTheSameToTheByteForNumbersThatDifferByRounding) { EXPECT_EQ(parabola(0), parabola(1e-12)); }

// Whether every place on the sheet is a number, and no text says otherwise.
void expect_sound(const Drawing& drawing) {
  for (const std::string name : {"d", "x", "y", "cx", "cy", "r", "width", "height"}) {
    const std::string opening = " " + name + "='";
    for (auto at = drawing.svg.find(opening); at != std::string::npos;
         at = drawing.svg.find(opening, at + 1)) {
      const auto from = at + opening.size();
      EXPECT_EQ(drawing.svg.find_first_not_of("-.0123456789 MLZ", from), drawing.svg.find('\'', from))
          << drawing.name << ": " << drawing.svg.substr(at, 60);
    }
  }
  EXPECT_THAT(lower_case(drawing.svg), Not(HasSubstr("nan"))) << drawing.name;
  EXPECT_THAT(drawing.svg, HasSubstr(" aria-label='"));
  EXPECT_LT(drawing.svg.size(), kLargest) << drawing.name;
}

TEST(Sheet, HasOnlyNumbersForPlaces) { expect_sound(sample()); }

struct Lesson {
  std::string name;
  std::vector<Drawing> (*figures)(const Paths&, const Paths*);
  /// The reference's, whose names and shapes the figure relies on.
  Paths paths() const {
    return tool::read_paths(std::filesystem::path(DOWNHILL_SOURCE_DIR) / "lessons" / name / "paths.json");
  }
};

void PrintTo(const Lesson& lesson, std::ostream* to) { *to << lesson.name; }

Paths filled(const Lesson& lesson, const std::function<Matrix(Index rows, Index columns)>& points) {
  Paths paths = lesson.paths();
  for (Path& path : paths) path.points = points(path.points.rows(), path.points.cols());
  return paths;
}

Matrix ramp(Index rows, Index columns) {
  return Vector::LinSpaced(rows, 0, 1) * RowVector::Ones(columns) + Matrix::Ones(rows, columns);
}

class HostilePaths : public ::testing::TestWithParam<Lesson> {
 protected:
  void draw(const Paths& mine) {
    const Paths expected = filled(GetParam(), ramp);
    const std::vector<Drawing> drawings = GetParam().figures(expected, &mine);
    EXPECT_THAT(drawings, Not(IsEmpty()));
    for (const Drawing& drawing : drawings) expect_sound(drawing);
  }
  void draw(const std::function<Matrix(Index rows, Index columns)>& points) {
    draw(filled(GetParam(), points));
  }
};

TEST_P(HostilePaths, OfNobodyAreNoTrouble) {
  for (const Drawing& drawing : GetParam().figures(filled(GetParam(), ramp), nullptr)) expect_sound(drawing);
}

TEST_P(HostilePaths, AreNotCalledByAShadeThatTheThemeTurnsRound) {
  for (const Drawing& drawing : GetParam().figures(filled(GetParam(), ramp), nullptr)) {
    const std::string words = lower_case(drawing.svg.substr(drawing.svg.find("</style>")));
    for (const std::string shade : {"dark", "black", "white"})
      EXPECT_THAT(words, Not(HasSubstr(shade))) << drawing.name;
  }
}

TEST_P(HostilePaths, ThatAgreeAreDrawnAsTheStudents) {
  const Paths expected = filled(GetParam(), ramp);
  const std::vector<Drawing> drawings = GetParam().figures(expected, &expected);
  EXPECT_TRUE(std::ranges::any_of(drawings, [](const Drawing& drawing) {
    return drawing.svg.find("Drawn by your code") != std::string::npos;
  })) << "not every figure shows a student's numbers, but one of a lesson's does";
}

TEST_P(HostilePaths, MayBeMissing) { draw(Paths{}); }

TEST_P(HostilePaths, MayHaveOtherNames) { draw(Paths{{"", Matrix(3, 3)}, {"<script>", Matrix::Zero(2, 2)}}); }

TEST_P(HostilePaths, MayBeEmpty) {
  draw([](Index, Index) { return Matrix(0, 0); });
  draw([](Index rows, Index) { return Matrix(rows, 0); });
  draw([](Index, Index columns) { return Matrix(0, columns); });
}

TEST_P(HostilePaths, MayHaveOneNumberOnly) {
  draw([](Index, Index) { return Matrix::Ones(1, 1); });
}

TEST_P(HostilePaths, MayHaveMoreRowsAndColumnsThanExpected) {
  draw([](Index rows, Index columns) { return ramp(rows + 3, columns + 3); });
  draw([](Index, Index columns) { return Matrix::Random(50'000, columns); });
}

TEST_P(HostilePaths, MayBeNoNumbers) {
  for (const double value : {kNaN, kInfinity, -kInfinity})
    draw([=](Index rows, Index columns) { return Matrix::Constant(rows, columns, value); });
}

TEST_P(HostilePaths, MayBeHugeOrTiny) {
  for (const double value : {1e308, -1e308, 1e154, -1e10, 5e-324})
    draw([=](Index rows, Index columns) { return Matrix::Random(rows, columns) * value; });
}

TEST_P(HostilePaths, MayMixAllOfThat) {
  draw([](Index rows, Index columns) {
    Matrix points = ramp(rows, columns);
    const double values[] = {kNaN, 1e308, 0, -kInfinity, 2, -1e308, 3};
    for (Index i = 0; i < points.size(); i += 2) points.data()[i] = values[i % 7];
    return points;
  });
}

const std::vector<Lesson> kLessons = {
#define DRAWN_LESSON(name, slug) Lesson{#name, slug::figures},
#include "drawn_lessons.inc"
#undef DRAWN_LESSON
};

INSTANTIATE_TEST_SUITE_P(Figures, HostilePaths, ::testing::ValuesIn(kLessons),
                         [](const auto& lesson) { return "Lesson" + lesson.param.name; });

}  // namespace
}  // namespace kit::figure
}  // namespace downhill
