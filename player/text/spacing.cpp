// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/spacing.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>

#include "content-schema/model/language.h"

namespace madang {
namespace {

constexpr float k_autospace = 0.125F;
constexpr float k_half = 0.5F;

enum class Kind { other, ideograph, western, opening, closing, centred };

bool one_of(UChar32 c, std::u32string_view set) {
  return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

/// In Taiwan and Hong Kong the full stop and the comma stand in the middle of their em.
bool has_centred_stops(std::string_view language) {
  return language.starts_with("zh-Hant") || language.starts_with("zh-TW") || language.starts_with("zh-HK") ||
         language.starts_with("zh-MO");
}

Kind kind_of(UChar32 c, bool centred_stops) {
  if (one_of(c, U"「『【〔〖〘〚《〈（［｛｟"))
    return Kind::opening;
  if (one_of(c, U"」』】〕〗〙〛》〉）］｝｠"))
    return Kind::closing;
  if (one_of(c, U"、。，．"))
    return centred_stops ? Kind::centred : Kind::closing;
  if (!u_isalnum(c))
    return Kind::other;
  // ー is of no single script (Script=Common), but of kana by its extensions.
  for (const UScriptCode script : {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_BOPOMOFO}) {
    if (uscript_hasScript(c, script))
      return Kind::ideograph;
  }
  // Full-width Latin is as wide as a Han character and set like one.
  return u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH) == U_EA_FULLWIDTH ? Kind::other : Kind::western;
}

float between(Kind before, Kind after) {
  if ((before == Kind::ideograph && after == Kind::western) ||
      (before == Kind::western && after == Kind::ideograph))
    return k_autospace;
  const bool marks = (before == Kind::closing &&
                      (after == Kind::closing || after == Kind::centred || after == Kind::opening)) ||
                     ((before == Kind::opening || before == Kind::centred) && after == Kind::opening);
  return marks ? -k_half : 0;
}

}  // namespace

Spacing find_spacing(std::u16string_view paragraph, std::string_view language) {
  const auto primary = primary_language(language);
  const bool korean = primary == "ko";  // takes its full-width brackets from Chinese, and no space at all
  if (!korean && primary != "ja" && primary != "zh")
    return {};
  const bool centred_stops = has_centred_stops(language);
  Spacing out{std::vector<float>(paragraph.size(), 0), std::vector<float>(paragraph.size(), 0),
              std::vector<float>(paragraph.size(), 0)};
  Kind before = Kind::other;
  size_t at_before = 0;
  for (size_t i = 0; i < paragraph.size();) {
    const size_t begin = i;
    UChar32 c = 0;
    U16_NEXT(paragraph.data(), i, paragraph.size(), c);
    if (u_getCombiningClass(c) != 0 || u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND) ||
        u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      continue;  // a mark belongs to its letter, and what is not seen parts nothing
    const Kind kind = kind_of(c, centred_stops);
    if (begin > 0) {
      const float space = korean ? std::min(between(before, kind), 0.0F) : between(before, kind);
      out.after[at_before] = space;
      if (space > 0)
        out.tail[at_before] = space;
      else if (space < 0)
        out.tail[at_before] = 0;  // it is already gone
    }
    if (kind == Kind::opening)
      out.head[begin] = k_half;
    if (kind == Kind::closing)
      out.tail[begin] = k_half;
    before = kind;
    at_before = begin;
  }
  return out;
}

}  // namespace madang
