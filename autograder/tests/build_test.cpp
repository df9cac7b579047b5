// SPDX-License-Identifier: MIT
// From a file to a worker: what is not taken, and what the cache remembers.
#include "judge/build.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class BuildTest : public testing::Test {
 protected:
  BuildTest() { workshop_.make({workshop_.compiler().target, "worker_objects", "exports_01_one_weight"}); }

  Build build(const std::string& source) const {
    return build_worker(workshop_, workshop_.compiler(), {"01_one_weight", source, "one_weight.cpp"},
                        Purpose::checks);
  }
  // A text that no run before has built.
  static std::string new_text(const std::string& body = "") {
    static int count = 0;
    return "#include \"one_weight.hpp\"\n" + body + "\n// " + std::to_string(++count) + " of " +
           std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()) + "\n";
  }

  Workshop workshop_{DOWNHILL_SOURCE_DIR};
};

TEST_F(BuildTest, WhatIsNoPartOfTheLessonCannotBeIncluded) {
  const fs::path other = fs::path(testing::TempDir()) / "downhill_build_test.hpp";
  std::ofstream(other) << "inline int answer() { return 42; }\n";
  const Build absolute = build(new_text("#include \"" + other.string() + "\""));
  EXPECT_EQ(absolute.result, Build::Result::error);
  EXPECT_THAT(absolute.log, HasSubstr("downhill_build_test.hpp, which is no part of the lesson"));
  const Build through_the_kit = build(new_text("#include <../exercises/01_one_weight/one_weight.cpp>"));
  EXPECT_EQ(through_the_kit.result, Build::Result::error);
  EXPECT_THAT(through_the_kit.log, HasSubstr("exercises/01_one_weight/one_weight.cpp, which is no part"));
  fs::remove(other);
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

}  // namespace
}  // namespace downhill::judge
