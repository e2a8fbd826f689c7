// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/map_part.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "player/text/format.h"

namespace madang {
namespace {

constexpr Colour k_white{255, 255, 255, 255};
constexpr Colour k_here{208, 24, 24, 255};

/// Draws a face that is there.
class FaceWriter {
 public:
  FaceWriter(PartWriter& part, const MapFace& face, const MapItem& item)
      : part_(part), face_(face), item_(item), zone_(part.zone()) {}

  void write() && {
    if (face_.ground)
      part_.add(PictureNode{face_.ground, zone_});
    for (const MapSprite& sprite : face_.pictures)
      add_sprite(sprite, 1);
    if (face_.way.picture) {
      add_sprite(face_.way, 1);
      add_steps();
    }
    if (face_.here) {
      add_dot(*face_.here, face_.here_radius * 1.35, k_white);
      add_dot(*face_.here, face_.here_radius, k_here);
    }
    for (const MapLabel& label : face_.labels)
      add_label(label);
    if (face_.tour.empty())
      return;
    const auto turn = part_.cue().position / std::max(item_.tour_every, Millis{500});
    const MapFace::Stop& stop = face_.tour[static_cast<size_t>(turn) % face_.tour.size()];
    add_sprite(stop.light, pulse());
    if (stop.label)
      add_label(*stop.label);
  }

 private:
  /// What moves on a map does so twenty times a second: enough to be seen, and most refreshes draw nothing.
  double seconds() const {
    constexpr Millis k_step{50};
    return static_cast<double>(part_.cue().position / k_step * k_step.count()) / 1000;
  }

  double pulse() const {
    constexpr double k_period = 1.2;  // s, slower than what could harm anybody (WCAG 2.3.1: three a second)
    return 0.6 + 0.4 * std::cos(2 * std::numbers::pi * seconds() / k_period);
  }

  Rect on_screen(const Rect& place) const {
    return {zone_.x + place.x, zone_.y + place.y, place.width, place.height};
  }

  void add_sprite(const MapSprite& sprite, double opacity) {
    if (!sprite.picture || sprite.place.empty())
      return;
    const Rect place = on_screen(sprite.place);
    part_.add(PictureNode{sprite.picture, place}, place, opacity);
  }

  void add_dot(MapSpot at, double radius, Colour colour) {
    const int half = std::max(1, static_cast<int>(std::lround(radius)));
    const Rect square = on_screen({static_cast<int>(std::lround(at.x)) - half,
                                   static_cast<int>(std::lround(at.y)) - half, 2 * half, 2 * half});
    if (intersect(square, zone_) == square)
      part_.add(FillNode{colour, static_cast<double>(half)}, square, 1);
  }

  /// Dots that walk along the way out.
  void add_steps() {
    const double apart = std::max(12.0, face_.here_radius * 3.2);
    double next = std::fmod(seconds() * apart * 1.5, apart);
    double walked = 0;
    for (size_t i = 1; i < face_.way_line.size(); ++i) {
      const MapSpot &a = face_.way_line[i - 1], &b = face_.way_line[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      for (; next < walked + length; next += apart) {
        const double along = (next - walked) / length;
        add_dot({a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * along}, face_.here_radius * 0.26, k_white);
      }
      walked += length;
    }
  }

  void add_label(const MapLabel& label) {
    if (label.plate) {
      const Rect plate = on_screen(*label.plate);
      part_.add(FillNode{label.plate_colour, std::min(plate.width, plate.height) * 0.2}, plate, 1);
    }
    if (label.text) {
      part_.add(TextNode{label.text, label.colour, zone_.x + std::round(label.at.x),
                         zone_.y + std::round(label.at.y)});
    }
  }

  PartWriter& part_;
  const MapFace& face_;
  const MapItem& item_;
  const Rect zone_;
};

MapRequest request_for(const MapItem& item, const MarketMap& map, const PartWriter& part) {
  const Setting& setting = part.setting();
  const Cue& cue = part.cue();
  const LiveView live = part.live();
  MapRequest request;
  request.map = &map;
  request.item = &item;
  request.box = part.zone().size();
  if (setting.screen != nullptr) {
    request.screen = setting.screen->id.value;
    request.legible = legible_size(*setting.screen, setting.viewport);
  }
  if (!item.languages.empty())
    request.language = item.languages[rotation_index(item.languages.size(), item.rotate_every, cue)];
  if (setting.way != nullptr && item.route != MapItem::Route::none)
    request.burning = setting.way->burning;
  request.weekday = weekday_of(live.now, live.zone);
  for (const auto& [feature, value] : item.live)
    request.notes[feature] = live_note(value, request.language, live);
  return request;
}

}  // namespace

void write_map(PartWriter& part, const MapItem& item) {
  const auto* maps = part.setting().maps;
  if (maps == nullptr)
    return;
  const auto map = maps->find(item.path);
  if (map == maps->end())
    return;
  const MapFacePtr face = part.resources().map(request_for(item, map->second, part));
  if (face == nullptr)
    part.wait();
  else
    FaceWriter(part, *face, item).write();
}

}  // namespace madang
