// SPDX-License-Identifier: MIT
// Proves that nothing of a solution, or of a slip's code, stands in what students get.
//
// A secret is a statement of a solution or of slips.toml, as statements.hpp cuts them, of kLeastWords words
// at least. Every file of a release is searched for every secret, whatever the layout: as code, and with its
// comments opened. Only what a contract or a stub shows anyway, the head of a function, is no secret. All
// else that a solution shares with a released file has to be allowed by name, with a reason.
#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tool/release/statements.hpp"

namespace downhill::release {

/// "return z;" is shorter, and gives nothing away. Semicolons are not counted.
inline constexpr std::size_t kLeastWords = 4;

struct Secret {
  std::string text;    ///< on one line
  std::string origin;  ///< "line 9 of solutions/01_one_weight/one_weight.cpp"
};

class Scan {
 public:
  /// The statements of a file of solutions/.
  /// @param shown the lesson's contract and stub
  void add_solution(const std::string& file, std::string_view source, std::string_view shown);
  /// Those of a text that a slip replaces or puts there.
  void add_slip(const std::string& slip, std::string_view code, std::string_view shown);

  struct Hit {
    std::string file;
    int line;
    std::size_t secret;  ///< its place in secrets()
  };
  /// The secrets in a file. Of two that lie one inside the other the longer is told.
  std::vector<Hit> search(const std::string& file, std::string_view text) const;

  const std::vector<Secret>& secrets() const { return secrets_; }
  /// Is a text this very secret, but for its layout?
  bool is(std::size_t secret, std::string_view text) const;

 private:
  using Numbers = std::vector<int>;  // a word is told by its number; 0 is a word of no secret

  struct Found {
    std::size_t begin, secret, size;
  };

  void add(std::string_view source, std::string_view shown, const std::string& origin, bool with_line);
  void add(const Piece& piece, const std::string& origin);
  int number(std::string_view word) const;
  Numbers numbers(std::span<const Word> words) const;
  std::vector<Found> find(const Numbers& text) const;

  std::vector<Secret> secrets_;
  std::vector<Numbers> spelt_;  // of each secret
  std::unordered_map<std::string, int> numbers_;
  std::map<Numbers, std::size_t> known_;
  std::map<std::array<int, kLeastWords>, std::vector<std::size_t>> by_beginning_;
};

/// A secret that one file may have.
struct Allowed {
  std::string text, file, reason;
  int line;  ///< of the list, for messages
  bool met = false;
};

/// Reads tool/release/allowed.toml. @throws std::runtime_error naming file and line
std::vector<Allowed> read_allowed(const std::filesystem::path& file);

/// Takes out the hits that are allowed, and marks what allows them as met.
std::vector<Scan::Hit> without_allowed(const Scan& scan, const std::vector<Scan::Hit>& hits,
                                       std::vector<Allowed>& allowed);

}  // namespace downhill::release
