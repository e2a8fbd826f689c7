// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <stdexcept>

namespace madang {
namespace {

using std::chrono::seconds;

/// No zone was ever a day away from UTC, so a wall time is at most this far from the instant of the same
/// name.
constexpr std::chrono::hours k_most_offset{26};

SysTime as_if_utc(LocalTime t) {
  return SysTime{t.time_since_epoch()};
}

date::sys_info info_at(const date::time_zone* zone, SysTime t) {
  return zone->get_info(std::chrono::floor<seconds>(t));
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
  try {
    (void)date::get_tzdb();
  } catch (const std::runtime_error& e) {
    return fail(ErrorKind::unavailable, "시간대 자료를 읽지 못했습니다. tzdata 패키지를 설치하세요. ({})",
                "cannot read the time zone database; install the package tzdata. ({})", e.what());
  }
  try {
    const date::time_zone* zone = date::locate_zone(name);
    (void)zone->get_info(date::sys_seconds{});  // a zone's table is read at its first use
    return TimeZone(std::string(name), zone);
  } catch (const std::runtime_error&) {
    return fail(ErrorKind::not_found, "'{0}'은(는) 없는 시간대입니다. Asia/Seoul처럼 적으세요.",
                "there is no time zone '{0}'; write one like Asia/Seoul.", name);
  }
}

LocalTime TimeZone::to_local(SysTime t) const {
  return LocalTime{t.time_since_epoch() + info_at(zone_, t).offset};
}

SysTime TimeZone::to_utc(LocalTime t) const {
  // The first instant whose wall time is t or, across a gap, later.
  SysTime from = as_if_utc(t) - k_most_offset;
  while (true) {
    const auto info = info_at(zone_, from);
    const SysTime found = as_if_utc(t) - info.offset;
    if (found < info.end)
      return std::max(found, SysTime{info.begin});
    from = info.end;
  }
}

std::vector<Interval> TimeZone::to_utc(LocalTime from, LocalTime to) const {
  std::vector<Interval> found;
  if (to <= from)
    return found;
  const SysTime last = as_if_utc(to) + k_most_offset;
  for (SysTime at = as_if_utc(from) - k_most_offset; at < last;) {
    const auto info = info_at(zone_, at);
    const Interval part{std::max<SysTime>(as_if_utc(from) - info.offset, info.begin),
                        std::min<SysTime>(as_if_utc(to) - info.offset, info.end)};
    if (part.from < part.to) {
      if (!found.empty() && found.back().to == part.from)
        found.back().to = part.to;
      else
        found.push_back(part);
    }
    at = info.end;
  }
  return found;
}

std::vector<TimeZone::Stretch> TimeZone::stretches(Interval within) const {
  std::vector<Stretch> found;
  for (SysTime at = within.from; at < within.to; at = found.back().to) {
    const auto info = info_at(zone_, at);
    found.push_back({info.begin, info.end, info.offset});
  }
  return found;
}

Result<SysTime> parse_time(std::string_view text, const TimeZone& zone) {
  auto with_offset = parse_iso8601(text);
  if (with_offset)
    return with_offset;
  // The same grammar without the offset: read as UTC, then understood as the wall's time.
  const bool is_date = text.size() == 10;
  const auto local = parse_iso8601(std::string(text) + (is_date ? "T00:00Z" : "Z"));
  if (local)
    return zone.to_utc(LocalTime{local->time_since_epoch()});
  return fail(ErrorKind::invalid,
              "'{0}' 시각을 읽을 수 없습니다. 2026-11-22T15:00 ({1} 시각) 또는 2026-11-22T15:00:00+09:00처럼 "
              "적으세요.",
              "cannot read the time '{0}'; write it like 2026-11-22T15:00 (time in {1}) or "
              "2026-11-22T15:00:00+09:00.",
              text, zone.name());
}

}  // namespace madang
