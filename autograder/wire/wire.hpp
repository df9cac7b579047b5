// SPDX-License-Identifier: MIT
// Values on the wire between judge and worker. Each type is taken apart once, by put(sink, value): the same
// walk writes bytes, collects the numbers that slips are recognised by, and prints a call for a message.
// get(reader) is its inverse. Every byte that a reader sees may be hostile: lengths are bounded by what has
// really arrived, shapes are checked, and nothing is allocated on a message's word.
#pragma once
#include <cstdint>
#include <cstring>
#include <functional>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "kit/types.hpp"
#include "wire/fields.hpp"
#include "wire/frame.hpp"

namespace downhill::wire {

class Reader;

/// What a function that crosses the wire needs of the transport.
class Peer {
 public:
  /// Makes a function callable from the other side, under the number that it returns.
  virtual std::uint32_t publish(std::function<std::string(Reader&)> function) = 0;
  /// Calls function `id` of the other side; returns the body of its answer.
  virtual std::string call_back(std::uint32_t id, const std::string& arguments) = 0;

 protected:
  ~Peer() = default;
};

/// Sink that writes bytes, in the machine's own order: both ends are one machine.
class Writer {
 public:
  explicit Writer(Peer& peer) : peer_(peer) {}

  template <class T>
  void scalar(T x) {
    append(&x, sizeof x);
  }
  void truth(bool x) { scalar(static_cast<std::uint8_t>(x)); }
  void size(std::uint64_t n) { scalar(n); }
  void shape(Index rows, Index columns, bool /*is_vector*/) {
    scalar(static_cast<std::int64_t>(rows));
    scalar(static_cast<std::int64_t>(columns));
  }
  template <class T>
  void block(const T* data, Index n) {
    append(data, sizeof(T) * static_cast<std::size_t>(n));
  }
  void text(std::string_view s) {
    size(s.size());
    append(s.data(), s.size());
  }
  void generator(std::string_view state) { text(state); }
  template <class R, class... P>
  void callable(const std::function<R(P...)>& f);
  void open(char) {}
  void close(char) {}

  const std::string& bytes() const { return bytes_; }

 private:
  void append(const void* data, std::size_t n) {
    if (n > 0) bytes_.append(static_cast<const char*>(data), n);
  }
  std::string bytes_;
  Peer& peer_;
};

class Reader {
 public:
  Reader(std::string_view bytes, Peer& peer) : bytes_(bytes), peer_(peer) {}

  void read(void* to, std::size_t n) {
    if (n > bytes_.size()) throw Malformed("message too short");
    if (n > 0) std::memcpy(to, bytes_.data(), n);
    bytes_.remove_prefix(n);
  }
  template <class T>
  T scalar() {
    T x;
    read(&x, sizeof x);
    return x;
  }
  std::uint64_t size() {
    const auto n = scalar<std::uint64_t>();
    // Every element takes at least a byte, so an honest count never exceeds what is left.
    if (n > bytes_.size() || n > kMostElements) throw Malformed("length beyond the message");
    return n;
  }
  std::pair<Index, Index> shape(std::size_t element) {
    const auto rows = scalar<std::int64_t>(), columns = scalar<std::int64_t>();
    constexpr auto most = static_cast<std::int64_t>(kMostElements);
    if (rows < 0 || columns < 0 || rows > most || columns > most || (columns > 0 && rows > most / columns))
      throw Malformed("absurd shape");
    if (static_cast<std::uint64_t>(rows * columns) * element > bytes_.size())
      throw Malformed("matrix beyond the message");
    return {rows, columns};
  }
  void done() const {
    if (!bytes_.empty()) throw Malformed("trailing bytes");
  }
  std::string_view rest() const { return bytes_; }
  Peer& peer() const { return peer_; }

 private:
  std::string_view bytes_;
  Peer& peer_;
};

template <class T>
struct Codec;

template <class P>
using Bare = std::remove_cvref_t<P>;

template <class P, class Sink>
void put(Sink& sink, const P& x) {
  Codec<P>::put(sink, x);
}
template <class P>
Bare<P> get(Reader& in) {
  return Codec<Bare<P>>::get(in);
}

/// A parameter of this type is copied back after the call.
template <class P>
inline constexpr bool comes_back =
    std::is_lvalue_reference_v<P> && !std::is_const_v<std::remove_reference_t<P>>;

/// Numbers and enumerations as they are, aggregates field by field.
template <class T>
struct Codec {
  template <class Sink>
  static void put(Sink& sink, const T& x) {
    if constexpr (std::is_same_v<T, bool>) {
      sink.truth(x);
    } else if constexpr (std::is_enum_v<T>) {
      sink.scalar(static_cast<std::underlying_type_t<T>>(x));
    } else if constexpr (std::is_arithmetic_v<T>) {
      sink.scalar(x);
    } else {
      static_assert(std::is_aggregate_v<T>, "this type cannot cross the wire");
      sink.open('{');
      visit_fields(x, [&](const auto&... field) { (wire::put(sink, field), ...); });
      sink.close('}');
    }
  }
  static T get(Reader& in) {
    if constexpr (std::is_same_v<T, bool>) {
      const auto byte = in.scalar<std::uint8_t>();
      if (byte > 1) throw Malformed("a bool that is neither");
      return byte == 1;
    } else if constexpr (std::is_enum_v<T>) {
      static_assert(!std::is_convertible_v<T, int>,
                    "an enum class: others do not hold every number that may come");
      return static_cast<T>(in.scalar<std::underlying_type_t<T>>());
    } else if constexpr (std::is_arithmetic_v<T>) {
      return in.scalar<T>();
    } else {
      T x{};
      visit_fields(x, [&](auto&... field) { ((field = wire::get<decltype(field)>(in)), ...); });
      return x;
    }
  }
};

template <>
struct Codec<std::string> {
  template <class Sink>
  static void put(Sink& sink, const std::string& s) {
    sink.text(s);
  }
  static std::string get(Reader& in) {
    std::string s(in.size(), '\0');
    in.read(s.data(), s.size());
    return s;
  }
};

template <class S, int R, int C, int O, int MR, int MC>
struct Codec<Eigen::Matrix<S, R, C, O, MR, MC>> {
  using Dense = Eigen::Matrix<S, R, C, O, MR, MC>;

