// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace madang {

/// A byte sequence that is no text.
struct BadBytes {
  std::uint32_t offset = 0;
  char32_t code_point = 0;  ///< the control character, or 0 where the bytes are no UTF-8
  friend bool operator==(const BadBytes&, const BadBytes&) = default;
};

/// A text as the rest of player/text works on it: UTF-16 (ICU's form), NFC, every newline a single U+000A,
/// tabs as spaces, U+FFFD for what is no text.
struct CleanText {
  std::u16string text;
  std::vector<std::uint32_t> bytes;  ///< of each unit, its offset in the source; one more at the end
  std::vector<BadBytes> bad;         ///< the first 100
  bool cut = false;                  ///< it was longer than the limit; what is beyond was not looked at
};

/// Decodes and normalises. Malformed UTF-8 gives one U+FFFD per maximal subpart (Unicode 15, 3.9 D93b), as do
/// control characters. NFC comes before any font is chosen, since macOS and pasted text bring decomposed
/// Hangul. Runs of more than 30 combining marks get a U+034F between (UAX #15, stream-safe): canonical
/// ordering stays linear.
CleanText clean_utf8(std::string_view source, size_t most_units);

}  // namespace madang
