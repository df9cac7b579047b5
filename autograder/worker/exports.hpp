// SPDX-License-Identifier: MIT
// What the judge may ask of a student's object file. One line a lesson, in its exports.cpp:
//   const downhill::Exports<predict, slope, update> exports;
#pragma once
#include <functional>
#include <string_view>
#include <tuple>

#include "wire/name.hpp"
#include "wire/text.hpp"
#include "wire/wire.hpp"

namespace downhill {
namespace worker {

/// A function by its name. All of a worker's entries form a list, in the order in which they were exported.
class Entry {
 public:
  explicit Entry(std::string_view name) : name_(name) {
    *last_ = this;
    last_ = &next_;
  }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

  std::string_view name() const { return name_; }
  const Entry* next() const { return next_; }
  static const Entry* first() { return first_; }

  /// False where the student's file does not define it.
  virtual bool present() const = 0;
  /// Reads the arguments, calls, writes the result and the reference parameters.
  virtual void call(wire::Reader& in, wire::Writer& out) const = 0;
  /// The same in text: "2, 3, 10" → "-24".
  virtual std::string call_with_text(std::string_view arguments, int digits) const = 0;

 protected:
  ~Entry() = default;

 private:
  std::string_view name_;
  const Entry* next_ = nullptr;
  // Constant-initialised, so they are ready before any exports object is.
  static inline constinit const Entry* first_ = nullptr;
  static inline constinit const Entry** last_ = &first_;
};

template <class Function, class Signature>
class TypedEntry;

template <class Function, class R, class... P>
class TypedEntry<Function, wire::Signature<R, P...>> : public Entry {
 public:
  TypedEntry(std::string_view name, Function function) : Entry(name), function_(function) {}

  bool present() const override {
    const Function function = function_;
    return function != nullptr;
  }
  void call(wire::Reader& in, wire::Writer& out) const override {
    std::tuple<wire::Bare<P>...> arguments{wire::get<P>(in)...};
    in.done();
    call_and_put(arguments, out);
  }
  std::string call_with_text(std::string_view text, int digits) const override {
    wire::TextReader in(text);
    std::tuple<wire::Bare<P>...> arguments{wire::from_text<wire::Bare<P>>(in)...};
    in.done();
    wire::Words out(digits);
    call_and_put(arguments, out);
    return out.str();
  }

 private:
  template <class Sink>
  void call_and_put(std::tuple<wire::Bare<P>...>& arguments, Sink& out) const {
    const auto invoke = [this](auto&... a) -> R {
      return std::invoke(Function(function_), static_cast<P&&>(a)...);
    };
    if constexpr (std::is_void_v<R>)
      std::apply(invoke, arguments);
    else
      wire::put<wire::Bare<R>>(out, std::apply(invoke, arguments));
    std::apply([&](auto&... a) { wire::put_back<P...>(out, a...); }, arguments);
  }
  // Volatile: a missing function is linked with address 0, which a compiler believes to be impossible.
  Function volatile function_;
};

template <auto F>
struct Export : TypedEntry<decltype(F), wire::SignatureOf<F>> {
  Export() : TypedEntry<decltype(F), wire::SignatureOf<F>>(wire::name_of<F>(), F) {}
};

}  // namespace worker

/// Makes functions and member functions of a contract callable from the judge.
template <auto... F>
struct Exports : worker::Export<F>... {
  static_assert(wire::all_different<sizeof...(F)>({wire::name_of<F>()...}),
                "two exports of one name: contracts have no overloads");
};

}  // namespace downhill
