// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/message.h"
#include "content-schema/model/data.h"
#include "content-schema/model/text.h"

namespace madang::live {

/// What a source's answer says: the values that could be read, by name, and one line for each that could not,
/// or for the whole.
struct Reading {
  std::map<std::string, Value> values;
  std::optional<SysTime> taken;  ///< when the source took them, where it says so
  std::vector<Bilingual> problems;
  friend bool operator==(const Reading&, const Reading&) = default;
};

// Limits of an answer; what is beyond is told and not shown.
inline constexpr size_t k_most_answer_bytes = 64 << 10;
inline constexpr int k_most_depth = 32;        ///< objects and lists inside one another
inline constexpr size_t k_most_text = 200;     ///< bytes of one value
inline constexpr double k_most_number = 1e15;  ///< beyond it a double has no units

/// JSON (RFC 8259) or CSV (RFC 4180, the names of the columns in the first line), both in UTF-8. A number may
/// stand in quotes, as it does in many services; of fractions six places count. Text loses control characters
/// and those that turn the direction of what stands around it. A web page is recognised as one, whatever it
/// calls itself.
///
/// The time at which the values were taken may be written as RFC 3339, with seconds or without; without an
/// offset, in the zone of the source; all in digits, `20261124140500` or `202611241405`; or as seconds or
/// milliseconds since 1970. Where it is to be there and cannot be read, no value is: nobody knows how old it
/// is. Pure, and no exception leaves it, however hostile the bytes.
Reading read_answer(const DataSource& source, std::string_view body);

}  // namespace madang::live
