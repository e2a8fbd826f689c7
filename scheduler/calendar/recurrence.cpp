// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/recurrence.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>

namespace madang {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::local_days, std::chrono::minutes,
    std::chrono::seconds, std::chrono::weekday, std::chrono::year_month_day;

using WallMinutes = std::chrono::local_time<minutes>;

struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

/// A wall time, or its day only; neither has a zone for libical.
icaltimetype to_ical(LocalTime t, bool is_date) {
  const auto day = std::chrono::floor<days>(t);
  const year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<seconds>(t - day)};
  icaltimetype made = icaltime_null_time();
  made.year = static_cast<int>(date.year());
  made.month = static_cast<int>(static_cast<unsigned>(date.month()));
  made.day = static_cast<int>(static_cast<unsigned>(date.day()));
  made.is_date = is_date ? 1 : 0;
  if (!is_date) {
    made.hour = static_cast<int>(time.hours().count());
    made.minute = static_cast<int>(time.minutes().count());
    made.second = static_cast<int>(time.seconds().count());
  }
  return made;
}

LocalTime from_ical(const icaltimetype& t) {
  const year_month_day date{std::chrono::year{t.year}, std::chrono::month{static_cast<unsigned>(t.month)},
                            std::chrono::day{static_cast<unsigned>(t.day)}};
  const LocalTime day{local_days{date}};
  return t.is_date != 0 ? day : day + hours{t.hour} + minutes{t.minute} + seconds{t.second};
}

/// The values of a BY... part; empty where the rule does not say it.
template <size_t N>
std::span<const short> values(const short (&list)[N]) {
  const auto* end = std::find(std::begin(list), std::end(list), short{ICAL_RECURRENCE_ARRAY_MAX});
  return {std::begin(list), end};
}

bool allows(std::span<const short> list, int value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

/// The last instant at which an instance may begin, by UNTIL.
std::optional<LocalTime> last_of(const icalrecurrencetype& rule, const TimeZone& zone) {
  if (icaltime_is_null_time(rule.until) != 0)
    return std::nullopt;
  const LocalTime until = from_ical(rule.until);
  if (rule.until.is_date != 0)
    return until + days{1} - Millis{1};
  return icaltime_is_utc(rule.until) != 0 ? zone.to_local(SysTime{until.time_since_epoch()}) : until;
}

struct Asked {
  LocalTime start;  ///< of the recurrence
  LocalTime from, to;
};

/// FREQ=DAILY and longer: libical's. Its iterator can be set ahead where nothing is counted.
std::vector<LocalTime> by_days(icalrecurrencetype& rule, const Recurrence& recurrence, const Asked& asked) {
  std::vector<LocalTime> found;
  const bool is_date = !recurrence.time;
  // Without an end of its own the iterator would look for an instance until the year 2582.
  rule.until = to_ical(asked.to, is_date);
  const Iterator iterator(icalrecur_iterator_new(rule, to_ical(asked.start, is_date)));
  if (!iterator)
    return found;
  if (rule.count == 0 && asked.from > asked.start &&
      icalrecur_iterator_set_start(iterator.get(), to_ical(asked.from, is_date)) == 0)
    return found;
  while (true) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next) != 0)
      return found;
    const LocalTime at = from_ical(next);
    if (at >= asked.to)
      return found;
    if (at >= asked.from && at >= asked.start && (found.empty() || found.back() < at))
      found.push_back(at);
  }
}

/// Whether the parts of a rule that speak of days allow that day; for frequencies shorter than a day they
/// all only limit (RFC 5545 3.3.10, the table).
bool allows_day(const icalrecurrencetype& rule, local_days day) {
  const year_month_day date{day};
  const int month_day = static_cast<int>(static_cast<unsigned>(date.day()));
  const int month_length =
      static_cast<int>(static_cast<unsigned>((date.year() / date.month() / std::chrono::last).day()));
  const int year_day = static_cast<int>((day - local_days{date.year() / 1 / 1}).count()) + 1;
  const int year_length = date.year().is_leap() ? 366 : 365;
  const auto either = [](std::span<const short> list, int value, int length) {
    return allows(list, value) || allows(list, value - length - 1);
  };
  const auto on_weekdays = values(rule.by_day);
  const bool on_weekday =
      on_weekdays.empty() || std::any_of(on_weekdays.begin(), on_weekdays.end(), [&](short each) {
        return static_cast<unsigned>(icalrecurrencetype_day_day_of_week(each)) ==
               weekday{day}.c_encoding() + 1;
      });
  return on_weekday && allows(values(rule.by_month), static_cast<int>(static_cast<unsigned>(date.month()))) &&
         either(values(rule.by_month_day), month_day, month_length) &&
         either(values(rule.by_year_day), year_day, year_length);
}

