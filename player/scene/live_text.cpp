// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/live_text.h"

#include <array>
#include <cstdlib>

#include "content-schema/model/language.h"
#include "player/text/format.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr Colour k_light_grey{0xa8, 0xa8, 0xa8, 255};
constexpr Colour k_dark_grey{0x66, 0x66, 0x66, 255};
constexpr Millis k_half_a_day = 12h;

const LiveName* live_name(const Value& value) {
  return std::get_if<LiveName>(&value.what);
}

/// The live values of an item, all together.
struct Standing {
  bool missing = false;               ///< one of them is not to be shown
  const LiveValue* oldest = nullptr;  ///< of those that are old and shown all the same
};

Standing standing(const Values& values, const LiveStyle& style, const LiveView& live) {
  Standing all;
  for (const auto& [name, value] : values) {
    const LiveName* source = live_name(value);
    if (source == nullptr)
      continue;
    const LiveValue* said = find_live(live.values, source->name, live.now);
    if (said != nullptr && freshness(*said, live.now) == Freshness::fresh)
      continue;
    if (said == nullptr || style.stale == LiveStyle::Stale::hide)
      all.missing = true;
    else if (all.oldest == nullptr || said->as_of < all.oldest->as_of)
      all.oldest = said;
  }
  return all;
}

Values current(const Values& values, const LiveStyle& style, const LiveView& live) {
  Values now;
  for (const auto& [name, value] : values) {
    const LiveName* source = live_name(value);
    const LiveValue* said = source != nullptr ? find_live(live.values, source->name, live.now) : nullptr;
    const bool shown = said != nullptr && (style.stale != LiveStyle::Stale::hide ||
                                           freshness(*said, live.now) == Freshness::fresh);
    now.emplace(name, source == nullptr ? value : shown ? said->value : Value(k_unknown));
  }
  return now;
}

bool fits(const Threshold& threshold, double number) {
  return (!threshold.from || number >= *threshold.from) && (!threshold.below || number < *threshold.below);
}

}  // namespace

LiveWords live_words(const TaggedText& text, const Values& values, const LiveStyle& style,
                     const LiveView& live) {
  const Standing all = standing(values, style, live);
  LiveWords words{text, current(values, style, live), {}};
  if (all.missing && !style.missing.empty())
    words.text = *style.missing.in(text.language);
  else if (all.oldest != nullptr && style.stale == LiveStyle::Stale::as_of)
    words.tail = as_of_words(*all.oldest, live.zone, text.language);
  return words;
}

Colour live_colour(Colour own, const Values& values, const LiveStyle& style, const LiveView& live) {
  const Standing all = standing(values, style, live);
  if (all.oldest != nullptr && style.stale == LiveStyle::Stale::grey &&
      (!all.missing || style.missing.empty()))
    return grey_for(own);
  if (all.oldest != nullptr || all.missing)
    return own;
  for (const Threshold& threshold : style.thresholds) {
    const auto value = values.find(threshold.value);
    const LiveName* source = value != values.end() ? live_name(value->second) : nullptr;
    const LiveValue* said = source != nullptr ? find_live(live.values, source->name, live.now) : nullptr;
    const auto* number = said != nullptr ? std::get_if<Number>(&said->value.what) : nullptr;
    if (number != nullptr && fits(threshold, std::strtod(number->digits.c_str(), nullptr)))
      return threshold.colour;
  }
  return own;
}

Colour grey_for(Colour letters) {
  constexpr Colour k_black{0, 0, 0, 255};
  constexpr Colour k_white{255, 255, 255, 255};
  const bool light = contrast_ratio(letters, k_black) > contrast_ratio(letters, k_white);
  Colour grey = light ? k_light_grey : k_dark_grey;
  grey.a = letters.a;
  return grey;
}

std::int64_t live_version(const Values& values, const LiveView& live) {
  std::uint32_t version = 0;
  for (const auto& [name, value] : values) {
    if (const LiveName* source = live_name(value))
      version = version * 3 + static_cast<std::uint32_t>(freshness(live.values, source->name, live.now)) + 1;
  }
  return version;
}

std::string as_of_words(const LiveValue& value, std::string_view zone, std::string_view language) {
  struct Frame {
    std::string_view language, before, after;
  };
  // A time and what it is are read together: no line breaks there but at need, in a zone that is too narrow.
  static constexpr std::array<Frame, 10> frames{{{"ko", "", "\u00A0기준"},
                                                 {"en", "as\u00A0of\u00A0", ""},
                                                 {"zh", "截\u2060至\u2060", ""},
                                                 {"ja", "", "\u2060現\u2060在"},
                                                 {"th", "ณ\u00A0เวลา\u00A0", ""},
                                                 {"vi", "lúc\u00A0", ""},
                                                 {"id", "per\u00A0", ""},
                                                 {"ru", "на\u00A0", ""},
                                                 {"es", "a\u00A0las\u00A0", ""},
                                                 {"fr", "à\u00A0", ""}}};
  const auto show = value.gone_after > k_half_a_day ? ClockItem::Show::date_time : ClockItem::Show::time;
  const std::string time = format_clock(value.as_of, zone, language, show);
  for (const Frame& frame : frames) {
    if (primary_language(language) == frame.language)
      return std::string(frame.before).append(time).append(frame.after);
  }
  return "(" + time + ")";
}

}  // namespace madang
