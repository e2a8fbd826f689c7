// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace madang::alarm {

/// The same but for the case of A-Z.
bool same_letters(std::string_view a, std::string_view b);

/// `text` with A-Z in small letters.
std::string small_letters(std::string_view text);

/// The pieces between white space.
std::vector<std::string> split_at_space(std::string_view text);

/// The same, but what stands in double quotes is one piece (CAP 1.2: addresses, incidents).
std::vector<std::string> split_quoted(std::string_view text);

/// What a screen may show of a text that was written for anything: white space that only wraps lines becomes
/// one space, an empty line or `<br>` a line break, and control characters go. Other markup stays as it was
/// written.
std::string plain_text(std::string_view text);

}  // namespace madang::alarm
