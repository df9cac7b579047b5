// SPDX-License-Identifier: MIT
// Proves that nothing of a solution, or of a slip's code, stands in what students get.
//
// Every file of a release is searched for every secret (secrets.hpp says what is one), whatever the layout:
// as code, and with its comments opened. Those that tell something in their own lesson alone are looked for
// in its files alone. All else that a solution shares with a released file has to be allowed by name, with a
// reason.
#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tool/release/secrets.hpp"

namespace downhill::release {

struct Secret {
  std::string text;  ///< on one line
  /// By lesson: "line 9 of solutions/01_one_weight/one_weight.cpp".
  std::map<std::string, std::string> origins;
  bool everywhere;  ///< or in the files of these lessons alone
};

/// Is a file one of a lesson's: in a folder of its name, or a figure of it?
bool belongs_to(const std::string& file, const std::string& lesson);

class Scan {
 public:
  /// The statements of a file of solutions/.
  /// @param lesson its name: "01_one_weight"
  /// @param shown the lesson's contract and stub
  void add_solution(const std::string& lesson, const std::string& file, std::string_view source,
                    std::string_view shown);
  /// Those of a text that a slip replaces or puts there.
  void add_slip(const std::string& lesson, const std::string& slip, std::string_view code,
                std::string_view shown);

  struct Hit {
    std::string file;
    int line;
    std::size_t secret;  ///< its place in secrets()
  };
  /// The secrets in a file. Of two that lie one inside the other the longer is told.
  std::vector<Hit> search(const std::string& file, std::string_view text) const;

  const std::vector<Secret>& secrets() const { return secrets_; }
  /// Where the secret of a hit comes from: from the file's own lesson, if that has it.
  const std::string& origin_of(const Hit& hit) const;
  /// Is a text this very secret, but for its layout?
  bool is(std::size_t secret, std::string_view text) const;

 private:
  using Numbers = std::vector<int>;  // a word is told by its number; 0 is a word of no secret

  struct Found {
    std::size_t begin, secret, size;
  };

  void add(const std::string& lesson, std::string_view source, std::string_view shown,
           const std::string& origin, bool with_line);
  void add(const std::string& lesson, const SecretWords& secret, const std::string& origin);
  int number(std::string_view word) const;
  Numbers numbers(std::span<const Word> words) const;
  static bool counts_in(const std::string& file, const Secret& secret);
  std::vector<Found> find(const std::string& file, const Numbers& text) const;

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
