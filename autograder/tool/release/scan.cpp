// SPDX-License-Identifier: MIT
#include "tool/release/scan.hpp"

#include <algorithm>
#include <set>

#include "tool/release/statements.hpp"

namespace downhill::release {
namespace {

// As it stands in the source, but on one line.
std::string on_one_line(std::span<const Word> words) {
  std::string text;
  const char* const end = words.back().text.data() + words.back().text.size();
  for (const char c : std::string_view(words.front().text.data(), end)) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      text += c;
    else if (!text.empty() && text.back() != ' ')
      text += ' ';
  }
  return text;
}

}  // namespace

bool belongs_to(const std::string& file, const std::string& lesson) {
  return file.find("/" + lesson) != file.npos;
}

void Scan::add_solution(const std::string& lesson, const std::string& file, std::string_view source,
                        std::string_view shown) {
  add(lesson, source, shown, file, true);
}

void Scan::add_slip(const std::string& lesson, const std::string& slip, std::string_view code,
                    std::string_view shown) {
  add(lesson, code, shown, slip, false);
}

void Scan::add(const std::string& lesson, std::string_view source, std::string_view shown,
               const std::string& origin, bool with_line) {
  const Words code = without_directives(words_of(source, Comments::dropped));
  for (const SecretWords& secret : secrets_of(code, words_of(shown, Comments::dropped))) {
    const std::string line = "line " + std::to_string(secret.words.front().line) + " of ";
    add(lesson, secret, with_line ? line + origin : origin);
  }
}

void Scan::add(const std::string& lesson, const SecretWords& secret, const std::string& origin) {
  for (const Word& word : secret.words)
    numbers_.try_emplace(std::string(word.text), static_cast<int>(numbers_.size()) + 1);
  const Numbers spelt = numbers(secret.words);
  const auto [known, is_new] = known_.try_emplace(spelt, secrets_.size());
  if (is_new) {
    std::array<int, kLeastWords> beginning;
    std::copy_n(spelt.begin(), kLeastWords, beginning.begin());
    by_beginning_[beginning].push_back(secrets_.size());
    spelt_.push_back(spelt);
    secrets_.push_back({on_one_line(secret.words), {}, secret.everywhere});
  }
  secrets_[known->second].origins.try_emplace(lesson, origin);
}

const std::string& Scan::origin_of(const Hit& hit) const {
  const auto& origins = secrets_.at(hit.secret).origins;
  for (const auto& [lesson, origin] : origins)
    if (belongs_to(hit.file, lesson)) return origin;
  return origins.begin()->second;
}

int Scan::number(std::string_view word) const {
  const auto found = numbers_.find(std::string(word));
  return found == numbers_.end() ? 0 : found->second;
}

Scan::Numbers Scan::numbers(std::span<const Word> words) const {
  Numbers all;
  for (const Word& word : words) all.push_back(number(word.text));
  return all;
}

bool Scan::is(std::size_t secret, std::string_view text) const {
  const Words words = words_of(text, Comments::dropped);
  return numbers(words) == spelt_.at(secret);
}

bool Scan::counts_in(const std::string& file, const Secret& secret) {
  const auto is_own = [&](const auto& origin) { return belongs_to(file, origin.first); };
  return secret.everywhere || std::ranges::any_of(secret.origins, is_own);
}

std::vector<Scan::Found> Scan::find(const std::string& file, const Numbers& text) const {
  std::vector<Found> found;
  for (std::size_t at = 0; at + kLeastWords <= text.size(); ++at) {
    if (text[at] == 0) continue;
    std::array<int, kLeastWords> beginning;
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), kLeastWords, beginning.begin());
    const auto candidates = by_beginning_.find(beginning);
    if (candidates == by_beginning_.end()) continue;
    for (const std::size_t secret : candidates->second)
      if (counts_in(file, secrets_[secret]) &&
          std::ranges::equal(spelt_[secret], std::span(text).subspan(at).first(
                                                 std::min(spelt_[secret].size(), text.size() - at))))
        found.push_back({at, secret, spelt_[secret].size()});
  }
  const auto inside_another = [&](const Found& inner) {
    return std::ranges::any_of(found, [&](const Found& outer) {
      return outer.size > inner.size && outer.begin <= inner.begin &&
             outer.begin + outer.size >= inner.begin + inner.size;
    });
  };
  std::vector<Found> longest;
  std::ranges::remove_copy_if(found, std::back_inserter(longest), inside_another);
  return longest;
}

std::vector<Scan::Hit> Scan::search(const std::string& file, std::string_view text) const {
  std::vector<Hit> hits;
  std::set<std::pair<int, std::size_t>> told;
  for (const Comments comments : {Comments::dropped, Comments::opened, Comments::stripped}) {
    const Words words = words_of(text, comments);
    for (const Found& found : find(file, numbers(words)))
      if (const int line = words[found.begin].line; told.emplace(line, found.secret).second)
        hits.push_back({file, line, found.secret});
  }
  return hits;
}

std::vector<Scan::Hit> without_allowed(const Scan& scan, const std::vector<Scan::Hit>& hits,
                                       std::vector<Allowed>& allowed) {
  std::vector<Scan::Hit> left;
  for (const Scan::Hit& hit : hits) {
    bool met = false;
    for (Allowed& entry : allowed)
      if (entry.file == hit.file && scan.is(hit.secret, entry.text)) met = entry.met = true;
    if (!met) left.push_back(hit);
  }
  return left;
}

}  // namespace downhill::release
