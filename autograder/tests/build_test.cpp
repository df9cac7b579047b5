// SPDX-License-Identifier: MIT
// From a file to a worker: what is not taken, and what the cache remembers.
#include "judge/build.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "judge/confinement.hpp"
#include "judge/descriptor.hpp"
#include "judge/layers.hpp"
#include "judge/text_file.hpp"
#include "judge/worker_process.hpp"
#include "tests/temporary_course.hpp"

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;

class BuildTest : public testing::Test {
 protected:
  BuildTest() { workshop_.make({workshop_.compiler().target, "worker_objects", "exports_01_one_weight"}); }
  void SetUp() override {
    if (layers_here().compilers.empty()) GTEST_SKIP() << "nothing confines compilers here";
  }

  Build build(const std::string& source) const { return build(source, workshop_.compiler()); }
  Build build(const std::string& source, const Compiler& compiler) const {
    return build_worker(workshop_, compiler, {"01_one_weight", source, "one_weight.cpp"}, Purpose::checks);
  }
  // A text that no run before has built.
  static std::string new_text(const std::string& body = "") {
    static int count = 0;
    return "#include \"one_weight.hpp\"\n" + body + "\n// " + std::to_string(++count) + " of " +
           std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()) + "\n";
  }

  Workshop workshop_{DOWNHILL_SOURCE_DIR};
};

// ── behind the fence

TEST_F(BuildTest, WhatIsNoPartOfTheLessonCannotBeRead) {
  const TemporaryFolder folder;
  const fs::path other = folder / "other.hpp";
  std::ofstream(other) << "inline int answer() { return 42; }\n";
  for (const Compiler& compiler : workshop_.compilers()) {
    workshop_.make({compiler.target});
    for (const std::string& text :
         {"#include \"" + other.string() + "\"", std::string("#include \"/etc/passwd\""),
          std::string("#include <../exercises/01_one_weight/one_weight.cpp>"),
          std::string("#include <../solutions/01_one_weight/one_weight.cpp>"),
          std::string("#include <../autograder/checks/01_one_weight/checks.cpp>"),
          std::string("#include <16_momentum/momentum.hpp>"), std::string("#include \"/dev/zero\""),
          std::string("#include \"/proc/self/environ\""),
          std::string("#include \"/usr/share/common-licenses/GPL-2\""),
          std::string("asm(\".incbin \\\"/etc/passwd\\\"\");"),
          std::string("asm(\".incbin \\\"" DOWNHILL_SOURCE_DIR
                      "/solutions/01_one_weight/one_weight.cpp\\\"\");")}) {
      const Build built = build(new_text(text), compiler);
      EXPECT_EQ(built.result, Build::Result::error) << compiler.name << ": " << text;
      EXPECT_THAT(built.log, AnyOf(HasSubstr("ermission denied"), HasSubstr("not permitted"),
                                   HasSubstr("Could not"), HasSubstr("not found"), HasSubstr("No such file")))
          << compiler.name << ": " << text;
    }
  }
}

// Each of these is a file that is there and never comes to its end: what they themselves write, terminals.
TEST_F(BuildTest, NothingCanBeIncludedThatIsWaitedFor) {
  for (const Compiler& compiler : workshop_.compilers()) {
    workshop_.make({compiler.target});
    for (const std::string file : {"/proc/self/fd/1", "/dev/stderr", "/dev/ptmx"})
      for (const std::string& text :
           {"#include \"" + file + "\"", "asm(\".incbin \\\"" + file + "\\\"\");"}) {
        const Build built = build(new_text(text), compiler);
        EXPECT_EQ(built.result, Build::Result::error) << compiler.name << ": " << text << "\n" << built.log;
      }
  }
}

// A shell that reads a list of hand-ins, or a lock, leaves its descriptors to what it starts.
TEST_F(BuildTest, WhatIsOpenElsewhereIsNotOpenInACompiler) {
  const TemporaryFolder folder;
  const fs::path list = folder / "list";
  write_text(list, "inline int grades() { return 42; }\n");
  const Descriptor open_here(dup(Descriptor(open(list.c_str(), O_RDONLY)).get()));
  const std::string number = std::to_string(open_here.get());
  for (const std::string file : {"/proc/self/fd/", "/dev/fd/", "/proc/1/fd/", "/proc/2/fd/"}) {
    const Build built = build(new_text("#include \"" + file + number + "\"\nint all = grades();"));
    EXPECT_EQ(built.result, Build::Result::error) << file;
  }
}

TEST_F(BuildTest, BombsEndByALimit) {
  const std::string loop = "constexpr int f(long n) { long x = 0; while (n-- > 0) x += n; return x != 0; }\n";
  const std::string templates =
      "template <int n> struct T { T<2 * n> a; T<2 * n + 1> b; };\ntemplate struct T<1>;\n";
  for (const std::string& bomb :
       {std::string("#include __FILE__"), loop + "static_assert(f(1L << 60));", templates,
        std::string("asm(\".fill 0x7fffffff\");"), std::string("asm(\".zero 0x7fffffffff\");")}) {
    const Build built = build(new_text(bomb));
    EXPECT_EQ(built.result, Build::Result::error) << bomb;
    EXPECT_LT(built.log.size(), 4000u);
  }
}

