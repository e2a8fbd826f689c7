// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/when_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace madang::tool {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::local_days, std::chrono::minutes;

std::string date_of(const std::chrono::year_month_day& date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string minutes_of(minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

std::string lunar_of(const LunarDay& day) {
  return fmt::format("{}{:02}-{:02}", day.leap ? "leap-" : "", day.month, day.day);
}

std::string market_of(const MarketDays& market) {
  std::string digits;
  for (const int digit : market.digits)
    digits += (digits.empty() ? "" : ", ") + std::to_string(digit);
  return "[" + digits + "]" + (market.also_31st ? " (31st: yes)" : "");
}

std::string recurrence_of(const Recurrence& each) {
  std::string start = date_of(each.start);
  if (each.time)
    start += "T" + minutes_of(*each.time);
  return start + " " + each.rule;
}

template <class List, class Word>
std::string listed(const List& list, const Word& word) {
  std::string all;
  for (const auto& each : list)
    all += (all.empty() ? "" : ", ") + word(each);
  return all;
}

std::string yaml_weekday(std::chrono::weekday day) {
  constexpr std::array names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  return names[day.c_encoding() % 7];
}

}  // namespace

std::string weekday_name(std::chrono::weekday day, Lang lang) {
  constexpr std::array ko{"일", "월", "화", "수", "목", "금", "토"};
  constexpr std::array en{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return (lang == Lang::ko ? ko : en)[day.c_encoding() % 7];
}

std::string date_text(local_days day) {
  return date_of(std::chrono::year_month_day{day});
}

std::string day_text(local_days day, Lang lang) {
  return date_text(day) + " (" + weekday_name(std::chrono::weekday{day}, lang) + ")";
}

std::string clock_text(LocalTime time) {
  return minutes_of(std::chrono::floor<minutes>(time - std::chrono::floor<days>(time)));
}

std::string clock_text(LocalTime time, local_days day) {
  return time == LocalTime{day + days{1}} ? "24:00" : clock_text(time);
}

std::string seconds_text(LocalTime time) {
  const auto second =
      std::chrono::floor<std::chrono::seconds>(time) - std::chrono::floor<std::chrono::minutes>(time);
  return fmt::format("{}:{:02}", clock_text(time), second.count());
}

std::string duration_text(Millis duration) {
  const auto seconds = std::chrono::round<std::chrono::seconds>(duration).count();
  return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

Bilingual holiday_name(const PublicHoliday& holiday) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 19> names{{
      {"1월 1일", "New Year's Day"},
      {"설날 전날", "Seollal eve"},
      {"설날", "Seollal"},
      {"설날 다음 날", "Day after Seollal"},
      {"3·1절", "Independence Movement Day"},
      {"노동절", "Labour Day"},
      {"부처님 오신 날", "Buddha's Birthday"},
      {"어린이날", "Children's Day"},
      {"현충일", "Memorial Day"},
      {"제헌절", "Constitution Day"},
      {"광복절", "Liberation Day"},
      {"추석 전날", "Chuseok eve"},
      {"추석", "Chuseok"},
      {"추석 다음 날", "Day after Chuseok"},
      {"개천절", "National Foundation Day"},
      {"한글날", "Hangeul Day"},
      {"기독탄신일", "Christmas Day"},
      {"국회의원선거", "National Assembly election"},
      {"전국동시지방선거", "Local elections"},
  }};
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == holiday.name; });
  const std::string ko(holiday.name);
  const std::string en(found != names.end()           ? found->second
                       : holiday.name == "대통령선거" ? std::string_view("Presidential election")
                                                      : holiday.name);
  return holiday.substitute ? Bilingual{ko + " 대체공휴일", en + " (substitute)"} : Bilingual{ko, en};
}

std::string condition(const When& when, WhenKey key) {
  switch (key) {
    case WhenKey::dates:
      return "dates: " + listed(when.dates, [](const DateRange& each) {
               return each.from == each.to ? date_of(each.from)
                                           : date_of(each.from) + ".." + date_of(each.to);
             });
    case WhenKey::days:
      return "days: " + listed(when.days, yaml_weekday);
    case WhenKey::market_days:
      return "market-days: " + (when.market_days ? market_of(*when.market_days) : "");
    case WhenKey::lunar:
      return "lunar: " + listed(when.lunar, [](const LunarRange& each) {
               return each.from == each.to ? lunar_of(each.from)
                                           : lunar_of(each.from) + ".." + lunar_of(each.to);
             });
    case WhenKey::holidays:
      return std::string("holidays: ") + (when.holidays == HolidaySet::kr ? "kr" : "site");
    case WhenKey::rrule:
      return "rrule: " + listed(when.recurrences, recurrence_of);
    case WhenKey::times:
      return "times: " + listed(when.times, [](const TimeRange& each) {
               return minutes_of(each.from) + "-" + minutes_of(each.to);
             });
  }
  return {};
}

std::string conditions(const When& when) {
  std::string all;
  for (const WhenKey key : keys_of(when))
    all += (all.empty() ? "" : "; ") + condition(when, key);
  for (const When& each : when.except)
    all += (all.empty() ? "" : "; ") + ("except: (" + conditions(each) + ")");
  return all;
}

Bilingual mismatch(WhenKey key) {
  switch (key) {
    case WhenKey::dates:
      return {"날짜가 맞지 않습니다", "not on this date"};
    case WhenKey::days:
      return {"요일이 맞지 않습니다", "not on this day of the week"};
    case WhenKey::market_days:
      return {"장날이 아닙니다", "no market day"};
    case WhenKey::lunar:
      return {"음력 날짜가 맞지 않습니다", "not on this day of the lunar calendar"};
    case WhenKey::holidays:
      return {"공휴일이 아닙니다", "no holiday"};
    case WhenKey::rrule:
      return {"되풀이 규칙에 맞지 않습니다", "the rule gives nothing now"};
    case WhenKey::times:
      return {"시간이 맞지 않습니다", "not at this time of day"};
  }
  return {};
}

}  // namespace madang::tool