  template <class Sink>
  static void put(Sink& sink, const Dense& m) {
    sink.shape(m.rows(), m.cols(), R == 1 || C == 1);
    sink.block(m.data(), m.size());
  }
  static Dense get(Reader& in) {
    const auto [rows, columns] = in.shape(sizeof(S));
    if ((R >= 0 && rows != R) || (C >= 0 && columns != C)) throw Malformed("shape does not fit the type");
    Dense m(rows, columns);
    in.read(m.data(), sizeof(S) * static_cast<std::size_t>(m.size()));
    return m;
  }
};

template <class T>
struct Codec<std::vector<T>> {
  template <class Sink>
  static void put(Sink& sink, const std::vector<T>& v) {
    sink.open('[');
    sink.size(v.size());
    for (const T& x : v) wire::put(sink, x);
    sink.close(']');
  }
  static std::vector<T> get(Reader& in) {
    std::vector<T> v;
    for (auto n = in.size(); n > 0; --n) v.push_back(wire::get<T>(in));
    return v;
  }
};

template <class A, class B>
struct Codec<std::pair<A, B>> {
  template <class Sink>
  static void put(Sink& sink, const std::pair<A, B>& p) {
    sink.open('{');
    wire::put(sink, p.first);
    wire::put(sink, p.second);
    sink.close('}');
  }
  static std::pair<A, B> get(Reader& in) {
    A first = wire::get<A>(in);
    return {std::move(first), wire::get<B>(in)};
  }
};

/// A generator travels as the text that the standard prints of it. libstdc++ trusts the position in that
/// text, so it is checked here.
template <>
struct Codec<std::mt19937> {
  template <class Sink>
  static void put(Sink& sink, const std::mt19937& generator) {
    std::ostringstream state;
    state << generator;
    sink.generator(state.str());
  }
  static std::mt19937 get(Reader& in) {
    constexpr std::size_t n = std::mt19937::state_size, kMostDigits = 11;  // of a word, with a space
    const auto text = wire::get<std::string>(in);
    if (text.size() > (n + 1) * kMostDigits) throw Malformed("not a generator's state");
    std::istringstream state(text);
    const std::vector<std::uint64_t> words(std::istream_iterator<std::uint64_t>(state), {});
    if (words.size() < n || words.size() > n + 1 || (words.size() == n + 1 && words.back() > n))
      throw Malformed("not a generator's state");
    for (const auto word : words)
      if (word > std::mt19937::max()) throw Malformed("not a generator's state");
    std::mt19937 generator;
    state.clear();
    state.seekg(0);
    state >> generator;
    return generator;
  }
};

/// Writes back the reference parameters among `arguments`, in order.
template <class... P, class Sink, class... Arguments>
void put_back(Sink& sink, Arguments&... arguments) {
  (
      [&] {
        if constexpr (comes_back<P>) wire::put(sink, arguments);
      }(),
      ...);
}

/// A function crosses as a number; calling it sends a message back to its owner, reference parameters
/// included.
template <class R, class... P>
struct Codec<std::function<R(P...)>> {
  template <class Sink>
  static void put(Sink& sink, const std::function<R(P...)>& f) {
    sink.callable(f);
  }
  static std::function<R(P...)> get(Reader& in) {
    return [id = in.scalar<std::uint32_t>(), &peer = in.peer()](P... arguments) -> R {
      Writer out(peer);
      (wire::put(out, arguments), ...);
      const std::string answer = peer.call_back(id, out.bytes());
      Reader back(answer, peer);
      const auto copy_back = [&] {
        (
            [&] {
              if constexpr (comes_back<P>) arguments = wire::get<P>(back);
            }(),
            ...);
        back.done();
      };
      if constexpr (std::is_void_v<R>) {
        copy_back();
      } else {
        auto result = wire::get<R>(back);
        copy_back();
        return result;
      }
    };
  }
};

template <class R, class... P>
void Writer::callable(const std::function<R(P...)>& f) {
  scalar(peer_.publish([f, &peer = peer_](Reader& in) {
    std::tuple<Bare<P>...> arguments{wire::get<P>(in)...};
    in.done();
    Writer out(peer);
    const auto call = [&](auto&... a) -> R { return f(static_cast<P&&>(a)...); };
    if constexpr (std::is_void_v<R>)
      std::apply(call, arguments);
    else
      wire::put<Bare<R>>(out, std::apply(call, arguments));
    std::apply([&](auto&... a) { put_back<P...>(out, a...); }, arguments);
    return out.bytes();
  }));
}

}  // namespace downhill::wire