// The system ends whoever it finds when memory runs out. One that had taken little was not the cause.
TEST_F(BuildTest, ACompilerThatIsEndedForMemoryIsTheSubmissionsFaultIfItHadTakenMuch) {
  const auto ended_after = [&](const std::string& work) {
    Compiler compiler = workshop_.compiler();  // in whose place a shell stands, for this text
    const std::string script =
        "if grep -q hungry ../submission.cpp; then " + work + "kill -9 $$; fi; exec \"$0\" \"$@\"";
    compiler.compile.insert(compiler.compile.begin(), {"sh", "-c", script});
    return build(new_text("// hungry"), compiler);
  };
  const Build much = ended_after("awk 'BEGIN { s = \"x\"; while (length(s) < 3e8) s = s s }'; ");
  EXPECT_EQ(much.result, Build::Result::error);
  EXPECT_EQ(much.log, "the system ended the compiler, most likely for memory");
  if (layers_here().compilers == "bubblewrap") return;  // which does not say how much
  const Build little = ended_after("");
  EXPECT_EQ(little.result, Build::Result::infra_error);
  EXPECT_THAT(little.log, HasSubstr("this machine has too little memory"));
}

TEST_F(BuildTest, TheKitAndTheStandardLibraryMayBeIncluded) {
  EXPECT_EQ(build(new_text("#include <deque>\n#include <Eigen/Dense>\n#include \"kit/random.hpp\"")).result,
            Build::Result::ok);
}

TEST_F(BuildTest, TheSameTextIsBuiltOnce) {
  const std::string text = new_text();
  const Build first = build(text);
  ASSERT_EQ(first.result, Build::Result::ok);
  const auto made = fs::last_write_time(first.worker);
  const Build second = build(text);
  EXPECT_EQ(second.worker, first.worker);
  EXPECT_EQ(fs::last_write_time(second.worker), made);
}

// As a kill leaves it that comes while the oldest are forgotten.
TEST_F(BuildTest, AnEntryWithoutItsWorkerIsBuiltAgain) {
  const std::string text = new_text();
  const Build first = build(text);
  ASSERT_EQ(first.result, Build::Result::ok);
  fs::remove(first.worker);
  const Build second = build(text);
  EXPECT_EQ(second.result, Build::Result::ok);
  EXPECT_TRUE(fs::exists(second.worker));
}

TEST_F(BuildTest, AVeryLargeProgramIsRefused) {
  const Build large = build(new_text("char array[100 << 20] = {1};"));
  EXPECT_EQ(large.result, Build::Result::error);
  EXPECT_THAT(large.log, HasSubstr("more than 64 MiB"));
}

// ── whose fault it is

// What lacks here is the machine's, and a text in which the compiler finds nothing is not blamed for it.
TEST_F(BuildTest, WhatFailsWithAnyTextIsNoFaultOfTheStudents) {
  for (const Compiler& compiler : workshop_.compilers()) {
    workshop_.make({compiler.target});
    Compiler no_such_linker = compiler, no_headers = compiler, no_object = compiler;
    no_such_linker.link.emplace_back("-fuse-ld=" + std::string(compiler.name == "gcc" ? "lld-0" : "none"));
    no_headers.compile.insert(no_headers.compile.end(), {"-include", "kit/that_is_not_there.hpp"});
    no_object.link.emplace_back("/usr/lib/that_is_not_there.o");
    for (const Compiler& broken : {no_such_linker, no_headers, no_object}) {
      const Build built = build(new_text(), broken);
      EXPECT_EQ(built.result, Build::Result::infra_error) << compiler.name;
      EXPECT_THAT(built.log, HasSubstr("this machine cannot build the lesson's stub either"));
    }
  }
}

TEST_F(BuildTest, WhatFailsWithTheStudentsTextAloneIsTheirs) {
  for (const Compiler& compiler : workshop_.compilers()) {
    workshop_.make({compiler.target});
    for (const char* text :
         {"double x = ;", "int main() {}",
          "char array[3L << 30]; char* end() { return array + (3L << 30) - 1; }",
          "#error \"No space left on device\"", "asm(\".section .text, \\\"aw\\\"; .quad nowhere - .\");",
          "#pragma GCC error \"cannot find 'ld'\""})
      EXPECT_NE(build(new_text(text), compiler).result, Build::Result::infra_error)
          << compiler.name << ": " << text << ": " << build(new_text(text), compiler).log;
  }
}

// docs/promises.md, "In numbers".
TEST(Promises, HaveTheLimitsOfTheCode) {
  const std::string page = read_text(fs::path(DOWNHILL_SOURCE_DIR) / "docs" / "promises.md");
  const Limits worker;
  const Confinement compiler;
  const auto mebibytes = [](std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; };
  const auto gibibytes = [](std::uint64_t bytes) { return std::to_string(bytes >> 30) + " GiB"; };
  const auto seconds = [](double s) { return std::to_string(static_cast<int>(s)) + " s"; };
  for (const std::string& row :
       {"| source file | " + mebibytes(kMostSource) + " |",
        gibibytes(compiler.memory) + " of addresses for each process, " + mebibytes(compiler.largest_file) +
            " a file",
        "| worker, in each check | " + seconds(static_cast<double>(worker.cpu_seconds)) +
            " of processor time, " + gibibytes(worker.memory) + " of addresses, " + mebibytes(worker.stack) +
            " of stack |",
        "| sleeping in a check | " + seconds(worker.asleep.count()) + " in all |",
        "| one answer | " + mebibytes(wire::kMostBytes) + " |",
        "| all that is said to the judge in a check | " + mebibytes(worker.said) + " |",
        "| printed in a check | " + mebibytes(WorkerProcess::kOutputAllowed) + ", then the check is over; " +
            std::to_string(WorkerProcess::kOutputKept >> 10) + " KiB",
        "within " + std::to_string(static_cast<int>(worker.by_the_clock.count())) +
            " seconds is the machine's fault"})
    EXPECT_NE(page.find(row), page.npos) << row;
  EXPECT_NE(read_text(fs::path(DOWNHILL_SOURCE_DIR) / "docs" / "maintainers.md")
                .find("A message is at most " + mebibytes(wire::kMostBytes)),
            std::string::npos);
}

}  // namespace
}  // namespace downhill::judge
