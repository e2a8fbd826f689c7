// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/place.h"

#include <algorithm>

#include "player/text/handles.h"

namespace madang {
namespace {

/// Indices of `runs` from left to right.
std::vector<std::int32_t> visual_order(const std::vector<const ShapedRun*>& runs) {
  std::vector<UBiDiLevel> levels;
  levels.reserve(runs.size());
  for (const auto* run : runs)
    levels.push_back(run->level);
  std::vector<std::int32_t> order(runs.size());
  ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
  return order;
}

struct GlyphRange {
  const ShapedGlyph* begin;
  const ShapedGlyph* end;
};

/// The glyphs of a run whose cluster begins in [begin, end): one stretch, since clusters ascend in
/// left-to-right runs and descend in the others.
GlyphRange glyphs_between(const ShapedRun& run, std::uint32_t begin, std::uint32_t end) {
  const auto* first = run.glyphs.data();
  const auto* last = first + run.glyphs.size();
  if (run.level % 2 == 0) {
    const auto before = [](std::uint32_t unit) {
      return [unit](const ShapedGlyph& g) { return g.unit < unit; };
    };
    return {std::partition_point(first, last, before(begin)), std::partition_point(first, last, before(end))};
  }
  const auto from = [](std::uint32_t unit) {
    return [unit](const ShapedGlyph& g) { return g.unit >= unit; };
  };
  return {std::partition_point(first, last, from(end)), std::partition_point(first, last, from(begin))};
}

}  // namespace

LaidLine place_line(const ShapedText& text, const ShapedParagraph& paragraph, const LineSpan& span,
                    double size, double x, double baseline) {
  LaidLine line;
  line.x = x;
  line.baseline = baseline;
  line.width = span.width * size;
  line.size = size;
  line.begin = text.bytes[span.begin];
  line.end = text.bytes[span.end];

  const auto first = std::partition_point(paragraph.runs.begin(), paragraph.runs.end(),
                                          [&](const ShapedRun& run) { return run.end <= span.begin; });
  std::vector<const ShapedRun*> runs;
  for (auto run = first; run != paragraph.runs.end() && run->begin < span.ink_end; ++run)
    runs.push_back(&*run);
  if (runs.empty())
    return line;

  double pen = x - text.saved_at_head(span.begin) * size;
  for (const auto index : visual_order(runs)) {
    const ShapedRun& run = *runs[static_cast<size_t>(index)];
    const auto range = glyphs_between(run, span.begin, span.ink_end);
    for (const auto* glyph = range.begin; glyph != range.end; ++glyph) {
      line.glyphs.push_back({glyph->glyph, run.face, pen + static_cast<double>(glyph->dx) * size,
                             baseline - static_cast<double>(glyph->dy) * size, run.turned,
                             text.bytes[glyph->unit]});
      pen += static_cast<double>(glyph->advance) * size;
    }
  }
  return line;
}

void add_problems(const ShapedText& text, size_t block, std::vector<TextProblem>& problems) {
  using Kind = TextProblem::Kind;
  for (const auto& bad : text.bad)
    problems.push_back({Kind::invalid_utf8, block, bad.offset, bad.code_point});
  for (const auto& missing : text.missing) {
    problems.push_back({Kind::missing_glyph, block, text.bytes[missing.unit], missing.code_point});
  }
  if (text.cut)
    problems.push_back({Kind::does_not_fit, block, text.bytes.back(), 0});
}

}  // namespace madang
