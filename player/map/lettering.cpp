// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/lettering.h"

#include <algorithm>
#include <cmath>

namespace madang {
namespace {

constexpr int k_air = 3;  // px around a plate
constexpr double k_line_height = 1.15;

constexpr double k_askew = 0.2;  // sine: what lies further from level or upright than 12 degrees

/// A stretch of a line that is as good as straight, and nearly level or upright.
struct Stretch {
  MapSpot from, to;
  double length = 0;
  bool upright = false;

  MapSpot at(double part) const { return {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part}; }
  /// px that it rises or falls for each px of its length.
  double slope() const { return std::abs(upright ? to.x - from.x : to.y - from.y) / length; }
};

/// px from a spot to the straight line through two others.
double off(MapSpot spot, MapSpot a, MapSpot b) {
  const double x = b.x - a.x, y = b.y - a.y, length = std::hypot(x, y);
  return length > 0 ? std::abs((spot.x - a.x) * y - (spot.y - a.y) * x) / length
                    : std::hypot(spot.x - a.x, spot.y - a.y);
}

/// The longest first. A line out of a survey has a point at every few metres: these count as one stretch as
/// long as they stay within `loose` px of it.
std::vector<Stretch> straight_stretches(const std::vector<MapSpot>& line, Size box, double loose) {
  constexpr size_t k_most_points = 256;  // of one stretch: the search for it is quadratic
  const auto inside = [&](MapSpot spot) {
    return spot.x >= 0 && spot.y >= 0 && spot.x <= box.width && spot.y <= box.height;
  };
  std::vector<Stretch> stretches;
  for (size_t first = 0; first + 1 < line.size();) {
    size_t last = first + 1;
    const auto straight_to = [&](size_t end) {
      return end < line.size() && end - first < k_most_points && inside(line[end]) &&
             std::all_of(line.begin() + static_cast<std::ptrdiff_t>(first),
                         line.begin() + static_cast<std::ptrdiff_t>(end),
                         [&](MapSpot spot) { return off(spot, line[first], line[end]) <= loose; });
    };
    while (inside(line[first]) && straight_to(last + 1))
      ++last;
    Stretch stretch{line[first], line[last],
                    std::hypot(line[last].x - line[first].x, line[last].y - line[first].y)};
    stretch.upright = std::abs(stretch.to.y - stretch.from.y) > std::abs(stretch.to.x - stretch.from.x);
    if (stretch.length > 0 && stretch.slope() <= k_askew)
      stretches.push_back(stretch);
    first = last;
  }
  std::stable_sort(stretches.begin(), stretches.end(),
                   [](const Stretch& a, const Stretch& b) { return a.length > b.length; });
  return stretches;
}

Rect around(MapSpot middle, Size size) {
  return {static_cast<int>(middle.x - size.width / 2.0), static_cast<int>(middle.y - size.height / 2.0),
          size.width, size.height};
}

}  // namespace

Lettering::Lettering(const Set& set, LanguageTag language, std::string font, Size box)
    : set_(set), language_(std::move(language)), font_(std::move(font)), box_(box) {}

std::optional<MapLabel> Lettering::set(const std::string& words, const MapLetters& letters, Size box,
                                       Writing writing) const {
  if (words.empty() || box.width < 2 || box.height < 2)
    return std::nullopt;
  TextRequest text;
  text.blocks = {{language_, words}};
  text.box = box;
  text.font = font_;
  text.weight = letters.weight;
  text.size = letters.size;
  text.least_size = letters.least;
  text.line_height = k_line_height;
  text.writing = writing;
  const auto [placed, fits] = set_(text);
  if (!placed || !fits || placed->ink.empty())
    return std::nullopt;
  MapLabel label;
  label.text = placed;
  label.colour = letters.ink;
  return label;
}

std::optional<MapLabel> Lettering::on_plate(const std::string& words, const MapLetters& letters,
                                            const Plate& plate, const LabelGrid& grid) const {
  const int widest = static_cast<int>(std::min(box_.width * 0.4, letters.size * 14));
  auto label = set(words, letters, {widest, static_cast<int>(letters.size * 3.6)});
  if (!label)
    return std::nullopt;
  const int pad = static_cast<int>(std::lround(letters.size * 0.28));
  const Size room{label->text->ink.width + 2 * pad, label->text->ink.height + 2 * pad};
  const auto place =
      find_place({plate.at, {room.width + 2 * k_air, room.height + 2 * k_air}, plate.away, plate.farthest}, grid);
  if (!place)
    return std::nullopt;
  label->plate = Rect{place->x + k_air, place->y + k_air, room.width, room.height};
  label->plate_colour = plate.colour;
  centre(*label, *label->plate);
  return label;
}

std::optional<MapLabel> Lettering::within(const std::vector<std::vector<MapSpot>>& rings, MapSpot at,
                                          const std::string& words, const MapLetters& letters, Lines lines,
                                          const LabelGrid& grid) const {
  for (int count = lines.from; count <= lines.most; ++count) {
    const int height = static_cast<int>(std::ceil(letters.least * 1.2 * count));
    const int width = static_cast<int>(width_around(rings, at, height) * 0.94);
    if (width < letters.least * 2)
      return std::nullopt;  // wider it will not become
    MapLetters smaller = letters;
    smaller.size = count == 1 ? std::min(letters.size, height / k_line_height) : letters.least;
    auto label = set(words, smaller, {width, height});
    if (!label || (label->text->cuts_words && !lines.may_cut))
      continue;
    const Rect place = around(at, label->text->ink.size());
    if (!grid.free(place))
      return std::nullopt;
    centre(*label, place);
    return label;
  }
  return std::nullopt;
}

std::optional<MapLabel> Lettering::along(const std::vector<MapSpot>& line, double width,
                                         const std::string& words, const MapLetters& letters,
                                         const LabelGrid& grid) const {
  constexpr size_t k_tries = 3;     // stretches
  constexpr double k_fill = 0.8;    // of the strip's width
  constexpr double k_loose = 0.15;  // of it, that its middle may bend
  MapLetters narrow = letters;
  narrow.size = std::min(letters.size, width * k_fill);
  if (narrow.size < letters.least)
    return std::nullopt;
  const int across = static_cast<int>(std::ceil(narrow.size * k_line_height));
  auto stretches = straight_stretches(line, box_, width * k_loose);
  stretches.resize(std::min(stretches.size(), k_tries));
  for (const Stretch& each : stretches) {
    const int room = static_cast<int>(std::min(each.length * k_fill, 32'000.0));
    auto label = each.upright ? set(words, narrow, {across, room}, Writing::vertical)
                              : set(words, narrow, {room, across});
    if (!label)
      continue;
    const Size ink = label->text->ink.size();
    const double length = each.upright ? ink.height : ink.width,
                 height = each.upright ? ink.width : ink.height;
    if (length * each.slope() + height > width)
      continue;  // its ends would leave the strip
    for (const double part : {0.5, 0.25, 0.75}) {
      const Rect place = around(each.at(part), ink);
      if (length > 2 * each.length * std::min(part, 1 - part) || !grid.free(place))
        continue;
      centre(*label, place);
      return label;
    }
  }
  return std::nullopt;
}

void centre(MapLabel& label, const Rect& place) {
  const Rect& ink = label.text->ink;
  label.at = {place.x + (place.width - ink.width) / 2.0 - ink.x,
              place.y + (place.height - ink.height) / 2.0 - ink.y};
}

Rect ink_of(const MapLabel& label) {
  Rect ink = label.text->ink;
  ink.x += static_cast<int>(std::lround(label.at.x));
  ink.y += static_cast<int>(std::lround(label.at.y));
  return ink;
}

}  // namespace madang
