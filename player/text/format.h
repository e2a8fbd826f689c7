// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "content-schema/base/clock.h"
#include "content-schema/model/item.h"

namespace madang {

// How a language writes a quantity: CLDR through ICU, with the language's own calendar, digits and hour
// cycle. No line can break between a month and its day, an hour and its half of the day. Pure, and
// thread-safe.

/// A civil time as a clock on a page: 오후 3:04, 2026년 11월 22일 일요일; 3:04 PM; 15:04... `zone` is a name
/// of the tz database; an unknown one is UTC, which the loader does not let through.
std::string format_clock(SysTime time, std::string_view zone, std::string_view language,
                         ClockItem::Show show);

/// The day of the week there: 0 Sunday to 6.
int weekday_of(SysTime time, std::string_view zone);

/// A value for a text (what a live one says is put in before this, player/scene/live_text.h): words stay;
/// 30,000; 11월 30일, November 30; 오후 6:00, 6:00 PM. Money has the currency's narrow symbol (₩30,000) and
/// its usual decimals, but won in Korean is 30,000원, as every Korean price is written.
std::string format_value(const Value& value, std::string_view language);

/// How long it takes or how far it is, as signs have it: 3분, 3 min, 3分钟; 120m, 120 m.
std::string format_minutes(int minutes, std::string_view language);
std::string format_metres(double metres, std::string_view language);
/// The same for a column of decimals: `point` is the byte behind the last integer digit, where a decimal
/// point, a unit or nothing follows. Of words it is that of their first number, commas in it and a point
/// behind it taken as such.
struct PointedText {
  std::string text;
  std::optional<size_t> point;  ///< nothing where there is no number
};
PointedText format_pointed(const Value& value, std::string_view language);

/// How long it still is: 3일 4시간 12분; 3 days, 4 hours, 12 minutes... From the first unit that is not
/// nothing down to minutes, and on the last day to seconds where these are wanted. Rounded up: the last
/// minute is one.
std::string format_left(std::chrono::seconds left, bool seconds, std::string_view language);
/// What of it is said: whole seconds, or minutes.
std::chrono::seconds shown_left(std::chrono::seconds left, bool seconds);

}  // namespace madang
