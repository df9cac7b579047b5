// SPDX-License-Identifier: MIT
#include "judge/records.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace downhill::judge {
namespace {

using Json = nlohmann::ordered_json;

// What came from a worker need not be UTF-8.
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

double twelve_digits(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.12g", x);
  return std::strtod(text, nullptr);
}

Json to_json(double x) {
  if (std::isnan(x)) return "nan";
  if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
  return twelve_digits(x);
}
double number(const Json& json) {
  return json.is_number() ? json.get<double>() : std::stod(json.get<std::string>());
}

Json to_json(const std::vector<double>& numbers) {
  Json json = Json::array();
  for (const double x : numbers) json.push_back(to_json(x));
  return json;
}
std::vector<double> numbers(const Json& json, const char* key) {
  std::vector<double> result;
  if (const auto found = json.find(key); found != json.end())
    for (const Json& x : *found) result.push_back(number(x));
  return result;
}

// Keys that have nothing to say are left out.
Json to_json(const Call& call) {
  Json json{{"call", call.function}, {"in", to_json(call.in.numbers)}};
  if (!call.in.shape.empty()) json["in_shape"] = to_json(call.in.shape);
  if (call.outcome != Outcome::value) json["outcome"] = name_of(call.outcome);
  if (!call.detail.empty()) json["detail"] = call.detail;
  if (!call.out.numbers.empty()) json["out"] = to_json(call.out.numbers);
  if (!call.out.shape.empty()) json["out_shape"] = to_json(call.out.shape);
  if (call.evaluations > 0) json["callbacks"] = {call.evaluations, to_json(call.evaluated_at)};
  return json;
}

Call call_from(const Json& json) {
  Call call;
  call.function = json.at("call");
  call.in = {numbers(json, "in"), numbers(json, "in_shape")};
  call.out = {numbers(json, "out"), numbers(json, "out_shape")};
  call.outcome = outcome_of(json.value("outcome", "value")).value_or(Outcome::infra_error);
  call.detail = json.value("detail", "");
  if (const auto found = json.find("callbacks"); found != json.end()) {
    call.evaluations = found->at(0);
    call.evaluated_at = number(found->at(1));
  }
  return call;
}

std::vector<Call> kept_calls(const std::vector<Call>& calls) {
  const auto hidden = std::find_if(calls.begin(), calls.end(), [](const Call& call) { return call.hidden; });
  std::vector<Call> kept(calls.begin(), hidden);
  if (kept.size() > kRecordedCalls) kept.resize(kRecordedCalls);
  return kept;
}

// A JSON object by hand, so that each call has a line of its own and a change shows as few lines.
std::string object(const std::vector<std::pair<std::string, std::string>>& members,
                   const std::string& indent) {
  std::string text = "{";
  for (const auto& [key, value] : members)
    text += (text.size() > 1 ? ",\n" : "\n") + indent + " " + Json(key).dump() + ": " + value;
  return text + (members.empty() ? "}" : "\n" + indent + "}");
}
std::string array(const std::vector<std::string>& items, const std::string& indent) {
  std::string text = "[";
  for (const std::string& item : items) text += (text.size() > 1 ? ",\n" : "\n") + indent + " " + item;
  return text + (items.empty() ? "]" : "\n" + indent + "]");
}

std::string slip_text(const Slip& slip, const Run& reference) {
  std::vector<std::pair<std::string, std::string>> checks;
  for (const auto& [check, calls] : slip.run) {
    std::vector<std::pair<std::string, std::string>> differing;
    const auto right = reference.find(check);
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const bool known = right != reference.end() && i < right->second.size();
      const Json json = to_json(calls[i]);
      if (!known || json != to_json(right->second[i]))
        differing.emplace_back(std::to_string(i), text_of(json));
    }
    const std::size_t count = calls.size();
    if (!differing.empty() || right == reference.end() || count != right->second.size()) {
      differing.emplace_back("calls", std::to_string(count));
      checks.emplace_back(check, object(differing, "    "));
    }
  }
  return object({{"name", Json(slip.name).dump()},
                 {"says", Json(slip.says).dump()},
                 {"function", Json(slip.function).dump()},
                 {"checks", object(checks, "   ")}},
                "  ");
}

