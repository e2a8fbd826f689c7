// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace madang {

/// How a paragraph's direction is found (UAX #9 P2, P3, HL1): given, or that of its first strong character
/// and this one where there is none.
enum class BaseDirection { left_to_right, right_to_left, auto_left_to_right, auto_right_to_left };

struct BidiLevels {
  std::uint8_t paragraph = 0;        ///< odd: right to left
  std::vector<std::uint8_t> levels;  ///< of each UTF-16 unit
};

/// Embedding levels of one paragraph (no newline in it) after UAX #9, rule L1 included, by FriBidi: ICU 72
/// gives other levels in 31 of the 91,707 cases of BidiCharacterTest. Controls that want to reach out of the
/// text end with it. Pure.
BidiLevels find_bidi_levels(std::u16string_view text, BaseDirection direction);

}  // namespace madang
