// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/layout.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "player/text/fit.h"
#include "player/text/place.h"
#include "player/text/shape.h"
#include "player/text/wrap.h"

namespace madang {
namespace {

// A size that no arithmetic overflows on and no screen exceeds.
constexpr double k_largest_size = 4096;
constexpr double k_least_scale = 0.05;

std::vector<ShapedTextPtr> shape_blocks(const TextRequest& request, FontSet& fonts) {
  std::vector<ShapedTextPtr> shaped;
  shaped.reserve(request.blocks.size());
  for (const auto& block : request.blocks) {
    shaped.push_back(shape(shape_request(request, block), fonts.faces()));
  }
  return shaped;
}

TextRequest within_reason(const TextRequest& request) {
  TextRequest sane = request;
  sane.size = std::isfinite(request.size) ? std::clamp(request.size, 1.0, k_largest_size) : 1.0;
  sane.least_size = std::isfinite(request.least_size) ? std::clamp(request.least_size, 1.0, sane.size) : 1.0;
  sane.box = {std::max(request.box.width, 1), std::max(request.box.height, 1)};
  for (double& scale : sane.scales)
    scale = std::isfinite(scale) ? std::clamp(scale, k_least_scale, 1.0) : 1.0;
  return sane;
}

/// Share of the free space that lies before the line; the side where reading begins depends on its direction.
double lead(Align align, bool right_to_left) {
  if (align == Align::centre)
    return 0.5;
  return (align == Align::end) != right_to_left ? 1.0 : 0.0;
}

double lead(VerticalAlign align) {
  switch (align) {
    case VerticalAlign::top:
      return 0.0;
    case VerticalAlign::middle:
      return 0.5;
    case VerticalAlign::bottom:
      return 1.0;
  }
  return 0.5;
}

void collect_problems(const std::vector<ShapedTextPtr>& blocks, TextLayout& layout) {
  for (size_t i = 0; i < blocks.size(); ++i)
    add_problems(*blocks[i], i, layout.problems);
}

/// A line that has its place.
struct Row {
  size_t block;
  const ShapedParagraph* paragraph;
  LineSpan span;
  double size;  // em, px
  double top;   // px
  double height;
  double baseline;
};

/// Leaves out the rows that stand below the box, but never the first. The first of them, where there are any.
std::optional<Row> drop_rows_below(double bottom, std::vector<Row>& rows) {
  const auto below = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
    return &row != &rows.front() && row.top + row.height > bottom + 0.01;
  });
  if (below == rows.end())
    return std::nullopt;
  const Row first = *below;
  rows.erase(below, rows.end());
  return first;
}

LaidLine place(const TextRequest& request, const Row& row, const ShapedText& text) {
  const double free = request.box.width - row.span.width * row.size;
  const double x = free * lead(request.align, row.paragraph->level % 2 != 0);
  LaidLine line = place_line(text, *row.paragraph, row.span, row.size, x, row.baseline);
  line.block = row.block;
  return line;
}

/// The row as the last that there is room for: it ends with an ellipsis, in place of as many characters as
/// that takes.
LaidLine place_cut(const TextRequest& request, Row row, const ShapedText& text, FontSet& fonts) {
  const double size = row.size;
  const TaggedText dots{request.blocks[row.block].language, "…"};
  const auto ellipsis = shape(shape_request(request, dots), fonts.faces());
  const double dots_width = ellipsis->position.back();
  LineSpan& span = row.span;
  const double saved = text.saved_at_head(span.begin);
  const double room = request.box.width / size - dots_width + saved;
  while (span.ink_end > span.begin &&
         (text.position[span.ink_end] - text.position[span.begin] > room || text.space[span.ink_end - 1])) {
    span.ink_end = text.cluster_before(span.ink_end);
  }
  span.ink_end = std::max(span.ink_end, span.begin);
  const double words_width = std::max(0.0, text.position[span.ink_end] - text.position[span.begin] - saved);
  span.width = words_width + dots_width;
  span.end = span.ink_end;

  const bool right_to_left = row.paragraph->level % 2 != 0;
  const double x = (request.box.width - span.width * size) * lead(request.align, right_to_left);
  LaidLine line =
      place_line(text, *row.paragraph, span, size, right_to_left ? x + dots_width * size : x, row.baseline);
  const LaidLine tail =
      place_line(*ellipsis, ellipsis->paragraphs.front(), whole_line(*ellipsis, ellipsis->paragraphs.front()),
                 size, right_to_left ? x : x + words_width * size, row.baseline);
  for (LaidGlyph glyph : tail.glyphs) {
    glyph.cluster = line.end;
    line.glyphs.insert(right_to_left ? line.glyphs.begin() : line.glyphs.end(), glyph);
  }
  line.x = x;
  line.width = span.width * size;
  line.block = row.block;
  return line;
}

