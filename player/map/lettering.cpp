// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/lettering.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace madang {
namespace {

constexpr int k_air = 3;  // px around a plate
constexpr double k_line_height = 1.15;

/// A straight stretch that text can run along.
struct Stretch {
  MapSpot middle;
  double length = 0;
  bool upright = false;
};

/// The longest first; those that lie askew are left out.
std::vector<Stretch> straight_stretches(const std::vector<MapSpot>& line, Size box) {
  const double k_askew = std::sin(12 * std::numbers::pi / 180);
  std::vector<Stretch> stretches;
  for (size_t i = 1; i < line.size(); ++i) {
    // What lies outside the box is not there to be written on.
    const auto inside = [&](MapSpot spot) {
      return MapSpot{std::clamp(spot.x, 0.0, static_cast<double>(box.width)),
                     std::clamp(spot.y, 0.0, static_cast<double>(box.height))};
    };
    const double x = line[i].x - line[i - 1].x, y = line[i].y - line[i - 1].y;
    const double length = std::hypot(x, y);
    if (length <= 0)
      continue;
    const bool level = std::abs(y) <= length * k_askew, upright = std::abs(x) <= length * k_askew;
    if (!level && !upright)
      continue;
    const MapSpot a = inside(line[i - 1]), b = inside(line[i]);
    stretches.push_back({{(a.x + b.x) / 2, (a.y + b.y) / 2}, std::hypot(b.x - a.x, b.y - a.y), upright});
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
      find_place({plate.at, {room.width + 2 * k_air, room.height + 2 * k_air}, plate.away}, grid);
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
    if (!label)
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
  constexpr size_t k_tries = 3;
  constexpr double k_fill = 0.8;  // of the strip's width
  MapLetters narrow = letters;
  narrow.size = std::min(letters.size, width * k_fill);
  if (narrow.size < letters.least)
    return std::nullopt;
  const int across = static_cast<int>(std::ceil(narrow.size * k_line_height));
  auto stretches = straight_stretches(line, box_);
  stretches.resize(std::min(stretches.size(), k_tries));
  for (const Stretch& each : stretches) {
    const int along = static_cast<int>(each.length * k_fill);
    auto label = each.upright ? set(words, narrow, {across, along}, Writing::vertical)
                              : set(words, narrow, {along, across});
    if (!label)
      continue;
    const Rect place = around(each.middle, label->text->ink.size());
    if (!grid.free(place))
      continue;
    centre(*label, place);
    return label;
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
