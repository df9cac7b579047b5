// SPDX-License-Identifier: MIT
// The box from inside: sandbox_probe stands where a worker would, tries one thing, and says what came of it.
#include "judge/sandbox.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <thread>

#include "judge/confinement.hpp"
#include "judge/landlock.hpp"
#include "judge/layers.hpp"
#include "judge/process.hpp"
#include "judge/worker_process.hpp"

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

const Sandbox& box() {
  static const Sandbox sandbox(DOWNHILL_PROBE);
  return sandbox;
}

std::string ask(WorkerProcess& probe, const std::string& trial) {
  probe.send(wire::Kind::call, trial);
  return probe.receive().body;
}

/// What a fresh probe answers, or "crashed: …" where it does not come to that.
std::string tried(const std::string& trial, const Sandbox& sandbox = box()) {
  WorkerProcess probe(sandbox);
  try {
    return ask(probe, trial);
  } catch (const WorkerEnded& end) {
    return std::string(name_of(end.outcome)) + ": " + end.what();
  }
}

TEST(Inside, ThereAreNoFiles) {
  for (const char* trial :
       {"open", "open by openat2", "create", "stat", "access", "readlink", "mkdir", "unlink"})
    EXPECT_EQ(tried(trial), "EACCES") << trial;
  EXPECT_THAT(tried("memfd_create"), StartsWith("forbidden"));
  EXPECT_FALSE(fs::exists("/tmp/downhill-probe"));
}

TEST(Inside, DescriptorsStayAsTheyAre) {
  for (const char* trial : {"dup", "dup2", "dup3", "dup by fcntl", "own channel blocks no more"})
    EXPECT_EQ(tried(trial), "EPERM") << trial;
  EXPECT_EQ(tried("typed for the terminal"), "ENOTTY");
  EXPECT_THAT(tried("descriptor from the judge"), StartsWith("forbidden"));
}

TEST(Inside, ThereAreNoOtherProcesses) {
  for (const char* trial :
       {"fork", "process by clone", "process that shares memory", "execve", "execveat", "kill the parent",
        "kill everybody", "tkill process 1", "tgkill process 1", "signal with a value", "kill itself",
        "kill itself, in other words", "descriptor of process 1", "ptrace", "ptrace of process 1",
        "process_vm_readv", "setsid"})
    EXPECT_THAT(tried(trial), StartsWith("forbidden")) << trial;
  EXPECT_EQ(tried("thread"), "EAGAIN") << "std::thread throws, and honest code may catch that";
  EXPECT_EQ(tried("clone3"), "ENOSYS");
  EXPECT_EQ(tried("limits of process 1"), "EPERM");
  EXPECT_EQ(tried("processors of process 1"), "EPERM");
  EXPECT_EQ(tried("clock of process 1"), "EINVAL");
  EXPECT_EQ(tried("own clock"), "ok");
}

TEST(Inside, ItCannotBeStartedOnceMore) { EXPECT_EQ(tried("execveat of its own program"), "EBADF"); }

TEST(Inside, ThereIsNoMachineAround) {
  for (const char* trial : {"socket", "socketpair", "connect", "shared memory", "message queue", "io_uring",
                            "bpf", "seccomp", "mount", "personality"})
    EXPECT_THAT(tried(trial), StartsWith("forbidden")) << trial;
  for (const char* trial : {"prctl", "a filter of its own", "life after the judge"})
    EXPECT_EQ(tried(trial), "EINVAL") << trial;
}

// Those with nothing to do here end the process; what is left is known by name.
TEST(Inside, EverySystemCallIsForbiddenButThese) {
  const std::set<std::string> known{
      // work
      "read", "write", "readv", "writev", "close", "fstat", "brk", "munmap", "mremap", "madvise", "futex",
      "mmap", "mprotect", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
      "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times",
      "getrusage", "pause", "sched_yield", "getpid", "gettid", "getuid", "getrandom", "uname",
      "sched_getaffinity", "set_tid_address", "set_robust_list", "rseq", "arch_prctl", "exit", "exit_group",
      "prlimit64",
      // refuse politely
      "clone3", "open", "openat", "openat2", "creat", "access", "faccessat", "faccessat2", "stat", "lstat",
      "newfstatat", "statx", "readlink", "readlinkat", "getcwd", "chdir", "mkdir", "unlink", "unlinkat",
      "rename", "ioctl", "lseek", "prctl", "fcntl", "dup", "dup2", "dup3", "getppid"};
  constexpr int kBeyondTheLast = 600;
  int forbidden = 0;
  for (int number = 0; number < kBeyondTheLast; ++number) {
    char* const name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);
    const std::string its_name = name != nullptr ? name : "number " + std::to_string(number);
    std::free(name);
    if (its_name == "pause") continue;  // allowed, and would take its time
#ifdef __x86_64__
    // uretprobe and uprobe: from Linux 6.14 on seccomp lets them through, and they do nothing where nobody
    // probes.
    if (number == 335 || number == 336) continue;
#endif
    const bool is_forbidden = tried("call " + std::to_string(number)).starts_with("forbidden");
    forbidden += is_forbidden;
    EXPECT_EQ(is_forbidden, !known.contains(its_name)) << its_name;
  }
  EXPECT_GT(forbidden, 400);
}

