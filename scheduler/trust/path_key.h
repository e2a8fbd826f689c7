// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>

namespace madang {

/// Two paths with the same key are one file on some file system: ASCII letters are folded, and conjoining
/// jamo composed to the syllables they spell (The Unicode Standard, 3.12). The path must be UTF-8.
std::string path_key(std::string_view path);

/// Bytes that are no UTF-8 (RFC 3629), or a code point U+0000-001F or U+007F-009F.
bool has_control_or_broken_utf8(std::string_view path);

/// For a message: at most 120 bytes, and nothing in it that moves a terminal's cursor.
std::string printable(std::string_view path);

}  // namespace madang
