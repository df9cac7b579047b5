// SPDX-License-Identifier: MIT
// The files for CI systems: are they what these systems read, and do their scripts do what they should? The
// scripts are taken out of the files and run, in a folder of their own, with a stand-in for ./downhill; with
// --full, in a student release, with the real one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "judge/process.hpp"
#include "temporary_course.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSubsetOf;
using testing::Not;
using Names = std::set<std::string>;

const fs::path kRoot = DOWNHILL_SOURCE_DIR;
const fs::path kTemplates = kRoot / "autograder" / "tool" / "release" / "ci";

YAML::Node read(const std::string& name) { return YAML::LoadFile((kTemplates / name).string()); }

Names keys_of(const YAML::Node& map) {
  Names keys;
  for (const auto& entry : map) keys.insert(entry.first.as<std::string>());
  return keys;
}

/// map[key], or nothing where the map has no such key, or is none.
YAML::Node entry(const YAML::Node& map, const std::string& key) {
  return map.IsMap() && map[key].IsDefined() ? map[key] : YAML::Node();
}

// ---- GitHub's workflows, as https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
// has them

class Workflow : public testing::TestWithParam<const char*> {
 protected:
  const std::string text = read_text(kTemplates / GetParam());
  const YAML::Node workflow = read(GetParam());
  const YAML::Node job = workflow["jobs"].begin()->second;
};

TEST_P(Workflow, HasKeysThatGitHubKnows) {
  EXPECT_THAT(keys_of(workflow), IsSubsetOf(Names{"name", "on", "permissions", "concurrency", "jobs"}));
  EXPECT_THAT(keys_of(workflow["on"]), IsSubsetOf(Names{"push", "workflow_dispatch", "workflow_call"}));
  for (const char* const event : {"workflow_dispatch", "workflow_call"})
    for (const auto& input : entry(entry(workflow["on"], event), "inputs")) {
      EXPECT_THAT(keys_of(input.second), IsSubsetOf(Names{"description", "required", "type"}));
      EXPECT_EQ(input.second["type"].as<std::string>(), "string");
    }
  ASSERT_EQ(workflow["jobs"].size(), 1u);
  EXPECT_EQ(keys_of(job), (Names{"runs-on", "timeout-minutes", "steps"}));
  for (const YAML::Node& step : job["steps"]) {
    EXPECT_THAT(keys_of(step), IsSubsetOf(Names{"name", "id", "if", "uses", "with", "env", "run"}));
    EXPECT_NE(step["uses"].IsDefined(), step["run"].IsDefined()) << step["name"];
  }
}

TEST_P(Workflow, AsksForLittleAndEndsInTime) {
  EXPECT_EQ(keys_of(workflow["permissions"]), Names{"contents"});
  EXPECT_EQ(workflow["permissions"]["contents"].as<std::string>(), "read");
  EXPECT_LE(job["timeout-minutes"].as<int>(), 60);
  EXPECT_TRUE(workflow["concurrency"]["group"].IsDefined());
  EXPECT_THAT(job["runs-on"].as<std::string>(), testing::MatchesRegex("ubuntu-[0-9]+\\.04"))
      << "ubuntu-latest is another system one day";
  for (const YAML::Node& step : job["steps"])
    if (step["uses"].IsDefined() && step["uses"].as<std::string>().starts_with("actions/checkout@"))
      EXPECT_FALSE(step["with"]["persist-credentials"].as<bool>());
}

TEST_P(Workflow, UsesActionsOfOneCommitWhoseVersionIsNamed) {
  const std::regex pinned("        uses: actions/[a-z/-]+@[0-9a-f]{40} # v[0-9]+[.][0-9]+[.][0-9]+");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find("uses: ") != line.npos && line.front() != '#')
      EXPECT_TRUE(std::regex_match(line, pinned)) << line;
}

// What an expression says becomes part of the script: whoever names a branch could write shell.
TEST_P(Workflow, HasNoExpressionInAScript) {
  for (const YAML::Node& step : job["steps"])
    if (step["run"].IsDefined()) EXPECT_THAT(step["run"].as<std::string>(), Not(HasSubstr("${{")));
}

