// SPDX-License-Identifier: MIT
// ./downhill release --gradescope: what is in the zip, which systems it refuses, and what results.json says
// of right, wrong and hostile submissions and of a tool that fails.
#include "tool/release/gradescope.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "graded.hpp"
#include "temporary_course.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

const fs::path kScripts = kRoot / "autograder" / "tool" / "release" / "gradescope";

std::string settings(const std::string& lessons, int minutes = 10) {
  return "lessons='" + lessons + "'\nseed=7\nminutes=" + std::to_string(minutes) + "\nweak=\n";
}

void write_program(const fs::path& file, const std::string& script) {
  fs::create_directories(file.parent_path());
  write_text(file, script);
  fs::permissions(file, fs::perms::owner_all);
}

// Of one lesson, or of all.
int points(const json& report, const std::string& lesson = "") {
  int sum = 0;
  for (const json& test : report.at("tests"))
    if (lesson.empty() || test.at("tags").at(0) == lesson) sum += test.at("score").get<int>();
  return sum;
}

// ---- the zip

class GradescopeZip : public testing::Test {
 protected:
  judge::Finished make(const std::vector<std::string>& more) const {
    judge::Command command{.arguments = {DOWNHILL_RELEASE, "--gradescope", zip.string()},
                           .folder = {},
                           .time = std::chrono::hours(1)};
    command.arguments.insert(command.arguments.end(), more.begin(), more.end());
    command.keep_environment = true;
    setenv("DOWNHILL_ROOT", kRoot.c_str(), 1);
    return judge::run(command);
  }
  fs::path unpacked() const {
    const fs::path to = folder.path() / "unpacked";
    fs::create_directory(to);
    const auto done = judge::run({.arguments = {"cmake", "-E", "tar", "xf", zip.string()},
                                  .folder = to,
                                  .time = std::chrono::hours(1)});
    EXPECT_TRUE(done.ok()) << done.err;
    return to;
  }

  TemporaryFolder folder;
  const fs::path zip = folder.path() / "auto grader.zip";
};

TEST_F(GradescopeZip, HasWhatGradescopeCallsAndNoAnswers) {
  const judge::Finished made = make({"7", "10", "01_one_weight", "16_momentum"});
  ASSERT_EQ(made.status, 0) << made.out << made.err;
  EXPECT_THAT(made.out, AllOf(HasSubstr("2 lessons"), HasSubstr("20 points"), HasSubstr("Ubuntu 22.04")));
  const fs::path top = unpacked();
  for (const char* const program : {"setup.sh", "run_autograder", "course/downhill"})
    EXPECT_EQ(access((top / program).c_str(), X_OK), 0) << program;
  EXPECT_NE(access((top / "course/CMakeLists.txt").c_str(), X_OK), 0);
  const judge::Finished said = judge::run(
      {.arguments = {"bash", "-c", ". ./settings.sh && echo $lessons $seed $minutes $weak"}, .folder = top});
  EXPECT_EQ(said.out, "01_one_weight 16_momentum 7 10\n");
  EXPECT_TRUE(fs::exists(top / "packages/toml++/toml.h")) << "Ubuntu 22.04 has none";
  for (const auto& entry : fs::recursive_directory_iterator(top)) {
    const std::string path = entry.path().lexically_relative(top);
    for (const char* const kept_back :
         {"solutions", "slips.toml", "course/docs", "/.github/", ".gitlab-ci.yml"})
      EXPECT_THAT(path, Not(HasSubstr(kept_back)));
  }
}

TEST_F(GradescopeZip, SaysWhereTheTimeWouldNotDo) {
  std::vector<std::string> all{"7", "5"};
  for (const report::Lesson& lesson : report::read_course(kRoot).lessons) all.push_back(lesson.name);
  const judge::Finished refused = make(all);
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("--minutes " + std::to_string(release::minutes_for(all.size() - 2))));
  EXPECT_FALSE(fs::exists(zip));
}

// ---- setup.sh