#ifdef __x86_64__
TEST(Inside, ThereIsNoOtherDoorToTheKernel) {
  for (const char* trial : {"getpid by int 0x80", "getpid of x32", "execve of x32", "getcpu by vsyscall"}) {
    const std::string answer = tried(trial);  // a kernel that has no such door says so by a signal
    EXPECT_TRUE(answer.starts_with("forbidden") || answer.starts_with("crashed")) << trial << ": " << answer;
  }
}
#endif

TEST(Inside, NoMemoryIsWrittenAndThenRun) {
  EXPECT_THAT(tried("write and run"), StartsWith("forbidden"));
  EXPECT_THAT(tried("run what was written"), StartsWith("forbidden"));
}

TEST(Inside, LimitsHoldAndStay) {
  EXPECT_EQ(tried("limits"), "1/2 1073741824/1073741824 8388608/8388608 16/16 0/0 0/0");
  EXPECT_EQ(tried("half a gigabyte"), "ok");
  EXPECT_EQ(tried("two gigabytes"), "ENOMEM");
  EXPECT_EQ(tried("raise memory"), "EPERM");
  EXPECT_EQ(tried("raise processor time"), "EPERM");
}

TEST(Inside, ThereIsNothingOfTheJudges) {
  const int left_open = dup(STDIN_FILENO);  // without close-on-exec
  EXPECT_EQ(tried("descriptors"), "0 1 2 3");
  close(left_open);
  EXPECT_EQ(tried("input"), "0") << "end of file";
  EXPECT_EQ(tried("environment"), "empty");
  EXPECT_EQ(tried("user"), std::to_string(geteuid() == 0 ? 65534 : geteuid()))
      << "who judges as root, does not grade so";
}

TEST(Inside, EachStartIsAnotherProcess) {
  WorkerProcess one(box()), other(box());
  EXPECT_NE(ask(one, "process"), ask(other, "process"));
  EXPECT_EQ(ask(one, "count"), "1");
  EXPECT_EQ(ask(one, "count"), "2");
  EXPECT_EQ(ask(other, "count"), "1");
}

TEST(Inside, AnswersMayBeLarge) {
  WorkerProcess probe(box());
  EXPECT_EQ(ask(probe, "a large answer").size(), 7u << 20);
  EXPECT_EQ(ask(probe, "count"), "1");
}

// ── without seccomp (--weak): what is left. Run by sandbox_without_seccomp_test

TEST(Weak, LimitsAndTheOtherLayersStillHold) {
  if (layers_here().seccomp) GTEST_SKIP() << "there is seccomp";
  EXPECT_FALSE(layers_here().enough());
  if (!weak_is_allowed()) {
    EXPECT_THROW(box(), std::runtime_error);
    return;
  }
  EXPECT_EQ(tried("count"), "1");
  EXPECT_THAT(tried("loop"), StartsWith("timed_out"));
  EXPECT_EQ(tried("two gigabytes"), "ENOMEM");
  EXPECT_EQ(tried("fork"), "EAGAIN");
  EXPECT_EQ(tried("descriptors"), "0 1 2 3");
  if (layers_here().landlock) {
    for (const char* trial : {"open", "create", "mkdir", "execve"})
      EXPECT_EQ(tried(trial), "EACCES") << trial;
  }
  if (landlock_version() >= 6) {
    EXPECT_EQ(tried("kill the parent"), "EPERM");
  }
}

// ── how it ends

TEST(End, IsToldApart) {
  EXPECT_EQ(tried("exit"), "exited_early: the program ended itself, with exit status 7, before it answered");
  EXPECT_THAT(tried("abort"), StartsWith("crashed: the program called abort"));
  EXPECT_EQ(tried("ignored signal"), "ok");
  EXPECT_THAT(tried("loop"), StartsWith("timed_out: it used up its processor time"));
  EXPECT_THAT(tried("sleep"), StartsWith("timed_out: no answer came: it slept"));
  EXPECT_THAT(tried("stop"), StartsWith("timed_out: no answer came: it slept"));
  EXPECT_THAT(tried("half an answer"), StartsWith("exited_early"));
  EXPECT_THAT(tried("close and go on"), HasSubstr("closed while the program went on"));
}

