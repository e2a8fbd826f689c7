// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// Private to this folder: how a value becomes JSON and comes back. Each struct is described once, by
//
//     template <class Io> void describe(Io& io, Ref<Io, Zone> zone) { io.field("id", zone.id); ... }
//
// and both directions follow from that one list, so that neither can forget a field.

#include <array>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/digest.h"
#include "content-schema/base/error.h"
#include "content-schema/base/message.h"
#include "content-schema/model/colour.h"
#include "content-schema/model/ids.h"

namespace madang::wire {

using Json = nlohmann::json;

class Writer;
class Reader;

/// What a description takes: `const T&` to write, `T&` to read.
template <class Io, class T>
using Ref = std::conditional_t<std::is_same_v<Io, Writer>, const T&, T&>;

/// The words of an enum, by its values from 0; specialised beside the description that uses it.
template <class Enum>
inline constexpr std::array<const char*, 0> k_names{};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
template <class T>
concept Described = std::is_class_v<T> && !is_optional<T> && !is_vector<T> && !is_map<T> && !is_id<T>;

// Values that JSON has no type for travel as text.
Json to_json(SysTime value);
Json to_json(Millis value);
Json to_json(const Digest& value);
Json to_json(Colour value);
Json to_json(const std::chrono::year_month_day& value);
Json to_json(const Bilingual& value);

class Writer {
 public:
  template <class T>
  static Json make(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      return Json(k_names<T>.at(static_cast<size_t>(value)));
    } else if constexpr (is_id<T>) {
      return Json(value.value);
    } else if constexpr (std::is_same_v<T, std::chrono::weekday>) {
      return Json(value.iso_encoding());
    } else if constexpr (std::is_same_v<T, std::chrono::minutes>) {
      return Json(value.count());
    } else if constexpr (std::is_same_v<T, std::filesystem::path>) {
      return Json(value.string());
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      return Json(value);
    } else if constexpr (is_optional<T>) {
      return value ? make(*value) : Json(nullptr);
    } else if constexpr (is_vector<T>) {
      Json list = Json::array();
      for (const auto& each : value)
        list.push_back(make(each));
      return list;
    } else if constexpr (is_map<T>) {
      Json object = Json::object();
      for (const auto& [key, each] : value)
        object[key] = make(each);
      return object;
    } else if constexpr (requires { to_json(value); }) {
      return to_json(value);
    } else {
      Writer inner;
      describe(inner, value);
      return std::move(inner.object_);
    }
  }

  template <class T>
  void field(const char* name, const T& value) {
    // Nothing is said of an optional that is empty.
    if constexpr (is_optional<T>) {
      if (!value)
        return;
    }
    object_[name] = make(value);
  }

  /// What came later than files that are still to be read: whoever reads one without it keeps the default.
  template <class T>
  void later_field(const char* name, const T& value) {
    field(name, value);
  }

  /// The variant's value under the name of its kind: `{"text": {...}}`.
  template <class... T>
  void one_of(const std::array<const char*, sizeof...(T)>& names, const std::variant<T...>& value) {
    std::visit([&](const auto& each) { object_[names[value.index()]] = make(each); }, value);
  }

 private:
  Json object_ = Json::object();
};

/// Reads with one eye on where it is: the first thing wrong is kept with its place (RFC 6901), and
/// everything after it is skipped.
class Reader {
 public:
  struct Progress {
    std::string place;  ///< JSON pointer of what is being read
    std::optional<Error> error;
  };

  Reader(const Json& node, Progress& progress) : node_(node), progress_(progress) {}

  template <class T>
  void field(const char* name, T& value) {
    if (failed() || !expect(node_.is_object(), "객체", "an object"))
      return;
    const auto found = node_.find(name);
    if (found == node_.end()) {
      if constexpr (is_optional<T>)
        value.reset();
      else
        missing(name);
      return;
    }
    take_at(name, *found, value);
  }

  template <class T>
  void later_field(const char* name, T& value) {
    if (failed() || !node_.is_object() || node_.contains(name))
      field(name, value);
  }