TEST(GradescopeSetup, RefusesSystemsThatAreTooOld) {
  const TemporaryFolder folder;
  write_text(folder.path() / "settings.sh", settings("01_one_weight"));
  fs::copy(kScripts / "setup.sh", folder.path() / "setup.sh");
  const auto on = [&](const std::string& system) {
    write_text(folder.path() / "os", system);
    setenv("DOWNHILL_OS_RELEASE", (folder.path() / "os").c_str(), 1);
    judge::Command command{.arguments = {"bash", (folder.path() / "setup.sh").string(), "--only-check"},
                           .folder = {},
                           .time = std::chrono::hours(1)};
    command.keep_environment = true;
    return judge::run(command);
  };
  for (const char* const good : {"ID=ubuntu\nVERSION_ID=22.04\n", "ID=ubuntu\nVERSION_ID=\"24.04\"\n",
                                 "ID=debian\nVERSION_ID=12\n", "ID=debian\nVERSION_ID=13\n", "ID=debian\n"})
    EXPECT_EQ(on(good).status, 0) << good;
  for (const char* const bad : {"ID=ubuntu\nVERSION_ID=20.04\nPRETTY_NAME='Ubuntu 20.04.6 LTS'\n",
                                "ID=debian\nVERSION_ID=11\n", "ID=fedora\nVERSION_ID=40\n", ""}) {
    const judge::Finished refused = on(bad);
    EXPECT_EQ(refused.status, 1) << bad;
    EXPECT_THAT(refused.err, HasSubstr("Ubuntu 22.04 or later is needed"));
  }
  EXPECT_THAT(on("ID=ubuntu\nVERSION_ID=18.04\nPRETTY_NAME='Ubuntu 18.04'\n").err,
              HasSubstr("This image is Ubuntu 18.04;"));
}

TEST(GradescopeSetup, GoesThroughOnlyIfUntouchedStubsAreUntouchedAndNothingElse) {
  const TemporaryFolder folder;
  write_text(folder.path() / "settings.sh", settings("01_one_weight"));
  fs::copy(kScripts / "setup.sh", folder.path() / "setup.sh");
  write_text(folder.path() / "os", "ID=ubuntu\nVERSION_ID=22.04\n");
  setenv("DOWNHILL_OS_RELEASE", (folder.path() / "os").c_str(), 1);
  setenv("DOWNHILL_SKIP_PACKAGES", "1", 1);
  const auto with_a_trial = [&](const std::string& lesson, const std::string& build, const std::string& check,
                                int status) {
    write_text(folder.path() / "trial", "{\n  \"sandbox\": \"seccomp\",\n  \"status\": \"" + lesson +
                                            "\",\n  \"status\": \"" + build + "\",\n  \"status\": \"" +
                                            check + "\"\n}\n");
    write_program(folder.path() / "course/downhill",
                  "#!/usr/bin/env bash\nwhile [ $# -gt 1 ]; do shift; done\ncp '" +
                      (folder.path() / "trial").string() + "' \"$1\"\nexit " + std::to_string(status) + "\n");
    judge::Command command{.arguments = {"bash", (folder.path() / "setup.sh").string()},
                           .folder = {},
                           .time = std::chrono::hours(1)};
    command.keep_environment = true;
    return judge::run(command);
  };
  const judge::Finished good = with_a_trial("todo", "pass", "todo", 1);
  EXPECT_EQ(good.status, 0) << good.err;
  EXPECT_EQ(good.out, "Downhill is set up. Sandbox: seccomp\n");
  for (const judge::Finished& bad :
       {with_a_trial("build_error", "build_error", "todo", 1), with_a_trial("infra_error", "pass", "todo", 3),
        with_a_trial("fail", "pass", "fail", 1), with_a_trial("pass", "pass", "pass", 0)}) {
    EXPECT_EQ(bad.status, 1) << bad.out;
    EXPECT_THAT(bad.err, HasSubstr("It cannot grade here"));
  }
  unsetenv("DOWNHILL_SKIP_PACKAGES");
}

// ---- run_autograder, in a folder laid out like /autograder