/// FREQ=HOURLY and MINUTELY: every so many minutes from the start, which needs no searching. Not libical's,
/// whose iterator loses step with INTERVAL where a BY... part leaves instances out, forgets the start's
/// minutes when it is set ahead, and takes seconds for a year without a hit (3.0.16).
std::vector<LocalTime> by_minutes(const icalrecurrencetype& rule, const Asked& asked) {
  std::vector<LocalTime> found;
  const bool hourly = rule.freq == ICAL_HOURLY_RECURRENCE;
  const minutes step = std::max<int>(rule.interval, 1) * (hourly ? minutes{60} : minutes{1});
  const auto start = std::chrono::floor<minutes>(asked.start);
  const auto hours_allowed = values(rule.by_hour), minutes_allowed = values(rule.by_minute);
  // Of an hour all its minutes are made at once, so its beginning is what counts from the start.
  auto at = hourly ? WallMinutes{std::chrono::floor<hours>(start)} : start;
  if (rule.count == 0 && asked.from > at) {
    const auto ahead = std::chrono::floor<minutes>(asked.from) - at;
    at += std::max<minutes::rep>(0, ahead / step - 1) * step;
  }
  int left = rule.count == 0 ? -1 : rule.count;
  const auto add = [&](WallMinutes instance) {
    if (instance < start || left == 0)
      return;
    left -= left > 0 ? 1 : 0;
    if (instance >= asked.from && instance < asked.to)
      found.emplace_back(instance);
  };
  for (; at < asked.to && left != 0; at += step) {
    const auto day = std::chrono::floor<days>(at);
    const auto time = at - day;
    if (!allows_day(rule, day)) {
      at += std::max<minutes::rep>(0, (minutes{days{1}} - time) / step - 1) * step;  // on to the next one
      continue;
    }
    if (!allows(hours_allowed, static_cast<int>(time / hours{1})))
      continue;
    if (!hourly) {
      if (allows(minutes_allowed, static_cast<int>(time.count() % 60)))
        add(at);
    } else if (minutes_allowed.empty()) {
      add(at + (start - std::chrono::floor<hours>(start)));
    } else {
      std::vector<short> sorted(minutes_allowed.begin(), minutes_allowed.end());
      std::sort(sorted.begin(), sorted.end());
      sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
      for (const short minute : sorted)
        add(at + minutes{minute});
    }
  }
  return found;
}

}  // namespace

std::vector<LocalTime> instances(const Recurrence& recurrence, const TimeZone& zone, LocalTime from,
                                 LocalTime to) {
  // RSCALE would bring calendars of ICU's behind our back (RFC 7529).
  if (recurrence.rule.find("RSCALE") != std::string::npos || !recurrence.start.ok())
    return {};
  icalrecurrencetype rule = icalrecurrencetype_from_string(recurrence.rule.c_str());
  Asked asked{LocalTime{local_days{recurrence.start}} + recurrence.time.value_or(minutes{0}), from, to};
  if (const auto last = last_of(rule, zone))
    asked.to = std::min(asked.to, *last + Millis{1});
  if (asked.to <= asked.from || asked.to <= asked.start)
    return {};
  switch (rule.freq) {
    case ICAL_YEARLY_RECURRENCE:
    case ICAL_MONTHLY_RECURRENCE:
    case ICAL_WEEKLY_RECURRENCE:
    case ICAL_DAILY_RECURRENCE:
      return by_days(rule, recurrence, asked);
    case ICAL_HOURLY_RECURRENCE:
    case ICAL_MINUTELY_RECURRENCE:
      return recurrence.time ? by_minutes(rule, asked) : std::vector<LocalTime>{};
    case ICAL_SECONDLY_RECURRENCE:
    case ICAL_NO_RECURRENCE:
      break;
  }
  return {};
}

}  // namespace madang
