// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/break.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <optional>

#include "content-schema/model/language.h"

namespace madang {
namespace {

constexpr UChar32 k_none = -1;
constexpr UChar32 k_zero_width_space = 0x200B;

bool one_of(UChar32 c, std::u32string_view set) {
  return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool is_tilde(UChar32 c) {
  return one_of(c, U"~\u223C\u301C\uFF5E");
}
bool is_digit(UChar32 c) {
  return u_charType(c) == U_DECIMAL_DIGIT_NUMBER;
}
bool is_space(UChar32 c) {
  return u_isUWhiteSpace(c) || c == k_zero_width_space;
}
bool is_hangul(UChar32 c) {
  return u_getIntPropertyValue(c, UCHAR_SCRIPT) == USCRIPT_HANGUL && u_isalpha(c);
}

bool is_han(UChar32 c) {
  return u_getIntPropertyValue(c, UCHAR_SCRIPT) == USCRIPT_HAN;
}

bool closes(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION;
}
bool opens(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
}

bool never_at_head(UChar32 c) {
  return closes(c) || one_of(c, U"·\u2027\u30FB\uFF65:;,.?!：；，．？！、。､｡ー々〻ゝゞヽヾ");
}

/// What stands between the digits of one number, time, date or range.
bool joins_digits(UChar32 c) {
  return is_tilde(c) || one_of(c, U".,:/-\u2010\u2011\u2013\u2212\u00D7·");
}

/// CSS Text 4 "typographic letter units" and the classes NU, AL, AI, ID; combining marks belong to their
/// letter. Thai and its kin (SA) are left out: their breaks come from a dictionary.
bool is_letter_like(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
    case U_LB_COMPLEX_CONTEXT:
      return false;
    case U_LB_NUMERIC:
    case U_LB_ALPHABETIC:
    case U_LB_AMBIGUOUS:
    case U_LB_IDEOGRAPHIC:
    case U_LB_COMBINING_MARK:
    case U_LB_ZWJ:
      return true;
    default:
      return u_isalnum(c) != 0;
  }
}

class Paragraph {
 public:
  Paragraph(std::u16string_view text, std::string_view language)
      : text_(text), korean_(primary_language(language) == "ko") {
    // Which non-space stretches hold Hangul: such a stretch is an eojeol and stays whole.
    in_eojeol_.resize(text.size(), false);
    for (size_t begin = 0; begin < text.size();) {
      size_t end = begin;
      bool hangul = false;
      while (end < text.size() && !is_space(at(end))) {
        hangul = hangul || is_hangul(at(end));
        end = next(end);
      }
      std::fill(in_eojeol_.begin() + static_cast<std::ptrdiff_t>(begin),
                in_eojeol_.begin() + static_cast<std::ptrdiff_t>(end), hangul);
      begin = end < text.size() ? next(end) : end;
    }
  }

  /// The rule by which no line may begin at `i`, if there is one.
  std::optional<BreakRule> forbidden(size_t i) const {
    const UChar32 before = ahead_of(i);
    const UChar32 after = at(i);
    if (is_tilde(after) && !is_space(before))
      return BreakRule::range;
    size_t last = i;  // spaces do not make a head or an end allowed
    while (last > 0 && is_space(ahead_of(last)))
      --last;
    if (last == 0)
      return std::nullopt;
    if (never_at_head(after) && ahead_of(last) != k_none)
      return BreakRule::line_head;
    if (opens(ahead_of(last)))
      return BreakRule::line_end;
    if (before == after && one_of(before, U"—―…⋯‥"))
      return BreakRule::dashes;
    if (is_digit(before)) {
      const bool one_number = joins_digits(after) || is_letter_like(after) || is_unit_sign(after);
      return one_number ? std::optional(BreakRule::number) : std::nullopt;
    }
    if (joins_digits(before) && is_digit(after)) {
      const bool one_number = is_tilde(before) || (i >= 2 && is_digit(at(i - 2)));
      return one_number ? std::optional(BreakRule::number) : std::nullopt;
    }
    if (u_charType(before) == U_CURRENCY_SYMBOL && is_digit(after))
      return BreakRule::currency;
    return std::nullopt;
  }

