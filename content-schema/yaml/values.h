// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "content-schema/base/clock.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/item.h"
#include "content-schema/model/schedule.h"

namespace madang::yaml {

// How staff write quantities. Each takes the whole text or nothing, and knows no limits but those of its
// type.

/// `8s`, `400ms`, `1m30s`, `1h`, `1.5s`: units from large to small, each at most once, no spaces.
std::optional<Millis> parse_duration(std::string_view text);
/// `12%`, `120px`, `120`; a minus sign and a fraction are allowed.
std::optional<Length> parse_length(std::string_view text);
/// `1920x1080`, both 1 to 99999.
std::optional<Size> parse_size(std::string_view text);
/// `1210mm`, `121cm`, `1.21m`, in millimetres.
std::optional<double> parse_distance_mm(std::string_view text);
/// A number as YAML's core schema writes it in decimal: `-3`, `1.35`.
std::optional<double> parse_number(std::string_view text);
/// A decimal number of any length up to 30 characters: `30000`, `-3.5`.
bool is_decimal(std::string_view text);
std::optional<int> parse_integer(std::string_view text);
/// `2026-11-22`. The shape only: the day may not exist, ask `.ok()`.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);
/// `2026-10-01..2026-11-30`, or a single day. The shape only.
std::optional<DateRange> parse_date_range(std::string_view text);
/// `2026-10-01..2026-11-30`, open at one side (`..2026-11-30`), or a single day. The shape only.
std::optional<Validity> parse_validity(std::string_view text);
/// `08-14..08-16`, `leap-06-15`. The shape only.
std::optional<LunarRange> parse_lunar_range(std::string_view text);
/// A day, and a time of day where there is one: `2026-09-02`, `2026-09-02T09:00`. The day may not exist.
struct Start {
  std::chrono::year_month_day day;
  std::optional<std::chrono::minutes> time;
};
std::optional<Start> parse_start(std::string_view text);
/// `09:00-21:00`; `24:00` only as the end.
std::optional<TimeRange> parse_time_range(std::string_view text);
/// `5m per 1h`: the first not longer than the second, both more than nothing.
std::optional<AtLeast> parse_at_least(std::string_view text);
/// `18:00`; `24:00` is the end of the day.
std::optional<std::chrono::minutes> parse_time(std::string_view text);
/// `mon`..`sun`.
std::optional<std::chrono::weekday> parse_weekday(std::string_view text);

/// What to say of a day that its month does not have: which is the last one.
Bilingual last_day_of_month(const std::chrono::year_month_day& day);

// What the person meant, where it can be told: `8초` -> `8s`. Empty where it cannot.
std::string suggest_duration(std::string_view text);
std::string suggest_size(std::string_view text);
std::string suggest_date_range(std::string_view text);
std::string suggest_time_range(std::string_view text);
std::string suggest_day(std::string_view text);

/// RFC 5646, as far as content needs it: `ko`, `zh-Hans`, `zh-Hant-HK`.
bool is_language_tag(std::string_view text);
/// Letters, digits and hyphens; begins with a letter or digit.
bool is_id(std::string_view text);

}  // namespace madang::yaml
