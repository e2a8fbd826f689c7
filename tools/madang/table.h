// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace madang::tool {

/// Columns of a terminal that well-formed UTF-8 takes: Hangul, Han, kana and full-width forms take two
/// (Unicode UAX #11), combining marks none.
std::size_t terminal_width(std::string_view text);

/// The text on one line of at most so many columns: what is no printing character becomes a space, and where
/// there is no room for all of it an ellipsis ends it.
std::string one_line(std::string_view text, std::size_t columns);

/// As one_line, with the ellipsis in the middle: names of the same kind differ at their end.
std::string short_name(std::string_view text, std::size_t columns);

/// Left-aligned columns two spaces apart, the first row as heading; no trailing spaces.
std::string to_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace madang::tool
