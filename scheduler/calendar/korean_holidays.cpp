// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/korean_holidays.h"

#include <algorithm>
#include <optional>

#include "scheduler/calendar/lunar.h"

namespace madang {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::month_day, std::chrono::weekday,
    std::chrono::year, std::chrono::year_month_day;
using std::chrono::Saturday, std::chrono::Sunday, std::chrono::Wednesday;

constexpr year k_first_year{2014};

/// From which day on a holiday is moved when it falls on a Saturday, on a Sunday, or on a weekday that is
/// another holiday (관공서의 공휴일에 관한 규정 3조); nothing: never.
struct Moved {
  std::optional<local_days> saturday, sunday, other;
};

constexpr local_days k_2013{year{2013} / 11 / 5};  // 대통령령 24828호: Seollal, Chuseok, Children's Day
constexpr local_days k_2021{year{2021} / 8 / 4};   // 대통령령 31930호: national days
constexpr local_days k_2023{year{2023} / 5 / 4};   // 대통령령 33448호: Buddha's Birthday, Christmas
/// 공휴일에 관한 법률 as amended in 2026: 노동절 and 제헌절 are holidays, moved like national days.
constexpr year k_2026{2026};

constexpr Moved k_never{};
constexpr Moved k_feast{std::nullopt, k_2013, k_2013};
constexpr Moved k_children{k_2013, k_2013, k_2013};
constexpr Moved k_national{k_2021, k_2021, k_2021};
constexpr Moved k_later{k_2023, k_2023, k_2023};

struct Base {
  local_days day;
  std::string_view name;
  Moved moved;
  bool election = false;
};

std::vector<Base> days_of_law(year y) {
  std::vector<Base> found;
  const auto add = [&](month_day date, std::string_view name, const Moved& moved) {
    found.push_back({local_days{y / date.month() / date.day()}, name, moved});
  };
  using namespace std::chrono;
  add(January / 1, "1월 1일", k_never);
  add(March / 1, "3·1절", k_national);
  add(May / 5, "어린이날", k_children);
  add(June / 6, "현충일", k_never);
  add(August / 15, "광복절", k_national);
  add(October / 3, "개천절", k_national);
  add(October / 9, "한글날", k_national);
  add(December / 25, "기독탄신일", k_later);
  if (y >= k_2026) {
    add(May / 1, "노동절", k_national);
    add(July / 17, "제헌절", k_national);
  }
  for (const LunarMonth& month : lunar_months(local_days{y / 1 / 1}, local_days{y / 12 / 31})) {
    if (month.leap || month.first < local_days{y / 1 / 1})
      continue;
    if (month.month == 1) {
      found.push_back({month.first - days{1}, "설날 전날", k_feast});
      found.push_back({month.first, "설날", k_feast});
      found.push_back({month.first + days{1}, "설날 다음 날", k_feast});
    } else if (month.month == 4) {
      found.push_back({month.first + days{7}, "부처님 오신 날", k_later});
    } else if (month.month == 8) {
      found.push_back({month.first + days{13}, "추석 전날", k_feast});
      found.push_back({month.first + days{14}, "추석", k_feast});
      found.push_back({month.first + days{15}, "추석 다음 날", k_feast});
    }
  }
  return found;
}

bool is_among(const std::vector<Base>& list, local_days day) {
  return std::any_of(list.begin(), list.end(), [&](const Base& each) { return each.day == day; });
}

/// 공직선거법 34조: the first Wednesday from so many days before the end of the term on; a week later where
/// that day, the one before or the one after is a holiday.
local_days election_day(local_days end_of_term, int days_before, const std::vector<Base>& holidays) {
  local_days day = end_of_term - days{days_before};
  day += Wednesday - weekday{day};
  const bool taken =
      is_among(holidays, day - days{1}) || is_among(holidays, day) || is_among(holidays, day + days{1});
  return taken ? day + days{7} : day;
}

void add_elections(year y, std::vector<Base>& holidays) {
  std::vector<Base> elections;
  const auto add = [&](local_days end_of_term, int days_before, std::string_view name) {
    elections.push_back({election_day(end_of_term, days_before, holidays), name, k_never, true});
  };
  const int number = static_cast<int>(y);
  if (number % 4 == 0)
    add(local_days{y / 5 / 29}, 50, "국회의원선거");
  if (number % 4 == 2)
    add(local_days{y / 6 / 30}, 30, "전국동시지방선거");
  // Presidents' terms shift when one ends early, so only those whose end is known.
  if (y == year{2022})
    add(local_days{y / 5 / 9}, 70, "대통령선거");
  if (y == year{2030})
    add(local_days{y / 6 / 3}, 70, "대통령선거");
  holidays.insert(holidays.end(), elections.begin(), elections.end());
}

/// How many of the holidays of one day are to be made up for, and by which name.
struct Lost {
  int count = 0;
  std::string_view name;
};

Lost lost_on(local_days day, const std::vector<Base>& together) {
  const auto in_force = [&](const std::optional<local_days>& since) { return since && *since <= day; };
  Lost lost;
  size_t holidays = 0;
  for (const Base& each : together) {
    holidays += each.election ? 0 : 1;
    const bool moves = weekday{day} == Saturday ? in_force(each.moved.saturday)
                       : weekday{day} == Sunday ? in_force(each.moved.sunday)
                                                : together.size() > 1 && in_force(each.moved.other);
    if (moves) {
      ++lost.count;
      lost.name = each.name;
    }
  }
  // Of two holidays on one weekday one is had and one is lost.
  if (weekday{day} != Saturday && weekday{day} != Sunday)
    lost.count = std::min(lost.count, std::max(0, static_cast<int>(holidays) - 1));
  return lost;
}

}  // namespace

std::vector<PublicHoliday> korean_holidays(year y) {
  std::vector<PublicHoliday> found;
  if (y < k_first_year)
    return found;
  std::vector<Base> holidays = days_of_law(y);
  add_elections(y, holidays);
  std::stable_sort(holidays.begin(), holidays.end(),
                   [](const Base& a, const Base& b) { return a.day < b.day; });

  std::vector<local_days> substitutes;
  for (size_t i = 0; i < holidays.size();) {
    const local_days day = holidays[i].day;
    std::vector<Base> together;
    for (; i < holidays.size() && holidays[i].day == day; ++i) {
      together.push_back(holidays[i]);
      found.push_back({day, holidays[i].name, false});
    }
    const Lost lost = lost_on(day, together);
    for (int n = 0; n < lost.count; ++n) {
      // The first day after it that is no holiday, no Sunday (which is one), no Saturday, and not taken.
      local_days substitute = day + days{1};
      while (weekday{substitute} == Saturday || weekday{substitute} == Sunday ||
             is_among(holidays, substitute) ||
             std::find(substitutes.begin(), substitutes.end(), substitute) != substitutes.end())
        substitute += days{1};
      substitutes.push_back(substitute);
      found.push_back({substitute, lost.name, true});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const PublicHoliday& a, const PublicHoliday& b) { return a.day < b.day; });
  return found;
}

}  // namespace madang