// However busy the machine is, one that is about to be gone is not one that went on.
TEST(End, IsKnownEvenWhereTheChannelClosesFirst) {
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(tried("close and exit"), HasSubstr("exit status 5"));
    EXPECT_THAT(tried("exit"), HasSubstr("exit status 7"));
  }
}

TEST(End, IsFinal) {
  WorkerProcess probe(box());
  EXPECT_THROW(ask(probe, "exit"), WorkerEnded);
  for (int i = 0; i < 2; ++i) {
    EXPECT_THROW(ask(probe, "count"), WorkerEnded);
    EXPECT_THROW(probe.stop(Outcome::garbage, "again"), WorkerEnded);
  }
  EXPECT_EQ(probe.output(), "");
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "and no process is left";
}

// ── memory: what the system does where it runs out

/// Asks for something that takes long, and ends the worker from outside as soon as it is at it.
std::string ended_while_at(const std::string& trial, long kilobytes) {
  Sandbox::Started started = box().start();
  const pid_t pid = started.pid;
  WorkerProcess probe(std::move(started), box().limits(), [] { return 1u; });
  std::thread system([&] {
    const fs::path memory = fs::path("/proc") / std::to_string(pid) / "statm";
    const auto pages = [&] {
      long all = 0, resident = 0;
      std::ifstream(memory) >> all >> resident;
      return resident;
    };
    for (int look = 0; look < 12000 && pages() * 4 < kilobytes; ++look) std::this_thread::sleep_for(5ms);
    kill(pid, SIGKILL);
  });
  std::string ended;
  try {
    ended = ask(probe, trial);
  } catch (const WorkerEnded& end) {
    ended = std::string(name_of(end.outcome)) + ": " + end.what();
  }
  system.join();
  return ended;
}

TEST(Memory, ThatOthersTookIsTheMachinesFault) {
  EXPECT_THAT(ended_while_at("sleep", 0), StartsWith("infra_error: the system ended the program, though"));
  EXPECT_THAT(ended_while_at("sleep with 300 MB", 300 << 10),
              StartsWith("out_of_memory: the system ended it"));
}

TEST(Memory, IsTakenFromWorkersAndCompilersFirst) {
  const Sandbox::Started started = box().start();
  std::ifstream worker("/proc/" + std::to_string(started.pid) + "/oom_score_adj");
  int score = 0;
  EXPECT_TRUE(worker >> score);
  EXPECT_EQ(score, 1000);
  kill(started.pid, SIGKILL);
  waitpid(started.pid, nullptr, 0);

  const std::vector<std::string> look{"cat", "/proc/self/oom_score_adj"};
  const Fence fence({.reach = {.readable = {"/proc"}, .writable = {}}});
  EXPECT_EQ(run({.arguments = look, .folder = "/", .fence = &fence}).out, "1000\n");
  EXPECT_NE(run({.arguments = look, .folder = "/"}).out, "1000\n");
}

// ── time: its own, not the clock's

TEST(Time, OfOneThatSleepsInShortPiecesIsOverToo) {
  EXPECT_THAT(tried("a byte now and then"), StartsWith("timed_out: no answer came: it slept"));
}

TEST(Time, ThatTheMachineDidNotGiveIsNobodysFault) {
  Limits limits;
  limits.by_the_clock = 50ms;
  EXPECT_THAT(tried("loop", Sandbox(DOWNHILL_PROBE, limits)),
              StartsWith("infra_error: this machine is too busy"));
}

// The kernel's signal at the end of its time can be ignored, and a second passes before the next one.
TEST(Time, IsOverForOneThatIgnoresTheSignalToo) {
  EXPECT_THAT(tried("a second and a half"), StartsWith("timed_out: it used up its processor time"));
}

// Awake whenever it is looked at, and so never found asleep. One trial in which the machine had time is
// enough.
TEST(Time, SleptAwayUnseenIsNotTheMachinesFault) {
  Limits limits;
  limits.by_the_clock = 100ms;
  const Sandbox sandbox(DOWNHILL_PROBE, limits);
  std::set<std::string> ends;
  for (int trial = 0; trial < 200 && !ends.contains("timed_out"); ++trial) {
    const std::string end = tried("a byte now and then", sandbox);
    ends.insert(end.substr(0, end.find(':')));
  }
  EXPECT_TRUE(ends.contains("timed_out"));
}