  template <class... T>
  void one_of(const std::array<const char*, sizeof...(T)>& names, std::variant<T...>& value) {
    if (failed() || !expect(node_.is_object(), "객체", "an object"))
      return;
    size_t index = 0;
    bool taken = false;
    ((taken = taken || take_kind<T>(names[index++], value)), ...);
    if (!taken)
      wrong("알려진 종류", "a known kind");
  }

  /// Reads the node itself.
  template <class T>
  void take(T& value) {
    if (failed())
      return;
    if constexpr (std::is_enum_v<T>) {
      if (const auto index = take_word(k_names<T>))
        value = static_cast<T>(*index);
    } else if constexpr (is_id<T>) {
      take(value.value);
    } else if constexpr (std::is_same_v<T, std::filesystem::path>) {
      std::string text;
      take(text);
      value = std::move(text);
    } else if constexpr (is_optional<T>) {
      take(value.emplace());
    } else if constexpr (is_vector<T>) {
      if (!expect(node_.is_array(), "목록", "a list"))
        return;
      value.clear();
      value.reserve(node_.size());
      size_t index = 0;
      for (const Json& each : node_)
        take_at(std::to_string(index++), each, value.emplace_back());
    } else if constexpr (is_map<T>) {
      if (!expect(node_.is_object(), "객체", "an object"))
        return;
      value.clear();
      for (const auto& [key, each] : node_.items())
        take_at(key, each, value[key]);
    } else if constexpr (requires { take_plain(value); }) {
      take_plain(value);
    } else {
      describe(*this, value);
    }
  }

  bool failed() const { return progress_.error.has_value(); }
  void wrong(std::string_view ko_wanted, std::string_view en_wanted);

 private:
  bool expect(bool holds, std::string_view ko_wanted, std::string_view en_wanted) {
    if (!holds)
      wrong(ko_wanted, en_wanted);
    return holds;
  }
  void missing(std::string_view name);
  std::optional<size_t> take_word(std::span<const char* const> words);

  void take_plain(std::string& value);
  void take_plain(bool& value);
  void take_plain(int& value);
  void take_plain(std::uint64_t& value);
  void take_plain(double& value);
  void take_plain(SysTime& value);
  void take_plain(Millis& value);
  void take_plain(std::chrono::minutes& value);
  void take_plain(Digest& value);
  void take_plain(Colour& value);
  void take_plain(std::chrono::year_month_day& value);
  void take_plain(std::chrono::weekday& value);
  /// Or one text for both, as programs wrote that spoke English only.
  void take_plain(Bilingual& value);
  template <class T>
  void take_plain(T&) = delete;

  template <class T, class... All>
  bool take_kind(const char* name, std::variant<All...>& value) {
    const auto found = node_.find(name);
    if (found == node_.end())
      return false;
    take_at(name, *found, value.template emplace<T>());
    return true;
  }

  template <class T>
  void take_at(std::string_view name, const Json& node, T& value) {
    if (failed())
      return;
    const size_t here = progress_.place.size();
    step_into(name);
    Reader(node, progress_).take(value);
    if (!failed())
      progress_.place.resize(here);
  }
  void step_into(std::string_view name);

  const Json& node_;
  Progress& progress_;
};

/// Parses within limits; `limit` when longer than `most` bytes or deeper than a document can be.
Result<Json> parse_json(std::span<const std::byte> bytes, size_t most);

template <class T>
std::string to_bytes(const T& value) {
  // A string that is not UTF-8 cannot come from a checked document; if one does, the reader of the
  // bytes sees U+FFFD instead of us ending the program.
  return Writer::make(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class T>
Result<T> from_bytes(std::span<const std::byte> bytes, size_t most) {
  return parse_json(bytes, most).and_then([](const Json& json) -> Result<T> {
    Reader::Progress progress;
    T value;
    Reader(json, progress).take(value);
    if (progress.error)
      return fail(std::move(*progress.error));
    return value;
  });
}

}  // namespace madang::wire