Slip slip_from(const Json& json, const Run& reference) {
  Slip slip{json.at("name"), json.at("says"), json.at("function"), reference};
  for (const auto& [check, differing] : json.at("checks").items()) {
    std::vector<Call>& calls = slip.run[check];
    calls.resize(differing.at("calls").get<std::size_t>());
    for (const auto& [key, call] : differing.items())
      if (key != "calls") calls.at(std::stoul(key)) = call_from(call);
  }
  return slip;
}

}  // namespace

std::string run_as_json(const Run& run, Keep keep) {
  Json json = Json::object();
  for (const auto& [check, calls] : run) {
    Json list = Json::array();
    for (const Call& call : keep == Keep::recorded ? kept_calls(calls) : calls) list.push_back(to_json(call));
    json[check] = std::move(list);
  }
  return text_of(json);
}

Run run_from_json(std::string_view text) try {
  Run run;
  const Json json = Json::parse(text);
  for (const auto& [check, calls] : json.items()) {
    run[check];
    for (const Json& call : calls) run[check].push_back(call_from(call));
  }
  return run;
} catch (const std::exception& error) {
  throw std::runtime_error(std::string("not a recorded run: ") + error.what());
}

std::string recorded_as_json(const Recorded& recorded) {
  std::vector<std::pair<std::string, std::string>> reference;
  for (const auto& [check, calls] : recorded.reference) {
    std::vector<std::string> lines;
    for (const Call& call : calls) lines.push_back(text_of(to_json(call)));
    reference.emplace_back(check, array(lines, "  "));
  }
  std::vector<std::string> slips;
  for (const Slip& slip : recorded.slips) slips.push_back(slip_text(slip, recorded.reference));
  std::vector<std::pair<std::string, std::string>> uses;
  for (const auto& [function, others] : recorded.uses) uses.emplace_back(function, Json(others).dump());
  return object({{"reference", object(reference, " ")},
                 {"uses", object(uses, " ")},
                 {"slips", array(slips, " ")}},
                "") +
         "\n";
}

Recorded read_recorded(const std::filesystem::path& file) try {
  std::ifstream in(file);
  const Json json = Json::parse(in);
  Recorded recorded;
  for (const auto& [check, calls] : json.at("reference").items()) {
    recorded.reference[check];
    for (const Json& call : calls) recorded.reference[check].push_back(call_from(call));
  }
  if (const auto uses = json.find("uses"); uses != json.end()) recorded.uses = uses->get<Uses>();
  for (const Json& slip : json.at("slips")) recorded.slips.push_back(slip_from(slip, recorded.reference));
  return recorded;
} catch (const std::exception& error) {
  throw std::runtime_error("could not read " + file.string() + ": " + error.what() +
                           "; ./downhill verify --record makes it again");
}

std::string verdicts_as_json(const Verdicts& verdicts) {
  Json checks = Json::array();
  for (const Verdict& v : verdicts.checks)
    checks.push_back({{"check", v.check},
                      {"status", v.status},
                      {"message", v.message},
                      {"slip", v.slip},
                      {"slip_sentence", v.slip_sentence},
                      {"output", v.output},
                      {"milliseconds", v.milliseconds}});
  const Json json{{"infra_error", verdicts.infra_error}, {"checks", checks}};
  return text_of(json);
}

Verdicts verdicts_from_json(std::string_view text) try {
  const Json json = Json::parse(text);
  Verdicts verdicts{json.at("infra_error"), {}};
  for (const Json& v : json.at("checks"))
    verdicts.checks.push_back({v.at("check"), v.at("status"), v.at("message"), v.at("slip"),
                               v.at("slip_sentence"), v.at("output"), v.at("milliseconds")});
  return verdicts;
} catch (const std::exception& error) {
  throw std::runtime_error(std::string("the judge's answer cannot be read: ") + error.what());
}

}  // namespace downhill::judge
