// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "scheduler/calendar/zone.h"

namespace madang::test {

inline SysTime utc(const char* text) {
  return parse_iso8601(text).value();
}
inline TimeZone zone(const char* name) {
  return TimeZone::find(name).value();
}
inline Interval between(const char* from, const char* to) {
  return {utc(from), utc(to)};
}

inline LocalTime local(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return LocalTime{std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} /
                                           std::chrono::day{day}}} +
         std::chrono::hours{hour} + std::chrono::minutes{minute};
}

}  // namespace madang::test
