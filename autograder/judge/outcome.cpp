// SPDX-License-Identifier: MIT
#include "judge/outcome.hpp"

#include <array>
#include <utility>

namespace downhill::judge {
namespace {

using enum Outcome;
constexpr std::array<std::pair<Outcome, std::string_view>, 12> kNames{{
    {value, "value"},
    {todo, "todo"},
    {threw, "threw"},
    {crashed, "crashed"},
    {timed_out, "timed_out"},
    {out_of_memory, "out_of_memory"},
    {exited_early, "exited_early"},
    {forbidden, "forbidden"},
    {garbage, "garbage"},
    {missing, "missing"},
    {too_much_output, "too_much_output"},
    {infra_error, "infra_error"},
}};

}  // namespace

std::string_view name_of(Outcome outcome) {
  for (const auto& [known, name] : kNames)
    if (known == outcome) return name;
  return "infra_error";
}

std::optional<Outcome> outcome_of(std::string_view name) {
  for (const auto& [outcome, known] : kNames)
    if (known == name) return outcome;
  return std::nullopt;
}

}  // namespace downhill::judge
