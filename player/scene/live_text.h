// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "content-schema/model/item.h"
#include "content-schema/model/live.h"

namespace madang {

/// What a text may know of the world when it is set. Lent for the call.
struct LiveView {
  const LiveValues* values = nullptr;  ///< null: nobody has said anything yet
  SysTime now;
  std::string_view zone = "UTC";  ///< of the tz database: in which "as of" is told
};

/// What is put in for a value that nobody knows.
inline constexpr const char* k_unknown = "–";

/// A text in one language as it stands now: which words, with which values, and what is said behind it.
struct LiveWords {
  TaggedText text;
  Values values;     ///< none of them is a LiveName any more
  std::string tail;  ///< "as of 2:05 PM", where the item wants that and has something old to show; else empty
};

/// Where nothing is live, the same as was given. The rules are LiveStyle's. Pure, as all of these.
LiveWords live_words(const TaggedText& text, const Values& values, const LiveStyle& style,
                     const LiveView& live);

/// Of the text: `own`, unless the numbers or what is old ask for another.
Colour live_colour(Colour own, const Values& values, const LiveStyle& style, const LiveView& live);

/// The grey of what is old: with light letters a light one, with dark letters a dark one, since the ground is
/// the other way round. 4.5:1 or more (WCAG 2.1, 1.4.3) on black and #303030, and on white and #e6e6e6.
Colour grey_for(Colour letters);

/// Two instants with the same number show the same words, as long as the same values are known.
std::int64_t live_version(const Values& values, const LiveView& live);

/// "오후 2:05 기준", "as of 2:05 PM", "截至14:05", "14:05現在"; in a language that is not known here the time
/// alone, in brackets. With the day, where the value is kept for longer than half of one.
std::string as_of_words(const LiveValue& value, std::string_view zone, std::string_view language);

}  // namespace madang
