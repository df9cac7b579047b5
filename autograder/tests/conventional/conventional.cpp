// SPDX-License-Identifier: MIT
// The corpus in a conventional GoogleTest build: each student's file is linked with the checks of its lesson
// and run, and a grader takes the exit status and the XML report for what they are.
//   conventional [NAME…]
// measures those whose text has changed since they were measured, or the ones that are named, and writes
// results.toml. It really runs hostile code, so it does so as a user who owns nothing, behind bubblewrap:
// without network, without the machine's files or processes, in memory that is thrown away. Where that is not
// to be had it refuses. What is measured is the usual way of grading, not the fence.
#include <unistd.h>

#include <iostream>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "judge/build.hpp"
#include "tests/conventional/results.hpp"
#include "tests/graded.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

const fs::path kResults = kRoot / "autograder" / "tests" / "conventional" / "results.toml";
constexpr const char* kNobodysUser = "61184";

// A folder of the machine's own, gone at the end.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "downhill-conventional-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
    path_ = pattern;
    fs::permissions(path_, fs::perms(0755));
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// ── behind the fence

using Words = std::vector<std::string>;

Words fence(const fs::path& folder, const Words& further = {}) {
  Words all;
  if (geteuid() == 0)
    all = {"setpriv", "--reuid", kNobodysUser, "--regid", kNobodysUser, "--clear-groups", "--no-new-privs"};
  const std::string root = kRoot.string(), built = folder.string();
  const Words rest{"prlimit",
                   "--nproc=64",
                   "--core=0",
                   "bwrap",
                   "--unshare-all",
                   "--die-with-parent",
                   "--new-session",
                   "--clearenv",
                   "--setenv",
                   "PATH",
                   "/usr/bin:/bin",
                   "--ro-bind",
                   "/usr",
                   "/usr",
                   "--ro-bind",
                   "/bin",
                   "/bin",
                   "--ro-bind",
                   "/lib",
                   "/lib",
                   "--ro-bind-try",
                   "/lib64",
                   "/lib64",
                   "--ro-bind-try",
                   "/etc/alternatives",
                   "/etc/alternatives",
                   "--ro-bind-try",
                   "/etc/passwd",
                   "/etc/passwd",
                   "--proc",
                   "/proc",
                   "--dev",
                   "/dev",
                   "--size",
                   "67108864",
                   "--tmpfs",
                   "/tmp",
                   "--size",
                   "67108864",
                   "--tmpfs",
                   "/var/tmp",
                   "--size",
                   "268435456",
                   "--tmpfs",
                   "/work",
                   "--size",
                   "16777216",
                   "--tmpfs",
                   "/autograder/results",
                   "--ro-bind",
                   root,
                   root,
                   "--ro-bind",
                   built,
                   built};
  all.insert(all.end(), rest.begin(), rest.end());
  all.insert(all.end(), further.begin(), further.end());
  return all;
}

judge::Finished run_behind(Words command, const std::string& script) {
  command.insert(command.end(), {"--chdir", "/work", "sh", "-c", script});
  return judge::run({.arguments = command, .folder = {}, .time = seconds(900)});
}

// Says nothing where all is as it must be.
constexpr const char* kProbe = R"sh(
[ "$(id -u)" != 0 ] || echo "it runs as root"
[ "$(ls /sys/class/net 2>/dev/null; cat /proc/net/dev | grep -c :)" = 1 ] || echo "there is a network"
touch /usr/probe 2>/dev/null && echo "/usr can be written to"
[ "$(ulimit -p 2>/dev/null || echo 64)" -le 64 ] || echo "processes are not limited"
set -- /proc/[0-9]*; [ $# -le 6 ] || echo "other processes are seen"
echo probed)sh";

void refuse_without_fence(const fs::path& folder) {
  const judge::Finished probe = run_behind(fence(folder), kProbe);
  if (probe.out != "probed\n")
    throw std::runtime_error(
        "no hostile code is run without a fence (bubblewrap, setpriv, prlimit): " + probe.out + probe.err);
}

// ── what a lesson's submissions are linked with

Words flags(const report::Lesson& lesson) {
  Words all{"-std=c++20", "-O0", "-DDOWNHILL_IN_PROCESS", "-D_GLIBCXX_ASSERTIONS",
            "-DEIGEN_INITIALIZE_MATRICES_BY_NAN"};
  for (const std::string& flag : Kit::get().workshop.compiler("gcc").compile)
    if (flag.find("eigen") != flag.npos) all.insert(all.end(), {"-isystem", flag});
  for (const char* folder : {"lessons", "autograder"})
    all.insert(all.end(), {"-I", (kRoot / folder).string()});
  all.insert(all.end(), {"-I", (kRoot / "lessons" / lesson.name).string()});
  return all;
}