class Gradescope : public testing::Test {
 protected:
  Gradescope() {
    for (const char* const name : {"source", "submission", "results"}) fs::create_directory(top / name);
    write_text(top / "source/settings.sh", settings("01_one_weight 16_momentum"));
    the_tool("exec env DOWNHILL_ROOT='" + kRoot.string() + "' '" DOWNHILL_TOOL "' \"$@\"\n");
    metadata("{\"id\": 4711, \"users\": [{\"id\": 3, \"name\": \"\\\"id\\\": 9\"}]}");
  }

  /// What grades: a stand-in for the one that setup.sh builds.
  void the_tool(const std::string& script) const {
    write_program(top / "source/course/build/release/tool/downhill", "#!/usr/bin/env bash\n" + script);
  }
  void metadata(const std::string& text) const { write_text(top / "submission_metadata.json", text); }
  void submit(const std::string& path, const std::string& text) const {
    const fs::path file = top / "submission" / path;
    fs::create_directories(file.parent_path());
    write_text(file, text);
  }
  judge::Finished run() const {
    setenv("DOWNHILL_AUTOGRADER", top.c_str(), 1);
    judge::Command command{.arguments = {(kScripts / "run_autograder").string()},
                           .folder = top,
                           .time = std::chrono::hours(1)};  // the judges may have to be built
    command.keep_environment = true;
    return judge::run(command);
  }
  json graded() const {
    const judge::Finished finished = run();
    EXPECT_EQ(finished.status, 0) << finished.out << finished.err;
    return json::parse(read_text(results), nullptr, false);
  }
  void expect_not_graded(const std::string& why) const {
    const judge::Finished finished = run();
    EXPECT_NE(finished.status, 0);
    EXPECT_THAT(finished.out, AllOf(HasSubstr("NOT GRADED: "), HasSubstr(why)));
    EXPECT_FALSE(fs::exists(results)) << read_text(results);
  }

  TemporaryFolder folder;
  const fs::path top = folder.path(), results = top / "results/results.json";
  const std::string right = text_of(kRoot / "solutions/01_one_weight/one_weight.cpp");
};

TEST_F(Gradescope, GradesFlatFilesAndThoseOfACourse) {
  submit("one_weight.cpp", right);
  submit("exercises/16_momentum/momentum.cpp", text_of(kRoot / "solutions/16_momentum/momentum.cpp"));
  submit("notes.txt", "mine");
  const json report = graded();
  EXPECT_EQ(points(report, "01_one_weight"), 10);
  EXPECT_EQ(points(report, "16_momentum"), 10);
}

TEST_F(Gradescope, OfWhatIsMissingOrHostileTheOthersLoseNothing) {
  submit("momentum.cpp", text_of(kRoot / "solutions/16_momentum/momentum.cpp"));
  submit("setup.sh", "exit 1\n");
  submit("CMakeLists.txt", "message(FATAL_ERROR)\n");
  submit("results.json", "{\"score\": 100}");
  submit("line\nbreak $(touch here).cpp", "x");
  ASSERT_EQ(mkfifo((top / "submission/a pipe").c_str(), 0644), 0);
  fs::create_directory_symlink("/", top / "submission/exercises");
  const fs::path file = top / "submission/one_weight.cpp";
  const auto expect_no_points = [&](const std::string& why) {
    const json report = graded();
    EXPECT_EQ(points(report, "01_one_weight"), 0);
    EXPECT_EQ(points(report, "16_momentum"), 10);
    EXPECT_THAT(report.at("tests").at(0).at("output").get<std::string>(), HasSubstr(why));
    fs::remove(file);
  };
  expect_no_points("there is no file");
  fs::create_symlink(kRoot / "solutions/01_one_weight/one_weight.cpp", file);
  expect_no_points("is a link");
  ASSERT_EQ(mkfifo(file.c_str(), 0644), 0);
  expect_no_points("not a regular file");
  submit("one_weight.cpp", right + std::string(2 << 20, '/'));
  expect_no_points("larger than 1 MiB");
  submit("one_weight.cpp", "#include \"" + (top / "source/settings.sh").string() + "\"\n" + right);
  expect_no_points("settings.sh");
}

