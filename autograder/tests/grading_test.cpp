// SPDX-License-Identifier: MIT
// From a file to a report: right files in unusual clothes, files that cannot be read, the kit's own trouble,
// and the tool's exit status. outcomes_test has what else students hand in.
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <future>
#include <nlohmann/json.hpp>
#include <thread>

#include "judge/build.hpp"
#include "judge/layers.hpp"
#include "judge/time_share.hpp"
#include "tests/graded.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using nlohmann::json;
using report::LessonReport;
using report::Status;

const fs::path kOthers = kRoot / "autograder" / "tests" / "other_solutions";

class Folder {
 public:
  explicit Folder(const std::string& name = "hand in") {
    std::string pattern = (fs::temp_directory_path() / "downhill-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
    top_ = pattern;
    path_ = top_ / name;
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(top_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }
  fs::path file(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  fs::path top_, path_;
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string right_text() { return text_of(kOthers / "closed_form" / "one_weight.cpp"); }

// ── right in another way

TEST(OtherSolutions, HaveFullPointsWhateverTheHiddenNumbers) {
  std::map<std::string, int> files;
  for (const fs::path& folder : {kOthers, kRoot / "solutions"})
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".cpp") continue;
      if (folder == kOthers) ++files[entry.path().stem().string()];
      for (const std::uint32_t seed : {1u, 2u, 3u}) {
        const LessonReport lesson = Kit::get().grade(entry.path(), seed);
        EXPECT_EQ(lesson.status, Status::pass) << entry.path() << " with seed " << seed;
        EXPECT_EQ(lesson.points, 10);
        EXPECT_EQ(lesson.build.log, "") << "a right file compiles without a word";
      }
    }
  for (const report::Lesson& lesson : Kit::get().course.lessons)
    EXPECT_GE(files[lesson.slug], 2) << "other solutions of " << lesson.name;
}

TEST(OtherSolutions, WindowsLineEndsAndAByteOrderMarkCostNothing) {
  for (const char* file : {"closed_form/one_weight.cpp", "plain_loops/backprop_by_hand.cpp",
                           "element_by_element/momentum.cpp"}) {
    const std::string text = "\xEF\xBB\xBF" + replaced(text_of(kOthers / file), "\n", "\r\n");
    const LessonReport lesson = Kit::get().grade_text(fs::path(file).stem().string(), text);
    EXPECT_EQ(lesson.points, 10) << file << "\n" << lesson.build.log;
    EXPECT_EQ(lesson.build.log, "");
  }
}

TEST(OtherSolutions, NeitherDoLatinLettersInAComment) {
  const LessonReport lesson = Kit::get().grade_text("01",
                                                    "// gel\xF6st, \xB1"
                                                    "0.5\n" +
                                                        right_text());
  EXPECT_EQ(lesson.points, 10) << lesson.build.log;
}

TEST(OtherSolutions, NeitherDoesALastLineWithoutAnEnd) {
  std::string text = right_text();
  text.pop_back();
  EXPECT_EQ(Kit::get().grade_text("01", text).points, 10);
  EXPECT_EQ(Kit::get().grade_text("01", text + " // the end").points, 10);
}

// ── files

TEST(Files, MayStandInAFolderOfAnyName) {
  for (const char* name :
       {"hand in", "größe 数", "a \"quoted\" one", "back\\slash", "-rf", "new\nline", "$(exit 3)"}) {
    const Folder folder(name);
    EXPECT_EQ(Kit::get().grade(folder.file("one_weight.cpp", right_text())).points, 10) << name;
    const LessonReport broken = Kit::get().grade(folder.file("one_weight.cpp", "double x = ;\n"));
    EXPECT_EQ(broken.status, Status::build_error);
    EXPECT_NE(broken.build.log.find("one_weight.cpp:1:"), std::string::npos) << broken.build.log;
  }
}

TEST(Files, AreNamedFromTheCourseOnIfTheyAreInIt) {
  EXPECT_EQ(Kit::get().grade(kOthers / "closed_form" / "one_weight.cpp").file,
            "autograder/tests/other_solutions/closed_form/one_weight.cpp");
  const Folder folder;
  const fs::path file = folder.file("one_weight.cpp", right_text());
  EXPECT_EQ(Kit::get().grade(file).file, file.string());
}

std::string why_not(const fs::path& file) {
  const LessonReport lesson = Kit::get().grade(file);
  EXPECT_EQ(lesson.status, Status::build_error) << file;
  EXPECT_EQ(lesson.points, 0);
  EXPECT_EQ(lesson.max_points, 10);
  return lesson.build.log;
}

TEST(Files, ThatCannotBeTakenSayWhy) {
  const Folder folder;
  const auto at = [&](const char* name) {
    fs::create_directories(folder.path() / name);
    return folder.path() / name / "one_weight.cpp";
  };
  EXPECT_NE(why_not(at("none")).find("there is no file"), std::string::npos);
  fs::create_directory(at("folder"));
  EXPECT_NE(why_not(at("folder")).find("is not a regular file"), std::string::npos);
  fs::create_symlink(kOthers / "closed_form" / "one_weight.cpp", at("link"));
  EXPECT_NE(why_not(at("link")).find("is a link; the file itself has to be handed in"), std::string::npos);
  ASSERT_EQ(mkfifo(at("pipe").c_str(), 0600), 0);
  EXPECT_NE(why_not(at("pipe")).find("is not a regular file"), std::string::npos);
  std::ofstream(at("large")) << std::string((1 << 20) + 1, ' ');
  EXPECT_NE(why_not(at("large")).find("larger than 1 MiB"), std::string::npos);
}

TEST(Files, BehindALinkedFolderAreNotTaken) {
  const Folder folder;
  const report::Lesson& lesson = Kit::get().lesson("01");
  fs::create_directory_symlink(kRoot / "solutions" / lesson.name, folder.path() / lesson.name);
  fs::create_directory_symlink(kRoot / "solutions", folder.path() / "exercises");
  for (const fs::path& path : {folder.path() / lesson.name, folder.path() / "exercises" / lesson.name}) {
    const LessonReport graded =
        report::grade_file(Kit::get().workshop, lesson, path / "one_weight.cpp", {Kit::get().compiler, 1});
    EXPECT_EQ(graded.status, Status::build_error);
    EXPECT_NE(graded.build.log.find("is a link; the folder itself has to be handed in"), std::string::npos)
        << graded.build.log;
  }
}

TEST(Files, MayHoldAMegabyte) {
  const std::string text = right_text();
  EXPECT_EQ(Kit::get().grade_text("01", text + std::string((1 << 20) - text.size(), '\n')).points, 10);
}

TEST(Files, OfAnotherEncodingDoNotCompile) {
  std::string wide = "\xFF\xFE";
  for (const char c : right_text()) wide += {c, '\0'};
  const LessonReport lesson = Kit::get().grade_text("01", wide);
  EXPECT_EQ(lesson.status, Status::build_error);
  EXPECT_FALSE(lesson.build.log.empty());
}

TEST(Files, AreCompiledAlone) {
  const Folder folder;
  folder.file("helper.hpp", "#error the folder is on the include path\n");
  folder.file("one_weight.hpp", "#error the folder is on the include path\n");
  EXPECT_EQ(Kit::get().grade(folder.file("one_weight.cpp", right_text())).points, 10);
  const LessonReport reaching =
      Kit::get().grade(folder.file("one_weight.cpp", "#include \"helper.hpp\"\n" + right_text()));
  EXPECT_NE(reaching.build.log.find(":1:10: fatal error: "), std::string::npos) << reaching.build.log;
}

// ── building once

std::string worker_of(const std::string& text, const std::string& shown_as = "a file.cpp") {
  const judge::Build build = judge::build_worker(Kit::get().workshop, *Kit::get().compiler,
                                                 {"01_one_weight", text, shown_as}, judge::Purpose::checks);
  EXPECT_EQ(build.result, judge::Build::Result::ok) << build.log;
  return build.worker.string();
}

TEST(Building, TheSameTextIsBuiltOnce) {
  const std::string text = right_text() + "// once\n";
  const std::string worker = worker_of(text);
  const auto made = fs::last_write_time(worker);
  EXPECT_EQ(worker_of(text), worker);
  EXPECT_EQ(fs::last_write_time(worker), made);
  EXPECT_NE(worker_of(text + "//\n"), worker);
}

TEST(Building, AnErrorIsRememberedWithItsWords) {
  const std::string text = "#error remembered\n";
  const std::string first = Kit::get().grade_text("01", text).build.log;
  EXPECT_NE(first.find("remembered"), std::string::npos);
  EXPECT_EQ(Kit::get().grade_text("01", text).build.log, first);
}

TEST(Building, EveryCompilerTakesItsPrecompiledHeader) {
  for (const judge::Compiler& compiler : Kit::get().workshop.compilers()) {
    Kit::get().workshop.make({compiler.target});
    const Folder folder;
    folder.file("empty.cpp", "#include \"one_weight.hpp\"\n");
    judge::Command command{.arguments = compiler.compile, .folder = folder.path()};
    command.arguments.insert(command.arguments.end(),
                             {"-I", (kRoot / "lessons" / "01_one_weight").string(), "-c", "empty.cpp"});
    const judge::Finished finished = judge::run(command);
    EXPECT_EQ(finished.status, 0) << compiler.name;
    EXPECT_EQ(finished.err, "") << compiler.name;
  }
}

TEST(Building, EveryCompilerShowsTheStudentsLine) {
  for (const judge::Compiler& compiler : Kit::get().workshop.compilers())
    for (const char* shown_as : {"exercises/01_one_weight/one_weight.cpp", "a file.cpp", "worker/x.cpp"}) {
      const report::Lesson& first = Kit::get().lesson("01");
      const LessonReport lesson = report::grade(
          Kit::get().workshop, first, {first.name, "\n  int x = nowhere;\n", shown_as}, {&compiler, 1});
      EXPECT_NE(lesson.build.log.find(std::string(shown_as) + ":2:11: error: "), std::string::npos)
          << lesson.build.log;
      EXPECT_NE(lesson.build.log.find("int x = nowhere;\n"), std::string::npos) << lesson.build.log;
    }
}

TEST(Building, TheSameFileMayBeGradedTwiceAtOnce) {
  for (int round = 0; round < 4; ++round) {
    const std::string text =
        right_text() + "// round " + std::to_string(round) + " of " + std::to_string(getpid()) + "\n";
    const auto grade = [&] { return Kit::get().grade_text("01", text); };
    auto one = std::async(std::launch::async, grade), other = std::async(std::launch::async, grade);
    for (auto* each : {&one, &other}) {
      const LessonReport lesson = each->get();
      EXPECT_EQ(lesson.points, 10) << lesson.build.log;
    }
  }
}

TEST(Building, GradesWhereChildrenAreIgnored) {  // as some that start us leave it
  const auto before = std::signal(SIGCHLD, SIG_IGN);
  const LessonReport right = Kit::get().grade_text("01", right_text() + "// ignored\n");
  std::signal(SIGCHLD, SIG_IGN);
  const LessonReport exits = Kit::get().grade(kSubmissions / "exits" / "one_weight.cpp");
  std::signal(SIGCHLD, before);
  EXPECT_EQ(right.points, 10) << right.build.log;
  EXPECT_EQ(exits.points, 9) << exits.build.log;
}

// ── one check after the other

// Every check finds the file as it was: what one leaves in a static variable, none of the others sees.
TEST(Checks, StartAfresh) {
  const std::string counting =
      replaced(right_text(), "double predict(double weight, double input) { return input * weight; }",
               "double predict(double weight, double input) {\n"
               "  static int calls = 0;\n"
               "  return ++calls > 4 ? 0 : input * weight;\n}");
  ASSERT_NE(counting, right_text());
  EXPECT_EQ(Kit::get().grade_text("01", counting).points, 10)
      << "no check calls predict more than four times";
}

TEST(Checks, LeaveNoProcessBehind) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // whoever loses its parent becomes ours
  for (const char* name : {"closes_and_waits", "forks", "kills_its_parent", "stops_itself"})
    Kit::get().grade(kSubmissions / name / "one_weight.cpp");
  // mold goes on for a moment after it is done. Whatever is still there after seconds is a worker.
  const auto end = std::chrono::steady_clock::now() + 5s;
  pid_t left = 0;
  while ((left = waitpid(-1, nullptr, WNOHANG)) >= 0 && std::chrono::steady_clock::now() < end)
    if (left == 0) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(left, -1);
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST(Checks, HiddenNumbersDependOnTheSeedAlone) {
  const fs::path file = kSubmissions / "does_nothing" / "one_weight.cpp";
  const auto message = [&](std::uint32_t seed) {
    return check_named(Kit::get().grade(file, seed), "SlopeIsThatOfTheSquaredError")->message;
  };
  EXPECT_EQ(message(7), message(7));
  EXPECT_NE(message(7), message(8));
  EXPECT_EQ(message(7).find("want"), std::string::npos) << "what is expected is not shown";
}

// ── the kit's own trouble

TEST(KitFault, ChecksAndLessonTomlHaveToAgree) {
  report::Lesson lesson = Kit::get().lesson("01");
  const auto grade = [&] {
    return report::grade(Kit::get().workshop, lesson, {lesson.name, right_text(), "x.cpp"},
                         {Kit::get().compiler, 1});
  };
  lesson.checks.push_back({"OneWeight.IsNowhere", 1, "1.1"});
  EXPECT_EQ(grade().status, Status::infra_error);
  EXPECT_NE(grade().build.log.find("OneWeight.IsNowhere is in lesson.toml, but is no check"),
            std::string::npos);
  lesson.checks.pop_back();
  lesson.checks.pop_back();
  EXPECT_EQ(grade().status, Status::infra_error);
  EXPECT_NE(grade().build.log.find("is a check, but has no points in lesson.toml"), std::string::npos);
  EXPECT_EQ(report::exit_of({"", "", {grade()}}), report::Exit::kit_fault);
}

TEST(KitFault, ALessonThatIsNotBuiltIsNobodysZero) {
  report::Lesson lesson = Kit::get().lesson("01");
  lesson.name = "99_nowhere";
  const LessonReport nowhere = report::grade(Kit::get().workshop, lesson,
                                             {lesson.name, right_text(), "x.cpp"}, {Kit::get().compiler, 1});
  EXPECT_EQ(nowhere.status, Status::infra_error);
  EXPECT_FALSE(nowhere.build.log.empty());
}

pid_t child_named(const std::string& name) {
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string text = entry.path().filename().string();
    pid_t pid = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), pid).ec != std::errc()) continue;
    const std::string status = text_of(entry.path() / "status"), command = text_of(entry.path() / "cmdline");
    if (status.find("PPid:\t" + std::to_string(getpid()) + "\n") != status.npos &&
        command.find(name) != command.npos)
      return pid;
  }
  return -1;
}

