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
#include <span>
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

std::u16string to_utf16(std::string_view text) {
  std::u16string out(text.size(), u'\0');
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                       static_cast<std::int32_t>(text.size()), 0xFFFD, nullptr, &status);
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

struct FormattedNumber {
  std::string text;
  size_t point = 0;  ///< behind its integer digits
};

std::optional<FormattedNumber> format_pointed_number(std::string_view digits, std::string_view language,
                                                     std::u16string_view wanted) {
  const UNumberFormatter* format = number_format_for(language, wanted);
  if (format == nullptr)
    return std::nullopt;  // ICU without its data
  UErrorCode status = U_ZERO_ERROR;
  const IcuFormattedNumber formatted(unumf_openResult(&status));
  if (U_FAILURE(status))
    return std::nullopt;
  unumf_formatDecimal(format, digits.data(), static_cast<std::int32_t>(digits.size()), formatted.get(),
                      &status);
  std::array<char16_t, 128> text{};
  const auto length =
      unumf_resultToString(formatted.get(), text.data(), static_cast<std::int32_t>(text.size()), &status);
  UFieldPosition integer{UNUM_INTEGER_FIELD, 0, 0};
  const bool found = unumf_resultNextFieldPosition(formatted.get(), &integer, &status) != 0;
  if (U_FAILURE(status))
    return std::nullopt;
  const std::u16string_view all(text.data(), static_cast<size_t>(length));
  return FormattedNumber{
      to_utf8(all),
      to_utf8(all.substr(0, found ? static_cast<size_t>(integer.endIndex) : all.size())).size()};
}

std::optional<std::string> format_number(const Number& number, std::string_view language,
                                         std::u16string_view wanted) {
  auto formatted = format_pointed_number(number.digits, language, wanted);
  return formatted ? std::optional(std::move(formatted->text)) : std::nullopt;
}

constexpr std::u16string_view k_plain_number = u"precision-unlimited";

bool is_won_in_korean(const Money& money, std::string_view language) {
  return money.currency == "KRW" && primary_language(language) == "ko";
}

std::u16string currency_skeleton(const Money& money) {
  return u"currency/" + std::u16string(money.currency.begin(), money.currency.end()) + u" unit-width-narrow";
}

/// Behind the integer digits of the first number.
std::optional<size_t> point_in_words(std::string_view words) {
  const auto is_digit = [&](size_t at) { return at < words.size() && words[at] >= '0' && words[at] <= '9'; };
  size_t at = 0;
  while (at < words.size() && !is_digit(at))
    ++at;
  if (at == words.size())
    return std::nullopt;
  while (is_digit(at) || (at < words.size() && words[at] == ',' && is_digit(at + 1)))
    ++at;
  return at;
}

/// "4시간", "4 hours".
std::string format_unit(std::int64_t count, std::u16string_view unit, std::string_view language) {
  const std::u16string wanted = u"measure-unit/duration-" + std::u16string(unit) + u" unit-width-full-name";
  const std::string digits = std::to_string(count);
  auto formatted = format_pointed_number(digits, language, wanted);
  return formatted ? std::move(formatted->text) : digits;
}

struct Formatter {
  std::string_view language;

  std::string operator()(const LiveName&) const { return {}; }
  std::string operator()(const std::string& words) const { return words; }
  std::string operator()(const Number& number) const {
    return format_number(number, language, k_plain_number).value_or(number.digits);
  }
  std::string operator()(const Money& money) const {
    if (is_won_in_korean(money, language))
      return (*this)(money.amount) + "원";
    return format_number(money.amount, language, currency_skeleton(money))
        .value_or(money.amount.digits + " " + money.currency);
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

int weekday_of(SysTime time, std::string_view zone) {
  static constexpr std::array<std::string_view, 7> k_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const auto day = format_time(time, zone, "en", u"EEE");
  const auto found = std::find(k_days.begin(), k_days.end(), day.value_or(""));
  if (found != k_days.end())
    return static_cast<int>(found - k_days.begin());
  return static_cast<int>(
      std::chrono::weekday(std::chrono::floor<std::chrono::days>(time)).c_encoding());  // UTC
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

PointedText format_pointed(const Value& value, std::string_view language) {
  const Money* money = std::get_if<Money>(&value.what);
  const Number* number = std::get_if<Number>(&value.what);
  std::string text = format_value(value, language);
  if (money == nullptr && number == nullptr) {
    const auto point = point_in_words(text);
    return {std::move(text), point};
  }
  const bool plain = number != nullptr || is_won_in_korean(*money, language);
  const auto formatted =
      format_pointed_number(number != nullptr ? number->digits : money->amount.digits, language,
                            plain ? std::u16string(k_plain_number) : currency_skeleton(*money));
  const size_t point = formatted ? formatted->point : text.size();
  return {std::move(text), point};
}

namespace {

bool says_seconds(std::chrono::seconds left, bool seconds) {
  return seconds && left < std::chrono::days{1};
}

}  // namespace

std::chrono::seconds shown_left(std::chrono::seconds left, bool seconds) {
  return says_seconds(left, seconds) ? left : std::chrono::ceil<std::chrono::minutes>(left);
}

std::string format_left(std::chrono::seconds left, bool with_seconds, std::string_view language) {
  using namespace std::chrono;
  const bool seconds = says_seconds(left, with_seconds);
  const auto whole = shown_left(left, with_seconds);
  const hh_mm_ss time(whole % days{1});
  const std::pair<std::int64_t, std::u16string_view> units[] = {
      {whole / days{1}, u"day"},
      {time.hours().count(), u"hour"},
      {time.minutes().count(), u"minute"},
      {time.seconds().count(), u"second"},
  };
  std::vector<std::u16string> parts;
  std::string plain;
  for (const auto& [count, unit] : std::span(units).first(seconds ? 4 : 3)) {
    const bool last = unit == (seconds ? u"second" : u"minute");
    if (parts.empty() && count == 0 && !last)
      continue;
    const std::string part = format_unit(count, unit, language);
    plain += (plain.empty() ? "" : " ") + part;
    parts.push_back(to_utf16(part));
  }
  UErrorCode status = U_ZERO_ERROR;
  const IcuListFormat list(
      ulistfmt_openForType(icu_locale(language).c_str(), ULISTFMT_TYPE_UNITS, ULISTFMT_WIDTH_SHORT, &status));
  std::vector<const char16_t*> texts;
  std::vector<std::int32_t> lengths;
  for (const std::u16string& part : parts) {
    texts.push_back(part.data());
    lengths.push_back(length_of(part));
  }
  std::array<char16_t, 160> joined{};
  const auto length =
      U_FAILURE(status)
          ? 0
          : ulistfmt_format(list.get(), texts.data(), lengths.data(), static_cast<std::int32_t>(texts.size()),
                            joined.data(), static_cast<std::int32_t>(joined.size()), &status);
  return U_FAILURE(status) ? plain : to_utf8({joined.data(), static_cast<size_t>(length)});
}

}  // namespace madang
