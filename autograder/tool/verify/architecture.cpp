// SPDX-License-Identifier: MIT
#include "tool/verify/architecture.hpp"

#include <cmath>

#include "kit/figure/sheet.hpp"

namespace downhill::verify {
namespace {

using namespace kit::figure;

constexpr double kWide = 180, kHigh = 64;
constexpr Point kLauncher{20, 104}, kTool{20, 210}, kReport{20, 316}, kJudge{270, 316}, kWorker{520, 316},
    kCompiler{520, 210}, kFile{520, 104}, kChecks{270, 422}, kExports{520, 422};

// A rectangle with round corners, its last point its first.
Points outline(Point at) {
  constexpr double kRadius = 8, kQuarter = 1.5707963267948966;
  constexpr int kSteps = 4;
  Points points;
  for (int corner = 0; corner < 4; ++corner)
    for (int i = 0; i <= kSteps; ++i) {
      const double angle = kQuarter * (corner + static_cast<double>(i) / kSteps);
      const Point middle{corner == 0 || corner == 3 ? at.x + kWide - kRadius : at.x + kRadius,
                         corner < 2 ? at.y + kHigh - kRadius : at.y + kRadius};
      points.push_back({middle.x + kRadius * std::cos(angle), middle.y + kRadius * std::sin(angle)});
    }
  points.push_back(points.front());
  return points;
}

void put(Plot& plot, Point at, const std::string& name, const std::string& does, Colour colour) {
  plot.curve(outline(at), {.colour = colour});
  const double middle = at.x + kWide / 2;
  plot.label({middle, at.y + 28}, name, {.colour = colour, .anchor = Anchor::middle, .bold = true});
  plot.label({middle, at.y + 49}, does, {.colour = Colour::ink, .anchor = Anchor::middle, .small = true});
}

void connect(Plot& plot, Point from, Point to, Colour colour) {
  constexpr double kGap = 4;
  plot.arrow(from, to, {.colour = colour, .weight = Weight::thin}, kGap);
}

void down(Plot& plot, Point from, Point to, Colour colour) {
  connect(plot, {from.x + kWide / 2, from.y + kHigh}, {to.x + kWide / 2, to.y}, colour);
}

void put_boxes(Plot& plot) {
  put(plot, kLauncher, "./downhill", "builds, then runs", Colour::blue);
  put(plot, kTool, "tool", "the commands", Colour::blue);
  put(plot, kReport, "report", "one, in many formats", Colour::blue);
  put(plot, kJudge, "judge", "asks, and decides", Colour::blue);
  put(plot, kChecks, "checks.cpp", "and recorded.json", Colour::blue);
  put(plot, kFile, "momentum.cpp", "the student's file", Colour::orange);
  put(plot, kCompiler, "compiler", "behind a fence", Colour::orange);
  put(plot, kWorker, "worker", "in the sandbox", Colour::orange);
  put(plot, kExports, "exports.cpp", "what may be called", Colour::blue);
}

void put_arrows(Plot& plot) {
  down(plot, kLauncher, kTool, Colour::blue);
  down(plot, kTool, kReport, Colour::blue);
  down(plot, kFile, kCompiler, Colour::orange);
  down(plot, kCompiler, kWorker, Colour::orange);
  const auto up = [&](Point from, Point to) {
    connect(plot, {from.x + kWide / 2, from.y}, {to.x + kWide / 2, to.y + kHigh}, Colour::blue);
  };
  up(kChecks, kJudge);
  up(kExports, kWorker);
  const double middle = kReport.y + kHigh / 2, gap = 10;
  connect(plot, {kReport.x + kWide, middle}, {kJudge.x, middle}, Colour::blue);
  connect(plot, {kJudge.x + kWide, middle - gap}, {kWorker.x, middle - gap}, Colour::blue);
  connect(plot, {kWorker.x, middle + gap}, {kJudge.x + kWide, middle + gap}, Colour::orange);
  connect(plot, {kReport.x + kWide, kReport.y + gap}, {kCompiler.x, kCompiler.y + kHigh / 2}, Colour::blue);
  const Label small{.anchor = Anchor::middle, .small = true};
  plot.label({485, middle - 22}, "calls", small);
  plot.label({485, middle + 30}, "answers", small);
  plot.label({310, kCompiler.y + 60}, "has it built", small);
}

}  // namespace

std::string architecture() {
  constexpr double kHeight = 510;
  Sheet sheet("architecture", kHeight);
  sheet.heading("Who asks whom", "Blue decides. Orange is the student's, and believed in nothing");
  sheet.describe(
      "Boxes and arrows. On the left, one below the other: ./downhill builds and runs the tool, whose "
      "commands ask "
      "for a report. The report has the student's file compiled, behind a fence, into a worker, and starts "
      "the "
      "judge. The judge holds checks.cpp and recorded.json. It sends calls to the worker in the sandbox and "
      "takes "
      "answers from it; exports.cpp says what may be called there.");
  Plot plot({0, 0, Sheet::kWidth, kHeight}, Scale::linear(0, Sheet::kWidth), Scale::linear(kHeight, 0));
  put_boxes(plot);
  put_arrows(plot);
  sheet.add(plot);
  return sheet.drawing().svg;
}

}  // namespace downhill::verify