std::string compiler() { return Kit::get().workshop.compiler("gcc").compile.at(0); }

void compile(const report::Lesson& lesson, const Words& more) {
  Words command{compiler()};
  const Words common = flags(lesson);
  command.insert(command.end(), common.begin(), common.end());
  command.insert(command.end(), more.begin(), more.end());
  const judge::Finished done = judge::run({.arguments = command, .folder = {}, .time = seconds(600)});
  if (!done.ok()) throw std::runtime_error("the checks do not compile:\n" + done.err);
}

// Compiled once a lesson: it is the grader's own.
fs::path checks_of(const report::Lesson& lesson, const fs::path& folder) {
  const fs::path own = folder / lesson.name;
  if (fs::exists(own)) return own;
  fs::create_directories(own);
  std::ofstream(own / "kit.hpp") << "#include \"kit/kit.hpp\"\n";
  compile(lesson, {"-x", "c++-header", (own / "kit.hpp").string()});
  compile(lesson, {"-c", (kRoot / "autograder" / "checks" / lesson.name / "checks.cpp").string(), "-o",
                   (own / "checks.o").string()});
  compile(lesson, {"-c", (kRoot / "autograder" / "judge" / "hidden.cpp").string(), "-o",
                   (own / "hidden.o").string()});
  return own;
}

// ── one submission

std::string quoted(const std::string& word) { return "'" + word + "'"; }

// Builds, runs and tells what there is then, as a grader's script in a container does.
constexpr const char* kScript = R"sh(
ulimit -c 0; ulimit -v 3145728; ulimit -f 131072
(ulimit -t 30; timeout -k 1 600 sh -c "$BUILD" > /tmp/build.log 2>&1); echo build $?
told() {
  for secret in "$SOLUTION" "$RECORD" "$ACCOUNT"; do
    grep -qaF -e "$secret" /tmp/build.log /tmp/run.log 2> /dev/null && echo left a secret told
  done
}
[ -x tests ] || { told; exit 0; }
set -- /proc/[0-9]*; before=$#; touch /tmp/began; sleep 0.01; began=$(date +%s)
(ulimit -S -t 5; ulimit -H -t 6; timeout -k 1 15 ./tests --gtest_output=xml:/autograder/results/report.xml \
  > /tmp/run.log 2>&1 < /dev/null)