TEST_P(Workflow, NamesNothingThatIsNotThere) {
  Names known{"github.ref", "github.sha", "github.repository", "github.token", "vars.DOWNHILL_LESSONS"};
  for (const YAML::Node& step : job["steps"])
    if (step["id"].IsDefined()) known.insert("steps." + step["id"].as<std::string>());
  for (const char* const event : {"workflow_dispatch", "workflow_call"})
    for (const std::string& name : keys_of(entry(entry(workflow["on"], event), "inputs")))
      known.insert("inputs." + name);
  for (const std::string& name : keys_of(entry(entry(workflow["on"], "workflow_call"), "secrets")))
    known.insert("secrets." + name);

  // What stands between ${{ and }}, and behind if:.
  const std::regex expression("[$][{][{](.*?)[}][}]|\n +if: (.*)"),
      name("\\b(steps|inputs|secrets|github|vars|env|runner|needs|job|matrix)[.][A-Za-z_-]+");
  int expressions = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at, ++expressions) {
    const std::string inside = (*at)[1].str() + (*at)[2].str();
    for (std::sregex_iterator one(inside.begin(), inside.end(), name); one != end; ++one)
      EXPECT_TRUE(known.contains(one->str())) << one->str() << " in " << inside;
  }
  EXPECT_GT(expressions, 3);
}

TEST_P(Workflow, KeepsTheReportWhateverHappened) {
  const YAML::Node last = job["steps"][job["steps"].size() - 1];
  EXPECT_THAT(last["uses"].as<std::string>(), HasSubstr("actions/upload-artifact@"));
  EXPECT_EQ(last["if"].as<std::string>(), "always()");
  EXPECT_EQ(last["with"]["path"].as<std::string>(), "report.json");
}

INSTANTIATE_TEST_SUITE_P(Of, Workflow, testing::Values("github.yml", "grade.yml"), [](const auto& file) {
  return std::string(file.param, std::strcspn(file.param, "."));
});

// ---- running them

using Environment = std::map<std::string, std::string>;

/// A folder as a CI system makes it: a checkout, here with a stand-in for ./downhill.
class Machine {
 public:
  Machine() {
    fs::create_directories(checkout);
    fs::create_directories(home);
    environment = {{"CI", "true"},
                   {"HOME", home.string()},
                   {"PATH", (home / "bin").string() + ":" + std::getenv("PATH")},
                   {"GITHUB_OUTPUT", (home / "output").string()},
                   {"GITHUB_STEP_SUMMARY", (home / "summary").string()},
                   {"CI_PROJECT_DIR", checkout.string()},
                   {"RUNNER_TEMP", home.string()}};
  }

  /// Exits with the status, and writes the file that --out names.
  void put_stand_in(const fs::path& repository, int status) const {
    fs::create_directories(repository / ".ci");
    write_program(repository / "downhill",
                  "echo \"$*\" >>'" + calls.string() +
                      "'\n[[ \"$*\" != *--packages* ]] || exit 0\n"
                      "while [ $# -gt 0 ]; do [ \"$1\" != --out ] || echo '{}' >\"$2\"; shift; done\nexit " +
                      std::to_string(status) + "\n");
    fs::copy(kRoot / ".ci/reuse_build", repository / ".ci/reuse_build", fs::copy_options::overwrite_existing);
    write_text(repository / ".gitignore", "/build/\n");
    run("git init --quiet && git add --all", repository);
  }
  void put_program(const std::string& name, const std::string& script) const {
    write_program(home / "bin" / name, script);
  }

  judge::Finished run(const std::string& script, const fs::path& folder, const Environment& more = {},
                      const std::vector<std::string>& shell = {"bash", "-e"}) const {
    write_text(home / "script", script);
    judge::Command command{.arguments = {"env", "-i"}, .folder = folder, .time = std::chrono::hours(1)};
    for (const auto& values : {environment, more})
      for (const auto& [name, value] : values) command.arguments.push_back(name + "=" + value);
    command.arguments.insert(command.arguments.end(), shell.begin(), shell.end());
    command.arguments.push_back((home / "script").string());
    return judge::run(command);
  }