TEST_F(Gradescope, TellsTheStudentWhatToDoAboutFilesThatAreNotWhereTheyBelong) {
  const std::string momentum = text_of(kRoot / "solutions/16_momentum/momentum.cpp");
  const auto words_on = [&](const std::string& lesson) {
    const json report = graded();
    fs::remove_all(top / "submission");
    fs::create_directory(top / "submission");
    EXPECT_EQ(points(report, lesson), 0);
    for (const json& test : report.at("tests"))
      if (test.at("tags").at(0) == lesson) return test.at("output").get<std::string>();
    return std::string("nothing");
  };
  EXPECT_THAT(words_on("01_one_weight"), testing::EndsWith("it has to be handed in under this name"));
  submit("One-Weight (1).cpp", right);
  EXPECT_THAT(words_on("01_one_weight"),
              HasSubstr("there is One-Weight (1).cpp: its name has to be one_weight.cpp"));
  submit("one_weight.cpp.txt", right);
  EXPECT_THAT(words_on("01_one_weight"), HasSubstr("there is one_weight.cpp.txt: its name"));
  submit("mine/one_weight.cpp", right);
  EXPECT_THAT(words_on("01_one_weight"),
              HasSubstr("there is mine/one_weight.cpp: hand in what is in that folder"));
  submit("course-main/exercises/16_momentum/momentum.cpp", momentum);
  EXPECT_THAT(words_on("16_momentum"),
              HasSubstr("there is course-main/exercises/16_momentum/momentum.cpp: hand in what is in that"));
  submit("\n::error::one_weight\x1b[31m", right);
  EXPECT_THAT(words_on("01_one_weight"),
              AllOf(HasSubstr("there is  / ::error::one_weight\\x1b[31m: its name"), Not(HasSubstr("\n::"))));
  for (int i = 0; i < 20; ++i) submit("one_weight " + std::to_string(i), right);
  EXPECT_EQ(std::ranges::count(words_on("01_one_weight"), '\n'), 3);
}

TEST_F(Gradescope, OfTwoFilesOfALessonSaysWhichWasGraded) {
  submit("exercises/01_one_weight/one_weight.cpp", right);
  submit("one_weight.cpp", "wrong");
  const json report = graded();
  EXPECT_EQ(points(report, "01_one_weight"), 10);
  EXPECT_THAT(
      report.at("output").get<std::string>(),
      AllOf(HasSubstr("\n01 is " + (top / "submission/exercises/01_one_weight/one_weight.cpp").string()),
            HasSubstr("\nnot graded: one_weight.cpp, for there is exercises/01_one_weight/one_weight.cpp")));
}

TEST_F(Gradescope, WhatStandsThereAlreadyIsNoResult) {
  the_tool("exit 3\n");
  write_text(results, "{\"score\": 20}");
  expect_not_graded("exit status 3");
  fs::create_directories(results / "folder");
  const judge::Finished finished = run();
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.out, HasSubstr("NOT GRADED: results cannot be written to"));
  fs::remove_all(top / "results");
  submit("one_weight.cpp", right);
  the_tool("while [ $# -gt 1 ]; do shift; done\necho '{\"tests\": []}' >\"$1\"\n");
  EXPECT_EQ(graded(), json::parse("{\"tests\": []}")) << "a folder that is missing is made";
}

TEST_F(Gradescope, GradesWhateverTheMetadataSay) {
  submit("one_weight.cpp", right);
  for (const char* const text :
       {"", "not JSON \"id\": 99999999999999999999999 $(exit)", "{\"id\": null}",
        "{\"id\": 1, \"assignment\": {\"late_due_date\": null}}", "\xff\n\n\"id\":"}) {
    metadata(text);
    EXPECT_EQ(points(graded(), "01_one_weight"), 10) << text;
  }
  fs::remove(top / "submission_metadata.json");
  EXPECT_EQ(points(graded(), "01_one_weight"), 10);
}

TEST_F(Gradescope, GradesFilesThatNobodyMayWriteTo) {
  submit("one_weight.cpp", right);
  fs::permissions(top / "submission/one_weight.cpp", fs::perms::owner_read);
  const json report = [&] {
    const struct WritableAgain {
      fs::path folder;
      ~WritableAgain() { fs::permissions(folder, fs::perms::owner_all); }
    } at_the_end{top / "submission"};
    fs::permissions(at_the_end.folder, fs::perms::owner_read | fs::perms::owner_exec);
    return graded();
  }();
  EXPECT_EQ(points(report, "01_one_weight"), 10);
}

