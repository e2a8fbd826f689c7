// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>

#include "content-schema/base/clock.h"
#include "content-schema/model/item.h"

namespace madang {

/// A civil time as a clock on a page writes it in a language: 오후 3:04, 2026년 11월 22일 일요일; 3:04 PM;
/// 15:04... (CLDR through ICU, with the language's own calendar and hour cycle). `zone` is a name of the tz
/// database; an unknown one is UTC, which the loader does not let through. Pure, and thread-safe.
std::string format_clock(SysTime time, std::string_view zone, std::string_view language,
                         ClockItem::Show show);

}  // namespace madang
