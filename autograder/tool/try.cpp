// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "judge/build.hpp"
#include "report/escape.hpp"
#include "report/terminal.hpp"
#include "report/wording.hpp"
#include "tool/commands.hpp"
#include "tool/declarations.hpp"
#include "tool/try_call.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using judge::Outcome;
using report::escaped_line;
using report::Ink;
using report::kLongLine;
using report::Lesson;

constexpr std::size_t kMostAnswer = 2000;  // bytes shown of what came back, and of what was printed

std::string read_text(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// ── what is typed

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-+.,:_").find(c) != std::string_view::npos;
}

/// As a shell wants it.
std::string quoted(const std::string& word) {
  return std::ranges::all_of(word, is_plain) && !word.empty() ? word : "'" + word + "'";
}

/// The words of the command line as one list. What a shell has taken apart at spaces, for want of quotation
/// marks, comes together again: "{0.01," and "0.9}".
std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) {
    const bool open = list.empty() || std::string_view(",[{").find(list.back()) != std::string_view::npos;
    const bool closes = word.starts_with(']') || word.starts_with('}') || word.starts_with(',');
    if (!list.empty() && !closes) list += open ? " " : ", ";
    list += word;
  }
  return list;
}

// ── what there is

/// Arguments that work: those of the page's first worked example with the function.
std::vector<std::string> arguments_on_page(const std::string& page, const std::string& function) {
  const std::string call = function + "(";
  bool worked = false;
  for (const std::string_view line : report::lines_of(page)) {
    if (line.starts_with("```")) worked = line == "```worked";
    const std::size_t end = line.find(") =");
    if (worked && line.starts_with(call) && end != line.npos)
      return split_values(line.substr(call.size(), end - call.size()));
  }
  return {};
}

/// Is it a function, or does it hold one? Of such a type nothing can be typed.
bool holds_a_function(const Contract& contract, const std::string& type) {
  static constexpr std::array kFunctions{"ScalarFunction", "LossFunction", "GradientFunction", "Step",
                                         "BatchLoss"};  // kit/functions.hpp
  if (std::ranges::find(kFunctions, type) != kFunctions.end() || type.starts_with("std::function<"))
    return true;
  constexpr std::string_view kVector = "std::vector<";
  if (type.starts_with(kVector) && type.ends_with('>'))
    return holds_a_function(contract, type.substr(kVector.size(), type.size() - kVector.size() - 1));
  const Aggregate* const aggregate = contract.aggregate(type);
  return aggregate != nullptr && std::ranges::any_of(aggregate->fields, [&](const Parameter& field) {
           return field.bare_type() != type && holds_a_function(contract, field.bare_type());
         });
}

bool takes_a_function(const Contract& contract, const Declaration& function) {
  return std::ranges::any_of(function.parameters,
                             [&](const Parameter& p) { return holds_a_function(contract, p.bare_type()); });
}

/// Something of the right type. Empty, if there is none that can be typed.
std::string sample_of(const std::string& type) {
  if (type == "double") return "0.5";
  if (type == "int" || type == "Index") return "3";
  if (type == "bool") return "true";
  if (type == "Vector" || type == "RowVector" || type.starts_with("std::vector<")) return "[1, 2]";
  if (type == "Matrix") return "[[1, 2], [3, 4]]";
  return type.find('<') == type.npos ? "{}" : "";
}

std::string example(const Lesson& lesson, const Contract& contract, const Declaration& function,
                    const std::string& page) {
  if (takes_a_function(contract, function)) return "takes a function, so it cannot be tried from here";
  std::vector<std::string> arguments = arguments_on_page(page, function.name);
  if (arguments.empty())
    for (const Parameter& p : function.parameters) arguments.push_back(sample_of(p.bare_type()));
  if (std::ranges::find(arguments, "") != arguments.end())
    return "takes a function, so it cannot be tried from here";
  std::string line = "./downhill try " + lesson.number + " " + function.name;
  for (const std::string& argument : arguments) line += " " + quoted(argument);
  return line;
}