/// A process that does one thing until it is killed.
class Child {
 public:
  explicit Child(const std::function<void()>& what) : pid_(fork()) {
    if (pid_ != 0) return;
    for (;;) what();
  }
  ~Child() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
};

/// How often, of fifty looks, a process is found asleep.
int naps_of(const Child& child) {
  SleepWatch watch(child.pid());
  int naps = 0;
  for (int look = 0; look < 50; ++look) {
    std::this_thread::sleep_for(5ms);
    naps += watch.finds_it_asleep();
  }
  EXPECT_TRUE(watch.can_tell());
  return naps;
}

void never_mind_others() {
  const sched_param none{};
  sched_setscheduler(0, SCHED_IDLE, &none);
}

// Two on one processor, of which one gets next to nothing. That is what a busy machine is like.
TEST(Time, SpentInWaitingForAProcessorIsNotSleep) {
  cpu_set_t here;
  CPU_ZERO(&here);
  CPU_SET(sched_getcpu(), &here);
  const auto stay = [&] { sched_setaffinity(0, sizeof here, &here); };
  const Child busy([&] { stay(); });
  const Child hungry([&] {
    stay();
    never_mind_others();
    for (volatile bool forever = true; forever;) {
    }
  });
  EXPECT_LE(naps_of(hungry), 1) << "one look may come before it has begun";
  EXPECT_LT(processor_time(hungry.pid()) * 2, processor_time(busy.pid()));
}

TEST(Time, AsleepIsToldFromAtWork) {
  const Child asleep([] { pause(); });
  SleepWatch watch(asleep.pid());
  const auto patience = std::chrono::steady_clock::now() + 60s;  // on a busy machine it begins late
  while (!watch.finds_it_asleep() && std::chrono::steady_clock::now() < patience)
    std::this_thread::sleep_for(1ms);
  EXPECT_EQ(naps_of(asleep), 50);
  EXPECT_EQ(SleepWatch(-1).finds_it_asleep(), false);
  EXPECT_EQ(processor_time(-1), Seconds(0));
}

// ── what it prints

TEST(Output, IsThereWithTheAnswerHoweverSoonThatComes) {
  WorkerProcess probe(box());
  probe.send(wire::Kind::call, "print a little");
  std::this_thread::sleep_for(200ms);  // the answer is there before anybody looks
  EXPECT_EQ(probe.receive().body, "ok");
  EXPECT_EQ(probe.output(), std::string(1000, 'x'));
}

TEST(Output, IsKeptInPartAndEndsTheProcessWhereThereIsTooMuch) {
  WorkerProcess probe(box());
  for (int i = 0; i < 10; ++i) ask(probe, "print a little");
  EXPECT_EQ(probe.output().size(), WorkerProcess::kOutputKept);
  EXPECT_THAT(tried("print much"), StartsWith("too_much_output: more than 4 MiB"));
}

// ── the judge's side

TEST(Start, FailsWhereTheProgramIsNone) {
  EXPECT_THROW(Sandbox("/nowhere/worker"), std::runtime_error);
  const fs::path file = fs::temp_directory_path() / ("downhill-no-program-" + std::to_string(getpid()));
  std::ofstream(file) << "this is no program";
  try {
    Sandbox(file).start();
    FAIL();
  } catch (const ProgramRefused& error) {
    EXPECT_STREQ(error.what(), "the program could not be started: Exec format error");
  }
  fs::remove(file);
}

TEST(Start, WorksFromAnyProcessThatHasManyDescriptors) {
  std::vector<Descriptor> many;
  for (int i = 0; i < 100; ++i) many.emplace_back(dup(STDIN_FILENO));
  EXPECT_EQ(tried("descriptors"), "0 1 2 3");
}

TEST(Layers, AreNamedWithThoseThatAreLacking) {
  Layers layers{.seccomp = true, .landlock = false, .another_user = true, .compilers = "bubblewrap"};
  EXPECT_TRUE(layers.enough());
  EXPECT_EQ(layers.in_words(), "seccomp, rlimits, no Landlock, user 65534; compilers behind bubblewrap");
  layers.compilers = "";
  EXPECT_FALSE(layers.enough());
  EXPECT_EQ(layers.in_words(), "weak: seccomp, rlimits, no Landlock, user 65534; compilers not confined");
  EXPECT_EQ(layers_here().another_user, geteuid() == 0);
  EXPECT_EQ(layers_here().landlock, landlock_version() > 0);
  EXPECT_TRUE(layers_here().seccomp);
}

// ── Landlock alone: inside, the seccomp filter answers first

