// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/colour.h"
#include "content-schema/model/geometry.h"

namespace madang {

/// A BCP 47 tag (RFC 5646) as content writes it: `ko`, `en`, `zh-Hans`, `ja`.
using LanguageTag = std::string;

/// One text in one language. Every string that reaches the text engine carries its tag: the same Han
/// character has other forms in ko, ja, zh-Hans and zh-Hant.
struct TaggedText {
  LanguageTag language;
  std::string text;  ///< UTF-8, any newline is a line break of the author

  friend bool operator==(const TaggedText&, const TaggedText&) = default;
};

/// The same text in several languages, in the site's order of languages.
struct LocalText {
  std::vector<TaggedText> versions;

  bool empty() const { return versions.empty(); }
  /// The version in that language; else the one whose primary subtag agrees (`zh` for `zh-Hans`); else
  /// the first; null only where there is none at all.
  const TaggedText* in(std::string_view language) const;
  friend bool operator==(const LocalText&, const LocalText&) = default;
};

/// A decimal number as the author wrote it, `-?[0-9]+(.[0-9]+)?`: no binary fraction rounds a price.
struct Number {
  std::string digits;
  friend bool operator==(const Number&, const Number&) = default;
};

struct Money {
  Number amount;
  std::string currency;  ///< ISO 4217
  friend bool operator==(const Money&, const Money&) = default;
};

/// What a source says now (model/live.h), by `source.value`.
struct LiveName {
  std::string name;
  friend bool operator==(const LiveName&, const LiveName&) = default;
};

/// What `{name}` in a text stands for: words as they are, or a quantity that each language writes in its own
/// way. A time of day counts from midnight.
struct Value {
  using What =
      std::variant<std::string, Number, Money, std::chrono::year_month_day, std::chrono::minutes, LiveName>;
  What what;

  Value() = default;
  Value(const char* words) : what(words) {}
  Value(std::string words) : what(std::move(words)) {}
  explicit Value(What any) : what(std::move(any)) {}
  friend bool operator==(const Value&, const Value&) = default;
};
using Values = std::map<std::string, Value>;

/// Puts words in for `{name}`; `{{` and `}}` are braces. A name without words is left as it stands: the
/// reader of a screen then sees what is missing, and `madang check` has said so before.
std::string insert_values(std::string_view text, const std::map<std::string, std::string>& words);

/// The names that `insert_values` would look up, in order, each once.
std::vector<std::string> value_names(std::string_view text);

enum class Align { start, centre, end };  ///< along the line; start is the side where reading begins
enum class VerticalAlign { top, middle, bottom };
enum class TextFit { shrink, none };      ///< shrink: the largest size up to `size` that fits the box
enum class TextBreak { word, syllable };  ///< Korean: between eojeol, or between syllables (klreq)
enum class Weight { regular, bold };
enum class TextDirection { automatic, left_to_right, right_to_left };  ///< automatic: of the first letter
enum class Writing { horizontal, vertical };  ///< vertical: lines run down, the first one is at the right
enum class Languages { stack, rotate };       ///< all at once under each other, or one after the other

struct TextStyle {
  std::string font = "body";  ///< a role of fonts/fonts.yaml
  Weight weight = Weight::regular;
  /// Font size (em); per cent of the zone's height. With `shrink`: at most. Without one: 12 %, and no smaller
  /// than can be read from the screen's viewing distance.
  std::optional<Length> size;
  Colour colour{255, 255, 255, 255};
  Align align = Align::centre;
  VerticalAlign vertical_align = VerticalAlign::middle;
  TextFit fit = TextFit::shrink;
  TextBreak line_break = TextBreak::word;
  TextDirection direction = TextDirection::automatic;
  Writing writing = Writing::horizontal;
  double line_height = 1.35;                 ///< em
  Length padding{4, Length::Unit::percent};  ///< on all four sides; per cent of the zone's shorter side

  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

}  // namespace madang
