// SPDX-License-Identifier: MIT
// Folders that students hand in: links, pipes, devices, crowds of files, odd names, files of build systems.
// What lies beside a right file costs nothing and is not even opened; a file that is no file is refused in a
// sentence.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "judge/build.hpp"
#include "judge/descriptor.hpp"
#include "tests/graded.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using report::LessonReport;
using report::Status;
using testing::HasSubstr;

const fs::path kOthers = kRoot / "autograder" / "tests" / "other_solutions";
const fs::path kRight = kOthers / "closed_form" / "one_weight.cpp";
const fs::path kWrong = kSubmissions / "does_nothing" / "one_weight.cpp";

class Folder {
 public:
  explicit Folder(const std::string& name = "hand in") {
    std::string pattern = (fs::temp_directory_path() / "downhill-folders-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
    top_ = pattern;
    path_ = top_ / name;
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(top_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }
  fs::path file(const fs::path& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  fs::path copy(const fs::path& name, const fs::path& from) const { return file(name, text_of(from)); }

 private:
  fs::path top_, path_;
};

void socket_at(const fs::path& path) {
  const judge::Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(path.string().size(), sizeof address.sun_path);
  path.string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

json checked(const Folder& folder, const std::vector<std::string>& lessons) {
  judge::Command command{
      .arguments = {DOWNHILL_TOOL, "check", "--format", "json", "--from", folder.path().string()},
      .folder = kRoot};
  command.arguments.insert(command.arguments.end(), lessons.begin(), lessons.end());
  const judge::Finished finished = judge::run(command);
  EXPECT_NE(finished.status, 3) << "whatever a folder holds, it is not the kit's fault: " << finished.out;
  return json::parse(finished.out).at("lessons");
}

// ── beside a right file

constexpr const char* kMark = "/tmp/downhill_folders_test_was_here";

void add_what_other_programs_obey(const Folder& folder) {
  const std::string touch = std::string("touch ") + kMark;
  folder.file("CMakeLists.txt", "execute_process(COMMAND " + touch + ")\nmessage(FATAL_ERROR no)\n");
  folder.file("Makefile", "all:\n\t" + touch + "\n$(shell " + touch + ")\n");
  folder.file(".clangd", "CompileFlags:\n  Add: [-Dpredict=nothing]\n");
  folder.file("compile_flags.txt", "-Dpredict=nothing\n");
  folder.file("compile_commands.json", "[{]");
  folder.file(".git/config", "[core]\n\tfsmonitor = " + touch + "\n\tsshCommand = " + touch + "\n");
  for (const char* hook :
       {".git/hooks/post-checkout", ".git/hooks/pre-commit", ".envrc", "ninja", "clang++", "ld"})
    fs::permissions(folder.file(hook, "#!/bin/sh\n" + touch + "\n"), fs::perms::all);
}

void add_headers_of_the_kit(const Folder& folder) {
  for (const char* name : {"kit/kit.hpp", "kit/types.hpp", "Eigen/Dense", "Eigen/Core", "one_weight.hpp",
                           "vector", "cmath", "01_one_weight.hpp", "gtest/gtest.h"})
    folder.file(name, "#error the folder is on the include path\n");
}

void add_what_is_no_file(const Folder& folder) {
  fs::create_symlink("/dev/zero", folder.path() / "zeros.cpp");
  fs::create_symlink("nowhere", folder.path() / "dangling.cpp");
  fs::create_symlink("loop.cpp", folder.path() / "loop.cpp");
  fs::create_directory_symlink("..", folder.path() / "up");
  fs::create_directory_symlink("/", folder.path() / "everything");
  fs::create_directory(folder.path() / "momentum.cpp");
  ASSERT_EQ(mkfifo((folder.path() / "pipe.cpp").c_str(), 0600), 0);
  socket_at(folder.path() / "socket");
  if (geteuid() == 0) mknod((folder.path() / "device.cpp").c_str(), S_IFCHR | 0666, makedev(1, 5));
  std::ofstream(folder.path() / "huge.cpp") << ' ';
  fs::resize_file(folder.path() / "huge.cpp", std::uintmax_t{1} << 40);  // of one block
}

void add_odd_names(const Folder& folder) {
  for (const std::string& name :
       {std::string("new\nline.cpp"), std::string("\x1b[2J.cpp"), std::string("'; rm -rf $HOME; '.cpp"),
        std::string("\"\\\".cpp"), std::string("-rf"), std::string("--format"), std::string("@file"),
        std::string(255, 'n'), std::string("\xff\xfe.cpp"), std::string("::error::.cpp"), std::string(" "),
        std::string("...")})
    folder.file(name, "this is no C++\n");
}

void add_files_of_other_lessons(const Folder& folder) {
  for (const char* lesson :
       {"02_two_weights", "16_momentum", "exercises/16_momentum", "99_nothing", "one_weight"})
    folder.file(fs::path(lesson) / "one_weight.cpp", "this is no C++\n");
  folder.file("one_weight.cpp.orig", "this is no C++\n");
  folder.file("One_Weight.cpp", "this is no C++\n");
}

void fill(const Folder& folder) {
  add_what_other_programs_obey(folder);
  add_headers_of_the_kit(folder);
  add_what_is_no_file(folder);
  add_odd_names(folder);
  add_files_of_other_lessons(folder);
}

TEST(Folders, RightFilesKeepAllPointsWhateverLiesBesideThem) {
  fs::remove(kMark);
  const Folder folder;
  fill(folder);
  folder.copy("one_weight.cpp", kRight);
  folder.copy("10_backprop_by_hand/backprop_by_hand.cpp", kOthers / "plain_loops" / "backprop_by_hand.cpp");
  folder.copy("exercises/18_adagrad/adagrad.cpp", kOthers / "element_by_element" / "adagrad.cpp");
  const json lessons = checked(folder, {"01", "10", "18"});
  for (const json& lesson : lessons) EXPECT_EQ(lesson.at("points"), 10) << lesson.dump(1);
  EXPECT_FALSE(fs::exists(kMark)) << "something in the folder was run";
}

// What the kernel says of a folder while something happens: names of files that were opened; "" if it was
// listed.
std::set<std::string> opened_in(const fs::path& folder, const std::function<void()>& something) {
  const judge::Descriptor watch(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  EXPECT_GE(inotify_add_watch(watch.get(), folder.c_str(), IN_OPEN | IN_ACCESS), 0);
  something();
  std::set<std::string> names;
  alignas(inotify_event) std::array<char, 1 << 16> buffer;
  for (ssize_t n; (n = read(watch.get(), buffer.data(), buffer.size())) > 0;)
    for (ssize_t at = 0; at < n;) {
      const auto* const event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      names.insert(event->len > 0 ? event->name : "");
      at += static_cast<ssize_t>(sizeof *event + event->len);
    }
  return names;
}

// So a million files beside it take no longer than none.
TEST(Folders, NothingButTheFileIsOpenedAndTheFolderIsNotListed) {
  const bool full = std::getenv("DOWNHILL_FULL") != nullptr;
  const Folder folder;
  fill(folder);
  const fs::path file = folder.copy("one_weight.cpp", kRight);
  for (int i = 0; i < (full ? 1'000'000 : 20'000); ++i)
    ASSERT_EQ(mknod((folder.path() / (std::to_string(i) + ".cpp")).c_str(), S_IFREG | 0600, 0), 0);
  EXPECT_EQ(opened_in(folder.path(), [&] { EXPECT_EQ(checked(folder, {"01"}).at(0).at("points"), 10); }),
            std::set<std::string>{"one_weight.cpp"});
  EXPECT_TRUE(opened_in(folder.path(), [&] { fs::directory_iterator{folder.path()}; }).contains(""))
      << "a listing would be seen";
}

TEST(Folders, MayHaveAFileInPlaceOfALessonsFolder) {
  const Folder folder;
  folder.file("01_one_weight", "this is no folder\n");
  folder.file("exercises", "this is no folder\n");
  folder.copy("one_weight.cpp", kRight);
  EXPECT_EQ(checked(folder, {"01"}).at(0).at("points"), 10);
}

TEST(Folders, MayHaveSomethingElseWhereTheFileCouldHaveBeen) {
  const Folder folder;
  fs::create_directories(folder.path() / "01_one_weight" / "one_weight.cpp");
  fs::create_directory(folder.path() / "exercises");
  fs::create_directory_symlink("01_one_weight", folder.path() / "exercises" / "01_one_weight");
  folder.copy("one_weight.cpp", kRight);
  EXPECT_EQ(checked(folder, {"01"}).at(0).at("points"), 10);
}

TEST(Folders, MayHaveAnyName) {
  for (const std::string& name :
       {std::string("new\nline"), std::string("'; rm -rf $HOME; '"), std::string("-rf"),
        std::string(255, 'n'), std::string("\xff\xfe\x1b[2J")}) {
    const Folder folder(name);
    folder.copy("one_weight.cpp", kRight);
    EXPECT_EQ(checked(folder, {"01"}).at(0).at("points"), 10);
  }
}

TEST(Folders, AreNamedHarmlesslyInEveryFormat) {
  const Folder folder("\x1b[2J\n::error::x\n]]><script>\xff\"");
  folder.file("one_weight.cpp", "double x = ;\n");
  for (const char* format : {"text", "json", "junit", "github", "gradescope", "classroom50"}) {
    const judge::Finished finished = judge::run(
        {.arguments = {"env", "CLASSROOM=c", "ASSIGNMENT=a", "USERNAME=u", "SUBMISSION_TAG=submit/1",
                       "COMMIT_URL=https://c", "RELEASE_URL=https://r", DOWNHILL_TOOL, "check", "01",
                       "--format", format, "--from", folder.path().string()},
         .folder = kRoot});
    EXPECT_FALSE(finished.out.empty()) << format << ": " << finished.err;
    if (format == std::string_view("junit")) {
      EXPECT_EQ(finished.out.find("<script>"), finished.out.npos) << finished.out;
    }
    EXPECT_EQ(finished.out.find("\n::error::x"), finished.out.npos) << format << ": " << finished.out;
    for (const char c : finished.out)
      EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << format << ": " << finished.out;
  }
}

// ── the file itself

json refused(const Folder& folder) {
  json lesson = checked(folder, {"01"}).at(0);
  EXPECT_EQ(lesson.at("status"), "build_error") << lesson.dump(1);
  EXPECT_EQ(lesson.at("points"), 0);
  return lesson.at("build").at("log");
}

TEST(Files, ThatAreLinksAreRefusedWhereverTheyLead) {
  for (const fs::path& target : {kRight, fs::path("/dev/zero"), fs::path("/proc/self/environ"),
                                 fs::path("nowhere"), fs::path("one_weight.cpp"), fs::path("beside.cpp")}) {
    const Folder folder;
    folder.copy("beside.cpp", kRight);
    fs::create_symlink(target, folder.path() / "one_weight.cpp");
    EXPECT_THAT(refused(folder), HasSubstr("one_weight.cpp is a link; the file itself has to be handed in"))
        << target;
  }
}

TEST(Files, ThatAreNoFilesAreRefused) {
  using Make = std::function<void(const fs::path&)>;
  std::vector<Make> makers{[](const fs::path& path) { fs::create_directory(path); },
                           [](const fs::path& path) { ASSERT_EQ(mkfifo(path.c_str(), 0600), 0); }};
  if (geteuid() == 0)
    makers.emplace_back([](const fs::path& path) { mknod(path.c_str(), S_IFCHR | 0666, makedev(1, 5)); });
  for (const Make& make : makers) {
    const Folder folder;
    make(folder.path() / "one_weight.cpp");
    if (fs::exists(folder.path() / "one_weight.cpp")) {  // a device is more than some roots may make
      EXPECT_THAT(refused(folder), HasSubstr("is not a regular file"));
    }
  }
  const Folder folder;
  socket_at(folder.path() / "one_weight.cpp");
  EXPECT_THAT(refused(folder), HasSubstr("is not a regular file"));
}

TEST(Files, ThatAreHugeAreRefusedUnread) {
  const Folder folder;
  std::ofstream(folder.path() / "one_weight.cpp") << text_of(kRight);
  fs::resize_file(folder.path() / "one_weight.cpp", std::uintmax_t{1} << 40);
  EXPECT_THAT(refused(folder), HasSubstr("larger than 1 MiB"));
}

// As somebody who is not root, whom no mode keeps out.
TEST(Files, ThatMayNotBeReadAreRefused) {
  const Folder folder;
  const fs::path file = folder.copy("one_weight.cpp", kRight);
  fs::permissions(file, fs::perms::none);
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0))
      _exit(3);
    try {
      judge::read_source(file);
    } catch (const std::exception& error) {
      _exit(std::string(error.what()).find("could not open") != std::string::npos ? 0 : 1);
    }
    _exit(2);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

// A wrong file and a link to a right one change places all the time: what is graded is the wrong one, or
// nothing.
TEST(Files, MayBeExchangedWhileTheyAreGraded) {
  const Folder folder;
  const fs::path file = folder.copy("one_weight.cpp", kWrong);
  std::atomic<bool> over = false;
  std::thread exchange([&] {
    const fs::path kept = folder.path() / "kept", link = folder.path() / "link";
    for (std::error_code ignored; !over;) {
      fs::create_symlink(kRight, link, ignored);
      fs::copy_file(kWrong, kept, ignored);
      fs::rename(link, file, ignored);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      fs::rename(kept, file, ignored);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  std::set<std::string> met;
  for (int i = 0; i < 200 && met.size() < 2; ++i) {
    const LessonReport lesson = Kit::get().grade(file);
    EXPECT_EQ(lesson.points, 0);
    met.insert(std::string(name_of(lesson.status)) +
               (lesson.status == Status::infra_error ? lesson.build.log : ""));
  }
  over = true;
  exchange.join();
  EXPECT_EQ(met, (std::set<std::string>{"fail", "build_error"})) << "neither of the two was met";
}

// So do its folder and a link to somebody else's.
TEST(Files, MayBeInAFolderThatIsExchanged) {
  const Folder folder;
  folder.copy("01_one_weight/one_weight.cpp", kWrong);
  folder.copy("somebody else's/one_weight.cpp", kRight);
  fs::create_directory_symlink("somebody else's", folder.path() / "link");
  std::atomic<bool> over = false;
  std::thread exchange([&] {
    const fs::path own = folder.path() / "01_one_weight", link = folder.path() / "link";
    while (!over) renameat2(AT_FDCWD, own.c_str(), AT_FDCWD, link.c_str(), RENAME_EXCHANGE);
  });
  const std::string wrong = text_of(kWrong);
  const report::Lesson& lesson = Kit::get().lesson("01");
  int read = 0, refused = 0;
  for (int i = 0; i < 5000; ++i) try {
      const std::string text =
          report::read_submission(kRoot, lesson, folder.path() / "01_one_weight" / "one_weight.cpp").source;
      EXPECT_EQ(text, wrong) << "somebody else's";
      ++read;
    } catch (const std::runtime_error&) {
      ++refused;
    }
  over = true;
  exchange.join();
  EXPECT_GT(read, 0);
  EXPECT_GT(refused, 0);
}

// ── lessons that are put together of several files

TEST(Parts, ThatAreNoFilesAreNamedAndRefused) {
  const Folder folder;
  folder.copy("capstone.cpp", kOthers / "epoch_by_epoch" / "capstone.cpp");
  for (const char* lesson : {"13_mini_batches", "14_training_loop", "16_momentum", "20_rmsprop", "22_adam"}) {
    const fs::path name = std::string(lesson).substr(3) + ".cpp";
    folder.copy(name, kRoot / "solutions" / lesson / name);
  }
  const fs::path part = folder.path() / "mlp_backprop.cpp";
  const auto why_not = [&] {
    const json lesson = checked(folder, {"25"}).at(0);
    EXPECT_EQ(lesson.at("status"), "build_error") << lesson.dump(1);
    return lesson.at("build").at("log").get<std::string>();
  };
  ASSERT_EQ(mkfifo(part.c_str(), 0600), 0);
  EXPECT_THAT(why_not(), HasSubstr("mlp_backprop.cpp is not a regular file"));
  fs::remove(part);
  fs::create_symlink("/dev/zero", part);
  EXPECT_THAT(why_not(), HasSubstr("mlp_backprop.cpp is a link"));
  fs::remove(part);
  fs::create_directory_symlink("12_mlp_backprop", folder.path() / "12_mlp_backprop");  // to itself
  EXPECT_THAT(why_not(), HasSubstr("there is no"));
}

}  // namespace
}  // namespace downhill::tests