  /// Behind a mark that joins the parts of an eojeol.
  bool is_joint(size_t i) const {
    return one_of(ahead_of(i), U"·\u2027\u30FB/|\u2010-\u2013") && !is_digit(at(i));
  }

  bool is_between_han(size_t i) const { return is_han(ahead_of(i)) && is_han(at(i)); }

  /// Rules 1 and 2: true where a break would cut a Korean word that the reader wants whole.
  bool cuts_word(size_t i) const {
    const UChar32 before = ahead_of(i);
    const UChar32 after = at(i);
    if (is_space(before))
      return false;
    if (korean_)
      return in_eojeol_[i] || (is_letter_like(before) && is_letter_like(after));
    return (is_hangul(before) && is_letter_like(after)) || (is_letter_like(before) && is_hangul(after));
  }

 private:
  static bool is_unit_sign(UChar32 c) {
    return c == '%' || one_of(c, U"‰℃℉°％") || u_charType(c) == U_CURRENCY_SYMBOL;
  }
  UChar32 at(size_t i) const {
    UChar32 c = 0;
    U16_GET(text_.data(), 0, i, text_.size(), c);
    return c;
  }
  UChar32 ahead_of(size_t i) const { return i == 0 ? k_none : at(i - 1); }
  size_t next(size_t i) const {
    U16_FWD_1(text_.data(), i, text_.size());
    return i;
  }

  std::u16string_view text_;
  bool korean_;
  std::vector<bool> in_eojeol_;
};

}  // namespace

std::vector<Break> find_breaks(std::u16string_view text, std::string_view language, TextBreak mode,
                               Segmenter& segmenter) {
  std::vector<Break> breaks(text.size() + 1, {BreakLevel::never, BreakRule::cluster});
  for (const auto i : segmenter.graphemes(text))
    breaks[i] = {BreakLevel::grapheme, BreakRule::forbidden};
  const Paragraph paragraph(text, language);
  const bool by_phrase = mode == TextBreak::word && primary_language(language) == "ja";
  const bool by_word = mode == TextBreak::word && primary_language(language) == "zh";
  const auto phrases = by_phrase ? segmenter.japanese_phrases(text) : std::vector<std::uint32_t>();
  const auto words = by_word ? segmenter.chinese_words(text) : std::vector<std::uint32_t>();
  const auto holds = [](const std::vector<std::uint32_t>& places, std::uint32_t i) {
    return std::binary_search(places.begin(), places.end(), i);
  };
  for (const auto i : segmenter.lines(text, language)) {
    if (i == 0 || i >= text.size() || breaks[i].level == BreakLevel::never)
      continue;
    if (const auto rule = paragraph.forbidden(i))
      breaks[i].rule = *rule;
    else if (mode == TextBreak::word && paragraph.cuts_word(i))
      breaks[i] = paragraph.is_joint(i) ? Break{BreakLevel::joint, BreakRule::joint}
                                        : Break{BreakLevel::inner, BreakRule::eojeol};
    else if (by_phrase && !holds(phrases, i))
      breaks[i] = {BreakLevel::inner, BreakRule::phrase};
    else if ((by_word && !holds(words, i)) || (by_phrase && paragraph.is_between_han(i)) ||
             (mode == TextBreak::syllable && paragraph.cuts_word(i)))
      breaks[i] = {BreakLevel::tight, BreakRule::torn};
    else
      breaks[i] = {BreakLevel::word, BreakRule::allowed};
  }
  breaks.front() = {BreakLevel::word, BreakRule::edge};
  breaks.back() = {BreakLevel::word, BreakRule::edge};
  return breaks;
}

}  // namespace madang