// ── one run of the command

class Trial {
 public:
  Trial(const Context& context, const TryOptions& options)
      : context_(context),
        options_(options),
        lesson_(context.lesson(options.lesson)),
        contract_(read_contract(read_text(context.course.root / lesson_.contract()))),
        page_(std::min(context.terminal.width, 100), context.terminal.colour) {}

  Exit run() {
    const Exit status = build() ? options_.function.empty() ? list() : call() : Exit::not_all;
    std::fputs(page_.text().c_str(), stdout);
    return status;
  }

 private:
  /// False, and said why, if there is nothing to call.
  bool build() {
    const judge::Compiler& compiler = context_.workshop.compiler();
    context_.workshop.make({compiler.target, "worker_objects", "exports_" + lesson_.name},
                           [] { std::fputs("Building what is needed (once, some seconds) …\n", stderr); });
    const fs::path file = file_in(context_, lesson_, options_.from);
    shown_as_ = options_.from.empty() ? lesson_.exercise().string() : escaped_line(file.string(), kLongLine);
    judge::Build built;
    try {
      built = judge::build_worker(context_.workshop, compiler,
                                  report::read_submission(context_.course.root, lesson_, file),
                                  judge::Purpose::checks);
    } catch (const std::runtime_error& error) {
      say(escaped_line(error.what(), kLongLine));
      return false;
    }
    if (built.result == judge::Build::Result::infra_error) throw std::runtime_error(built.log);
    worker_ = built.worker;
    if (built.result == judge::Build::Result::ok) return true;
    say(shown_as_ + " does not compile yet:");
    page_.prose(2, {}, report::escaped(built.log, kMostAnswer));
    return false;
  }

  Exit list() {
    const std::string page = read_text(context_.course.root / "lessons" / lesson_.name / "README.md");
    say(lesson_.number + " " + lesson_.title + ": what you can call", Ink::bold);
    for (const std::string& name : functions_of(judge::Sandbox(worker_))) {
      const Declaration* const declared = contract_.function(name);
      page_.gap();
      page_.prose(2, {}, declared != nullptr ? declared->text : escaped_line(name, kLongLine), Ink::cyan);
      if (declared != nullptr) page_.prose(4, {}, example(lesson_, contract_, *declared, page));
    }
    page_.gap();
    write_aggregates();
    page_.labelled(0, "In words   " + lesson_.contract().string());
    return Exit::all_passed;
  }

  void write_aggregates() {
    std::string all;
    for (const Aggregate& aggregate : contract_.aggregates)
      all += (all.empty() ? "" : ", ") + fields_of(aggregate.name);
    if (!all.empty()) page_.labelled(0, "In braces  " + all);
  }

  Exit call() {
    const judge::Sandbox sandbox(worker_);
    const std::string arguments = joined(options_.arguments);
    const Tried tried = try_call(sandbox, options_.function, arguments);
    if (tried.bad_text) throw UsageError(how_to_call(escaped_line(tried.text, kLongLine)));
    if (tried.outcome == Outcome::missing) expect_known(functions_of(sandbox));
    call_ = escaped_line(options_.function + "(" + arguments + ")", kLongLine);
    write_outcome(tried);
    if (!tried.printed.empty()) {
      page_.gap();
      say("your code printed", Ink::dim);
      page_.prose(2, {"│ ", Ink::dim}, report::escaped(tried.printed, kMostAnswer));
    }
    return tried.outcome == Outcome::value ? Exit::all_passed : Exit::not_all;
  }

  void expect_known(const std::vector<std::string>& names) const {
    if (std::ranges::find(names, options_.function) != names.end()) return;
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    throw UsageError("lesson " + lesson_.number + " has no function " + options_.function +
                     ". It has: " + escaped_line(all, kLongLine));
  }

