// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "judge/sandbox.hpp"
#include "tool/docs/excerpts.hpp"
#include "tool/docs/links.hpp"
#include "tool/docs/markdown.hpp"
#include "tool/try_call.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/source_text.hpp"
#include "tool/verify/verify.hpp"
#include "tool/verify/worked.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;
using docs::Block;
using docs::fault_of;
using docs::Link;
using docs::Page;
using docs::ProseNumber;
using docs::read_page;

constexpr double kSmallWhole = 10;           // whole numbers up to this may stand anywhere
constexpr std::size_t kDigitsToRound = 3;    // a number of fewer digits has to be exactly what was computed
constexpr std::size_t kMostPoints = 40;      // of a path whose numbers the prose may name
constexpr std::size_t kShortStatement = 12;  // "returnpath;": too short to give anything away

// Asks the reference.
std::string ask(const judge::Sandbox& sandbox, const std::string& function, const std::string& arguments) {
  const tool::Tried tried = tool::try_call(sandbox, function, arguments, tool::Digits::all);
  if (tried.outcome == judge::Outcome::value) return tried.text;
  if (tried.outcome == judge::Outcome::missing)
    throw std::runtime_error("the lesson has no function " + function);
  throw std::runtime_error(function + "(" + arguments + ") gives no answer: " + tried.text);
}

class PageOfALesson {
 public:
  PageOfALesson(const Subject& subject, Part& part)
      : subject_(subject),
        part_(part),
        file_(subject.page()),
        text_(read_text(subject.root() / file_)),
        page_(read_page(text_)),
        sandbox_(reference_worker(subject)) {}

  std::string verify() {
    work_out_blocks();
    add_numbers_of_the_figures();
    for (const ProseNumber& number : page_.numbers)
      if (!is_known(number))
        fault(number.line, number.spelt +
                               " is not among the numbers of the worked examples: show in a worked block how "
                               "it comes about, or correct it");
    for (const Link& link : page_.links) follow(link);
    for (const auto& [line, wrong] : docs::faults_of_excerpts(page_, subject_.root())) fault(line, wrong);
    expect_no_solution();
    return std::to_string(lines_) + " worked lines, " + std::to_string(page_.numbers.size()) + " numbers, " +
           std::to_string(page_.links.size()) + " links";
  }

 private:
  void fault(int line, const std::string& sentence) { part_.fault(file_, line, sentence); }

  void work_out_blocks() {
    for (const Block& block : page_.blocks) {
      if (block.info != "worked") continue;
      int line = block.line;
      std::size_t begin = 0;
      for (std::size_t end; begin < block.text.size(); begin = end + 1, ++line) {
        end = std::min(block.text.find('\n', begin), block.text.size());
        work_out_line(block.text.substr(begin, end - begin), line);
      }
    }
    if (lines_ == 0)
      fault(0, "has no worked example; add a block ```worked with lines such as slope(2, 3, 10) = -24");
  }

  void work_out_line(const std::string& text, int line) try {
    if (squeezed(text).empty()) return;
    ++lines_;
    const Worked worked = work_out(text, [&](const auto& function, const auto& arguments) {
      return ask(sandbox_, function, arguments);
    });
    numbers_.insert(numbers_.end(), worked.numbers.begin(), worked.numbers.end());
    if (!worked.wrong.empty()) fault(line, text + " does not hold: " + worked.wrong);
  } catch (const std::runtime_error& error) {
    fault(line, text + " cannot be worked out: " + error.what());
  }

  // The points of the paths, unless they are so many that any number would be among them, and what stands in
  // their names: "rate 0.01".
  void add_numbers_of_the_figures() {
    const fs::path file = subject_.root() / subject_.expected_paths();
    if (!fs::exists(file)) return;
    const auto paths = nlohmann::json::parse(read_text(file));
    for (const auto& [name, points] : paths.items()) {
      for (const ProseNumber& number : read_page(name).numbers)
        numbers_.push_back(std::strtod(number.spelt.c_str(), nullptr));
      if (points.size() > kMostPoints) continue;
      for (const auto& point : points)
        for (const auto& x : point)
          if (x.is_number()) numbers_.push_back(x.get<double>());
    }
  }

  bool is_known(const ProseNumber& number) const {
    const double x = std::strtod(number.spelt.c_str(), nullptr);
    if (std::abs(x) <= kSmallWhole && number.spelt.find('.') == std::string::npos) return true;
    const auto digits = std::ranges::count_if(number.spelt, [](char c) { return c >= '0' && c <= '9'; });
    const bool may_round = static_cast<std::size_t>(digits) >= kDigitsToRound;
    const auto is = [&](double computed) {
      return may_round ? prints_as(computed, number.spelt) : std::abs(computed - x) <= 1e-9 * std::abs(x);
    };
    return std::ranges::any_of(numbers_, [&](double computed) {
      const double scaled = number.percent ? 100 * computed : computed;
      return is(computed) || is(scaled) || (x > 0 && (is(-computed) || is(-scaled)));  // "falls by 0.24"
    });
  }

  void follow(const Link& link) {
    const fs::path file = target_of(link, file_);
    if (file.string().starts_with("solutions"))
      return fault(link.line,
                   "links to " + file.string() + ", which students do not have; take the link out");
    const std::string wrong = fault_of(link, file_, subject_.root());
    if (!wrong.empty()) fault(link.line, wrong);
  }

  // Neither the page nor hints, quiz and slips hand over a line that the exercise is about.
  void expect_no_solution() {
    const std::string shown = squeezed(read_text(subject_.root() / subject_.lesson.contract()) +
                                       read_text(subject_.root() / subject_.lesson.exercise()));
    const fs::path toml = file_.parent_path() / "lesson.toml";
    const std::string page = squeezed(text_), lesson = squeezed(read_text(subject_.root() / toml));
    for (const Statement& statement :
         statements_of(read_text(subject_.root() / subject_.lesson.solution()))) {
      if (statement.text.size() < kShortStatement || shown.find(statement.text) != shown.npos) continue;
      const std::string where =
          "gives away line " + std::to_string(statement.line) + " of the solution; say in words what to do";
      if (page.find(statement.text) != page.npos) fault(0, where);
      if (lesson.find(statement.text) != lesson.npos) part_.fault(toml, 0, where);
    }
  }

  const Subject& subject_;
  Part& part_;
  fs::path file_;
  std::string text_;
  Page page_;
  judge::Sandbox sandbox_;
  std::vector<double> numbers_;
  int lines_ = 0;
};

}  // namespace

std::string verify_page(const Subject& subject, Part& part) {
  if (!fs::exists(subject.root() / subject.page())) {
    part.fault(subject.page(), 0, "is not there; write the lesson's page");
    return "not looked at";
  }
  return PageOfALesson(subject, part).verify();
}

}  // namespace downhill::verify
