// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/source.h"

namespace madang {

/// Where in what a source sends one value stands.
struct DataValue {
  enum class Type { number, text };
  Type type = Type::text;
  std::string pointer;     ///< of JSON: RFC 6901; empty is the whole document
  std::string row_column;  ///< of CSV: the row in which this column
  std::string row_text;    ///< says this. Both empty: the first row
  std::string column;      ///< of CSV: by its name in the first line
  friend bool operator==(const DataValue&, const DataValue&) = default;
};

/// A service that knows what changes from minute to minute. The scheduler asks it; players and releases know
/// only its name.
struct DataSource {
  enum class Format { json, csv };
  std::string id;
  std::string url;  ///< http or https
  Format format = Format::json;
  Millis every{std::chrono::minutes{1}};        ///< from one asking to the next
  Millis stale_after{std::chrono::minutes{5}};  ///< what it said is stale then
  Millis gone_after{std::chrono::minutes{50}};  ///< and not shown at all then
  std::map<std::string, DataValue> values;      ///< by name
  std::optional<DataValue> taken;               ///< where it says when it took them; else they are of the asking
  std::string zone = "Asia/Seoul";              ///< of that time, where it comes without an offset
  SourceMark mark;
  friend bool operator==(const DataSource&, const DataSource&) = default;
};

inline constexpr Millis k_least_every{5'000};
/// Unless the content says otherwise: a source that stays silent for so many of its rounds is stale, and
/// whatever was stale for ten times that long is gone.
inline constexpr int k_rounds_to_stale = 5;
inline constexpr int k_stale_to_gone = 10;
inline constexpr size_t k_most_sources = 16;
inline constexpr size_t k_most_source_values = 200;

/// `parking.lot-a`.
inline std::string live_name(std::string_view source, std::string_view value) {
  return std::string(source).append(".").append(value);
}

/// The value of that name; null where no source has it.
inline const DataValue* find_value(const std::vector<DataSource>& sources, std::string_view name) {
  for (const DataSource& source : sources) {
    for (const auto& [value, what] : source.values) {
      if (live_name(source.id, value) == name)
        return &what;
    }
  }
  return nullptr;
}

}  // namespace madang
