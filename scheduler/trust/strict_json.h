// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::trust {

/// A JSON value that can be signed: there are no fractions in it, since canonical JSON has none, and no name
/// stands twice in an object. Objects are sorted by the bytes of their names. `Json{"text"}`, `Json{5}`,
/// `Json{Json::Object{...}}` make one.
struct Json {
  using List = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;

  std::variant<std::nullptr_t, bool, std::int64_t, std::string, List, Object> value = nullptr;

  /// Null where the value is of another kind.
  const bool* boolean() const { return std::get_if<bool>(&value); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value); }
  const std::string* string() const { return std::get_if<std::string>(&value); }
  const List* list() const { return std::get_if<List>(&value); }
  const Object* object() const { return std::get_if<Object>(&value); }
  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value); }

  /// The member of this name; null where there is none, or this is no object.
  const Json* find(std::string_view name) const;

  friend bool operator==(const Json&, const Json&) = default;
};

/// What a text may cost before anybody has vouched for it. A value takes up to 150 bytes of memory besides
/// its text.
struct JsonLimits {
  std::size_t bytes = 5'000'000;
  std::size_t depth = 32;        ///< objects and lists inside one another
  std::size_t values = 250'000;  ///< of every kind, all together
};

/// One JSON text (RFC 8259) and nothing after it. Refused although the RFC leaves it open: a name that stands
/// twice in an object, a byte order mark, a number with a fraction or an exponent, and one beyond 64 bits.
/// Bytes that are no UTF-8 and halves of surrogate pairs are no text. `invalid`, or `limit`. Pure.
Result<Json> parse_json(std::span<const std::byte> bytes, const JsonLimits& limits = {});

/// For files: one space for each level, a newline at the end, names in the order of their bytes.
std::string to_text(const Json& value);

}  // namespace madang::trust