  std::vector<std::string> all_calls() const {
    std::vector<std::string> lines;
    std::istringstream in(read_text(calls));
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  TemporaryFolder top;
  const fs::path checkout = top.path() / "work", home = top.path() / "home", calls = home / "calls";
  Environment environment;

 private:
  static void write_program(const fs::path& file, const std::string& script) {
    fs::create_directories(file.parent_path());
    write_text(file, "#!/usr/bin/env bash\n" + script);
    fs::permissions(file, fs::perms::owner_all);
  }
};

struct Ran {
  int status = 0;  ///< of the first step that failed
  std::string out;
};

/// The scripts of a workflow one after the other, as GitHub's runner calls them (bash -e): after one that
/// failed, none.
/// @param expressions what stands between ${{ and }} in a step's environment, with its value
Ran run_workflow(const Machine& machine, const std::string& name, const Environment& expressions) {
  Ran ran;
  for (const YAML::Node& step : read(name)["jobs"].begin()->second["steps"]) {
    if (!step["run"].IsDefined() || ran.status != 0) continue;
    Environment more;
    for (const auto& entry : step["env"]) {
      const std::string value = entry.second.as<std::string>();  // "${{ inputs.lessons }}"
      more[entry.first.as<std::string>()] = expressions.at(value.substr(4, value.size() - 7));
    }
    const judge::Finished finished = machine.run(step["run"].as<std::string>(), machine.checkout, more);
    ran.status = finished.status;
    ran.out += finished.out + finished.err;
  }
  return ran;
}

TEST(GitHubWorkflow, GradesTheLessonsThatAreNamedAndKeepsTheReport) {
  for (const int status : {0, 1, 3}) {
    const Machine machine;
    machine.put_stand_in(machine.checkout, status);
    const Ran ran = run_workflow(machine, "github.yml", {{"vars.DOWNHILL_LESSONS", "01 02"}});
    EXPECT_EQ(ran.status, status) << ran.out;
    EXPECT_TRUE(fs::exists(machine.checkout / "report.json"));
    EXPECT_THAT(machine.all_calls(),
                ElementsAre("--yes --packages", "check 01 02 --weak --format github", "check 01 02 --weak",
                            "check 01 02 --weak --format json --out report.json"));
    EXPECT_THAT(read_text(machine.home / "output"), testing::MatchesRegex("key=downhill-[0-9a-f]+\n"));
  }
}

TEST(GradeWorkflow, GradesTheSubmissionWithTheKitAndTheSecretSeed) {
  for (const int status : {0, 1, 3}) {
    const Machine machine;
    machine.put_stand_in(machine.checkout / "kit", status);
    fs::create_directories(machine.checkout / "submission/exercises");
    const Ran ran =
        run_workflow(machine, "grade.yml", {{"inputs.lessons", "16"}, {"secrets.DOWNHILL_SEED", "99"}});
    EXPECT_EQ(ran.status, status == 3 ? 3 : 0) << "green once there is a grade: " << ran.out;
    EXPECT_TRUE(fs::exists(machine.checkout / "report.json"));
    const std::vector<std::string> calls = machine.all_calls();
    ASSERT_EQ(calls.size(), 4u);
    EXPECT_EQ(calls[1], "check 16 --from submission --within 600 --seed 99 --format json --out report.json");
    for (const std::string& call : calls) EXPECT_THAT(call, Not(HasSubstr("--weak")));
  }
}

TEST(GradeWorkflow, WithoutASeedGradesNothing) {
  const Machine machine;
  machine.put_stand_in(machine.checkout / "kit", 0);
  const Ran ran = run_workflow(machine, "grade.yml", {{"inputs.lessons", ""}, {"secrets.DOWNHILL_SEED", ""}});
  EXPECT_NE(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("SEED: is not set"));
  EXPECT_EQ(machine.all_calls().size(), 1u);
}

// ---- GitLab, as https://docs.gitlab.com/ci/yaml/ has it

judge::Finished run_gitlab_job(const Machine& machine, const std::string& lessons) {
  const YAML::Node job = read("gitlab.yml")["downhill"];
  std::string script;
  for (const char* const part : {"before_script", "script"})
    for (const YAML::Node& line : job[part]) script += line.as<std::string>() + "\n";
  return machine.run(script, machine.checkout, {{"DOWNHILL_LESSONS", lessons}}, {"bash", "-eo", "pipefail"});
}

TEST(GitLabFile, HasKeysThatGitLabKnows) {
  const YAML::Node file = read("gitlab.yml"), job = file["downhill"];
  EXPECT_EQ(keys_of(file), Names{"downhill"});
  EXPECT_THAT(keys_of(job),
              IsSubsetOf(Names{"image", "stage", "timeout", "interruptible", "variables", "cache",
                               "before_script", "script", "allow_failure", "artifacts"}));
  EXPECT_EQ(keys_of(job["artifacts"]), (Names{"when", "expire_in", "paths", "reports"}));
  EXPECT_EQ(job["artifacts"]["when"].as<std::string>(), "always");
  EXPECT_EQ(job["artifacts"]["reports"]["junit"].as<std::string>(), "report.xml");
  EXPECT_EQ(job["artifacts"]["paths"][0].as<std::string>(), "report.xml");
  EXPECT_EQ(job["cache"]["when"].as<std::string>(), "always") << "else a job that is not green keeps nothing";
  EXPECT_EQ(job["allow_failure"]["exit_codes"][0].as<int>(), 1);
}

TEST(GitLabFile, GradesTheLessonsThatAreNamedAndKeepsTheReport) {
  for (const int status : {0, 1, 3}) {
    const Machine machine;
    machine.put_stand_in(machine.checkout, status);
    machine.put_program("apt-get", "echo \"apt-get $*\" >>\"$HOME/calls\"\n");
    const judge::Finished finished = run_gitlab_job(machine, "01 02");
    EXPECT_EQ(finished.status, status) << finished.err;
    EXPECT_TRUE(fs::exists(machine.checkout / "report.xml"));
    EXPECT_THAT(
        machine.all_calls(),
        ElementsAre("apt-get update", "apt-get install -y --no-install-recommends git", "--yes --packages",
                    "check 01 02 --weak --format junit --out report.xml", "check 01 02 --weak"));
  }
}

// ---- dev containers, as https://containers.dev/implementors/json_reference/ has them

json dev_container() {
  return json::parse(read_text(kTemplates / "devcontainer.json"), nullptr, true, /*ignore_comments=*/true);
}

TEST(DevContainer, InstallsBuildsAndShowsTheCourse) {
  const json file = dev_container();
  Names keys;
  for (const auto& [key, value] : file.items()) keys.insert(key);
  EXPECT_THAT(keys, IsSubsetOf(Names{"name", "image", "hostRequirements", "containerEnv", "onCreateCommand",
                                     "updateContentCommand", "postCreateCommand", "customizations"}));
  const Machine machine;
  machine.put_stand_in(machine.checkout, 1);
  for (const char* const command : {"onCreateCommand", "postCreateCommand"})
    EXPECT_EQ(machine.run(file.at(command), machine.checkout, {}, {"sh"}).status, 0) << command;
  EXPECT_THAT(machine.all_calls(), ElementsAre("--yes --packages", ""));
}

// ---- Classroom 50

class Classroom50 : public testing::Test {
 protected:
  void SetUp() override {
    if (!judge::run({.arguments = {"sh", "-c", "command -v python3"}, .folder = {}}).ok())
      GTEST_SKIP() << "there is no python3, which Classroom 50 calls";
  }
  /// Grades with a kit whose ./downhill exits with that status.
  judge::Finished grade(int status) const {
    const fs::path kit = machine.top.path() / "kit";
    machine.put_stand_in(kit, status);
    const judge::Finished commit = machine.run(
        "git -c user.name=x -c user.email=x@x commit --quiet --allow-empty --message=x; git rev-parse HEAD",
        kit);
    std::string text = read_text(kTemplates / "classroom50.py");
    text = std::regex_replace(text, std::regex("KIT = \"[^\"]*\""), "KIT = \"file://" + kit.string() + "\"");
    text = std::regex_replace(text, std::regex("COMMIT = \"0*\""),
                              "COMMIT = \"" + commit.out.substr(0, 40) + "\"");
    write_text(machine.home / "autograder.py", text);
    return machine.run("python3 \"$HOME/autograder.py\"", machine.checkout);
  }

