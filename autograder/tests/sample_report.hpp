// SPDX-License-Identifier: MIT
// One report with every status in it, so that a person can read in expected/ what each outcome looks like.
#pragma once
#include "report/course.hpp"
#include "report/report.hpp"

namespace downhill::report {

inline Course sample_course() {
  Course course;
  const auto add = [&](const std::string& number, const std::string& slug, const std::string& title,
                       std::vector<Task> tasks) {
    Lesson lesson;
    lesson.name = number + "_" + slug;
    lesson.number = number;
    lesson.slug = slug;
    lesson.title = title;
    lesson.tasks = std::move(tasks);
    course.lessons.push_back(lesson);
  };
  add("01", "one_weight", "One weight, one slope, one step",
      {{"1.1", "predict", {}}, {"1.2", "slope", {}}, {"1.3", "update", {}}, {"1.4", "descend", {}}});
  add("10", "backprop_by_hand", "Backpropagation by hand",
      {{"10.1", "forward", {}}, {"10.2", "backward", {}}});
  add("16", "momentum", "Momentum", {{"16.1", "Momentum::step", {}}, {"16.2", "HeavyBall::step", {}}});
  add("22", "adam", "Adam", {{"22.1", "Adam::step", {}}});
  return course;
}

inline LessonReport sample_lesson(const Course& course, const std::string& number) {
  const Lesson& known = *course.find(number);
  LessonReport lesson;
  lesson.lesson = known.name;
  lesson.title = known.title;
  lesson.file = known.exercise().string();
  lesson.max_points = 10;
  return lesson;
}

inline CheckReport sample_check(const std::string& name, const std::string& task, Status status,
                                int max_points, const std::string& message = "") {
  CheckReport check;
  check.name = name;
  check.task = task;
  check.status = status;
  check.max_points = max_points;
  check.points = status == Status::pass ? max_points : 0;
  check.message = message;
  check.milliseconds = 1.25;
  return check;
}

/// Lesson 01 on its way: a right function, a wrong sign, and what is not written yet.
inline LessonReport sample_one_weight(const Course& course) {
  LessonReport lesson = sample_lesson(course, "01");
  CheckReport worked = sample_check("OneWeight.SlopeOfTheWorkedExample", "1.2", Status::fail, 1,
                                    "called  slope(2, 3, 10)\n"
                                    "got     24, off by 48\n"
                                    "want    -24, within 1e-09");
  worked.slip = "error_the_other_way_round";
  worked.slip_sentence = "The slope has the wrong sign. Look at the error: it is predicted minus actual.";
  CheckReport squared = sample_check("OneWeight.SlopeIsThatOfTheSquaredError", "1.2", Status::fail, 1,
                                     "called  slope(1, 1, 2)\ngot     2, off by 4\nwant    -2, within 1e-09");
  squared.slip = worked.slip;
  squared.slip_sentence = worked.slip_sentence;
  CheckReport predicted = sample_check("OneWeight.PredictionIsWeightTimesInput", "1.1", Status::pass, 2);
  predicted.output = "weight 2\n";
  lesson.checks = {predicted,
                   worked,
                   squared,
                   sample_check("OneWeight.StepOfTheWorkedExample", "1.3", Status::todo, 2,
                                "1.3 update is not written yet"),
                   sample_check("OneWeight.DescentOfTheWorkedExample", "1.4", Status::todo, 2,
                                "1.4 descend is not written yet"),
                   sample_check("OneWeight.NegativeStepsAreRefused", "1.4", Status::todo, 2,
                                "1.4 descend is not written yet")};
  sum_up(lesson);
  return lesson;
}

/// Lesson 10 with everything that is neither right, wrong nor to do.
inline LessonReport sample_backprop(const Course& course) {
  LessonReport lesson = sample_lesson(course, "10");
  lesson.build.log =
      "exercises/10_backprop_by_hand/backprop_by_hand.cpp:31:7: warning: variable 'unused' is not used "
      "[-Wunused-variable]\n"
      "   31 |   int unused = 0;\n"
      "      |       ^~~~~~\n"
      "not in the file: backward";
  const auto add = [&](const std::string& fact, const std::string& task, Status status,
                       const std::string& then) {
    lesson.checks.push_back(sample_check("BackpropByHand." + fact, task, status, 1, then));
  };
  const std::string called = "called  forward({[1, -2; 3, 0.5], [1, 2]}, [0, 1])\n";
  add("PredictionOfTheWorkedExample", "10.1", Status::threw,
      called + "threw   std::out_of_range: Index out of range: 2 of 2");
  add("ReluCutsOffNegativeNumbers", "10.1", Status::crashed, called + "then    a null pointer was used");
  add("HiddenLayerIsWide", "10.1", Status::timed_out,
      called + "then    no answer came in time: a loop without an end, or a wait");
  add("LargeNetworkFits", "10.1", Status::out_of_memory,
      called + "then    the system ended it, most likely for memory");
  add("PredictionIsLinearInTheOutputWeights", "10.1", Status::exited_early,
      called + "then    the program ended itself, with exit status 0, before it answered");
  add("ForwardIsPure", "10.1", Status::forbidden,
      called + "then    the system call socket is not available in a lesson");
  add("SizesMustFit", "10.1", Status::garbage,
      called + "then    something else than an answer was written to the judge's channel");
  add("OutputSlopesOfTheWorkedExample", "10.2", Status::missing,
      "backward is not in the file, or has another name or other parameters");
  add("FirstLayerIsZeroSixZeroTwelve", "10.2", Status::missing,
      "backward is not in the file, or has another name or other parameters");
  add("SlopesAgreeWithNumericOnes", "10.2", Status::too_much_output, "more than 64 KiB were printed");
  lesson.checks.back().output =
      "step 1\nstep 2\nstep 3\nstep 4\nstep 5\nstep 6\nstep 7\nstep 8\nstep 9\nstep 10\n";
  sum_up(lesson);
  return lesson;
}

/// Lesson 16 does not compile.
inline LessonReport sample_momentum(const Course& course) {
  LessonReport lesson = sample_lesson(course, "16");
  lesson.build.status = Status::build_error;
  lesson.build.log =
      "exercises/16_momentum/momentum.cpp:14:27: error: expected ';' after expression\n"
      "   14 |   velocity = beta * velocity\n"
      "      |                             ^\n"
      "      |                             ;";
  sum_up(lesson);
  return lesson;
}

/// Lesson 22 met the kit's own fault.
inline LessonReport sample_adam(const Course& course) {
  LessonReport lesson = sample_lesson(course, "22");
  lesson.checks = {sample_check("Adam.FirstStepHasTheSizeOfTheRate", "22.1", Status::pass, 5),
                   sample_check("Adam.SecondStepOfTheWorkedExample", "22.1", Status::infra_error, 5,
                                "the worker could not be started: Resource temporarily unavailable")};
  sum_up(lesson);
  return lesson;
}

inline Report sample_report() {
  const Course course = sample_course();
  return {"0.1.0",
          "rlimits, seccomp",
          {sample_one_weight(course), sample_backprop(course), sample_momentum(course), sample_adam(course)}};
}

}  // namespace downhill::report
