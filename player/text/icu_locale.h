// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>

namespace madang {

/// ICU's name of a BCP 47 tag; empty (the root locale) where it is none.
std::string icu_locale(std::string_view tag);

}  // namespace madang
