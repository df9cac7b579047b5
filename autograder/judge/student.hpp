// SPDX-License-Identifier: MIT
// The student's functions, as a check sees them. A call gives the answer, or ends the check with what
// happened instead:
//
//   student<slope>(2.0, 3.0, 10.0)
//
// An optimiser has the contract's fields and the student's step:
//
//   Student<Momentum> momentum{{.learning_rate = 0.01}};
//   momentum.step(weights, gradient);
//
// Types come from the contract. Nothing of the student's is linked, loaded or run here: each call is a
// question to the worker. Compiled with DOWNHILL_IN_PROCESS (./downhill debug) the same checks call the
// functions directly.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "judge/hidden.hpp"
#include "judge/matchers.hpp"
#include "wire/name.hpp"

#ifdef DOWNHILL_IN_PROCESS
#include "kit/todo.hpp"
#else
#include "judge/exchange.hpp"
#endif

namespace downhill::judge {

#ifdef __clang__
// clang -g would name the function itself in the debug data: a symbol that is not there.
#define DOWNHILL_NO_DEBUG_DATA [[gnu::nodebug]]
#else
#define DOWNHILL_NO_DEBUG_DATA
#endif

template <auto F, class Signature = wire::SignatureOf<F>>
struct StudentFunction;

template <auto F, class R, class... P>
struct StudentFunction<F, wire::Signature<R, P...>> {
  static_assert(!std::is_reference_v<R>, "functions of a contract return values");
  R operator()(P... arguments) const {
#ifdef DOWNHILL_IN_PROCESS
    try {
      return std::invoke(F, static_cast<P&&>(arguments)...);
    } catch (const kit::Todo& todo) {
      throw std::logic_error(std::string("not written yet: ") + todo.task);
    }
#else
    return ask<R, P...>(wire::name_of<F>(), static_cast<P&&>(arguments)...);
#endif
  }
};

template <auto F>
DOWNHILL_NO_DEBUG_DATA inline constexpr StudentFunction<F> student{};

/// The contract's optimiser with the student's step.
template <class Optimiser>
struct Student : Optimiser {
  void step(Vector& weights, const Vector& gradient) { student<&Optimiser::step>(*this, weights, gradient); }
};

}  // namespace downhill::judge