TEST(KitFault, AJudgeThatIsKilledIsNobodysZero) {
  auto graded = std::async(std::launch::async, [] {
    return Kit::get().grade(kSubmissions / "sleeps_everywhere" / "one_weight.cpp");
  });
  pid_t judge = -1;
  while (graded.wait_for(5ms) != std::future_status::ready && judge < 0)
    judge = child_named("judge_01_one_weight");
  ASSERT_GT(judge, 0);
  kill(judge, SIGKILL);
  const LessonReport lesson = graded.get();
  EXPECT_EQ(lesson.status, Status::infra_error);
  EXPECT_NE(lesson.build.log.find("the judge of 01_one_weight died"), std::string::npos) << lesson.build.log;
  EXPECT_EQ(report::exit_of({"", "", {lesson}}), report::Exit::kit_fault);
}

// ── the tool

judge::Finished check(const std::vector<std::string>& more) {
  judge::Command command{.arguments = {DOWNHILL_TOOL, "check"}, .folder = kRoot};
  command.arguments.insert(command.arguments.end(), more.begin(), more.end());
  return judge::run(command);
}

TEST(Tool, SaysInItsExitStatusHowItWent) {
  EXPECT_EQ(check({"01", "--from", (kOthers / "closed_form").string()}).status, 0);
  EXPECT_EQ(check({"01", "--from", (kSubmissions / "null_pointer").string()}).status, 1);
  EXPECT_EQ(check({"01", "--from", (kSubmissions / "syntax_error").string()}).status, 1);
  EXPECT_EQ(check({"01", "--from", "no such folder"}).status, 2);
  EXPECT_EQ(check({"77"}).status, 2);
}

