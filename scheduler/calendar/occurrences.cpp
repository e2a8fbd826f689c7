// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/occurrences.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "scheduler/calendar/recurrence.h"
#include "scheduler/calendar/stretches.h"

namespace madang {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::year_month_day, std::chrono::weekday;

bool has_times(const When& when) {
  return !when.times.empty() || std::any_of(when.recurrences.begin(), when.recurrences.end(),
                                            [](const Recurrence& each) { return each.time.has_value(); });
}

/// A stretch of a wall's clock.
struct Wall {
  LocalTime from, to;
};

Wall window(local_days day, const TimeRange& range) {
  const auto end = range.to <= range.from ? range.to + days{1} : range.to;
  return {LocalTime{day} + range.from, LocalTime{day} + end};
}

/// What a When says, made ready to be asked day by day.
class Rule {
 public:
  Rule(const When& when, Days& table) : when_(when), days_(table) {
    for (const weekday each : when.days)
      weekdays_ |= 1U << each.c_encoding();
    if (when.market_days) {
      for (const int digit : when.market_days->digits) {
        for (int day = digit; day <= 30; day += 10)
          month_days_ |= std::uint64_t{1} << (day & 31);
        if (digit == 1 && when.market_days->also_31st)
          month_days_ |= std::uint64_t{1} << 31;
      }
      month_days_ &= ~std::uint64_t{1};  // there is no day 0
    }
    expand_recurrences();
    for (const When& each : when.except) {
      if (!has_times(each))
        without_.emplace_back(each, table);
    }
  }

  /// Appends the windows that belong to the days of the table, each day's together.
  void add_windows(std::vector<Interval>& found) {
    if (when_.dates.empty())
      return add_windows(days_.first(), days_.last(), found);
    // Ranges that meet are one, so that no day is visited twice.
    std::vector<std::pair<local_days, local_days>> ranges;
    for (const DateRange& each : when_.dates)
      ranges.emplace_back(std::max(local_days{each.from}, days_.first()),
                          std::min(local_days{each.to}, days_.last()));
    std::sort(ranges.begin(), ranges.end());
    local_days next = days_.first();
    for (const auto& [from, to] : ranges) {
      add_windows(std::max(from, next), to, found);
      next = std::max(next, to + days{1});
    }
  }

 private:
  void expand_recurrences() {
    if (when_.recurrences.empty())
      return;
    const LocalTime from{days_.first()}, to{days_.last() + days{1}};
    for (const Recurrence& each : when_.recurrences) {
      for (const LocalTime at : instances(each, days_.zone(), from, to)) {
        if (each.time)
          timed_.push_back({at, at + each.lasts});
        else
          whole_.push_back(std::chrono::floor<days>(at));
      }
    }
    std::sort(whole_.begin(), whole_.end());
    std::stable_sort(timed_.begin(), timed_.end(),
                     [](const Wall& a, const Wall& b) { return a.from < b.from; });
  }

  /// All that is said of days, but for the dates and the recurrences.
  bool holds_on(local_days day) {
    if (weekdays_ != 0 && (weekdays_ >> weekday{day}.c_encoding() & 1U) == 0)
      return false;
    if (when_.market_days && (month_days_ >> days_.month_day(day) & 1U) == 0)
      return false;
    if (!when_.lunar.empty() &&
        std::none_of(when_.lunar.begin(), when_.lunar.end(),
                     [&](const LunarRange& each) { return days_.contains(each, day); }))
      return false;
    if (when_.holidays && !days_.is_holiday(*when_.holidays, day))
      return false;
    return std::none_of(without_.begin(), without_.end(), [&](Rule& each) { return each.takes_out(day); });
  }

  /// As an exception of days.
  bool takes_out(local_days day) {
    const auto holds = [&](const DateRange& range) {
      return local_days{range.from} <= day && day <= local_days{range.to};
    };
    return (when_.dates.empty() || std::any_of(when_.dates.begin(), when_.dates.end(), holds)) &&
           (when_.recurrences.empty() || std::binary_search(whole_.begin(), whole_.end(), day)) &&
           holds_on(day);
  }

  void add_windows(local_days first, local_days last, std::vector<Interval>& found) {
    for (local_days day = first; day <= last; day += days{1}) {
      if (!holds_on(day))
        continue;
      if (when_.recurrences.empty() || std::binary_search(whole_.begin(), whole_.end(), day))
        add_times(day, found);
      if (!timed_.empty())
        add_instances(day, found);
    }
  }

  void add_times(local_days day, std::vector<Interval>& found) const {
    if (when_.times.empty())
      return days_.add_utc(LocalTime{day}, LocalTime{day + days{1}}, found);
    for (const TimeRange& range : when_.times) {
      const Wall wall = window(day, range);
      days_.add_utc(wall.from, wall.to, found);
    }
  }

  void add_instances(local_days day, std::vector<Interval>& found) const {
    auto each = std::lower_bound(timed_.begin(), timed_.end(), LocalTime{day},
                                 [](const Wall& wall, LocalTime t) { return wall.from < t; });
    for (; each != timed_.end() && each->from < LocalTime{day + days{1}}; ++each) {
      if (when_.times.empty())
        days_.add_utc(each->from, each->to, found);
      // The hours of the day before may run past midnight, and the instance into the day after.
      for (const TimeRange& range : when_.times) {
        for (const days beside : {days{-1}, days{0}, days{1}}) {
          const Wall wall = window(day + beside, range);
          const Wall cut{std::max(each->from, wall.from), std::min(each->to, wall.to)};
          if (cut.from < cut.to)
            days_.add_utc(cut.from, cut.to, found);
        }
      }
    }
  }

  const When& when_;
  Days& days_;
  unsigned weekdays_ = 0;         // bits by weekday; none: every day
  std::uint64_t month_days_ = 0;  // bits by day of the month
  std::vector<local_days> whole_;
  std::vector<Wall> timed_;
  std::vector<Rule> without_;
};

void sort_by_start(std::vector<Interval>& found) {
  const auto earlier = [](const Interval& a, const Interval& b) { return a.from < b.from; };
  if (!std::is_sorted(found.begin(), found.end(), earlier))
    std::stable_sort(found.begin(), found.end(), earlier);
}

}  // namespace

std::vector<Interval> occurrences(const When& when, Days& days) {
  std::vector<Interval> found;
  Rule(when, days).add_windows(found);
  sort_by_start(found);
  const Interval& within = days.within();
  const auto meets = [&](const Interval& each) { return each.from < within.to && within.from < each.to; };
  if (std::any_of(when.except.begin(), when.except.end(), has_times)) {
    std::vector<Interval> taken;
    for (const When& each : when.except) {
      if (has_times(each))
        Rule(each, days).add_windows(taken);
    }
    found = outside(found, joined(std::move(taken)));
    sort_by_start(found);
  }
  found.erase(std::remove_if(found.begin(), found.end(), [&](const Interval& each) { return !meets(each); }),
              found.end());
  return found;
}

std::vector<Interval> occurrences(const When& when, const TimeZone& zone, Interval within,
                                  const Holidays& holidays) {
  if (within.to <= within.from)
    return {};
  Days days(zone, holidays, within);
  return occurrences(when, days);
}

}  // namespace madang