echo status $?; echo seconds $(($(date +%s) - began))
told
for i in $(seq 50); do  # who is on the way out is let go
  set -- /proc/[0-9]*; [ $# -gt $before ] || break
  sleep 0.2
done
[ $# -le $before ] || echo left processes: $(cat /proc/[0-9]*/comm)
find /work /tmp /var/tmp /dev/shm /autograder -newer /tmp/began -type f ! -path /tmp/run.log \
  ! -path /autograder/results/report.xml 2> /dev/null | sed 's/^/left /'
echo report; cat /autograder/results/report.xml 2> /dev/null
)sh";

std::string build_command(const report::Lesson& lesson, const fs::path& own, const std::string& source) {
  std::string build = quoted(compiler());
  for (const std::string& flag : flags(lesson)) build += " " + quoted(flag);
  return build + " -include " + quoted((own / "kit.hpp").string()) + " -c " + quoted(source) +
         " -o submission.o && " + quoted(compiler()) + " submission.o " +
         quoted((own / "checks.o").string()) + " " + quoted((own / "hidden.o").string()) +
         " -lgmock -lgtest -lgtest_main -lpthread -o tests";
}

// What no student should see: a line of the file that nothing else has.
std::string longest_line(const fs::path& file) {
  std::istringstream lines(text_of(file));
  std::string longest;
  for (std::string line; std::getline(lines, line);)
    if (line.size() > longest.size()) longest = line;
  return longest.substr(0, 200);
}

Words secrets(const report::Lesson& lesson) {
  return {
      "--setenv", "SOLUTION", longest_line(kRoot / lesson.solution()),
      "--setenv", "RECORD",   longest_line(kRoot / "autograder" / "checks" / lesson.name / "recorded.json"),
      "--setenv", "ACCOUNT",  "root:x:0:0"};
}

struct Seen {
  int build = -1, status = -1;  ///< exit statuses; −1 if the script did not come so far
  int seconds = 0;              ///< that the run took
  bool report = false;
  std::string left;  ///< what stayed behind or was told

  int points = 0;  ///< by the report
};

int points_in(const report::Lesson& lesson, const pugi::xml_document& xml) {
  std::set<std::string> passed;
  for (const auto& found : xml.select_nodes("//testcase[not(failure)]"))
    passed.insert(std::string(found.node().attribute("classname").value()) + "." +
                  found.node().attribute("name").value());
  int points = 0;
  for (const report::CheckEntry& check : lesson.checks)
    points += passed.contains(check.name) ? check.points : 0;
  return points;
}

Seen look(const report::Lesson& lesson, const std::string& said) {
  Seen seen;
  std::istringstream lines(said);
  for (std::string line; std::getline(lines, line) && line != "report";) {
    if (line.starts_with("build ")) seen.build = std::stoi(line.substr(6));
    if (line.starts_with("status ")) seen.status = std::stoi(line.substr(7));
    if (line.starts_with("seconds ")) seen.seconds = std::stoi(line.substr(8));
    if (line.starts_with("left ")) seen.left += (seen.left.empty() ? "" : ", ") + line.substr(5);
  }
  pugi::xml_document xml;
  const std::string report(std::istreambuf_iterator<char>(lines), {});
  seen.report = xml.load_string(report.c_str()) && xml.child("testsuites");
  if (seen.report) seen.points = points_in(lesson, xml);
  return seen;
}

// timeout's own status; SIGXCPU and SIGXFSZ; and SIGKILL, by which the limits end who does not listen.
bool was_stopped(int status, int took) {
  return status == 124 || status == 152 || status == 153 || (status == 137 && took > 3);
}

Fate fate_of(const Case& submission, const Seen& seen) {
  const int earned = submission.answers;
  if (seen.build != 0 && (seen.build < 0 || was_stopped(seen.build, 100))) return Fate::hung;
  if (seen.build != 0)
    return !seen.left.empty() ? Fate::left_things : earned > 0 ? Fate::lost : Fate::rightly;
  if (seen.status == 0 && earned < 10) return Fate::passed;
  if (seen.report && seen.points == 10 && earned < 10) return Fate::passed;
  if (seen.report && seen.points > earned) return Fate::gained;
  if (was_stopped(seen.status, seen.seconds) && !seen.report) return Fate::hung;
  if (!seen.report) return Fate::no_report;
  if (seen.points < earned) return Fate::lost;
  return seen.left.empty() ? Fate::rightly : Fate::left_things;
}

Measured measure(const Case& submission, const fs::path& folder) {
  const fs::path file = file_of(kSubmissions, submission);
  const report::Lesson& lesson = Kit::get().lesson_of(file);
  const std::string source = (kRoot / lesson.exercise()).string();
  Words command = fence(folder, {"--ro-bind", file.string(), source});
  const Words hidden = secrets(lesson);
  command.insert(command.end(), hidden.begin(), hidden.end());
  command.insert(command.end(),
                 {"--setenv", "BUILD", build_command(lesson, checks_of(lesson, folder), source)});
  const judge::Finished done = run_behind(command, kScript);
  const Seen seen = look(lesson, done.out);
  const Fate fate = fate_of(submission, seen);
  std::cout << submission.name << ": build " << seen.build << ", status " << seen.status << ", "
            << (seen.report ? std::to_string(seen.points) + " points" : "no report")
            << (seen.left.empty() ? "" : ", left " + seen.left) << ": " << name_of(fate) << std::endl;
  return {fate, hash_of(text_of(file))};
}

void measure_all(const std::set<std::string>& wanted) {
  const Folder folder;
  refuse_without_fence(folder.path());
  Results before = fs::exists(kResults) ? read_results(kResults) : Results(), after;
  for (const Kind& kind : read_corpus(kSubmissions))
    for (const Case& each : kind.cases) {
      const auto known = before.find(each.name);
      const bool fresh =
          known != before.end() && known->second.text == hash_of(text_of(file_of(kSubmissions, each)));
      after[each.name] = fresh && !wanted.contains(each.name) ? known->second : measure(each, folder.path());
      if (!fresh || wanted.contains(each.name)) {
        before[each.name] = after[each.name];
        write_results(kResults, before);  // so that a run that is ended begins where it was
      }
    }
  write_results(kResults, after);
}

}  // namespace
}  // namespace downhill::tests

int main(int argc, char** argv) try {
  downhill::tests::measure_all({argv + 1, argv + argc});
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
