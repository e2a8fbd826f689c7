// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string_view>

namespace madang::trust {

/// Whether a target's path is one that a delegation names (TUF 1.0 section 4.5, PATHPATTERN; glob(7)): `*` is
/// any text, `?` one code point, `[a-z]` one of these, `[!a-z]` one of the others, and none of them a '/'. A
/// dot at the front is like any other character, and nothing escapes. The whole path must fit. In time
/// proportional to the product of the lengths at most. Pure.
bool path_matches(std::string_view pattern, std::string_view path);

}  // namespace madang::trust