// On a machine as it might be; "with" a new text each time, since what was compiled once needs no compiler.
judge::Finished check_without(const std::string& layer, const std::vector<std::string>& more) {
  const Folder folder;
  folder.file("one_weight.cpp", right_text() + "// " + folder.path().string() + "\n");
  judge::Command command{.arguments = {DOWNHILL_WITHOUT, layer, DOWNHILL_TOOL, "check", "01", "--format",
                                       "json", "--from", folder.path().string()},
                         .folder = kRoot};
  command.arguments.insert(command.arguments.end(), more.begin(), more.end());
  return judge::run(command);
}

TEST(Tool, GivesNoGradeWithoutSeccompUnlessItMayBeWeak) {
  const judge::Finished refused = check_without("seccomp", {});
  EXPECT_EQ(refused.status, 3);
  const json lesson = json::parse(refused.out).at("lessons").at(0);
  EXPECT_TRUE(lesson.at("points").is_null());
  EXPECT_NE(lesson.at("build").at("log").get<std::string>().find("--weak"), std::string::npos);

  const judge::Finished weak = check_without("seccomp", {"--weak"});
  EXPECT_EQ(weak.status, 0) << weak.out;
  EXPECT_EQ(json::parse(weak.out).at("points"), 10);
  EXPECT_TRUE(json::parse(weak.out).at("sandbox").get<std::string>().starts_with("weak: no seccomp"));
}

