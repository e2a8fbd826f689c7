// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/vertical.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>

namespace madang {
namespace {

Stance stance_of(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_VERTICAL_ORIENTATION)) {
    case U_VO_UPRIGHT:
    case U_VO_TRANSFORMED_UPRIGHT:
      return Stance::upright;
    case U_VO_TRANSFORMED_ROTATED:
      return Stance::formed;
    default:
      return Stance::turned;
  }
}

bool is_ascii_digit(char16_t c) {
  return c >= u'0' && c <= u'9';
}

}  // namespace

std::vector<Stance> find_stances(std::u16string_view paragraph, Segmenter& segmenter) {
  std::vector<Stance> out(paragraph.size(), Stance::turned);
  const auto bounds = segmenter.graphemes(paragraph);
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    UChar32 base = 0;
    U16_GET(paragraph.data(), 0, size_t{bounds[i]}, paragraph.size(), base);
    std::fill(out.begin() + bounds[i], out.begin() + bounds[i + 1], stance_of(base));
  }
  constexpr size_t k_most_across = 2;
  const auto is_turned_ink = [&](size_t i) {
    return out[i] == Stance::turned && u_isUWhiteSpace(paragraph[i]) == 0;
  };
  // "December 24" lies as a whole: what stands nearest on both sides, where there is something, lies.
  const auto is_among_turned = [&](size_t begin, size_t end) {
    size_t before = begin;
    while (before > 0 && u_isUWhiteSpace(paragraph[before - 1]))
      --before;
    size_t after = end;
    while (after < paragraph.size() && u_isUWhiteSpace(paragraph[after]))
      ++after;
    const bool first = before == 0;
    const bool last = after == paragraph.size();
    return !(first && last) && (first || out[before - 1] == Stance::turned) &&
           (last || out[after] == Stance::turned);
  };
  for (size_t begin = 0; begin < paragraph.size();) {
    size_t end = begin;
    while (end < paragraph.size() && is_turned_ink(end))
      ++end;
    const auto word = paragraph.substr(begin, end - begin);
    if (!word.empty() && word.size() <= k_most_across &&
        std::all_of(word.begin(), word.end(), is_ascii_digit) && !is_among_turned(begin, end)) {
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin),
                out.begin() + static_cast<std::ptrdiff_t>(end), Stance::across);
    }
    begin = end + 1;
  }
  for (size_t i = 1; i < paragraph.size(); ++i) {
    const bool ends_sentence = paragraph[i] == u'!' || paragraph[i] == u'?';
    const bool alone = i + 1 == paragraph.size() || !is_turned_ink(i + 1);
    if (ends_sentence && alone && out[i - 1] == Stance::upright)
      out[i] = Stance::across;
  }
  return out;
}

}  // namespace madang
