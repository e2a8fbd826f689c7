// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/wrap.h"

#include <algorithm>

namespace madang {
namespace {

// A text must fit the box that was measured for it; far below what can be seen.
constexpr double k_tolerance = 1e-6;

LineSpan span(const ShapedText& text, std::uint32_t begin, std::uint32_t end, bool cut_word) {
  std::uint32_t ink_end = end;
  while (ink_end > begin && text.space[ink_end - 1])
    --ink_end;
  double width = text.position[ink_end] - text.position[begin];
  if (ink_end > begin)
    width -= text.saved_at_head(begin) + text.saved_at_tail(text.cluster_before(ink_end));
  return {begin, end, ink_end, width, cut_word};
}

/// Where to cut [begin, end), a word that is too long.
std::uint32_t cut(const ShapedText& text, std::uint32_t begin, std::uint32_t end, double width) {
  const double limit = text.position[begin] + width + k_tolerance;
  std::uint32_t joint = begin;
  std::uint32_t inner = begin;
  std::uint32_t grapheme = begin;
  for (std::uint32_t i = begin + 1; i < end; ++i) {
    const auto level = text.breaks[i];
    if (level == BreakLevel::never)
      continue;
    if (text.position[i] > limit && grapheme != begin)
      break;
    grapheme = i;
    if (text.position[i] > limit)
      break;  // not even one grapheme fits: it overflows alone
    if (level >= BreakLevel::joint)
      joint = i;
    if (level >= BreakLevel::inner)
      inner = i;
  }
  if (joint != begin)
    return joint;
  if (inner != begin)
    return inner;
  return grapheme != begin ? grapheme : end;
}

}  // namespace

void wrap(const ShapedText& text, const ShapedParagraph& paragraph, double width_em,
          std::vector<LineSpan>& lines) {
  std::uint32_t begin = paragraph.begin;
  std::uint32_t last = begin;  // the furthest word break that fits on the line
  for (size_t i = 0; i < paragraph.words.size();) {
    const std::uint32_t stop = paragraph.words[i];
    const LineSpan candidate = span(text, begin, stop, false);
    if (candidate.width <= width_em + k_tolerance) {
      last = stop;
      ++i;
      continue;
    }
    if (last == begin)
      last = cut(text, begin, candidate.ink_end, width_em);
    const bool cut_word = text.breaks[last] != BreakLevel::word;
    lines.push_back(span(text, begin, last == candidate.ink_end ? stop : last, cut_word));
    begin = lines.back().end;
    last = begin;
    if (begin >= stop)
      ++i;
  }
  if (begin < paragraph.end || paragraph.begin == paragraph.end)
    lines.push_back(span(text, begin, paragraph.end, false));
}

namespace {

bool ends_lost(const ShapedText& text, const LineSpan& last, double width_em) {
  for (std::uint32_t i = last.begin + 1; i < last.ink_end; ++i) {
    if (text.breaks[i] == BreakLevel::word)
      return false;
  }
  return last.width < width_em / 4;
}

}  // namespace

void wrap_evenly(const ShapedText& text, const ShapedParagraph& paragraph, double width_em,
                 std::vector<LineSpan>& lines) {
  const auto first = static_cast<std::ptrdiff_t>(lines.size());
  wrap(text, paragraph, width_em, lines);
  const size_t count = lines.size() - static_cast<size_t>(first);
  const bool cuts =
      std::any_of(lines.begin() + first, lines.end(), [](const LineSpan& l) { return l.cut_word; });
  const bool evens = count <= k_evened_lines;
  if (count < 2 || cuts || (!evens && !ends_lost(text, lines.back(), width_em)))
    return;

  std::vector<LineSpan> narrower;
  const auto wraps_as_short = [&](double width) {
    narrower.clear();
    wrap(text, paragraph, width, narrower);
    return narrower.size() == count &&
           std::none_of(narrower.begin(), narrower.end(), [](const LineSpan& l) { return l.cut_word; });
  };
  // A narrower paragraph never has fewer lines: the narrowest that has as few is found by bisection.
  double too_narrow = 0;
  double narrow = width_em;
  for (int step = 0; step < 12; ++step) {
    const double middle = (too_narrow + narrow) / 2;
    (wraps_as_short(middle) ? narrow : too_narrow) = middle;
  }
  if (!wraps_as_short(narrow) || (!evens && ends_lost(text, narrower.back(), width_em)))
    return;
  std::copy(narrower.begin(), narrower.end(), lines.begin() + first);
}

LineSpan whole_line(const ShapedText& text, const ShapedParagraph& paragraph) {
  return span(text, paragraph.begin, paragraph.end, false);
}

}  // namespace madang