  std::string how_to_call(const std::string& why) const {
    const Declaration* const declared = contract_.function(options_.function);
    if (declared == nullptr) return why;
    if (takes_a_function(contract_, *declared))
      return options_.function +
             " takes a function, which cannot be typed: it cannot be tried from here. Its checks call it: "
             "./downhill check " +
             lesson_.number + "\n  " + declared->text;
    const std::string page = read_text(context_.course.root / "lessons" / lesson_.name / "README.md");
    std::string text = why + "\n  " + declared->text;
    if (options_.function.find("::") != std::string::npos)
      text += "\n  the object comes first: " + fields_of(declared->parameters[0].bare_type());
    return text + "\n  for example: " + example(lesson_, contract_, *declared, page);
  }

  void write_outcome(const Tried& tried) {
    const std::string text = escaped_line(tried.text, kMostAnswer);
    switch (tried.outcome) {
      case Outcome::value:
        return write_value(text);
      case Outcome::todo:
        return say(call_ + ": task " + text + " is not written yet");
      case Outcome::missing:
        say(call_ + " is declared, but not in " + shown_as_ + ", or there it has other parameters:");
        if (const Declaration* declared = contract_.function(options_.function))
          page_.prose(2, {}, declared->text);
        return;
      case Outcome::threw:
        say(call_ + " threw an exception:");
        break;
      default:
        say(call_ + " gave no answer. What happened:");
    }
    page_.prose(2, {}, text);
  }

  /// The answer in one line; below it, where it has parts, what each of them is.
  void write_value(const std::string& text) {
    say(text.empty() ? call_ + ": done; it returns nothing" : call_ + " = " + text, Ink::bold);
    const Declaration* const declared = contract_.function(options_.function);
    if (declared == nullptr) return;
    std::vector<std::string> names = names_of_results(*declared);
    const std::vector<std::string> values = split_values(text);
    const bool has_parts = names.size() > 1 || std::ranges::any_of(names, [](const std::string& n) {
                             return n.find('{') != n.npos;
                           });
    if (!has_parts || values.size() != names.size()) return;
    std::size_t width = 0;
    for (const std::string& name : names) width = std::max(width, name.size());
    page_.gap();
    const bool narrow = static_cast<int>(width) > context_.terminal.width / 2;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (narrow) {
        page_.prose(2, {}, names[i]);
        page_.prose(4, {}, values[i]);
      } else {
        page_.labelled(2, names[i] + std::string(width - names[i].size() + 2, ' ') + values[i]);
      }
    }
  }

  /// What comes back, in order: the result, then what was passed by reference.
  std::vector<std::string> names_of_results(const Declaration& function) const {
    std::vector<std::string> names;
    if (function.result != "void")
      names.push_back(contract_.aggregate(function.result) != nullptr ? fields_of(function.result)
                                                                      : "returned");
    for (const Parameter& p : function.parameters)
      if (p.comes_back())
        names.push_back(contract_.aggregate(p.bare_type()) != nullptr ? fields_of(p.bare_type()) : p.name);
    return names;
  }

  /// "Momentum{learning_rate, beta, velocity}"
  std::string fields_of(const std::string& type) const {
    std::string list;
    if (const Aggregate* aggregate = contract_.aggregate(type))
      for (const Parameter& field : aggregate->fields) list += (list.empty() ? "" : ", ") + field.name;
    return type + "{" + list + "}";
  }

  void say(const std::string& text, Ink ink = Ink::plain) { page_.prose(0, {}, text, ink); }

  const Context& context_;
  const TryOptions& options_;
  const Lesson& lesson_;
  const Contract contract_;
  report::Page page_;
  fs::path worker_;
  std::string shown_as_, call_;
};

}  // namespace

Exit try_function(const Context& context, const TryOptions& options) { return Trial(context, options).run(); }

}  // namespace downhill::tool
