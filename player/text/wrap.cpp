// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/wrap.h"

#include <algorithm>
#include <limits>
#include <span>

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
    const bool cut_word = text.breaks[last] < BreakLevel::tight;
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
    if (text.breaks[i] >= BreakLevel::tight)
      return false;
  }
  return last.width < width_em / 4;
}

// A line that ends inside a word costs as much as one that lacks this part of its width.
constexpr double k_tear = 0.25;

/// Which white at the lines' ends is to be spread.
enum class Evening {
  all_lines,        // the last one is as long as the others
  but_for_the_last  // which may be short, but not lost
};

/// The places at which each of `greedy`'s lines may end instead, as indices of `places`: not behind where
/// filling from the front ends it, nor before where filling from the back begins the next.
struct Window {
  size_t first = 0;
  size_t last = 0;
};
std::vector<Window> windows(const ShapedText& text, const std::vector<std::uint32_t>& places,
                            std::span<const LineSpan> greedy, double width_em) {
  std::vector<Window> out(greedy.size() + 1);
  for (size_t line = 1; line <= greedy.size(); ++line) {
    const auto end = std::lower_bound(places.begin(), places.end(), greedy[line - 1].end);
    out[line].last = static_cast<size_t>(end - places.begin());
  }
  size_t to = places.size() - 1;
  out.back().first = to;
  for (size_t line = greedy.size(); line > 1; --line) {
    size_t from = to;
    while (from > 0 && span(text, places[from - 1], places[to], false).width <= width_em + k_tolerance)
      --from;
    out[line - 1].first = to = from;
  }
  return out;
}

/// Of all ways to part what `greedy` holds into as many lines, between words, the one with the least sum of
/// squares of the white at their ends; none where no way fits. Dynamic programming over the places where a
/// line may end, as in Knuth and Plass, Breaking Paragraphs into Lines.
std::vector<LineSpan> part_evenly(const ShapedText& text, const ShapedParagraph& paragraph,
                                  std::span<const LineSpan> greedy, double width_em, Evening evening) {
  std::vector<std::uint32_t> places{greedy.front().begin};
  places.insert(places.end(),
                std::upper_bound(paragraph.words.begin(), paragraph.words.end(), places.front()),
                paragraph.words.end());
  struct Way {
    double cost = std::numeric_limits<double>::infinity();
    size_t before = 0;  // the place where its last line begins
  };
  const size_t count = greedy.size();
  const auto window = windows(text, places, greedy, width_em);
  std::vector<std::vector<Way>> ways(count + 1, std::vector<Way>(places.size()));
  ways[0][0].cost = 0;
  for (size_t line = 1; line <= count; ++line) {
    const bool may_be_short = line == count && evening == Evening::but_for_the_last;
    for (size_t to = window[line].first; to <= window[line].last; ++to) {
      for (size_t from = window[line - 1].first; from <= window[line - 1].last && from < to; ++from) {
        const LineSpan candidate = span(text, places[from], places[to], false);
        if (candidate.width > width_em + k_tolerance ||
            (may_be_short && ends_lost(text, candidate, width_em)))
          continue;
        const double white = may_be_short ? 0 : width_em - candidate.width;
        const double tear = text.breaks[places[to]] == BreakLevel::tight ? width_em * k_tear : 0;
        const double cost = ways[line - 1][from].cost + white * white + tear * tear;
        if (cost < ways[line][to].cost)
          ways[line][to] = {cost, from};
      }
    }
  }
  if (ways[count].back().cost == std::numeric_limits<double>::infinity())
    return {};
  std::vector<LineSpan> lines(count);
  size_t to = places.size() - 1;
  for (size_t line = count; line > 0; --line) {
    const size_t from = ways[line][to].before;
    lines[line - 1] = span(text, places[from], places[to], false);
    to = from;
  }
  return lines;
}

}  // namespace

void wrap_evenly(const ShapedText& text, const ShapedParagraph& paragraph, double width_em,
                 std::vector<LineSpan>& lines) {
  const auto first = static_cast<std::ptrdiff_t>(lines.size());
  wrap(text, paragraph, width_em, lines);
  const size_t count = lines.size() - static_cast<size_t>(first);
  const bool cuts =
      std::any_of(lines.begin() + first, lines.end(), [](const LineSpan& l) { return l.cut_word; });
  const bool is_short = count <= k_evened_lines;
  if (count < 2 || cuts || (!is_short && !ends_lost(text, lines.back(), width_em)))
    return;
  const size_t evened = std::min(count, k_evened_lines);
  const auto from = lines.end() - static_cast<std::ptrdiff_t>(evened);
  const auto even = part_evenly(text, paragraph, {from, lines.end()}, width_em,
                                is_short ? Evening::all_lines : Evening::but_for_the_last);
  std::copy(even.begin(), even.end(), from);
}

LineSpan whole_line(const ShapedText& text, const ShapedParagraph& paragraph) {
  return span(text, paragraph.begin, paragraph.end, false);
}

}  // namespace madang
