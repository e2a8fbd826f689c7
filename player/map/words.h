// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string_view>

namespace madang {

/// "You are here", as maps in that language say it; in English where we do not know.
std::string_view here_word(std::string_view language);

/// "Closed today", for the legend.
std::string_view closed_word(std::string_view language);

}  // namespace madang
