// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/datetime.h"

#include <unicode/uloc.h>

#include <array>
#include <unordered_map>

#include "player/text/handles.h"

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

IcuDateFormat open_format(std::string_view zone, std::string_view language, ClockItem::Show show) {
  UErrorCode status = U_ZERO_ERROR;
  std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
  uloc_forLanguageTag(std::string(language).c_str(), locale.data(), ULOC_FULLNAME_CAPACITY - 1, nullptr,
                      &status);
  const IcuPatterns patterns(udatpg_open(locale.data(), &status));
  if (U_FAILURE(status))
    return {};
  std::array<char16_t, 128> pattern{};
  const auto wanted = skeleton(show);
  const auto length =
      udatpg_getBestPattern(patterns.get(), wanted.data(), static_cast<std::int32_t>(wanted.size()),
                            pattern.data(), static_cast<std::int32_t>(pattern.size()), &status);
  const std::u16string zone_name(zone.begin(), zone.end());  // names of the tz database are ASCII
  IcuDateFormat format(udat_open(UDAT_PATTERN, UDAT_PATTERN, locale.data(), zone_name.data(),
                                 static_cast<std::int32_t>(zone_name.size()), pattern.data(), length,
                                 &status));
  return U_SUCCESS(status) ? std::move(format) : IcuDateFormat();
}

/// Opening one costs milliseconds, and a clock asks every second.
UDateFormat* format_for(std::string_view zone, std::string_view language, ClockItem::Show show) {
  constexpr size_t k_most = 64;
  thread_local std::unordered_map<std::string, IcuDateFormat> formats;
  std::string key(zone);
  key.append("\n").append(language).append("\n").append(std::to_string(static_cast<int>(show)));
  const auto known = formats.find(key);
  if (known != formats.end())
    return known->second.get();
  if (formats.size() >= k_most)
    formats.clear();
  return formats.emplace(std::move(key), open_format(zone, language, show)).first->second.get();
}

std::string to_utf8(std::u16string_view text) {
  std::string out;
  for (const char16_t unit : text) {  // date formats stay inside the BMP
    // ICU 72 and later write U+202F before AM; fonts and readers expect an ordinary no-break space.
    const unsigned c = unit == 0x202F ? 0xA0 : unit;
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | (c >> 6));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += static_cast<char>(0xE0 | (c >> 12));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

}  // namespace

std::string format_clock(SysTime time, std::string_view zone, std::string_view language,
                         ClockItem::Show show) {
  UDateFormat* format = format_for(zone, language, show);
  if (format == nullptr)
    return to_iso8601(time);  // ICU without its data
  std::array<char16_t, 160> text{};
  UErrorCode status = U_ZERO_ERROR;
  const auto length = udat_format(format, static_cast<UDate>(time.time_since_epoch().count()), text.data(),
                                  static_cast<std::int32_t>(text.size()), nullptr, &status);
  if (U_FAILURE(status))
    return to_iso8601(time);
  return to_utf8({text.data(), static_cast<size_t>(length)});
}

}  // namespace madang