TEST(Fence, LeavesWhatIsInReachAndNothingElse) {
  if (landlock_version() == 0) GTEST_SKIP() << "this kernel has no Landlock, or it is switched off";
  const fs::path top = fs::temp_directory_path() / ("downhill-fence-" + std::to_string(getpid()));
  for (const char* folder : {"read", "write"}) fs::create_directories(top / folder);
  for (const char* file : {"read/file", "write/file", "secret"}) std::ofstream(top / file) << "text";
  const Descriptor fence =
      landlock_fence({.readable = {top / "read", "/nowhere"}, .writable = {top / "write"}});

  const pid_t inside = fork();
  if (inside == 0) {
    const auto opens = [&](const char* file, int flags) {
      return Descriptor(open((top / file).c_str(), flags, 0600)).get() >= 0;
    };
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const bool as_it_should = landlock_restrict_self(fence.get()) && opens("read/file", O_RDONLY) &&
                              !opens("read/file", O_WRONLY) && !opens("read/new", O_WRONLY | O_CREAT) &&
                              opens("write/file", O_RDWR) && opens("write/new", O_WRONLY | O_CREAT) &&
                              !opens("secret", O_RDONLY) && !opens("read/../secret", O_RDONLY);
    _exit(as_it_should ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(inside, &status, 0), inside);
  EXPECT_EQ(status, 0);
  fs::remove_all(top);
}

/// What the fence of a worker, by itself, leaves of each of these; as many letters as there are trials.
std::string behind_an_empty_fence(const std::vector<std::function<bool()>>& trials) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const Descriptor fence = landlock_fence();
  const pid_t inside = fork();
  if (inside == 0) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    std::string answer = landlock_restrict_self(fence.get()) ? "" : "no fence";
    for (const auto& trial : trials) answer += trial() ? '+' : '-';
    _exit(write(ends[1], answer.data(), answer.size()) > 0 ? 0 : 1);
  }
  close(ends[1]);
  std::string answer(100, '\0');
  answer.resize(static_cast<std::size_t>(std::max<ssize_t>(read(ends[0], answer.data(), answer.size()), 0)));
  close(ends[0]);
  waitpid(inside, nullptr, 0);
  return answer;
}

TEST(Fence, AroundNothingLeavesNothing) {
  const int version = landlock_version();
  if (version == 0) GTEST_SKIP() << "this kernel has no Landlock, or it is switched off";
  const auto opens = [](const char* file, int flags) {
    return [file, flags] { return Descriptor(open(file, flags, 0600)).get() >= 0; };
  };
  EXPECT_EQ(
      behind_an_empty_fence({opens("/etc/passwd", O_RDONLY), opens("/", O_RDONLY | O_DIRECTORY),
                             opens("/tmp/downhill-fence", O_WRONLY | O_CREAT), opens("/dev/null", O_WRONLY),
                             [] { return execl("/bin/true", "true", nullptr) == 0; }}),
      "-----");
  const auto connects = [] {
    const Descriptor end(socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(9);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(end.get(), reinterpret_cast<const sockaddr*>(&here), sizeof here) == 0 || errno != EACCES;
  };
  if (version >= 4) {
    EXPECT_EQ(behind_an_empty_fence({connects}), "-") << "the network";
  }
  const auto reaches_the_judge = [judge = getpid()] { return kill(judge, 0) == 0; };
  if (version >= 6) {
    EXPECT_EQ(behind_an_empty_fence({reaches_the_judge}), "-") << "signals";
  }
}

// A judge that is killed cannot end its worker, so the kernel does.
TEST(Start, AWorkerDoesNotOutliveItsJudge) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // whoever loses its parent becomes ours
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t judge = fork();
  if (judge == 0) {
    const Sandbox::Started worker = box().start();
    if (write(ends[1], &worker.pid, sizeof worker.pid) != sizeof worker.pid) _exit(1);
    for (;;) pause();
  }
  pid_t worker = 0;
  ASSERT_EQ(read(ends[0], &worker, sizeof worker), static_cast<ssize_t>(sizeof worker));
  kill(judge, SIGKILL);
  ASSERT_EQ(waitpid(judge, nullptr, 0), judge);
  int status = 0;
  ASSERT_EQ(waitpid(worker, &status, 0), worker);
  // Killed with its judge; or it saw the channel close before that, and ended by itself.
  EXPECT_TRUE((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) ||
              (WIFEXITED(status) && WEXITSTATUS(status) == 0));
  close(ends[0]);
  close(ends[1]);
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

}  // namespace
}  // namespace downhill::judge
