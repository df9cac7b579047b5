// SPDX-License-Identifier: MIT
// Page:  lessons/24_showdown/README.md      Contract: lessons/24_showdown/showdown.hpp
// Check: ./downhill check 24                Stuck:    ./downhill hint 24.2
#include "showdown.hpp"

// Your own files of these lessons run here with this one. What is still to do there, is to do here.
#include "11_perceptron/perceptron.hpp"
#include "14_training_loop/training_loop.hpp"
#include "16_momentum/momentum.hpp"
#include "18_adagrad/adagrad.hpp"
#include "19_rprop/rprop.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "21_adadelta/adadelta.hpp"
#include "22_adam/adam.hpp"

namespace downhill::showdown {

// TODO(24.1) Refuse a bowl that has not two weights. Make the matrix R from the angle, and turn with it
//   a. the curvature, from both sides;
//   b. the start.
Bowl turned(const Bowl& bowl, double angle) { kit::todo("24.1 turned", bowl, angle); }

// TODO(24.2) Refuse negative steps. Then look at the loss, before the first step and after each one:
//   a. each threshold that has no count yet, and that the loss is below, gets its count;
//   b. a loss that is too high, or no finite number, ends the run;
//   c. so does the last step. Otherwise ask for the gradient where the weights are, and step.
// Each look and each gradient costs: ask once and keep what you were told.
Result run(const Step& step, const Problem& problem, const std::vector<double>& thresholds, int max_steps) {
  kit::todo("24.2 run", step, problem, thresholds, max_steps);
}

// TODO(24.3) Refuse a rate that is not positive, and sizes that do not fit. Make the optimiser that the
// contender names, with its rate; wrap it into a Step, the bowl into a Problem, and let run do the rest.
Result race(const Contender& contender, const Bowl& bowl, const std::vector<double>& thresholds,
            int max_steps) {
  kit::todo("24.3 race", contender, bowl, thresholds, max_steps);
}

// TODO(24.4) The same with another problem: its weights are those of lesson 11's unit and then the bias, its
// loss and its gradient are what lesson 11 says of all rows.
Result race_on_rows(const Contender& contender, const Matrix& inputs, const Vector& targets,
                    const std::vector<double>& thresholds, int max_steps) {
  kit::todo("24.4 race_on_rows", contender, inputs, targets, thresholds, max_steps);
}

// TODO(24.5) Refuse a result without step counts. Then sort the places 0, 1, 2, … by what stands in the
// results at them: arrived, never arrived, diverged.
std::vector<Index> ranking(const std::vector<Result>& results) { kit::todo("24.5 ranking", results); }

}  // namespace downhill::showdown
