// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>

namespace madang::yaml {

/// A scalar's text, where YAML has folded a line end into a space: between two wide characters that are no
/// Hangul the space goes (CSS Text 3 4.1.3), since Japanese and Chinese write none; between Hangul it is the
/// space between two eojeol.
///
/// `value` is what the parser made of the scalar that begins at `source` (its quotation mark or `>`, where it
/// has one). A space that stood in the line stays. From the first escape sequence on, everything stays.
std::string join_folded_lines(std::string value, std::string_view source);

}  // namespace madang::yaml
