// SPDX-License-Identifier: MIT
// An optimiser does not know in which units slopes and weights are counted. So what a check asks with the
// numbers of the page, it can ask once more in units that are drawn, and expect the same:
//
//   void measure(AdaGrad& optimiser, const Units& in) {
//     optimiser.learning_rate *= in.weight;
//     optimiser.squares *= in.slope * in.slope;
//   }
//   template <class Optimiser>
//   using Student = Measured<Optimiser, &measure>;
//
//   TEST(AdaGrad, …) {
//     in_any_units([] { … });
//   }
//
// A table of the page's answers has none for the second time.
#pragma once
#include "judge/student.hpp"

namespace downhill::judge {

/// How many drawn units make one of the page's.
struct Units {
  double slope = 1;
  double weight = 1;

  Units inverse() const { return {1 / slope, 1 / weight}; }
};

namespace units {
inline Units now;  ///< in which optimisers are asked

/// Until it ends, they are asked in others.
struct Changed {
  explicit Changed(const Units& to) { now = to; }
  ~Changed() { now = {}; }
  Changed(const Changed&) = delete;
  Changed& operator=(const Changed&) = delete;
};
}  // namespace units

/// The contract's optimiser with the student's step, which is asked in the units of the moment and answers in
/// the page's. measure turns all fields from the page's units into others.
template <class Optimiser, void (*measure)(Optimiser&, const Units&)>
struct Measured : Optimiser {
  void step(Vector& weights, const Vector& gradient) {
    const Units in = units::now;
    Student<Optimiser> asked{*this};
    measure(asked, in);
    Vector moved = in.weight * weights;
    asked.step(moved, in.slope * gradient);
    measure(asked, in.inverse());
    static_cast<Optimiser&>(*this) = asked;
    weights = moved / in.weight;
  }
};

/// Asks a check's questions in the page's units, and then, hidden, in drawn ones.
template <class Questions>
void in_any_units(const Questions& ask) {
  ask();
  Hidden hidden;
  const units::Changed drawn({hidden.uniform(0.5, 2), hidden.uniform(0.5, 2)});
  ask();
}

/// The same where slopes and weights are added to one number and so have to share their unit.
template <class Questions>
void in_any_unit(const Questions& ask) {
  ask();
  Hidden hidden;
  const double both = hidden.uniform(0.5, 2);
  const units::Changed drawn({both, both});
  ask();
}

}  // namespace downhill::judge
