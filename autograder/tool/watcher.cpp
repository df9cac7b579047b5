// SPDX-License-Identifier: MIT
#include "tool/watcher.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <set>
#include <string>

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Clock = Watcher::Clock;

constexpr milliseconds kPoll{300};        // between two looks where nothing notifies
constexpr milliseconds kHeartbeat{1000};  // and where something does, should it ever not
constexpr milliseconds kQuiet{20};        // a save is over when nothing has changed for so long,
constexpr milliseconds kRestless{500};    // or after this at the latest
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE |
                                  IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

std::string read_all(int fd) {
  std::string text;
  std::array<char, 1 << 14> buffer;
  for (ssize_t n; (n = read(fd, buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(n));
  return text;
}

void drain(int fd) {
  std::array<char, 1 << 14> buffer;
  while (read(fd, buffer.data(), buffer.size()) > 0) {
  }
}

Clock::time_point time_of(std::int64_t nanoseconds) {
  return Clock::time_point(
      std::chrono::duration_cast<Clock::duration>(std::chrono::nanoseconds(nanoseconds)));
}

}  // namespace

Stamp stamp_of(const fs::path& file) {
  const judge::Descriptor descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat s {};
  if (descriptor.get() < 0 || fstat(descriptor.get(), &s) != 0) return {};
  Stamp stamp{true,
              s.st_dev,
              s.st_ino,
              static_cast<std::uint64_t>(s.st_size),
              std::int64_t{s.st_mtim.tv_sec} * 1'000'000'000 + s.st_mtim.tv_nsec,
              0};
  constexpr off_t kMost = 4 << 20;  // a larger one is no submission; its time and size will do
  if (S_ISREG(s.st_mode) && s.st_size <= kMost)
    stamp.hash = std::hash<std::string>{}(read_all(descriptor.get()));
  return stamp;
}

bool notifies(std::uint64_t kind) {
  constexpr std::array<std::uint64_t, 9> kSilent{
      0x01021997,  // 9p: WSL2's view of Windows drives, virtual machines
      0x53464846,  // WSL1's of Windows drives, and of its own
      0x6969,      // NFS
      0xff534d42,  // CIFS
      0xfe534d42,  // SMB2
      0x517b,      // SMB
      0x65735546,  // FUSE: sshfs, virtiofs and Docker's folders on macOS among others
      0x786f4256,  // VirtualBox's shared folders
      0xbacbacbc,  // VMware's
  };
  return std::ranges::find(kSilent, kind) == kSilent.end();
}

Watcher::Watcher(std::vector<fs::path> files, const fs::path& below, Mode mode)
    : files_(std::move(files)), interval_(kHeartbeat) {
  std::set<fs::path> folders{below};
  for (const fs::path& file : files_)
    for (fs::path folder = file.parent_path(); folder != below && folder.has_relative_path();
         folder = folder.parent_path())
      folders.insert(folder);
  folders_.assign(folders.begin(), folders.end());

  const bool told = std::ranges::all_of(folders_, [](const fs::path& folder) {
    struct statfs s {};
    return statfs(folder.c_str(), &s) != 0 || notifies(static_cast<std::uint32_t>(s.f_type));
  });
  if (mode == Mode::automatic && told) inotify_.reset(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  watch_folders();
  last_look_ = Clock::now();
  seen_ = look();
}

// Adding a folder that is watched already changes nothing; one that has come back is another one.
void Watcher::watch_folders() {
  if (!notified()) interval_ = kPoll;
  for (const fs::path& folder : folders_) {
    if (!notified() || inotify_add_watch(inotify_.get(), folder.c_str(), kEvents) >= 0) continue;
    if (errno == ENOENT || errno == ENOTDIR) continue;
    inotify_.reset();  // no more watches to be had, for one
    interval_ = kPoll;
  }
}

// True if something may have happened, false when the time is over.
bool Watcher::sleep(milliseconds most, int wake) {
  std::array<pollfd, 2> waiting{{{inotify_.get(), POLLIN, 0}, {wake, POLLIN, 0}}};
  if (poll(waiting.data(), waiting.size(), static_cast<int>(most.count())) == 0) return false;
  if (waiting[0].revents != 0) drain(inotify_.get());
  return true;
}

std::vector<Stamp> Watcher::look() const {
  std::vector<Stamp> stamps;
  for (const fs::path& file : files_) stamps.push_back(stamp_of(file));
  return stamps;
}

// Editors truncate and write, or move the old file away and a new one here: what is seen in between is no
// save.
std::vector<Stamp> Watcher::settled() {
  using Steady = std::chrono::steady_clock;
  std::vector<Stamp> now = look();
  if (now == seen_) return now;
  const Steady::time_point began = Steady::now();
  for (auto changed = began; Steady::now() - changed < kQuiet && Steady::now() - began < kRestless;) {
    sleep(std::chrono::ceil<milliseconds>(kQuiet - (Steady::now() - changed)), -1);
    watch_folders();
    std::vector<Stamp> later = look();
    if (later == now) continue;
    now = std::move(later);
    changed = Steady::now();
  }
  return now;
}

std::vector<Watcher::Save> Watcher::wait(milliseconds most, int wake) {
  const auto end = std::chrono::steady_clock::now() + most;
  for (;;) {
    watch_folders();  // before the look, so that what happens after it wakes us
    const Clock::time_point began = Clock::now();
    const std::vector<Stamp> now = settled();
    std::vector<Save> saves;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (now[i] == seen_[i]) continue;
      const Clock::time_point when = time_of(now[i].modified);
      if (now[i].there) saves.push_back({i, when >= last_look_ && when <= Clock::now() ? when : began});
    }
    seen_ = now;
    last_look_ = began;
    const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
    if (!saves.empty() || left.count() <= 0) return saves;
    const bool woken = sleep(std::min(left, interval_), wake);
    pollfd asked{wake, POLLIN, 0};
    if (woken && wake >= 0 && poll(&asked, 1, 0) > 0) return {};
  }
}

}  // namespace downhill::tool
