// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "content-schema/base/error.h"
#include "scheduler/alarm/state.h"

namespace madang::alarm {

inline constexpr std::size_t k_most_command_bytes = 4096;

/// Reads what a gateway posts, strictly: every key known, once, and of its type; anything else is `invalid`
/// with the key named.
///
///     {"action": "raise", "incident": "f-17", "kind": "fire", "source": "gateway-1", "sequence": 7}
///     {"action": "clear", "incident": "f-17", "source": "gateway-1", "sequence": 8}
///     {"action": "clear", "all": true, "source": "gateway-1", "sequence": 9}
///     {"action": "raise", "incident": "d-3", "kind": "fire", "source": "desk", "sequence": 4,
///      "exercise": "drill", "lifetime": 900, "by": "김시장", "place": "block-b"}
///
/// incident, source: 1 to 64 of A-Z a-z 0-9 . _ - ; kind: 1 to 32 of a-z 0-9 -, but not all-clear, which is
/// what a clear leads to; sequence: a whole number from 1. Of a raise: exercise is `actual` where it is not
/// said, `drill` or `test`; lifetime in seconds, 1 to 604800, ends it by itself unless it is a fire in
/// earnest; place is what burns, the id of a feature of the market's map, up to 64 bytes of letters, also
/// Hangul, digits and . _ - ; whether a map has it is not asked. by: who it was, up to 64 bytes of UTF-8
/// without control characters, for the records.
Result<Command> parse_command(std::span<const std::byte> json);

/// The same, for whoever sends one.
std::string encode(const Command& command);

bool is_name(std::string_view text);  ///< may name an incident or a source
bool is_kind(std::string_view text);  ///< may name a kind of alarm
bool is_person(std::string_view text);  ///< may name who it was
bool is_place(std::string_view text);   ///< may name what burns; not empty

}  // namespace madang::alarm
