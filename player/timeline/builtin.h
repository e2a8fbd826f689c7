// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/document.h"

namespace madang {

// The last step of the fallback chain lives in the program itself, because nothing outside it can be counted
// on.

/// Paths in the document that `builtin_document` makes; no content folder can have them.
inline constexpr const char* k_builtin_card = "builtin:card";
inline constexpr const char* k_builtin_alarm = "builtin:alarm";
inline constexpr const char* k_builtin_all_clear = "builtin:all-clear";
inline constexpr const char* k_builtin_drill = "builtin:drill";  ///< a band
inline constexpr const char* k_builtin_test = "builtin:test";    ///< another

/// The card (market name and clock) that is shown when there is nothing else; the alarm page and that of the
/// all-clear in nine languages, for where the content has none; the bands of an exercise. `site` may be
/// empty.
Document builtin_document(const Site& site);

}  // namespace madang
