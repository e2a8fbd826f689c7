// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>

#include "content-schema/base/message.h"

namespace madang {

/// What a person is told who used a command wrongly. `error` is the name that CLI11 gives its error
/// (`RequiredError`...), `what` its English sentence; `program` is named in the advice.
Bilingual usage_error(std::string_view program, std::string_view error, std::string_view what);

}  // namespace madang