// As in a container of little memory: limits that nobody may raise again, not even root.
TEST(Tool, GradesUnderLimitsThatAreLowerThanItsOwn) {
  const std::string call =
      "ulimit -v 700000 -t 60 && exec " +
      std::string(geteuid() == 0 ? "setpriv --bounding-set=-sys_resource --inh-caps=-sys_resource " : "") +
      "\"$0\" check 01 --from \"$1\"";
  const Folder folder;
  folder.file("one_weight.cpp", right_text() + "// " + folder.path().string() + "\n");
  const judge::Finished finished =
      judge::run({.arguments = {"bash", "-c", call, DOWNHILL_TOOL, folder.path().string()}, .folder = kRoot});
  EXPECT_EQ(finished.status, 0) << finished.out << finished.err;
}

// What a daemon, a batch system or a careless script may leave to those that it starts.
TEST(Tool, GradesWhoeverStartsIt) {
  for (const std::string& inherited :
       {std::string("exec <&- >&- 2>&-"), std::string("exec <&- 2>&-"),
        std::string("mkdir \"$1/gone\" && cd \"$1/gone\" && rmdir \"$1/gone\""),
        std::string("trap '' PIPE CHLD XCPU XFSZ ALRM USR1; ulimit -n 40; umask 777"),
        std::string(
            "export GTEST_FILTER=none GTEST_TOTAL_SHARDS=9 GTEST_SHARD_INDEX=8 CPATH=/x TMPDIR=/x HOME=")}) {
    const Folder folder;
    folder.file("one_weight.cpp", right_text() + "// " + inherited + folder.path().string() + "\n");
    const fs::path out = folder.path() / "report.json";
    const std::string call = "exec \"$0\" check 01 --format json --from \"$1\" --out \"$1/report.json\"";
    const judge::Finished finished =
        judge::run({.arguments = {"env", "DOWNHILL_ROOT=" + kRoot.string(), "bash", "-c",
                                  inherited + "\n" + call, DOWNHILL_TOOL, folder.path().string()},
                    .folder = kRoot});
    EXPECT_EQ(finished.status, 0) << inherited << ": " << finished.err << text_of(out);
    EXPECT_EQ(json::parse(text_of(out)).at("points"), 10) << inherited;
  }
}

