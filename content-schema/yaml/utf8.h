// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace madang::yaml {

/// One code point of a string. Where the bytes are no UTF-8: U+FFFD, one byte, not valid.
struct CodePoint {
  char32_t code = 0xFFFD;
  size_t bytes = 1;
  bool valid = false;
};

/// `at` must be inside `text`. Overlong forms, surrogates and codes beyond U+10FFFF are not valid (RFC 3629).
CodePoint code_point_at(std::string_view text, size_t at);

/// Offset of the first byte that is not UTF-8.
std::optional<size_t> find_invalid_utf8(std::string_view text);

std::u32string to_code_points(std::string_view text);
size_t count_characters(std::string_view text);

/// Columns of a terminal: 2 for wide and full-width characters (UAX #11, W and F), 0 for combining marks and
/// medial and final jamo, else 1. Tabs are the caller's.
int display_width(char32_t code);

/// Safe to print: control characters and bytes that are no UTF-8 become U+FFFD; a tab stays.
std::string printable(std::string_view text);

/// At most `characters` of it, printable, with an ellipsis where something was cut.
std::string clipped(std::string_view text, size_t characters = 60);

/// Conjoining jamo become syllables (Unicode 3.12). macOS writes Hangul file names decomposed, people type
/// them composed: names are the same when this is.
std::string compose_hangul(std::string_view text);

}  // namespace madang::yaml
