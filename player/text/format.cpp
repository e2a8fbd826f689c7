// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/format.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <vector>

#include "content-schema/model/language.h"
#include "player/text/handles.h"
#include "player/text/icu_locale.h"

namespace madang {
namespace {

// Year, month by name, day and weekday; the hour as the language counts it.
constexpr std::u16string_view skeleton(ClockItem::Show show) {
  switch (show) {
    case ClockItem::Show::time:
      return u"jm";
    case ClockItem::Show::date:
      return u"yMMMMdEEEE";
    case ClockItem::Show::date_time:
      return u"yMMMMdEEEEjm";
  }
  return u"jm";
}
constexpr char16_t k_word_joiner = u'\u2060';
constexpr std::u16string_view k_day_skeleton = u"MMMMd";

std::int32_t length_of(std::u16string_view text) {
  return static_cast<std::int32_t>(text.size());
}

IcuDateFormat open_format(std::string_view zone, std::string_view language, std::u16string_view wanted) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string locale = icu_locale(language);
  const IcuPatterns patterns(udatpg_open(locale.c_str(), &status));
  if (U_FAILURE(status))
    return {};
  std::array<char16_t, 128> pattern{};
  const auto length = udatpg_getBestPattern(patterns.get(), wanted.data(), length_of(wanted), pattern.data(),
                                            static_cast<std::int32_t>(pattern.size()), &status);
  const std::u16string zone_name(zone.begin(), zone.end());  // names of the tz database are ASCII
  IcuDateFormat format(udat_open(UDAT_PATTERN, UDAT_PATTERN, locale.c_str(), zone_name.data(),
                                 length_of(zone_name), pattern.data(), length, &status));
  return U_SUCCESS(status) ? std::move(format) : IcuDateFormat();
}

/// What was opened lately, by words: opening a format costs up to milliseconds, a clock asks every second,
/// and `madang check` for each price on each screen.
template <class Format, class Open>
auto* kept(std::unordered_map<std::string, Format>& formats, std::string key, const Open& open) {
  constexpr size_t k_most = 64;
  const auto known = formats.find(key);
  if (known != formats.end())
    return known->second.get();
  if (formats.size() >= k_most)
    formats.clear();
  return formats.emplace(std::move(key), open()).first->second.get();
}

UDateFormat* format_for(std::string_view zone, std::string_view language, std::u16string_view wanted) {
  thread_local std::unordered_map<std::string, IcuDateFormat> formats;
  std::string key(zone);
  key.append("\n").append(language).append("\n").append(wanted.begin(), wanted.end());
  return kept(formats, std::move(key), [&] { return open_format(zone, language, wanted); });
}

UNumberFormatter* number_format_for(std::string_view language, std::u16string_view wanted) {
  thread_local std::unordered_map<std::string, IcuNumberFormat> formats;
  std::string key(language);
  key.append("\n").append(wanted.begin(), wanted.end());
  return kept(formats, std::move(key), [&] {
    UErrorCode status = U_ZERO_ERROR;
    IcuNumberFormat format(unumf_openForSkeletonAndLocale(wanted.data(), length_of(wanted),
                                                          icu_locale(language).c_str(), &status));
    return U_SUCCESS(status) ? std::move(format) : IcuNumberFormat();
  });
}

std::string to_utf8(std::u16string_view text) {
  std::string out(text.size() * 3, '\0');
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(), length_of(text),
                     0xFFFD, nullptr, &status);
  out.resize(U_SUCCESS(status) ? static_cast<size_t>(length) : 0);
  return out;
}

bool is_of_day(int field) {
  return field == UDAT_MONTH_FIELD || field == UDAT_STANDALONE_MONTH_FIELD || field == UDAT_DATE_FIELD;
}
bool is_of_time(int field) {
  constexpr std::array k_fields{UDAT_HOUR_OF_DAY0_FIELD,
                                UDAT_HOUR_OF_DAY1_FIELD,
                                UDAT_HOUR0_FIELD,
                                UDAT_HOUR1_FIELD,
                                UDAT_MINUTE_FIELD,
                                UDAT_AM_PM_FIELD,
                                UDAT_AM_PM_MIDNIGHT_NOON_FIELD,
                                UDAT_FLEXIBLE_DAY_PERIOD_FIELD};
  return std::find(k_fields.begin(), k_fields.end(), field) != k_fields.end();
}

