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

/// The card (market name and clock) that is shown when there is nothing else, and the alarm page in nine
/// languages for an alarm that the content has no page for. `site` may be empty.
Document builtin_document(const Site& site);

}  // namespace madang
