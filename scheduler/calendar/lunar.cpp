// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/lunar.h"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <array>
#include <memory>

namespace madang {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::year;

/// Months that ICU begins on another day than KASI. ICU computes the moon with a short series, and where the
/// new moon comes within minutes of midnight in Seoul it may fall on the wrong side: on 26 February 2017 it
/// came at 23:58. Found by comparing all months of 1985 to 2050 (ICU 72); no other differs.
struct Correction {
  local_days icu;
  local_days kasi;
};
constexpr std::array k_corrections{
    Correction{local_days{year{2017} / 2 / 27}, local_days{year{2017} / 2 / 26}},
};

/// What ICU says of one day. A calendar is dear to make, so one serves for all days of a question.
class Dangi {
 public:
  Dangi() {
    UErrorCode status = U_ZERO_ERROR;
    // Days are given and asked for as days of UTC; where the moon is seen from is the calendar's own affair.
    calendar_.reset(icu::Calendar::createInstance(icu::TimeZone::createTimeZone("Etc/GMT"),
                                                  icu::Locale("ko_KR@calendar=dangi"), status));
    if (U_FAILURE(status))
      calendar_.reset();
  }

  bool works() const { return calendar_ != nullptr; }

  struct Day {
    int day, month;
    bool leap;
  };
  Day at(local_days day) {
    constexpr std::chrono::milliseconds noon = std::chrono::hours{12};
    UErrorCode status = U_ZERO_ERROR;
    calendar_->setTime(static_cast<UDate>((day.time_since_epoch() + noon).count()), status);
    const Day found{calendar_->get(UCAL_DATE, status), calendar_->get(UCAL_MONTH, status) + 1,
                    calendar_->get(UCAL_IS_LEAP_MONTH, status) != 0};
    return U_FAILURE(status) ? Day{1, 0, false} : found;
  }

 private:
  std::unique_ptr<icu::Calendar> calendar_;
};

local_days corrected(local_days first) {
  for (const Correction& each : k_corrections) {
    if (each.icu == first)
      return each.kasi;
  }
  return first;
}

/// Days of a year in their order, with room for a leap month behind each.
constexpr int place(const LunarDay& day) {
  return (day.month * 2 + (day.leap ? 1 : 0)) * 32 + day.day;
}

bool contains_place(const LunarRange& range, int place_of_day) {
  const int from = place(range.from), to = place(range.to);
  return from <= to ? from <= place_of_day && place_of_day <= to : from <= place_of_day || place_of_day <= to;
}

}  // namespace

std::vector<LunarMonth> lunar_months(local_days from, local_days to) {
  std::vector<LunarMonth> months;
  Dangi dangi;
  if (!dangi.works())
    return months;  // without ICU's data there are no lunar days
  // One month more at either end: a correction may move the border over `from` or `to`.
  const int into_month = dangi.at(from).day;
  const int before = dangi.at(from - days{into_month}).day;
  for (local_days first = from - days{into_month + before - 1}; first <= to + days{1};) {
    const Dangi::Day day = dangi.at(first);
    // A month has 29 or 30 days; the day after 29 tells which.
    const local_days next = first + days{dangi.at(first + days{29}).day == 1 ? 29 : 30};
    const local_days begin = corrected(first);
    const LunarMonth month{begin, static_cast<int>((corrected(next) - begin).count()), day.month, day.leap};
    if (begin <= to && from < begin + days{month.length})
      months.push_back(month);
    first = next;
  }
  return months;
}

bool contains(const LunarRange& range, const LunarMonth& month, int day) {
  if (contains_place(range, place({month.month, day, month.leap})))
    return true;
  // The 29th that is the last stands for the 30th that is not there.
  return day == 29 && month.length == 29 && contains_place(range, place({month.month, 30, month.leap}));
}

}  // namespace madang