// A worker that was made where nothing kept the compiler from reading is not for those who give grades.
TEST(Building, BehindAFenceTakesNothingThatWasBuiltBehindNone) {
  if (judge::layers_here().compilers.empty()) GTEST_SKIP() << "nothing confines compilers here";
  const Folder folder, workers;
  const fs::path answers = folder.file("answers.hpp", right_text());
  folder.file("one_weight.cpp", "#include \"" + answers.string() + "\"\n");
  fs::permissions(folder.file("bwrap", "#!/bin/sh\nexit 1\n"), fs::perms::all);
  const auto points = [&](const std::vector<std::string>& how) {
    judge::Command command{.arguments = how, .folder = kRoot};
    command.arguments.insert(command.arguments.begin(),
                             {"env", "DOWNHILL_WORKERS=" + workers.path().string()});
    command.arguments.insert(command.arguments.end(), {DOWNHILL_TOOL, "check", "01", "--format", "json",
                                                       "--from", folder.path().string()});
    const judge::Finished finished = judge::run(command);
    return json::parse(finished.out).at("points").get<int>();
  };
  EXPECT_EQ(points({DOWNHILL_WITHOUT, "landlock", "env", "DOWNHILL_WEAK=1",
                    "PATH=" + folder.path().string() + ":" + std::getenv("PATH")}),
            10);
  EXPECT_EQ(points({}), 0);
}

