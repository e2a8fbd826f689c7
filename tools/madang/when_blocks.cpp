// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/when_blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

using std::chrono::days;
using Anchor = SvgText::Anchor;

/// Without the palette's black.
struct Ink {
  std::string_view ground, letters;
};
constexpr std::array<Ink, 7> k_palette{{{"#e69f00", "#1b1b1b"},
                                        {"#56b4e9", "#1b1b1b"},
                                        {"#009e73", "#0d0d0d"},
                                        {"#f0e442", "#1b1b1b"},
                                        {"#0072b2", "#ffffff"},
                                        {"#d55e00", "#0d0d0d"},
                                        {"#cc79a7", "#1b1b1b"}}};
constexpr Ink k_default_ink{"#e9e6df", "#3a3a3a"};
constexpr std::array<std::string_view, 3> k_patterns{"stripes", "dots", "bars"};
constexpr std::string_view k_pattern_definitions =
    "<pattern id=\"stripes\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"10\" fill=\"#ffffff\" "
    "fill-opacity=\"0.55\"/></pattern>\n"
    "<pattern id=\"dots\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\"><circle cx=\"5\" "
    "cy=\"5\" "
    "r=\"2.4\" fill=\"#ffffff\" fill-opacity=\"0.6\"/></pattern>\n"
    "<pattern id=\"bars\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
    "height=\"3\" "
    "fill=\"#ffffff\" fill-opacity=\"0.55\"/></pattern>\n";

constexpr std::string_view k_dark = "#1b1b1b";
constexpr size_t k_most_beside = 5;  // sharers that are named each in its own stripe

Ink ink_of(const WhenView& view, size_t entry) {
  return view.is_default(entry) ? k_default_ink : k_palette[(view.number(entry) - 1) % k_palette.size()];
}

/// How often the palette was used up before this entry's colour.
size_t round_of(const WhenView& view, size_t entry) {
  return view.is_default(entry) ? 0 : (view.number(entry) - 1) / k_palette.size();
}

std::string hint_of(const WhenView& view, const WhenStretch& stretch, Lang lang) {
  const LocalTime from = view.zone.to_local(stretch.interval.from);
  const LocalTime to = view.zone.to_local(stretch.interval.to);
  const auto day = std::chrono::floor<days>(from);
  std::string hint = day_text(day, lang) + " " + clock_text(from) + "-" + clock_text(to, day);
  for (const WhenPart& part : stretch.parts) {
    if (part.due > 0)
      hint += fmt::format("\n{} {:.0f}%", view.name(part.entry, lang), part.due * 100);
  }
  return hint;
}

/// The number, the name as far as there is room, and under it the first of `details` that fits.
void label(Svg& svg, const WhenView& view, const Box& box, size_t entry,
           const std::vector<std::string>& details, Lang lang) {
  const bool is_default = view.is_default(entry);
  const std::string number = is_default ? "" : std::to_string(view.number(entry));
  const double size = box.height >= 40 && box.width >= 110 && !is_default ? 15 : box.height >= 17 ? 13 : 10.5;
  if (box.height < 12.5 || box.width < 14)
    return;
  const std::string name = (is_default ? "" : number + " ") + view.name(entry, lang);
  const auto most = static_cast<size_t>(std::max(1.0, (box.height - 5) / (size * 1.25)));
  auto lines = wrapped(name, box.width - 10, size, std::min<size_t>(most, 4));
  if (lines.empty() || lines.front() == "…")
    lines = {number};
  double y = box.y + (box.height < 20 ? box.height / 2 + size * 0.36 : size + 4);
  for (const std::string& line : lines) {
    write_on(svg, view, entry, box.x + 5, y, line, {size, {}, !is_default, Anchor::start});
    y += size * 1.25;
  }
  for (const std::string& detail : details) {
    if (y + 2 > box.bottom() || text_width(detail, 12) > box.width - 8)
      continue;
    write_on(svg, view, entry, box.x + 5, y, detail, {12, {}, false, Anchor::start});
    return;
  }
}

}  // namespace

std::string_view pattern_definitions() {
  return k_pattern_definitions;
}