/// "November 22" and "오후 3:04" are one word each: on two lines they read as two things.
void keep_together(std::u16string& text, UFieldPositionIterator* fields) {
  struct Stretch {
    std::vector<std::int32_t> begins;  // of its fields
    std::int32_t end = 0;
    void add(std::int32_t from, std::int32_t to) {
      begins.push_back(from);
      end = std::max(end, to);
    }
  };
  Stretch day, time;
  std::int32_t begin = 0, end = 0;
  for (int field = 0; (field = ufieldpositer_next(fields, &begin, &end)) >= 0;) {
    if (is_of_day(field))
      day.add(begin, end);
    if (is_of_time(field))
      time.add(begin, end);
  }
  std::vector<std::int32_t> seams;  // where two fields meet without a space: 11月|22日, 下午|3:04
  for (Stretch& stretch : {std::ref(day), std::ref(time)}) {
    if (stretch.begins.empty())
      continue;
    std::sort(stretch.begins.begin(), stretch.begins.end());
    std::replace(text.begin() + stretch.begins.front(), text.begin() + stretch.end, u' ', u'\u00A0');
    std::copy_if(stretch.begins.begin() + 1, stretch.begins.end(), std::back_inserter(seams),
                 [&](std::int32_t at) { return u_isalpha(text[static_cast<size_t>(at) - 1]); });
  }
  std::sort(seams.rbegin(), seams.rend());
  for (const std::int32_t seam : seams)
    text.insert(text.begin() + seam, k_word_joiner);
}

std::optional<std::string> format_time(SysTime time, std::string_view zone, std::string_view language,
                                       std::u16string_view wanted) {
  UDateFormat* format = format_for(zone, language, wanted);
  if (format == nullptr)
    return std::nullopt;  // ICU without its data
  std::array<char16_t, 160> text{};
  UErrorCode status = U_ZERO_ERROR;
  const IcuFieldPositions fields(ufieldpositer_open(&status));
  const auto length =
      udat_formatForFields(format, static_cast<UDate>(time.time_since_epoch().count()), text.data(),
                           static_cast<std::int32_t>(text.size()), fields.get(), &status);
  if (U_FAILURE(status))
    return std::nullopt;
  std::u16string words(text.data(), static_cast<size_t>(length));
  keep_together(words, fields.get());
  // ICU 72 and later write U+202F before AM; fonts and readers expect an ordinary no-break space.
  std::replace(words.begin(), words.end(), u'\u202F', u'\u00A0');
  return to_utf8(words);
}

std::optional<std::string> format_number(const Number& number, std::string_view language,
                                         std::u16string_view wanted) {
  const UNumberFormatter* format = number_format_for(language, wanted);
  if (format == nullptr)
    return std::nullopt;  // ICU without its data
  UErrorCode status = U_ZERO_ERROR;
  const IcuFormattedNumber formatted(unumf_openResult(&status));
  if (U_FAILURE(status))
    return std::nullopt;
  unumf_formatDecimal(format, number.digits.data(), static_cast<std::int32_t>(number.digits.size()),
                      formatted.get(), &status);
  std::array<char16_t, 128> text{};
  const auto length =
      unumf_resultToString(formatted.get(), text.data(), static_cast<std::int32_t>(text.size()), &status);
  if (U_FAILURE(status))
    return std::nullopt;
  return to_utf8({text.data(), static_cast<size_t>(length)});
}

struct Formatter {
  std::string_view language;

  std::string operator()(const LiveName&) const { return {}; }
  std::string operator()(const std::string& words) const { return words; }
  std::string operator()(const Number& number) const {
    return format_number(number, language, u"precision-unlimited").value_or(number.digits);
  }
  std::string operator()(const Money& money) const {
    if (money.currency == "KRW" && primary_language(language) == "ko")
      return (*this)(money.amount) + "원";
    const std::u16string wanted =
        u"currency/" + std::u16string(money.currency.begin(), money.currency.end()) + u" unit-width-narrow";
    return format_number(money.amount, language, wanted).value_or(money.amount.digits + " " + money.currency);
  }
  std::string operator()(const std::chrono::year_month_day& day) const {
    const SysTime midnight = std::chrono::time_point_cast<Millis>(std::chrono::sys_days(day));
    return format_time(midnight, "UTC", language, k_day_skeleton).value_or(to_iso8601(midnight));
  }
  std::string operator()(std::chrono::minutes time) const {
    const SysTime instant{time};
    return format_time(instant, "UTC", language, skeleton(ClockItem::Show::time))
        .value_or(to_iso8601(instant));
  }
};

}  // namespace

std::string format_clock(SysTime time, std::string_view zone, std::string_view language,
                         ClockItem::Show show) {
  return format_time(time, zone, language, skeleton(show)).value_or(to_iso8601(time));
}

std::string format_value(const Value& value, std::string_view language) {
  return std::visit(Formatter{language}, value.what);
}

std::string format_minutes(int minutes, std::string_view language) {
  const std::string digits = std::to_string(minutes);
  return format_number({digits}, language, u"unit/minute unit-width-short").value_or(digits + " min");
}

std::string format_metres(double metres, std::string_view language) {
  const std::string digits = fmt::format("{:g}", metres);
  return format_number({digits}, language, u"unit/meter unit-width-short precision-unlimited")
      .value_or(digits + " m");
}

}  // namespace madang