TEST_F(Gradescope, AsksWithOtherNumbersInEachSubmissionAndTheSameWhenItIsGradedAgain) {
  the_tool(
      "printf '%s ' \"$@\" >>\"$(dirname \"$0\")/calls\"; while [ $# -gt 1 ]; do shift; done\n"
      "echo '{}' >\"$1\"\n");
  const fs::path calls = top / "source/course/build/release/tool/calls";
  const auto seed = [&] {
    fs::remove(calls);
    EXPECT_EQ(run().status, 0);
    const std::string all = read_text(calls);
    EXPECT_THAT(all, HasSubstr("check 01_one_weight 16_momentum --from " + (top / "submission").string()));
    EXPECT_THAT(all, HasSubstr("--format gradescope --out " + results.string()));
    const auto at = all.find("--seed ") + 7;
    return std::stoull(all.substr(at, all.find(' ', at) - at));
  };
  const auto first = seed();
  EXPECT_LT(first, 1ull << 32);
  EXPECT_EQ(seed(), first);
  metadata("{\"id\": 4712, \"users\": [{\"id\": 4711}]}");
  EXPECT_NE(seed(), first);
}

TEST_F(Gradescope, OfAToolThatFailsThereAreNoResultsRatherThanAZero) {
  submit("one_weight.cpp", right);
  the_tool("echo once >>\"$0.calls\"; echo the kit is broken >&2; exit 3\n");
  expect_not_graded("exit status 3");
  EXPECT_EQ(read_text(top / "source/course/build/release/tool/downhill.calls"), "once\nonce\n");

  const std::string result = "'" + results.string() + "'";
  the_tool("echo '{\"tests\": [' >" + result + "; kill -9 $$\n");  // half of one
  expect_not_graded("killed, most likely for memory");
  the_tool(": >" + result + "\n");
  expect_not_graded("failed");
  fs::remove(top / "source/course/build/release/tool/downhill");
  expect_not_graded("exit status 127");
}

TEST_F(Gradescope, AFaultThatPassesIsForgotten) {
  the_tool("[ -f \"$0.again\" ] || { touch \"$0.again\"; exit 3; }\necho '{\"tests\": []}' >'" +
           results.string() + "'\n");
  EXPECT_EQ(graded(), json::parse("{\"tests\": []}"));
}

TEST_F(Gradescope, EndsBeforeGradescopesOwnLimit) {
  write_program(top / "bin/timeout", "#!/usr/bin/env bash\necho \"$2\" >>\"$0.called\"; exit 124\n");
  const std::string path = std::getenv("PATH");
  setenv("PATH", ((top / "bin").string() + ":" + path).c_str(), 1);
  write_text(top / "source/settings.sh", settings("01_one_weight", 12));
  expect_not_graded("it took longer than 680 seconds");
  setenv("PATH", path.c_str(), 1);
  EXPECT_THAT(read_text(top / "bin/timeout.called"), testing::MatchesRegex("6[78].\n6[78].\n"));
}

// ---- with --full: set up from the zip, with the memory and the processor that there are on Gradescope

struct Limited {
  judge::Finished finished;
  std::string limits;  ///< the last line of as_gradescope.sh
  bool real = false;   ///< memory and processor time are limited for all processes together
  int peak = 0, ended_for_memory = 0, processor_time = 0;  ///< MB, processes, seconds; if they are real
};

class WholeGradescope : public GradescopeZip {
 protected:
  void set_up() {
    std::vector<std::string> words{"7", "10"};
    for (const report::Lesson& lesson : course.lessons) words.push_back(lesson.name);
    const judge::Finished made = make(words);
    ASSERT_EQ(made.status, 0) << made.err;
    fs::create_directories(top / "submission");
    fs::rename(unpacked(), top / "source");
    const Limited setup = limited("setup.sh");
    ASSERT_EQ(setup.finished.status, 0) << setup.finished.out << setup.finished.err;
    EXPECT_THAT(setup.finished.out, HasSubstr("Downhill is set up. Sandbox: "));
    EXPECT_EQ(setup.ended_for_memory, 0);
    std::cout << "set-up: " << setup.limits << std::endl;
  }

