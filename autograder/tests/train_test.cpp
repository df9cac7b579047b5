// SPDX-License-Identifier: MIT
// ./downhill train, on the course's own digits in the form of Fashion-MNIST's files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "kit/data.hpp"
#include "temporary_course.hpp"

namespace downhill {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string big_endian(std::size_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}
std::string images_of(const kit::Labelled& set) {
  std::string bytes = big_endian(0x803) + big_endian(set.labels.size()) + big_endian(8) + big_endian(8);
  for (Index row = 0; row < set.inputs.rows(); ++row)
    for (Index pixel = 0; pixel < 64; ++pixel)
      bytes += static_cast<char>(std::lround(255 * set.inputs(row, pixel)));
  return bytes;
}
std::string labels_of(const kit::Labelled& set) {
  std::string bytes = big_endian(0x801) + big_endian(set.labels.size());
  for (const int label : set.labels) bytes += static_cast<char>(label);
  return bytes;
}

class Train : public testing::Test {
 protected:
  Train() {
    const kit::Labelled training = kit::digits_training(), test = kit::digits_test();
    fs::create_directory(pictures());
    write_text(pictures() / "train-images-idx3-ubyte", images_of(training));
    write_text(pictures() / "train-labels-idx1-ubyte", labels_of(training));
    write_text(pictures() / "t10k-images-idx3-ubyte", images_of(test));
    write_text(pictures() / "t10k-labels-idx1-ubyte", labels_of(test));
  }

  fs::path pictures() const { return course_.root() / "pictures"; }
  fs::path file(const char* name) const { return course_.root() / name; }
  std::string text(const char* name) const { return read_text(file(name)); }

  /// ./downhill train with a small network, and further words.
  judge::Finished train(const std::vector<std::string>& more, const std::string& from = "solutions") const {
    std::vector<std::string> words{"train",    "--images", pictures().string(),
                                   "--hidden", "32",       "--batch",
                                   "20",       "--figure", file("curves.svg").string()};
    if (!from.empty()) words.insert(words.end(), {"--from", from});
    words.insert(words.end(), more.begin(), more.end());
    return course_.tool(words);
  }

  TemporaryCourse course_;
};

/// What stands between "test accuracy " and " %" for the last time.
double last_accuracy(const std::string& out) {
  const std::size_t at = out.rfind("test accuracy ");
  return at == out.npos ? -1 : std::atof(out.c_str() + at + 14);
}

TEST_F(Train, LearnsKeepsAndDraws) {
  const judge::Finished first = train({"--epochs", "5", "--rate", "0.01", "--save", file("kept").string()});
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out,
              AllOf(HasSubstr("600 pictures to learn from, 200 to be judged by; a network 64-32-10, seed 1."),
                    HasSubstr("\nepoch 1 of 5   loss "), HasSubstr("\nepoch 5 of 5   loss "),
                    HasSubstr(" samples/s   0 s left\n"), Not(HasSubstr("\r"))));
  EXPECT_GT(last_accuracy(first.out), 70);
  EXPECT_THAT(text("kept"), StartsWith("downhill/train/1\nruns 1\nrun adam 0.01 0 20 5 1\nshape 64 32 10\n"));
  EXPECT_THAT(text("curves.svg"), AllOf(StartsWith("<svg"), HasSubstr("adam, 0.01")));

  const std::string kept = text("kept"), drawn = text("curves.svg");
  const judge::Finished loaded = train({"--load", file("kept").string(), "--save", file("again").string()});
  ASSERT_EQ(loaded.status, 0) << loaded.err;
  EXPECT_EQ(last_accuracy(loaded.out), last_accuracy(first.out));
  EXPECT_EQ(text("again"), kept);
  EXPECT_EQ(text("curves.svg"), drawn);

  ASSERT_EQ(train({"--epochs", "5", "--rate", "0.01", "--save", file("kept").string()}).status, 0);
  EXPECT_EQ(text("kept"), kept) << "the same seed is the same training";

  write_text(file("broken"), kept.substr(0, kept.size() / 2));
  const judge::Finished broken = train({"--load", file("broken").string()});
  EXPECT_EQ(broken.status, 1);
  EXPECT_THAT(broken.err, HasSubstr("could not read " + file("broken").string() + ", line "));
}