void fill_with(Svg& svg, const WhenView& view, size_t entry, const Box& box, std::string_view hint) {
  svg.rect(box, ink_of(view, entry).ground, hint);
  if (const size_t round = round_of(view, entry); round > 0)
    svg.rect(box, fmt::format("url(#{})", k_patterns[(round - 1) % k_patterns.size()]), hint);
}

void write_on(Svg& svg, const WhenView& view, size_t entry, double x, double y, std::string_view words,
              SvgText style) {
  style.colour = ink_of(view, entry).letters;
  if (round_of(view, entry) > 0) {
    const double width = text_width(words, style.size);
    const double left = style.anchor == Anchor::middle ? x - width / 2 : x;
    svg.rect({left - 2, y - style.size * 0.95, width + 4, style.size * 1.28}, ink_of(view, entry).ground, {},
             2);
  }
  svg.text(x, y, words, style);
}

std::vector<Block> blocks(const WhenView& view, const Column& column, const WhenStretch& stretch) {
  std::vector<Block> found;
  std::optional<LocalTime> reached;  // on the wall, by the pass before
  for (const TimeZone::Stretch& pass : view.zone.stretches(column.interval)) {
    const Interval cut{std::max({pass.from, stretch.interval.from, column.interval.from}),
                       std::min({pass.to, stretch.interval.to, column.interval.to})};
    const auto on_wall = [&](SysTime t) { return LocalTime{t.time_since_epoch() + pass.offset}; };
    const auto y = [&](LocalTime t) {
      return column.box.y + column.box.height * static_cast<double>((t - column.from).count()) /
                                static_cast<double>(column.length.count());
    };
    const auto add = [&](LocalTime from, LocalTime to, double left, double width) {
      if (from < to)
        found.push_back({{column.box.x + left, y(from), width, y(to) - y(from)}, {cut, stretch.parts}});
    };
    if (cut.from < cut.to) {
      const LocalTime from = on_wall(cut.from);
      const LocalTime to = on_wall(cut.to);
      const LocalTime split = reached ? std::clamp(*reached, from, to) : from;
      add(from, split, column.box.width / 2, column.box.width / 2);
      add(split, to, 0, column.box.width);
    }
    reached = on_wall(std::min(pass.to, column.interval.to));
  }
  return found;
}

void draw_block(Svg& svg, const WhenView& view, const Block& block, Labels labels, Lang lang) {
  const std::string hint = hint_of(view, block.stretch, lang);
  std::vector<WhenPart> parts = block.stretch.parts;
  std::erase_if(parts, [](const WhenPart& part) { return part.due <= 0; });
  const LocalTime from = view.zone.to_local(block.stretch.interval.from);
  const std::string times =
      clock_text(from) + "–" +
      clock_text(view.zone.to_local(block.stretch.interval.to), std::chrono::floor<days>(from));
  double x = block.box.x;
  for (const WhenPart& part : parts) {
    const Box stripe{x, block.box.y, block.box.width * part.due, block.box.height};
    fill_with(svg, view, part.entry, stripe, hint);
    if (labels == Labels::names && parts.size() <= k_most_beside) {
      const std::string due = fmt::format("{:.0f}%", part.due * 100);
      label(svg, view, stripe, part.entry,
            parts.size() == 1 ? std::vector{times} : std::vector{due + "  " + times, due}, lang);
      svg.rect(stripe, "none", hint, 0, "#ffffff");
    }
    x = stripe.right();
  }
  if (labels == Labels::names && parts.size() > k_most_beside && block.box.height >= 18) {
    const std::string words = say("{}가지가 번갈아", "{} by turns", parts.size()).in(lang);
    svg.rect({block.box.x + 4, block.box.y + 3, std::min(block.box.width - 8, text_width(words, 12) + 8), 16},
             "#ffffff", hint, 3);
    svg.text(block.box.x + 8, block.box.y + 15, words, {12, k_dark, true, Anchor::start});
  }
  if (labels == Labels::names)
    svg.rect(block.box, "none", hint, 0, "#ffffff");
}

}  // namespace madang::tool
