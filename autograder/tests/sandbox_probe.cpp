// SPDX-License-Identifier: MIT
// What sandbox_test sends into the box instead of a worker: tries the one thing that it is asked for, and
// answers what came of it, "EACCES" or "ok". Static like a worker, with none of its signal handlers.
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "wire/frame.hpp"

extern char** environ;

namespace {

using downhill::wire::Frame;
using downhill::wire::kChannel;
using downhill::wire::Kind;

std::string outcome(long result) { return result >= 0 ? "ok" : strerrorname_np(errno); }

std::string open_descriptors() {
  std::string all;
  for (int fd = 0; fd < 1024; ++fd) {
    struct stat unused;
    if (syscall(SYS_fstat, fd, &unused) == 0) all += (all.empty() ? "" : " ") + std::to_string(fd);
  }
  return all;
}

std::string limit(__rlimit_resource resource) {
  rlimit value{};
  getrlimit(resource, &value);
  return std::to_string(value.rlim_cur) + "/" + std::to_string(value.rlim_max);
}

std::string raised(__rlimit_resource resource) {
  const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
  return outcome(setrlimit(resource, &more));
}

void* nothing(void*) { return nullptr; }
std::string started_thread() {
  pthread_t thread{};
  const int error = pthread_create(&thread, nullptr, nothing, nullptr);
  return error == 0 ? "ok" : strerrorname_np(error);
}

std::string got(void* memory) {
  return memory == MAP_FAILED || memory == nullptr ? strerrorname_np(errno) : "ok";
}
void* map(std::size_t size, int protection) {
  return mmap(nullptr, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

std::string printed(std::size_t size) {
  const std::string text(size, 'x');
  for (std::size_t done = 0; done < size;) {
    const ssize_t n = write(STDOUT_FILENO, text.data() + done, size - done);
    if (n <= 0) return outcome(n);
    done += static_cast<std::size_t>(n);
  }
  return "ok";
}

/// "call 57": any system call, with nothing but zeros.
std::string called(const std::string& number) {
  return outcome(syscall(std::stol(number), 0, 0, 0, 0, 0, 0));
}

int counted = 0;
std::uint32_t question_now = downhill::wire::kNoQuestion;

const std::map<std::string, std::function<std::string()>> kTrials{
    // files
    {"open", [] { return outcome(open("/etc/passwd", O_RDONLY)); }},
    {"open by openat2", [] { return outcome(syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0)); }},
    {"create", [] { return outcome(creat("/tmp/downhill-probe", 0600)); }},
    {"stat",
     [] {
       struct stat unused;
       return outcome(stat("/etc/passwd", &unused));
     }},
    {"mkdir", [] { return outcome(mkdir("/tmp/downhill-probe", 0700)); }},
    {"unlink", [] { return outcome(unlink("/tmp/downhill-probe")); }},
    {"access", [] { return outcome(access("/etc/passwd", R_OK)); }},
    {"readlink", [] { return outcome(syscall(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", nullptr, 0)); }},
    {"memfd_create", [] { return outcome(memfd_create("x", 0)); }},
    {"dup", [] { return outcome(dup(1)); }},
    {"dup2", [] { return outcome(dup2(1, 5)); }},
    {"dup3", [] { return outcome(dup3(1, 5, 0)); }},
    {"dup by fcntl", [] { return outcome(fcntl(1, F_DUPFD, 5)); }},
    {"own channel blocks no more", [] { return outcome(fcntl(kChannel, F_SETFL, O_NONBLOCK)); }},
    {"typed for the terminal", [] { return outcome(ioctl(0, TIOCSTI, "x")); }},
    {"descriptor from the judge",
     [] {
       msghdr message{};
       return outcome(recvmsg(kChannel, &message, MSG_DONTWAIT));
     }},
    // processes
    {"fork", [] { return outcome(fork()); }},
    {"process by clone",
     [] { return outcome(syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr)); }},
    {"process that shares memory",
     [] { return outcome(syscall(SYS_clone, CLONE_VM | SIGCHLD, nullptr, nullptr, nullptr, nullptr)); }},
    {"clone3", [] { return outcome(syscall(SYS_clone3, nullptr, 0)); }},
    {"thread", started_thread},
    {"execve", [] { return outcome(execl("/bin/true", "true", nullptr)); }},
    {"execveat", [] { return outcome(syscall(SYS_execveat, 3, "", nullptr, nullptr, AT_EMPTY_PATH)); }},
    {"execveat of its own program",
     [] { return outcome(syscall(SYS_execveat, 9, "", nullptr, nullptr, AT_EMPTY_PATH)); }},
    {"kill the parent", [] { return outcome(kill(std::max(getppid(), 2), 0)); }},
    {"kill everybody", [] { return outcome(kill(-1, 0)); }},
    {"tkill process 1", [] { return outcome(syscall(SYS_tkill, 1, 0)); }},
    {"signal with a value", [] { return outcome(syscall(SYS_rt_sigqueueinfo, 1, 0, nullptr)); }},
    {"descriptor of process 1", [] { return outcome(syscall(SYS_pidfd_open, 1, 0)); }},
    {"limits of process 1", [] { return outcome(syscall(SYS_prlimit64, 1, RLIMIT_CPU, nullptr, nullptr)); }},
    {"processors of process 1",
     [] {
       cpu_set_t unused;
       return outcome(sched_getaffinity(1, sizeof unused, &unused));
     }},
    {"clock of process 1",
     [] {
       timespec unused{};
       return outcome(syscall(SYS_clock_gettime, ~1 << 3 | 2, &unused));
     }},
    {"own clock",
     [] {
       timespec unused{};
       return outcome(syscall(SYS_clock_gettime, CLOCK_PROCESS_CPUTIME_ID, &unused));
     }},
    {"tgkill process 1", [] { return outcome(syscall(SYS_tgkill, 1, 1, 0)); }},
    {"ptrace", [] { return outcome(ptrace(PTRACE_TRACEME)); }},
    {"ptrace of process 1", [] { return outcome(ptrace(PTRACE_SEIZE, 1, nullptr, nullptr)); }},
    {"process_vm_readv", [] { return outcome(syscall(SYS_process_vm_readv, 1, nullptr, 0, nullptr, 0, 0)); }},
    {"setsid", [] { return outcome(setsid()); }},
    // the rest of the machine
    {"socket", [] { return outcome(socket(AF_INET, SOCK_STREAM, 0)); }},
    {"socketpair",
     [] {
       int ends[2];
       return outcome(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
     }},
    {"io_uring", [] { return outcome(syscall(SYS_io_uring_setup, 1, nullptr)); }},
    {"bpf", [] { return outcome(syscall(SYS_bpf, 0, nullptr, 0)); }},
    {"seccomp", [] { return outcome(syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, nullptr)); }},
    {"prctl", [] { return outcome(prctl(PR_SET_DUMPABLE, 1)); }},
    {"a filter of its own", [] { return outcome(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT)); }},
    {"life after the judge", [] { return outcome(prctl(PR_SET_PDEATHSIG, 0)); }},
    {"connect",
     [] {
       const sockaddr_un nowhere{AF_UNIX, "/run/nowhere"};
       return outcome(connect(kChannel, reinterpret_cast<const sockaddr*>(&nowhere), sizeof nowhere));
     }},
    {"shared memory", [] { return outcome(shmget(1, 4096, IPC_CREAT | 0600)); }},
    {"message queue", [] { return outcome(msgget(1, IPC_CREAT | 0600)); }},
    {"personality", [] { return outcome(personality(READ_IMPLIES_EXEC)); }},
#ifdef __x86_64__
    // The other ways into a 64-bit kernel: those of 32-bit programs, of x32, and the fixed page of old
    // programs.
    {"getpid by int 0x80",
     [] {
       long result = 20;
       asm volatile("int $0x80" : "+a"(result) : : "memory");
       return outcome(result);
     }},
    {"getpid of x32", [] { return outcome(syscall(0x40000000 + SYS_getpid)); }},
    {"execve of x32", [] { return outcome(syscall(0x40000000 + 520, "/bin/true", nullptr, nullptr)); }},
    {"getcpu by vsyscall",
     [] {
       const auto getcpu = reinterpret_cast<long (*)(unsigned*, unsigned*, void*)>(0xffffffffff600800);
       return outcome(getcpu(nullptr, nullptr, nullptr));
     }},
#endif
    {"mount", [] { return outcome(syscall(SYS_mount, nullptr, nullptr, nullptr, 0, nullptr)); }},
    // memory
    {"write and run", [] { return got(map(4096, PROT_READ | PROT_WRITE | PROT_EXEC)); }},
    {"run what was written", [] { return outcome(mprotect(map(4096, PROT_READ), 4096, PROT_EXEC)); }},
    {"half a gigabyte", [] { return got(map(512u << 20, PROT_READ | PROT_WRITE)); }},
    {"two gigabytes", [] { return got(map(2048u << 20, PROT_READ | PROT_WRITE)); }},
    {"raise memory", [] { return raised(RLIMIT_AS); }},
    {"raise processor time", [] { return raised(RLIMIT_CPU); }},
    // what it finds
    {"descriptors", open_descriptors},
    {"input",
     [] {
       char byte;
       return std::to_string(read(STDIN_FILENO, &byte, 1));
     }},
    {"user", [] { return std::to_string(getuid()); }},
    {"environment", [] { return std::string(*environ == nullptr ? "empty" : *environ); }},
    {"process", [] { return std::to_string(getpid()); }},
    {"count", [] { return std::to_string(++counted); }},
    {"limits",
     [] {
       return limit(RLIMIT_CPU) + " " + limit(RLIMIT_AS) + " " + limit(RLIMIT_STACK) + " " +
              limit(RLIMIT_NOFILE) + " " + limit(RLIMIT_CORE) + " " + limit(RLIMIT_FSIZE);
     }},
    // how it ends
    {"print a little", [] { return printed(1000); }},
    {"print much", [] { return printed(5 << 20); }},
    {"sleep", [] { return outcome(sleep(60)); }},
    {"stop", [] { return outcome(raise(SIGSTOP)); }},
    {"kill itself", [] { return outcome(raise(SIGKILL)); }},
    {"kill itself, in other words",
     [] { return outcome(syscall(SYS_tgkill, getpid(), gettid(), (1l << 32) + SIGKILL)); }},
    {"sleep with 300 MB", [] { return std::string(300 << 20, 'x').substr(0, 1) + outcome(sleep(60)); }},
    {"a byte now and then",
     []() -> std::string {
       const Frame head{question_now, Kind::value, 1 << 20};
       write(kChannel, &head, sizeof head);
       for (;;) {
         write(kChannel, "x", 1);
         usleep(4000);
       }
     }},
    {"loop",
     []() -> std::string {
       for (volatile bool forever = true; forever;) {
       }
       return "";
     }},
    {"a second and a half",
     []() -> std::string {
       signal(SIGXCPU, SIG_IGN);
       timespec used{};
       do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
       while (used.tv_sec < 1 || used.tv_nsec < 500'000'000);
       return "ok";
     }},
    {"exit", []() -> std::string { _exit(7); }},
    {"abort", []() -> std::string { std::abort(); }},
    {"ignored signal", [] { return outcome(raise(SIGCHLD)); }},
    {"close and go on",
     []() -> std::string {
       close(kChannel);
       for (;;) pause();
     }},
    {"close and exit",
     []() -> std::string {
       close(kChannel);
       _exit(5);
     }},
    {"half an answer",
     []() -> std::string {
       const Frame head{question_now, Kind::value, 100};
       write(kChannel, &head, sizeof head);
       _exit(6);
     }},
    {"a large answer", [] { return std::string(7 << 20, 'x'); }},
};

bool read_all(void* to, std::size_t n) {
  for (auto* at = static_cast<char*>(to); n > 0;) {
    const ssize_t k = read(kChannel, at, n);
    if (k <= 0) return false;
    at += k;
    n -= static_cast<std::size_t>(k);
  }
  return true;
}

}  // namespace

int main() {
  for (Frame head{}; read_all(&head, sizeof head);) {
    question_now = head.question;
    std::string question(head.size, '\0');
    if (!read_all(question.data(), question.size())) break;
    const auto trial = kTrials.find(question);
    constexpr std::string_view kCall = "call ";
    const std::string answer = trial != kTrials.end()        ? trial->second()
                               : question.starts_with(kCall) ? called(question.substr(kCall.size()))
                                                             : "no such trial";
    head = {question_now, Kind::value, answer.size()};
    std::string frame(reinterpret_cast<const char*>(&head), sizeof head);
    frame += answer;
    for (std::size_t done = 0; done < frame.size();) {
      const ssize_t n = write(kChannel, frame.data() + done, frame.size() - done);
      if (n <= 0) return 1;
      done += static_cast<std::size_t>(n);
    }
  }
}