TEST_F(Train, ComparesAllOptimisers) {
  const judge::Finished all = train({"--all", "--epochs", "2", "--decay", "cosine"});
  ASSERT_EQ(all.status, 0) << all.err;
  for (const char* const name :
       {"sgd       rate 0.1: ", "momentum  rate 0.05: ", "rmsprop   rate 0.001: ", "adam      rate 0.001: "})
    EXPECT_THAT(all.out, HasSubstr(name + std::string("test accuracy ")));
  EXPECT_THAT(text("curves.svg"), AllOf(HasSubstr("sgd, 0.1, cosine"), HasSubstr("momentum, 0.05"),
                                        HasSubstr("rmsprop, 0.001"), HasSubstr("adam, 0.001")));
}

TEST_F(Train, KeepsWhatWasLearntAtCtrlC) {
  ASSERT_EQ(train({"--epochs", "1"}).status, 0);  // so that it is compiled
  judge::Command command{
      .arguments = {"timeout", "--preserve-status", "--signal=INT", "3", DOWNHILL_TOOL, "train", "--images",
                    pictures().string(), "--from", "solutions", "--hidden", "32", "--epochs", "100000",
                    "--save", file("kept").string(), "--figure", file("curves.svg").string()},
      .folder = course_.root(),
      .time = std::chrono::minutes(5)};
  command.keep_environment = true;
  const judge::Finished stopped = judge::run(command);
  EXPECT_EQ(stopped.status, 0) << stopped.err;
  EXPECT_THAT(stopped.out, HasSubstr("Stopped. What was learnt until then is kept."));
  EXPECT_GT(last_accuracy(stopped.out), 50);
  EXPECT_THAT(text("kept"), StartsWith("downhill/train/1\n"));
}

TEST_F(Train, SaysWhatAnOverflowingLossMeans) {
  const judge::Finished far = train({"--optimiser", "sgd", "--rate", "1e300", "--epochs", "3"});
  EXPECT_EQ(far.status, 1);
  EXPECT_THAT(far.err, HasSubstr("the loss is no finite number"));
}

TEST_F(Train, SaysWherePicturesComeFrom) {
  fs::remove(pictures() / "t10k-labels-idx1-ubyte");
  const judge::Finished none = train({});
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err,
              AllOf(HasSubstr("there is no " + (pictures() / "t10k-labels-idx1-ubyte.gz").string()),
                    HasSubstr("apt-get install dataset-fashion-mnist"), HasSubstr("--images FOLDER")));
  write_text(pictures() / "t10k-labels-idx1-ubyte", labels_of(kit::digits_training()));
  const judge::Finished other = train({});
  EXPECT_EQ(other.status, 1);
  EXPECT_THAT(other.err, HasSubstr("it has 600 labels for the 200 pictures of "));
}

// The reference, but for Adam.
TEST_F(Train, SaysWhichLessonIsNotDone) {
  const fs::path own = file("own");
  fs::create_directory(own);
  for (const char* const lesson : {"12_mlp_backprop", "13_mini_batches", "14_training_loop", "16_momentum",
                                   "20_rmsprop", "25_capstone"}) {
    const std::string name = std::string(lesson).substr(3) + ".cpp";
    fs::copy(course_.root() / "solutions" / lesson / name, own / name);
  }
  const judge::Finished without = train({}, own.string());
  EXPECT_EQ(without.status, 2);
  EXPECT_THAT(without.err, HasSubstr("the long run needs lesson 22_adam"));

  fs::copy(course_.stub("22_adam"), own / "adam.cpp");
  const judge::Finished stub = train({}, own.string());
  EXPECT_EQ(stub.status, 1);
  EXPECT_THAT(
      stub.err,
      HasSubstr("Task 22.1 Adam::step is not written yet, and the long run needs it: ./downhill check 22"));
  EXPECT_EQ(train({"--optimiser", "sgd", "--epochs", "1"}, own.string()).status, 0) << "which needs no Adam";

  write_text(own / "adam.cpp", "#include \"adam.hpp\"\n");
  const judge::Finished lacking = train({}, own.string());
  EXPECT_EQ(lacking.status, 1);
  EXPECT_THAT(lacking.err, HasSubstr("Adam::step of lesson 22_adam is not defined in its file."));

  write_text(own / "adam.cpp", "#include \"adam.hpp\"\nint broken = ;\n");
  const judge::Finished broken = train({}, own.string());
  EXPECT_EQ(broken.status, 1);
  EXPECT_THAT(broken.err, AllOf(HasSubstr("The code does not compile:"), HasSubstr("adam.cpp:2:")));
}

}  // namespace
}  // namespace downhill