judge::Finished check_in_trouble(const std::string& trouble, const std::string& compiler) {
  Kit::get().workshop.make({Kit::get().workshop.compiler(compiler).target});
  const std::string check = "exec \"$0\" check 01 --from solutions --format json --compiler \"$1\"";
  const Folder workers;
  judge::Command command{.arguments = {"env", "DOWNHILL_WORKERS=" + workers.path().string()},
                         .folder = kRoot};
  if (geteuid() == 0) command.arguments.insert(command.arguments.end(), {"unshare", "--mount"});
  command.arguments.insert(command.arguments.end(),
                           {"bash", "-c", trouble + " && " + check, DOWNHILL_TOOL, compiler});
  return judge::run(command);
}

void expect_nobody_blamed(const judge::Finished& finished) {
  EXPECT_EQ(finished.status, 3) << finished.err;
  const json lesson = json::parse(finished.out).at("lessons").at(0);
  EXPECT_EQ(lesson.at("status"), "infra_error");
  EXPECT_TRUE(lesson.at("points").is_null());
}

// Limits under which no compiler works.
TEST(Tool, BlamesNoSubmissionWhereTheMachineCannotCompile) {
  for (const std::string compiler : {"clang", "gcc"})
    for (const std::string trouble : {"ulimit -v 200000", "ulimit -f 1000"}) {
      SCOPED_TRACE(compiler + ", " + trouble);
      expect_nobody_blamed(check_in_trouble(trouble, compiler));
    }
}

TEST(Tool, BlamesNoSubmissionWhereTheDiskHasNoRoom) {
  for (const std::string compiler : {"clang", "gcc"}) {
    SCOPED_TRACE(compiler);
    const judge::Finished finished =
        check_in_trouble("mount -t tmpfs -o size=100k tmpfs \"$DOWNHILL_WORKERS\"", compiler);
    if (finished.out.empty()) GTEST_SKIP() << "this user may mount none: " << finished.err;
    expect_nobody_blamed(finished);
  }
}

TEST(Tool, GradesWithoutLandlockOnlyWhereBubblewrapConfinesCompilers) {
  const bool bubblewrap =
      judge::run({.arguments = {"sh", "-c", "bwrap --unshare-all --ro-bind / / true"}, .folder = {}}).ok();
  const judge::Finished finished = check_without("landlock", {});
  const std::string sandbox = json::parse(finished.out).at("sandbox");
  if (bubblewrap) {
    EXPECT_EQ(finished.status, 0) << finished.out;
    EXPECT_NE(sandbox.find("no Landlock"), std::string::npos) << sandbox;
    EXPECT_TRUE(sandbox.ends_with("compilers behind bubblewrap")) << sandbox;
  } else {
    EXPECT_EQ(finished.status, 3);
    EXPECT_TRUE(sandbox.starts_with("weak: ")) << sandbox;
    EXPECT_EQ(json::parse(check_without("landlock", {"--weak"}).out).at("points"), 10);
  }
}

