// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "content-schema/base/message.h"

namespace madang::yaml {

/// What is wrong with a recurrence rule, and the bytes of it that are meant.
struct RuleProblem {
  size_t from = 0;
  size_t length = 1;
  Bilingual what;
  Bilingual instead;
};

/// Looks at a rule as RFC 5545 3.3.10 has it (`FREQ=MONTHLY;BYDAY=2SA`): its parts, their values, and what
/// may not stand together. Narrower than the RFC where a screen needs no more: nothing by the second, COUNT
/// to 10000, INTERVAL to 10000. `has_time`: whether the recurrence has a time of day, which hours and minutes
/// need. Pure.
std::optional<RuleProblem> check_recurrence_rule(std::string_view rule, bool has_time);

}  // namespace madang::yaml