  /// One of the zip's scripts.
  Limited limited(const std::string& script) const {
    const fs::path limits = kRoot / "autograder/tests/as_gradescope.sh";
    const judge::Command command{
        .arguments = {"env", "DOWNHILL_SKIP_PACKAGES=1", "DOWNHILL_AUTOGRADER=" + top.string(),
                      limits.string(), (top / "source" / script).string()},
        .folder = top,
        .time = std::chrono::hours(2)};
    Limited run{.finished = judge::run(command)};
    const std::string& err = run.finished.err;
    if (const auto at = err.rfind("limits: "); at != err.npos)
      run.limits = err.substr(at, err.find('\n', at) - at);
    run.real = std::sscanf(run.limits.c_str(),
                           "limits: cgroup %*s peak %d MB; ended for memory %d; processor time %d s",
                           &run.peak, &run.ended_for_memory, &run.processor_time) == 3;
    return run;
  }

  /// Submits a text for each lesson, grades it, and prints what that took.
  json graded(const std::string& what, const std::function<std::string(const report::Lesson&)>& text_for) {
    fs::remove_all(top / "submission");
    fs::create_directory(top / "submission");
    for (const report::Lesson& lesson : course.lessons)
      write_text(top / "submission" / lesson.exercise().filename(), text_for(lesson));
    const auto began = std::chrono::steady_clock::now();
    last = limited("run_autograder");
    const auto took =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began);
    std::cout << what << ": " << last.limits << "; by the clock " << took.count() << " s" << std::endl;
    EXPECT_LT(took.count(), 600);
    EXPECT_EQ(last.finished.status, 0) << what << last.finished.out << last.finished.err;
    return json::parse(read_text(top / "results/results.json"), nullptr, false);
  }
  /// One lesson's text is hostile, the others are right.
  void expect_to_cost_its_own_points_alone(const std::string& name) {
    const json report = graded(name, [&](const report::Lesson& lesson) {
      return text_of(lesson.number == "01" ? kSubmissions / name / "one_weight.cpp"
                                           : kRoot / lesson.solution());
    });
    ASSERT_TRUE(report.is_object()) << name;
    const int own = points(report, "01_one_weight");
    EXPECT_LT(own, 10) << name;
    EXPECT_EQ(points(report) - own, 10 * static_cast<int>(course.lessons.size() - 1)) << name;
  }

  const report::Course course = report::read_course(kRoot);
  const fs::path top = folder.path() / "autograder";
  Limited last;
};

TEST_F(WholeGradescope, IsSetUpAndGradesInLittleMemoryWithHalfAProcessor) {
  set_up();
  if (HasFatalFailure()) return;
  const int all = 10 * static_cast<int>(course.lessons.size());
  EXPECT_EQ(points(graded("solutions",
                          [](const report::Lesson& lesson) { return text_of(kRoot / lesson.solution()); })),
            all);
  EXPECT_EQ(last.ended_for_memory, 0);
  EXPECT_EQ(points(graded("stubs",
                          [](const report::Lesson& lesson) {
                            return text_of(kRoot / "lessons" / lesson.name / "stub.cpp");
                          })),
            0);
  // Those of the corpus that take most time and memory, to compile or to run.
  for (const char* const hungry : {"bombs_by_macros", "fills_the_object", "overflows_the_compiler",
                                   "maps_and_fills_memory", "sleeps_everywhere"})
    expect_to_cost_its_own_points_alone(hungry);
  // Each lesson would take the compiler's twenty seconds, which is a thousand with half a processor.
  const json bombs = graded("bombs everywhere", [](const report::Lesson& lesson) {
    return text_of(kSubmissions / "overflows_the_compiler" / "one_weight.cpp") + "// " + lesson.name;
  });
  ASSERT_TRUE(bombs.is_object());
  EXPECT_EQ(points(bombs), 0);
}

}  // namespace
}  // namespace downhill::tests
