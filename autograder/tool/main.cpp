// SPDX-License-Identifier: MIT
// The command line of ./downhill.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>

#include "report/escape.hpp"
#include "tool/commands.hpp"

namespace downhill::tool {
namespace {

constexpr const char* kAbout =
    "Downhill: gradient-based optimisation, written by you, one graded step at a time.\n"
    "Without a command: the course, what is done, and the next step.";
constexpr const char* kAfterTheCommands =
    "./downhill --yes COMMAND installs missing packages without asking, --yes --packages does only that.\n"
    "Exit status: 0 all passed, 1 not all, 2 wrong usage, 3 the kit's own fault, or stopped before all was "
    "graded.";
constexpr const char* kLesson = "a lesson, such as 16, momentum or 16_momentum";
constexpr const char* kFrom =
    "the files of this folder instead of exercises/: laid out like it, a whole repository, or the .cpp files "
    "flat; 'solutions' is the reference";

constexpr std::size_t kLongestComplaint = 8'000;

using Command = std::function<Exit(const Context&)>;

// Each command sets `chosen`, which is run once the whole line has been read.
struct CommandLine {
  CLI::App app{kAbout, "downhill"};
  Command chosen = overview;

  CLI::App* command(const char* name, const char* does, Command run) {
    CLI::App* const sub = app.add_subcommand(name, does);
    sub->callback([this, run] { chosen = run; });
    return sub;
  }
};

constexpr const char* kWeak =
    "go on where this machine has no sandbox worth the name: for your own work, and every report says so";

CLI::Option* add_weak(CLI::App& app, const char* does = kWeak) {
  return app.add_flag_callback(
      "--weak", [] { setenv("DOWNHILL_WEAK", "1", 1); }, does);
}

void add_student_commands(CommandLine& line) {
  static CheckOptions check_options;
  CLI::App* check_command = line.command("check", "Grade lessons, all by default",
                                         [](const Context& c) { return check(c, check_options); });
  check_command->add_option("LESSON", check_options.lessons, kLesson);
  check_command->add_option("--from", check_options.from, kFrom)->type_name("DIR");
  check_command->add_option("--format", check_options.format, "how the report is written")
      ->check(CLI::IsMember({"text", "json", "junit", "github", "gradescope", "classroom50"}))
      ->capture_default_str();
  check_command
      ->add_option(
          "--out", check_options.out,
          "write the report to this file: always whole, and until the end with what is graded so far")
      ->type_name("FILE");
  check_command
      ->add_option("--compiler", check_options.compiler, "compile with this one instead of the quickest")
      ->check(CLI::IsMember({"clang", "gcc"}));
  check_command->add_option("--seed", check_options.seed, "of the hidden inputs")->capture_default_str();
  check_command
      ->add_option("--within", check_options.within,
                   "be done after so many seconds: each lesson has its share, and what is left of others")
      ->check(CLI::Range(1, 86400))
      ->type_name("SECONDS");
  add_weak(*check_command);

  static std::string watched;
  CLI::App* watch_command = line.command("watch", "Grade at each save, until Ctrl-C",
                                         [](const Context& c) { return watch(c, watched); });
  watch_command->add_option("LESSON", watched, "the lesson to watch; all by default");
  add_weak(*watch_command);

  static std::string task;
  line.command("hint", "The next hint of a task", [](const Context& c) { return hint(c, task); })
      ->add_option("TASK", task, "a task, such as 1.2; the next one by default");

  static std::string quizzed;
  line.command("quiz", "A few questions to ask yourself; ungraded",
               [](const Context& c) { return quiz(c, quizzed); })
      ->add_option("LESSON", quizzed, kLesson);

  static TryOptions try_options;
  static CLI::App* try_command = nullptr;
  try_command =
      line.command("try", "Call one of your functions with numbers of your own", [](const Context& c) {
        try_options.arguments = try_command->remaining();
        return try_function(c, try_options);
      });
  try_command->add_option("LESSON", try_options.lesson, kLesson)->required();
  try_command->add_option("FUNCTION", try_options.function,
                          "its name, such as slope or Momentum::step; without it: what there is");
  try_command->add_option("--from", try_options.from, kFrom)->type_name("DIR");
  // Not an option's values, which CLI11 would take apart at brackets and minus signs.
  try_command->allow_extras();
  try_command->footer("After FUNCTION its arguments: 2.5  true  '[1, 2]'  '[[1, 2], [3, 4]]'  '{0.01, 0.9}'");

  static FigureOptions figure_options;
  CLI::App* figure_command =
      line.command("figure", "Draw a lesson's figures, your path over the expected one",
                   [](const Context& c) { return figure(c, figure_options); });
  figure_command->add_option("LESSON", figure_options.lessons, kLesson);
  figure_command->add_flag("--all", figure_options.all,
                           "those of all lessons as the pages show them, and all of that for slides");
  figure_command->add_flag("--slides", figure_options.slides,
                           "also NAME.light and NAME.dark, each as .svg, .png at twice the size, and .pdf");
  figure_command->add_flag("--transparent", figure_options.transparent,
                           "these without a background, for slides that have one");
  figure_command->add_flag("--png", figure_options.png, "also as PNG, at twice the size");
  figure_command->add_option("--from", figure_options.from, kFrom)->type_name("DIR");
  figure_command->add_option("--out", figure_options.out, "into this folder")->type_name("DIR");

  static std::string reset_lesson;
  line.command("reset", "Put the stub back; your file is kept aside",
               [](const Context& c) { return reset(c, reset_lesson); })
      ->add_option("LESSON", reset_lesson, kLesson)
      ->required();

  static DebugOptions debug_options;
  CLI::App* debug_command = line.command("debug", "Your code and the checks in one process, under gdb",
                                         [](const Context& c) { return debug(c, debug_options); });
  debug_command->add_option("LESSON", debug_options.lesson, kLesson)->required();
  debug_command->add_option("CHECK", debug_options.check, "one check; all by default");
  debug_command->add_flag("--asan", debug_options.asan, "with AddressSanitizer and UBSan instead of gdb");
  debug_command->add_option("--from", debug_options.from, kFrom)->type_name("DIR");

  static TrainOptions train_options;
  CLI::App* train_command =
      line.command("train", "The capstone's long run: your network on 60000 pictures of clothes",
                   [](const Context& c) { return train(c, train_options); });
  train_command->add_option("--optimiser", train_options.optimiser, "which of yours moves the weights")
      ->check(CLI::IsMember({"sgd", "momentum", "rmsprop", "adam"}))
      ->capture_default_str();
  train_command->add_flag("--all", train_options.all, "all four, one after the other, in one figure");
  train_command
      ->add_option("--rate", train_options.rate,
                   "learning rate; usually 0.1, 0.05, 0.001 and 0.001 in the order above")
      ->check(CLI::Range(1e-300, 1e300));
  train_command->add_option("--decay", train_options.decay, "does the rate go down?")
      ->check(CLI::IsMember({"none", "cosine"}))
      ->capture_default_str();
  train_command->add_option("--epochs", train_options.epochs, "how often all pictures are seen")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  train_command->add_option("--batch", train_options.batch, "pictures in a batch")
      ->check(CLI::Range(1, 60000))
      ->capture_default_str();
  train_command->add_option("--hidden", train_options.hidden, "hidden units")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  train_command->add_option("--seed", train_options.seed, "of weights and order")->capture_default_str();
  train_command->add_option("--images", train_options.images, "where the four files of Fashion-MNIST are")
      ->type_name("DIR")
      ->envname("DOWNHILL_FASHION_MNIST");
  train_command
      ->add_option("--from", train_options.from,
                   "train with the code of this folder; 'solutions' is the reference")
      ->type_name("DIR");
  train_command->add_option("--save", train_options.save, "keep weights and curves in this file")
      ->type_name("FILE");
  train_command->add_option("--load", train_options.load, "no training: try and draw what --save kept")
      ->type_name("FILE");
  train_command
      ->add_option("--figure", train_options.figure,
                   "the curves, as SVG; build/figures/train.svg if not named")
      ->type_name("FILE");
  train_command->footer(
      "Ctrl-C ends a training and keeps what was learnt. For the best of ten epochs:\n"
      "  ./downhill train --epochs 10 --rate 0.003 --decay cosine\n"
      "It gives no points, and your code runs without a sandbox. The pictures are Debian's and Ubuntu's "
      "package\n"
      "dataset-fashion-mnist.");
}

void add_release(CommandLine& line) {
  static ReleaseOptions options;
  CLI::App* command = line.command("release", "Make or update the students' repository, without solutions",
                                   [](const Context& c) { return release(c, options); });
  CLI::Option* folder =
      command->add_option("DIR", options.folder, "a new folder, or one that this command made before");
  CLI::Option* zip = command
                         ->add_option("--gradescope", options.gradescope,
                                      "make an autograder zip for Gradescope instead of a repository")
                         ->type_name("FILE")
                         ->excludes(folder);
  command->add_option("--lesson", options.lessons, "the zip's lessons, all by default")
      ->type_name("LESSON…")
      ->needs(zip);
  command->add_option("--seed", options.seed, "the zip's secret for hidden inputs; drawn if not given")
      ->needs(zip);
  command->add_option("--minutes", options.minutes, "Gradescope's limit for one submission, as you set it")
      ->check(CLI::Range(2, 40))
      ->capture_default_str()
      ->needs(zip);
  add_weak(*command, "the zip grades also where compilers cannot be confined, and says so in each report")
      ->needs(zip);
  command->footer(
      "With files for GitHub Actions, GitLab CI and dev containers: docs/continuous_integration.md has what "
      "to do\nwith them, and with the zip.");
}

void add_kit_commands(CommandLine& line) {
  static bool no_open = false;
  line.command("docs", "Build the site and open it: lessons, pages, contracts",
               [](const Context& c) { return docs(c, !no_open); })
      ->add_flag("--no-open", no_open, "only build it, and say where it is");

  static VerifyOptions verify_options;
  CLI::App* verify_command =
      line.command("verify", "The kit checks itself: stubs, solutions, slips, pages, figures, data sets",
                   [](const Context& c) { return verify(c, verify_options); });
  verify_command->add_option("LESSON", verify_options.lessons, kLesson);
  verify_command->add_flag("--live", verify_options.live,
                           "Only the modules of the live figures in docs/live");
  verify_command->add_flag("--record", verify_options.record,
                           "write the recorded slips, paths, figures and data sets anew");

  add_release(line);

  static bool full = false;
  line.command("test", "Build everything and run all tests", [](const Context& c) { return test(c, full); })
      ->add_flag("--full", full, "also the long ones");

  static BenchOptions bench_options;
  CLI::App* bench_command = line.command("bench", "How quick verdicts and reference are, as ratios",
                                         [](const Context& c) { return bench(c, bench_options); });
  bench_command
      ->add_option(
          "WHAT", bench_options.what,
          "verdict: from save to verdict, against the usual way; steps: one step of each optimiser, "
          "against its memory traffic; training: the capstone's network, against this machine's peak; "
          "all by default")
      ->check(CLI::IsMember({"verdict", "steps", "training"}));
  bench_command->add_option("--rounds", bench_options.rounds, "measurements of each verdict")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

std::string commands_of(const CLI::App& app) {
  std::string all;
  for (const CLI::App* command : app.get_subcommands({}))
    all += (all.empty() ? "" : ", ") + command->get_name();
  return all;
}

/// What is wrong with the line, and where it says what is right.
std::string what_is_wrong(const CLI::App* app, const CLI::Error& error) {
  const auto chosen = app->get_subcommands();
  const auto unknown = app->remaining();
  std::string text = error.what(), command;
  if (!chosen.empty())
    command = " " + chosen.front()->get_name();
  else if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) && !unknown.empty() &&
           !unknown.front().starts_with('-'))
    text = "there is no command " + unknown.front() + ". There are: " + commands_of(*app) +
           "; ./downhill alone shows the course and what is next";
  return "downhill: " + report::escaped_line(text, kLongestComplaint) + "\nMore: ./downhill" + command +
         " --help\n";
}

// It may quote names of folders and files, which are whatever somebody handed in.
void say(const std::exception& error) {
  std::fprintf(stderr, "downhill: %s\n", report::escaped(error.what(), kLongestComplaint).c_str());
}

Exit run(int argc, char** argv) {
  CommandLine line;
  line.app.footer(kAfterTheCommands);
  line.app.require_subcommand(0, 1);
  line.app.failure_message(what_is_wrong);
  add_weak(line.app);
  add_student_commands(line);
  add_kit_commands(line);
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return line.app.exit(error) == 0 ? Exit::all_passed : Exit::usage;
  }
  try {
    return line.chosen(Context::open());
  } catch (const UsageError& error) {
    say(error);
    return Exit::usage;
  } catch (const std::exception& error) {
    say(error);
    return Exit::kit_fault;
  }
}

// Who starts us without stdin, stdout or stderr: the next file that is opened would take their place.
void take_the_standard_descriptors() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(fd, F_GETFD) < 0) open("/dev/null", O_RDONLY);  // what is written there fails, as it should
}

}  // namespace
}  // namespace downhill::tool

int main(int argc, char** argv) {
  downhill::tool::take_the_standard_descriptors();
  umask(umask(0) & ~mode_t{S_IRWXU});  // what we make is ours to use, whatever our caller is used to
  std::signal(SIGXFSZ, SIG_IGN);       // what does not fit is said, like a full disk
  return static_cast<int>(downhill::tool::run(argc, argv));
}