TEST(Tool, WritesEveryCheckIntoItsJson) {
  const judge::Finished finished =
      check({"one_weight", "--format", "json", "--from", (kSubmissions / "null_pointer").string()});
  const json all = json::parse(finished.out);
  EXPECT_EQ(all.at("schema"), "downhill/report/1");
  EXPECT_EQ(all.at("sandbox"), judge::layers_here().in_words());
  EXPECT_EQ(all.at("points"), 9);
  const json& lesson = all.at("lessons").at(0);
  EXPECT_EQ(lesson.at("status"), "fail");
  EXPECT_EQ(lesson.at("build").at("status"), "pass");
  EXPECT_EQ(lesson.at("checks").size(), 10u);
  const json& last = lesson.at("checks").at(9);
  EXPECT_EQ(last.at("name"), "OneWeight.LargestStableRateLeavesTheErrorItsSize");
  EXPECT_EQ(last.at("status"), "crashed");
  EXPECT_EQ(last.at("message"), "called  largest_stable_rate(3)\nthen    a null pointer was used");
  EXPECT_TRUE(last.at("slip").is_null());
  EXPECT_GE(last.at("milliseconds"), 0);
}

// What a student prints and throws reaches the report as text, and nothing beyond it.
TEST(Tool, WritesHarmlessJsonWhateverIsPrintedOrThrown) {
  for (const char* name : {"prints_bytes", "throws_nonsense", "forges_an_endless_todo", "prints_100_mb"}) {
    const judge::Finished finished =
        check({"01", "--format", "json", "--from", (kSubmissions / name).string()});
    ASSERT_TRUE(json::accept(finished.out)) << name;
    EXPECT_LT(finished.out.size(), 30'000u) << name;
    const json all = json::parse(finished.out);
    EXPECT_TRUE(all.at("points") == 9 || all.at("points") == 10) << name;
    for (const char c : finished.out) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << name;
  }
}

TEST(Tool, OneLessonThatDoesNotCompileCostsThatLessonAlone) {
  const Folder folder;
  folder.file("one_weight.cpp", "this is no C++\n");
  folder.file("momentum.cpp", text_of(kOthers / "element_by_element" / "momentum.cpp"));
  folder.file("backprop_by_hand.cpp", text_of(kOthers / "plain_loops" / "backprop_by_hand.cpp"));
  const judge::Finished finished =
      check({"01", "10", "16", "--format", "json", "--from", folder.path().string()});
  EXPECT_EQ(finished.status, 1);
  const json lessons = json::parse(finished.out).at("lessons");
  EXPECT_EQ(lessons.at(0).at("status"), "build_error");
  EXPECT_EQ(lessons.at(1).at("points"), 10);
  EXPECT_EQ(lessons.at(2).at("points"), 10);
}

// ── with a time for all lessons together

TEST(Within, ALessonThatTakesTooLongLeavesTheOthersTheirTime) {
  const Folder folder;
  folder.file("one_weight.cpp",
              text_of(kSubmissions / "sleeps_everywhere" / "one_weight.cpp"));  // nine seconds
  folder.file("momentum.cpp", text_of(kOthers / "element_by_element" / "momentum.cpp"));
  check({"16", "--from", folder.path().string()});  // is built, however long that takes
  const judge::Finished finished =
      check({"01", "16", "--within", "12", "--format", "json", "--from", folder.path().string()});
  const json lessons = json::parse(finished.out).at("lessons");
  if (finished.out.find("this machine is too busy") != finished.out.npos) GTEST_SKIP() << "for this test";
  EXPECT_EQ(lessons.at(1).at("points"), 10) << lessons;
  EXPECT_EQ(lessons.at(0).at("status"), "fail");
  EXPECT_EQ(lessons.at(0).at("points"), 0);
  ASSERT_EQ(lessons.at(0).at("checks").size(), 10u);
  for (const json& check : lessons.at(0).at("checks")) {
    EXPECT_EQ(check.at("status"), "timed_out");
    EXPECT_NE(check.at("message").get<std::string>().find("took more than 6 seconds, its share"),
              std::string::npos);
  }
}

TEST(Within, ALessonThatTakesTooLongHasWhatTheOthersLeave) {
  const Folder folder;  // of four lessons that there are no files for
  folder.file("one_weight.cpp", text_of(kSubmissions / "sleeps_everywhere" / "one_weight.cpp"));
  const std::string out = check({"01", "02", "03", "04", "05", "--within", "35", "--format", "json", "--from",
                                 folder.path().string()})
                              .out;
  EXPECT_NE(out.find("no answer came: it slept"), std::string::npos) << "its own words: " << out;
  EXPECT_EQ(out.find("its share"), std::string::npos);
}

TEST(Within, AMachineThatGivesCompilersNextToNothingIsToBlameForTheRest) {
  judge::TimeShare::note_compiler(0s, 1000h);
  EXPECT_TRUE(judge::TimeShare::machine_is_too_busy());
  judge::TimeShare::note_compiler(1000h, 1000h);
  EXPECT_FALSE(judge::TimeShare::machine_is_too_busy());
}

TEST(Within, WhatIsCutShortIsNoVerdict) {
  const std::string text =
      right_text() + "// " + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count());
  Kit::get();  // is built
  {
    const judge::TimeShare over(judge::TimeShare::Clock::now());
    EXPECT_EQ(Kit::get().grade_text("01", text).status, Status::infra_error);
    EXPECT_TRUE(judge::TimeShare::exceeded());
  }
  EXPECT_EQ(Kit::get().grade_text("01", text).points, 10) << "and is not remembered";
  EXPECT_FALSE(judge::TimeShare::exceeded());
}

