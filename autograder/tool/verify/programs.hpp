// SPDX-License-Identifier: MIT
// Compilers and judges, called the way the tool calls them.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "judge/build.hpp"
#include "judge/call.hpp"
#include "judge/verdict.hpp"
#include "judge/workshop.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {

std::string read_text(const std::filesystem::path& file);

/// What a compiler says of a file under all warnings that the project's own code is held to; empty if
/// nothing.
std::string complaints(const Subject& subject, const judge::Compiler& compiler,
                       const std::filesystem::path& file);

/// The reference as it would be handed in.
judge::Submission reference(const Subject& subject);
/// A worker made of this text, in place of the reference's. @throws std::runtime_error with the first error
/// if it does not compile
std::filesystem::path worker_of(const Subject& subject, const std::string& source,
                                const std::string& shown_as);
/// A worker of the reference.
std::filesystem::path reference_worker(const Subject& subject);
/// A worker of the reference whose matrix products are Eigen's own: see worker/products.hpp.
std::filesystem::path plain_worker(const Subject& subject);

/// The calls that the checks make, as they are recorded.
judge::Run calls_of(const Subject& subject, const std::filesystem::path& worker);
/// The same with all calls that are not recorded, the hidden ones among them.
judge::Run every_call_of(const Subject& subject, const std::filesystem::path& worker, std::uint32_t seed);
/// The checks of which no question and no answer is another in the other run.
std::vector<std::string> asked_alike(const judge::Run& one, const judge::Run& other);
/// The verdicts, with slips recognised from that file if there is one.
judge::Verdicts verdicts_of(const Subject& subject, const std::filesystem::path& worker,
                            const std::filesystem::path& recorded = {});

/// Where verify keeps what it makes of a lesson.
std::filesystem::path scratch_folder(const Subject& subject);

/// Is this the system that committed bytes are compared on: Debian 12 on x86-64?
bool on_the_reference_system();
/// Equal to the byte there; elsewhere, where the last digits of sines and logarithms differ, up to a
/// tolerance on the numbers in the two texts.
bool same_text(std::string_view a, std::string_view b);

/// Compares a generated file with what is committed; when recording, writes it. Says if it is not up to date.
void compare_or_write(const Subject& subject, Part& part, const std::filesystem::path& file,
                      const std::string& text);

}  // namespace downhill::verify
