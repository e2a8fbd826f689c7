// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/base/message.h"
#include "content-schema/model/schedule.h"
#include "scheduler/calendar/explain.h"
#include "scheduler/calendar/korean_holidays.h"

namespace madang::tool {

/// `금`, `Fri`.
std::string weekday_name(std::chrono::weekday day, Lang lang);
/// `2026-09-25`.
std::string date_text(std::chrono::local_days day);
/// `2026-09-25 (금)`.
std::string day_text(std::chrono::local_days day, Lang lang);
/// `15:00`, and with seconds `15:00:12`. `24:00` where it is the midnight at the end of `day`.
std::string clock_text(LocalTime time);
std::string clock_text(LocalTime time, std::chrono::local_days day);
std::string seconds_text(LocalTime time);
/// `9:00:00`, hours without end.
std::string duration_text(Millis duration);

Bilingual holiday_name(const PublicHoliday& holiday);

/// What a key says, as it is written in YAML: `days: fri, sat, sun`.
std::string condition(const When& when, WhenKey key);
/// All that a When says: `lunar: 08-14..08-16; times: 09:00-21:00; except: (days: sun)`. Empty for always.
std::string conditions(const When& when);
/// Why an entry is out whose key does not match.
Bilingual mismatch(WhenKey key);

}  // namespace madang::tool
