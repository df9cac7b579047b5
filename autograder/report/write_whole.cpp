// SPDX-License-Identifier: MIT
#include "report/write_whole.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

namespace downhill::report {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(const fs::path& path, int error) {
  throw std::runtime_error("could not write " + path.string() + ": " + std::strerror(error));
}

/// A file descriptor that closes itself; give_up(path) where it cannot do its work.
class File {
 public:
  File(int fd, const fs::path& path) : fd_(fd), path_(path) {
    if (fd_ < 0) give_up(path_, errno);
  }
  ~File() { ::close(fd_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t n = ::write(fd_, text.data(), text.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) give_up(path_, n < 0 ? errno : EIO);
      text.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void mode(mode_t mode) const {
    if (::fchmod(fd_, mode) != 0 && errno != EPERM) give_up(path_, errno);  // shared folders have no modes
  }
  void sync() const {
    if (::fsync(fd_) != 0 && errno != EINVAL && errno != ENOTSUP) give_up(path_, errno);  // nothing to sync
  }

 private:
  int fd_;
  const fs::path& path_;
};

/// The temporary file's name; the file is gone when this goes, unless it got its final name.
class Temporary {
 public:
  explicit Temporary(const fs::path& beside)
      : name_((beside.parent_path() / ("." + beside.filename().string() + ".XXXXXX")).string()) {}
  ~Temporary() {
    if (!name_.empty()) ::unlink(name_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  int open() {
    const int fd = ::mkstemp(name_.data());
    if (fd < 0) name_.clear();
    return fd;
  }
  void rename_to(const fs::path& path) {
    if (::rename(name_.c_str(), path.c_str()) != 0) give_up(path, errno);
    name_.clear();
  }

 private:
  std::string name_;
};

void replace(const fs::path& path, mode_t mode, std::string_view text) {
  Temporary temporary(path);
  {
    const File file(temporary.open(), path);
    file.write(text);
    file.mode(mode);
    file.sync();
  }
  temporary.rename_to(path);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  // The file is there. A folder that may be written to and not read is not synchronised.
  if (const int there = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); there >= 0)
    File(there, path).sync();
}

}  // namespace

void write_whole(const fs::path& path, std::string_view text) {
  if (!path.has_filename()) give_up(path, EISDIR);
  struct stat there {};
  const bool exists = ::stat(path.c_str(), &there) == 0;
  if (exists && S_ISDIR(there.st_mode)) give_up(path, EISDIR);
  if (exists && !S_ISREG(there.st_mode)) {
    File(::open(path.c_str(), O_WRONLY | O_CLOEXEC), path).write(text);
    return;
  }
  std::error_code not_there;
  fs::path target = fs::canonical(path, not_there);
  if (not_there) target = path;
  replace(target, exists ? there.st_mode & 07777 : 0644, text);
}

}  // namespace downhill::report