  const Machine machine;
  const fs::path result = machine.checkout / "result.json";
};

TEST_F(Classroom50, GradesWithTheKitOfThatCommit) {
  for (const int status : {0, 1}) {
    fs::remove(result);
    const judge::Finished finished = grade(status);
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_TRUE(fs::exists(result));
    EXPECT_THAT(read_text(machine.calls), HasSubstr(" --format classroom50 --out result.json\n"));
    EXPECT_THAT(read_text(machine.calls),
                HasSubstr("check 01 --from " + machine.checkout.string() + " --seed "));
  }
}

TEST_F(Classroom50, AResultThatWasHandedInIsNone) {
  write_text(result, "{\"score\": 10}");
  EXPECT_EQ(grade(0).status, 0);
  EXPECT_EQ(read_text(result), "{}\n");
  write_text(result, "{\"score\": 10}");
  EXPECT_EQ(grade(3).status, 1);
  EXPECT_THAT(read_text(result), Not(HasSubstr("score")));
}

// ---- what was built is used again

TEST(ReuseBuild, KeepsABuildOfTheSameKitOnTheSameSystemAlone) {
  const Machine machine;
  machine.put_stand_in(machine.checkout, 0);
  machine.put_program("dpkg-query", "cat \"$HOME/packages\"\n");
  write_text(machine.home / "packages", "clang 14");
  const fs::path built = machine.checkout / "build/tool";
  const auto is_kept = [&] {
    EXPECT_EQ(machine.run(".ci/reuse_build", machine.checkout).status, 0);
    const bool kept = fs::exists(built);
    write_text(built, "");
    return kept;
  };
  const auto key = [&] { return machine.run(".ci/reuse_build --key", machine.checkout).out; };
  is_kept();
  const std::string first = key();
  EXPECT_TRUE(is_kept());
  EXPECT_LT(fs::last_write_time(machine.checkout / "downhill"),
            fs::last_write_time(built) - std::chrono::hours(9999));

  fs::create_directories(machine.checkout / "exercises");
  write_text(machine.checkout / "exercises/a.cpp", "mine");
  machine.run("git add --all", machine.checkout);
  EXPECT_TRUE(is_kept()) << "exercises are no part of the kit";
  EXPECT_EQ(key(), first);

  write_text(machine.checkout / "kit.hpp", "new");
  machine.run("git add kit.hpp", machine.checkout);
  EXPECT_NE(key(), first);
  EXPECT_FALSE(is_kept());
  EXPECT_TRUE(is_kept());
  write_text(machine.home / "packages", "clang 15");
  EXPECT_FALSE(is_kept());
}

// ---- with --full: a student release and the real ./downhill

TEST(WholeCi, RunsInAStudentReleaseAndBuildsOnce) {
  Machine machine;
  machine.environment["DOWNHILL_SKIP_PACKAGES"] = "1";
  machine.put_program("apt-get", "");
  machine.put_program("dpkg-query", "echo the same");  // whatever is installed here meanwhile
  fs::remove(machine.checkout);
  const judge::Finished released =
      machine.run("\"$1\" \"$2\"", machine.home, {{"DOWNHILL_ROOT", kRoot.string()}},
                  {"bash", "-c", "exec \"$0\" \"$1\"", DOWNHILL_RELEASE, machine.checkout.string()});
  ASSERT_EQ(released.status, 0) << released.out << released.err;
  machine.run("git init --quiet && git add --all", machine.checkout);
  for (const char* const placed : {".github/workflows/downhill.yml", ".gitlab-ci.yml",
                                   ".devcontainer/devcontainer.json", ".ci/reuse_build"})
    ASSERT_TRUE(fs::exists(machine.checkout / placed)) << placed;

  const Environment lessons{{"vars.DOWNHILL_LESSONS", "01"}};
  const Ran first = run_workflow(machine, "github.yml", lessons);
  EXPECT_EQ(first.status, 1) << first.out;  // nothing is written yet
  EXPECT_THAT(first.out, AllOf(HasSubstr("::notice "), HasSubstr("0 of 10 points")));
  EXPECT_THAT(read_text(machine.home / "summary"), HasSubstr("## Downhill: 0 of 10 points"));
  EXPECT_EQ(json::parse(read_text(machine.checkout / "report.json")).at("points"), 0);

  machine.run("git ls-files -z | xargs -0 touch", machine.checkout);  // as after another checkout
  fs::copy(kRoot / "solutions/01_one_weight/one_weight.cpp",
           machine.checkout / "exercises/01_one_weight/one_weight.cpp", fs::copy_options::overwrite_existing);
  const Ran second = run_workflow(machine, "github.yml", lessons);
  EXPECT_EQ(second.status, 0) << second.out;
  EXPECT_THAT(second.out, Not(HasSubstr("Building")));

  const judge::Finished gitlab = run_gitlab_job(machine, "01 02");
  EXPECT_EQ(gitlab.status, 1) << gitlab.err;
  EXPECT_THAT(read_text(machine.checkout / "report.xml"), HasSubstr("<testsuite"));

  const json container = dev_container();
  for (const char* const command : {"onCreateCommand", "updateContentCommand", "postCreateCommand"}) {
    const judge::Finished finished = machine.run(container.at(command), machine.checkout, {}, {"sh"});
    EXPECT_EQ(finished.status, 0) << command << finished.err;
  }
}

}  // namespace
}  // namespace downhill::tests
