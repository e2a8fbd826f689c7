// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/fit.h"

#include <algorithm>
#include <cmath>

#include "player/text/wrap.h"

namespace madang {
namespace {

constexpr double k_tolerance = 1e-6;

/// The largest whole step in [low, high] whose size passes; low - 1 where none does. `passes` must be
/// monotone.
template <class Passes>
long largest_step(long low, long high, Passes passes) {
  long good = low - 1;
  while (low <= high) {
    const long middle = low + (high - low) / 2;
    if (passes(static_cast<double>(middle) * k_size_step)) {
      good = middle;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return good;
}

}  // namespace

Measure measure(const TextRequest& request, const std::vector<ShapedTextPtr>& blocks, double size) {
  Measure result;
  std::vector<LineSpan> lines;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const double em = size * request.scale(i);
    const double width = request.box.width / em;
    lines.clear();
    for (const auto& paragraph : blocks[i]->paragraphs)
      wrap(*blocks[i], paragraph, width, lines);
    for (const auto& line : lines) {
      result.cuts = result.cuts || line.cut_word;
      result.wide = result.wide || line.width > width + k_tolerance;
    }
    const double gap = i == 0 ? 0 : request.block_gap;
    result.height += (static_cast<double>(lines.size()) * request.line_height + gap) * em;
  }
  return result;
}

FittedSize fit_size(const TextRequest& request, const std::vector<ShapedTextPtr>& blocks) {
  const auto fits = [&](double size, bool whole_words) {
    const Measure m = measure(request, blocks, size);
    return m.height <= request.box.height + k_tolerance && !m.wide && !(whole_words && m.cuts);
  };
  if (request.fit == TextFit::none)
    return {request.size, fits(request.size, false), false};
  if (fits(request.size, true))
    return {request.size, true, false};

  const auto step_at_least = [](double size) { return static_cast<long>(std::ceil(size / k_size_step)); };
  const long high = static_cast<long>(std::ceil(request.size / k_size_step)) - 1;
  const long least = step_at_least(request.least_size);
  const long whole = std::max(least, step_at_least(request.size * k_whole_words_down_to));
  const long kept = largest_step(whole, high, [&](double size) { return fits(size, true); });
  if (kept >= whole)
    return {static_cast<double>(kept) * k_size_step, true, false};
  // Too long for whole words, or simply too much text: then cutting a long word costs the least.
  if (fits(request.size, false))
    return {request.size, true, true};
  const long any = largest_step(least, high, [&](double size) { return fits(size, false); });
  if (any >= least) {
    const double size = static_cast<double>(any) * k_size_step;
    return {size, true, measure(request, blocks, size).cuts};
  }
  return {std::min(request.size, request.least_size), false, true};
}

}  // namespace madang