/// From lines on top of each other to lines beside each other, the first at the right.
void turn_down(TextLayout& layout) {
  std::swap(layout.box.width, layout.box.height);
  layout.writing = Writing::vertical;
  for (LaidLine& line : layout.lines) {
    for (LaidGlyph& glyph : line.glyphs) {
      const double along = glyph.x;
      glyph.x = layout.box.width - glyph.y;
      glyph.y = along;
    }
  }
}

/// Where the text no longer fits: at the first line that is wider than the box, or was left out.
void report_overflow(const std::optional<Row>& dropped, const std::vector<ShapedTextPtr>& blocks,
                     TextLayout& layout) {
  const auto wide = std::find_if(layout.lines.begin(), layout.lines.end(),
                                 [&](const LaidLine& line) { return line.width > layout.box.width + 0.01; });
  if (wide != layout.lines.end())
    layout.problems.push_back({TextProblem::Kind::does_not_fit, wide->block, wide->begin, 0});
  else if (dropped)
    layout.problems.push_back({TextProblem::Kind::does_not_fit, dropped->block,
                               blocks[dropped->block]->bytes[dropped->span.begin], 0});
  else
    layout.problems.push_back({TextProblem::Kind::does_not_fit, 0, 0, 0});
}

}  // namespace

TextLayout lay_out(const TextRequest& asked, FontSet& fonts) {
  TextRequest request = within_reason(asked);
  const bool down = request.writing == Writing::vertical;
  if (down)
    std::swap(request.box.width, request.box.height);  // laid out on its side, and turned at the end
  const auto blocks = shape_blocks(request, fonts);
  const FittedSize fitted = fit_size(request, blocks);

  TextLayout layout;
  layout.size = fitted.size;
  layout.box = request.box;
  layout.cuts_words = fitted.cuts_words;
  collect_problems(blocks, layout);

  // What is taller than the box begins at its top, so that at least the beginning can be read.
  const double height = measure(request, blocks, layout.size).height;
  double top = std::max(0.0, (request.box.height - height) * lead(request.vertical_align));
  std::vector<Row> rows;
  std::vector<LineSpan> spans;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const ShapedText& text = *blocks[i];
    const double em = layout.size * request.scale(i);
    const double line_height = request.line_height * em;
    if (i > 0)
      top += request.block_gap * em;
    for (const auto& paragraph : text.paragraphs) {
      spans.clear();
      wrap_evenly(text, paragraph, request.box.width / em, spans);
      for (const auto& span : spans) {
        // The strut: each line is as high as the first face asks, whatever else stands on it.
        rows.push_back({i, &paragraph, span, em, top, line_height, top + line_height / 2 + text.middle * em});
        top += line_height;
      }
    }
  }
  const auto dropped = fitted.fits ? std::nullopt : drop_rows_below(request.box.height, rows);
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool ends_cut = dropped && i + 1 == rows.size();
    const ShapedText& text = *blocks[rows[i].block];
    layout.lines.push_back(ends_cut ? place_cut(request, rows[i], text, fonts)
                                    : place(request, rows[i], text));
  }
  if (!fitted.fits)
    report_overflow(dropped, blocks, layout);
  if (down)
    turn_down(layout);
  return layout;
}

TextLayout lay_out_strip(const TextRequest& asked, double gap, FontSet& fonts) {
  TextRequest request = within_reason(asked);
  request.writing = Writing::horizontal;
  const auto blocks = shape_blocks(request, fonts);
  const double line_height = std::max(request.line_height, 0.1);
  const double highest = request.box.height / line_height;
  const bool too_high = request.size > highest;

  TextLayout layout;
  layout.size = request.size;
  if (request.fit == TextFit::shrink && too_high)
    layout.size = std::max(highest, request.least_size);
  layout.box = {0, request.box.height};
  collect_problems(blocks, layout);

  struct Piece {
    size_t block;
    const ShapedParagraph* paragraph;
    LineSpan span;
  };
  std::vector<Piece> pieces;
  double total = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    for (const auto& paragraph : blocks[i]->paragraphs) {
      const LineSpan span = whole_line(*blocks[i], paragraph);
      if (span.begin == span.ink_end)
        continue;
      pieces.push_back({i, &paragraph, span});
      total += span.width * layout.size + gap;
    }
  }
  // Whole pixels, so that strips laid end to end meet exactly; the trailing gap takes up the fraction.
  layout.box.width = static_cast<int>(std::ceil(total));
  const bool right_to_left = !pieces.empty() && pieces.front().paragraph->level % 2 != 0;
  double x = right_to_left ? layout.box.width : 0;
  for (const auto& piece : pieces) {
    const ShapedText& text = *blocks[piece.block];
    const double width = piece.span.width * layout.size;
    const double middle = request.box.height / 2.0 + text.middle * layout.size;
    if (right_to_left)
      x -= width;
    layout.lines.push_back(place_line(text, *piece.paragraph, piece.span, layout.size, x, middle));
    layout.lines.back().block = piece.block;
    x += right_to_left ? -gap : width + gap;
  }
  if (layout.size > highest + 1e-6)
    layout.problems.push_back({TextProblem::Kind::does_not_fit, 0, 0, 0});
  return layout;
}

}  // namespace madang