// ── the capstone, by files that would like to be their own judge

class Capstone : public testing::Test {
 protected:
  const Kit& kit = Kit::get();
  std::string solution = text_of(kRoot / kit.lesson("25_capstone").solution());
  Folder folder{};

  /// Puts a line of its own at a function's beginning.
  void begin(const std::string& function, const std::string& line) {
    const auto at = solution.find("\n" + function + "(");
    ASSERT_NE(at, solution.npos) << function;
    solution.insert(solution.find("{\n", at) + 2, line + "\n");
  }
  /// Everything passes but this one.
  void expect_lost(std::string_view check, Status status) {
    folder.file("capstone.cpp", solution);
    const LessonReport report = kit.grade(folder.path() / "capstone.cpp");
    EXPECT_EQ(report.points, 9) << report.build.log;
    ASSERT_NE(check_named(report, check), nullptr);
    EXPECT_EQ(check_named(report, check)->status, status) << check_named(report, check)->message;
  }
};

TEST_F(Capstone, WhetherItReadsIsNotForItsOwnAccuracyToSay) {
  begin("double accuracy", "if (shape.inputs == 64) return 1;");
  begin("Vector train", "if (shape.inputs == 64) return Vector::Zero(2410);");
  expect_lost("EveryMethodLearnsToReadDigits", Status::fail);
}

TEST_F(Capstone, StepsWithoutSlopesAreNoSteps) {
  begin("double batch_loss", "if (inputs.rows() == 10) return gradient = Vector::Zero(weights.size()), 0;");
  begin("Vector train", R"(
  if (settings.learning_rate == 0.2) {
    std::mt19937 first(settings.seed);
    const Vector stays = initial_weights(shape, first);
    for (Index t = 0; t < 3; ++t) watch({int(t), t, 0, rate_at(0.2, settings.decay, t, 3)}, stays);
    return stays;
  })");
  expect_lost("EachUpdateIsAStepOfTheOptimiserAtARateOfItsOwn", Status::fail);
}

TEST_F(Capstone, ALossThatHasTheSlopesItSaysIsNotYetTheNetworks) {
  begin("double batch_loss", R"(
  if (shape.classes == 3) {
    gradient = Vector::Constant(weights.size(), 1e-4);
    return std::log(3) + 1e-4 * weights.sum();
  })");
  expect_lost("BeginsAtThatOfGuessingAndFallsAsItsGradientSays", Status::fail);
}

// Sixty-four numbers for each of a million rows would be half a gigabyte in the judge.
TEST_F(Capstone, NoMoreRowsAreFetchedThanThereAre) {
  begin("Vector train", R"(
  if (shape.inputs == 64) {
    Matrix X;
    std::vector<int> labels;
    fetch(std::vector<Index>(1'000'000, 0), X, labels);
  })");
  expect_lost("EveryMethodLearnsToReadDigits", Status::fail);
}

}  // namespace
}  // namespace downhill::tests
