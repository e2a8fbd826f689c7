// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>

namespace madang::trust {

/// RFC 3986 section 2: every byte but the unreserved ones (ASCII letters, digits, `-._~`) becomes `%XX`, so
/// that any text is one segment of a URL, and one file name that cannot leave its folder unless it is `.` or
/// `..`.
std::string percent_encoded(std::string_view text);

/// The same for a path: slashes stay, and so does what RFC 3986 lets stand in a segment (`!$&'()*+,;=:@`).
std::string percent_encoded_path(std::string_view path);

}  // namespace madang::trust
