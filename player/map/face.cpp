// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/face.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "player/map/evacuation.h"
#include "player/map/labels.h"
#include "player/map/route.h"
#include "player/map/words.h"
#include "player/text/format.h"

namespace madang {
namespace {

constexpr Colour k_ink{34, 26, 20, 255};
constexpr Colour k_white{255, 255, 255, 255};
constexpr Colour k_plate{255, 255, 255, 225};
constexpr Colour k_here{208, 24, 24, 255};
constexpr Colour k_light{208, 24, 24, 255};  // around a stop of a tour
constexpr Colour k_way{0, 128, 62, 255};
constexpr Colour k_legend{255, 252, 246, 255};
constexpr int k_air = 3;  // px around a label

double colour_distance(Colour a, Colour b) {
  return contrast_ratio({a.r, a.g, a.b, 255}, {b.r, b.g, b.b, 255});
}

class Maker {
 public:
  Maker(const MapRequest& request, const MapTools& tools)
      : request_(request), map_(*request.map), item_(*request.item), tools_(tools), grid_(request.box) {
    const auto stand = map_.stands.find(request.screen);
    if (stand != map_.stands.end())
      stand_ = &stand->second;
    const double shorter = std::min(request.box.width, request.box.height);
    em_ = request.legible > 0 ? request.legible : std::max(12.0, shorter * 0.032);
    // On a small map the marks and words must leave some of it to be seen.
    em_ = std::clamp(em_, 9.0, std::max(10.0, shorter * 0.06));
    steps_ = item_.route == MapItem::Route::steps_free_exit ? Steps::avoided : Steps::allowed;
  }

  MapFace make() && {
    if (request_.box.empty())
      return {};
    const Rect free = make_legend();
    const int margin = static_cast<int>(std::lround(em_ * 0.8));
    view_ = view_of(map_, stand_, item_.around,
                    {free.x + margin, free.y + margin, std::max(1, free.width - 2 * margin),
                     std::max(1, free.height - 2 * margin)});
    place_marks();
    face_.ground = tools_.ground(view_, look());
    make_fire();
    make_way();
    take_way();
    make_furniture();
    label_what_is_looked_for();
    make_tour();
    if (!is_alarm())
      label_shops();
    return std::move(face_);
  }

 private:
  bool is_alarm() const { return item_.route != MapItem::Route::none; }

  MapLook look() const {
    MapLook look;
    look.strong.insert(item_.highlight.begin(), item_.highlight.end());
    look.strong.insert(item_.tour.begin(), item_.tour.end());
    look.pale = is_alarm();
    look.marks = marks_;
    return look;
  }

  /// In a fire what helps then; else what visitors look for.
  bool is_marked(const MapFeature& feature) const {
    if (!has_mark(feature.type))
      return false;
    if (is_named(item_.highlight, feature) || is_named(item_.minutes, feature))
      return true;
    switch (feature.type) {
      case MapType::gate:
      case MapType::exit:
      case MapType::aed:
        return true;
      case MapType::assembly:
      case MapType::stairs:
      case MapType::extinguisher:
        return is_alarm() || feature.type == MapType::stairs;
      default:
        return !is_alarm();
    }
  }

  /// Ways out first and where they are; a mark that would lie on another one moves beside it.
  void place_marks() {
    if (stand_ != nullptr) {
      face_.here = view_.to_px(stand_->at);
      face_.here_radius = em_ * 0.55;
      take_around(*face_.here, em_ * 1.5);
    }
    std::vector<const MapFeature*> marked;
    for (const MapFeature& each : map_.features) {
      if (is_marked(each))
        marked.push_back(&each);
    }
    std::stable_sort(marked.begin(), marked.end(), [](const MapFeature* a, const MapFeature* b) {
      return leads_out(a->type) > leads_out(b->type);
    });
    for (const MapFeature* each : marked) {
      const double side = leads_out(each->type) ? em_ * 1.4 : em_ * 1.1;
      const int whole = static_cast<int>(std::ceil(side * 1.12));
      MapSpot at = view_.to_px(each->at);
      if (at.x < 0 || at.y < 0 || at.x > request_.box.width || at.y > request_.box.height)
        continue;
      auto place = find_place({at, {whole, whole}, 0}, grid_);
      if (!place && !leads_out(each->type))
        place = find_place({at, {whole, whole}, whole * 0.15}, grid_);
      if (place)
        at = {place->x + whole / 2.0, place->y + whole / 2.0};
      else if (!leads_out(each->type))
        continue;
      take_around(at, side * 1.12);
      marks_.push_back({each->type, at, side});
      mark_of_[each->id] = at;
    }
  }

  /// Nothing where the words need more room.
  std::optional<MapLabel> set_in(const std::string& words, double size, double least, Size box, Weight weight) {
    if (words.empty() || box.width < 2 || box.height < 2)
      return std::nullopt;
    TextRequest text;
    text.blocks = {{request_.language, words}};
    text.box = box;
    text.font = item_.font;
    text.weight = weight;
    text.size = size;
    text.least_size = least;
    text.line_height = 1.15;
    const auto [placed, fits] = tools_.set(text);
    if (!placed || !fits || placed->ink.empty())
      return std::nullopt;
    return MapLabel{placed, {}, k_ink, std::nullopt, k_plate};
  }

  /// Puts the middle of the label's ink there.
  static void centre(MapLabel& label, const Rect& rect) {
    const Rect& ink = label.text->ink;
    label.at = {rect.x + (rect.width - ink.width) / 2.0 - ink.x, rect.y + (rect.height - ink.height) / 2.0 - ink.y};
  }

  /// The colours of the categories and what they mean, along the bottom. Equal cells, so that the map stays where
  /// it is when the language turns. What is left for the map comes back.
  Rect make_legend() {
    Rect free{0, 0, request_.box.width, request_.box.height};
    std::vector<const MapCategory*> shown;
    for (const MapCategory& each : map_.categories) {
      const bool used = std::any_of(map_.features.begin(), map_.features.end(),
                                    [&](const MapFeature& feature) { return feature.category == each.id; });
      if (used)
        shown.push_back(&each);
    }
    if (!item_.legend || is_alarm() || shown.empty())
      return free;
    const double size = em_ * 0.72;
    const int row = static_cast<int>(std::ceil(size * 1.7));
    const int columns = std::clamp(static_cast<int>(free.width / (size * 6.5)), 1, static_cast<int>(shown.size()));
    const int rows = (static_cast<int>(shown.size()) + columns - 1) / columns;
    if (rows * row > free.height / 3)
      return free;
    free.height -= rows * row;
    MapLabel ground;
    ground.plate = Rect{0, free.height, free.width, rows * row};
    ground.plate_colour = k_legend;
    face_.labels.push_back(ground);
    grid_.take(*ground.plate);
    const int cell = free.width / columns;
    for (size_t i = 0; i < shown.size(); ++i) {
      const int x = cell * (static_cast<int>(i) % columns);
      const int y = free.height + row * (static_cast<int>(i) / columns);
      const int side = static_cast<int>(std::lround(size * 0.9));
      const int gap = static_cast<int>(std::lround(size * 0.4));
      MapLabel swatch;
      swatch.plate = Rect{x + gap, y + (row - side) / 2, side, side};
      swatch.plate_colour = shown[i]->colour;
      face_.labels.push_back(swatch);
      const TaggedText* name = shown[i]->name.in(request_.language);
      const int left = x + 2 * gap + side;
      auto label = name == nullptr ? std::nullopt
                                   : set_in(name->text, size, size * 0.5, {std::max(2, x + cell - left), row}, Weight::regular);
      if (!label)
        continue;
      label->at = {static_cast<double>(left - label->text->ink.x),
                   y + (row - label->text->ink.height) / 2.0 - label->text->ink.y};
      face_.labels.push_back(std::move(*label));
    }
    return free;
  }

  /// What burns and the ways out that are closed by it.
  void make_fire() {
    const auto burns = [&](const std::string& id) {
      return !id.empty() &&
             std::find(request_.burning.begin(), request_.burning.end(), id) != request_.burning.end();
    };
    const auto add = [&](MapSprite sprite) {
      if (!sprite.place.empty())
        face_.pictures.push_back(std::move(sprite));
    };
    for (const MapFeature& each : map_.features) {
      if (burns(each.id) && !each.areas.empty()) {
        add(tools_.part("fire " + each.id, [&] { return paint_fire(each, view_, request_.box, em_); }));
      }
    }
    for (const MapFeature& each : map_.features) {
      if (leads_out(each.type) && (burns(each.id) || burns(each.block)))
        add(paint_cross(view_.to_px(each.at), em_ * 1.4, request_.box));
    }
  }

  void make_way() {
    if (!is_alarm() || stand_ == nullptr || stand_->node < 0)
      return;
    const auto route = WaysOut(map_, request_.burning).from(stand_->node, steps_);
    if (!route)
      return;
    std::vector<MapSpot> line{view_.to_px(stand_->at)};
    for (const MapPoint& point : route->points)
      line.push_back(view_.to_px(point));
    exit_ = route->to;
    if (const MapFeature* exit = map_.find(route->to))
      line.push_back(view_.to_px(exit->at));
    line.erase(std::unique(line.begin(), line.end()), line.end());
    shorten(line, em_ * 0.9);
    face_.way = tools_.part(fmt::format("way {}", fmt::join(request_.burning, ",")),
                            [&] { return paint_way(line, request_.box, std::max(5.0, em_ * 0.42), k_way); });
    face_.way_line = std::move(line);
  }

  /// The mark at its end stays to be seen.
  static void shorten(std::vector<MapSpot>& line, double by) {
    while (line.size() >= 2) {
      const MapSpot last = line.back(), before = line[line.size() - 2];
      const double length = std::hypot(last.x - before.x, last.y - before.y);
      if (length > by) {
        line.back() = {last.x + (before.x - last.x) * by / length, last.y + (before.y - last.y) * by / length};
        return;
      }
      by -= length;
      line.pop_back();
    }
  }

  void take_around(MapSpot spot, double side) {
    const int half = static_cast<int>(std::ceil(side / 2));
    grid_.take({static_cast<int>(spot.x) - half, static_cast<int>(spot.y) - half, 2 * half, 2 * half});
  }

  void take_way() {
    // Words over the way would break it.
    for (size_t i = 1; i < face_.way_line.size(); ++i) {
      const MapSpot &a = face_.way_line[i - 1], &b = face_.way_line[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      const int pieces = static_cast<int>(std::clamp(length / em_, 1.0, 500.0));
      for (int k = 0; k <= pieces; ++k)
        take_around({a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces}, em_ * 0.8);
    }
  }

  /// North and the scale, in the corner at the upper right.
  void make_furniture() {
    const int side = static_cast<int>(std::lround(em_ * 2));
    const int gap = static_cast<int>(std::lround(em_ * 0.4));
    const Rect north{request_.box.width - side - gap, gap, side, side};
    face_.pictures.push_back({paint_north(view_.up, side), north});
    const double most = std::min(request_.box.width * 0.2, em_ * 7);
    const double metres = scale_bar(view_, most);
    const int width = static_cast<int>(std::lround(metres * view_.scale));
    const int height = std::max(4, static_cast<int>(em_ * 0.3));
    const Rect bar{request_.box.width - gap - std::max(width, side), north.bottom() + static_cast<int>(em_ * 1.2), width, height};
    face_.pictures.push_back({paint_scale(width, height), bar});
    grid_.take({std::min(north.x, bar.x) - gap, 0, request_.box.width, bar.bottom() + gap});
    const double size = em_ * 0.62;
    if (auto label = set_in(format_metres(metres, request_.language), size, size * 0.6,
                            {static_cast<int>(em_ * 7), static_cast<int>(size * 1.5)}, Weight::regular)) {
      const Rect ink = label->text->ink;
      label->at = {static_cast<double>(bar.x + std::max(0, (bar.width - ink.width) / 2) - ink.x),
                   static_cast<double>(bar.y - ink.height - 2 - ink.y)};
      // It may not leave the box where the bar is short.
      label->at.x = std::min(label->at.x, static_cast<double>(request_.box.width - gap - ink.width - ink.x));
      face_.labels.push_back(std::move(*label));
    }
  }

  /// On a plate near a point; false where there is no place for it.
  std::optional<MapLabel> plated(const std::string& words, double size, MapSpot at, double away, Weight weight,
                                 Colour colour, Colour plate, const LabelGrid& grid) {
    const int widest = static_cast<int>(std::min(request_.box.width * 0.4, size * 14));
    auto label = set_in(words, size, size * 0.75, {widest, static_cast<int>(size * 3.6)}, weight);
    if (!label)
      return std::nullopt;
    const int pad = static_cast<int>(std::lround(size * 0.28));
    const Size room{label->text->ink.width + 2 * pad, label->text->ink.height + 2 * pad};
    const auto place = find_place({at, {room.width + 2 * k_air, room.height + 2 * k_air}, away}, grid);
    if (!place)
      return std::nullopt;
    const Rect plate_rect{place->x + k_air, place->y + k_air, room.width, room.height};
    label->colour = colour;
    label->plate = plate_rect;
    label->plate_colour = plate;
    centre(*label, plate_rect);
    return label;
  }

  std::string name_of(const MapFeature& feature) const {
    const TaggedText* name = feature.name.in(request_.language);
    return name != nullptr ? name->text : feature.number;
  }

  std::optional<int> minutes_to(const std::string& id) const {
    if (stand_ == nullptr || stand_->node < 0)
      return std::nullopt;
    const auto route = route_to(map_, stand_->node, id);
    if (!route)
      return std::nullopt;
    return std::max(1, static_cast<int>(std::ceil(route->metres / map_.metres_per_minute)));  // none too few
  }

  bool is_named(const std::vector<std::string>& list, const MapFeature& feature) const {
    return std::find(list.begin(), list.end(), feature.id) != list.end();
  }

  /// The higher, the sooner it gets a place; 0: it needs none.
  int importance(const MapFeature& feature) const {
    if (is_alarm()) {
      if (feature.id == exit_)
        return 100;
      return leads_out(feature.type) ? 60 : feature.type == MapType::assembly ? 50 : feature.type == MapType::block ? 20 : 0;
    }
    if (is_named(item_.minutes, feature) || request_.notes.contains(feature.id))
      return 90;
    if (is_named(item_.highlight, feature))
      return 85;
    switch (feature.type) {
      case MapType::gate:
        return 80;
      case MapType::block:
        return 70;
      case MapType::landmark:
        return 60;
      case MapType::exit:
      case MapType::parking:
        return 50;
      case MapType::information:
      case MapType::stop:
        return 40;
      default:
        return 0;
    }
  }

  void label_what_is_looked_for() {
    if (face_.here) {
      if (auto label = plated(std::string(here_word(request_.language)), em_ * 0.95, *face_.here, em_ * 0.9, Weight::bold,
                              k_white, k_here, grid_)) {
        grid_.take(*label->plate);
        face_.labels.push_back(std::move(*label));
      }
    }
    std::vector<std::pair<int, const MapFeature*>> wanted;
    for (const MapFeature& each : map_.features) {
      if (const int weight = importance(each); weight > 0)
        wanted.emplace_back(weight, &each);
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [weight, feature] : wanted)
      label_feature(*feature, weight);
  }

  void label_feature(const MapFeature& feature, int weight) {
    const auto mark = mark_of_.find(feature.id);
    const MapSpot at = mark != mark_of_.end() ? mark->second : view_.to_px(feature.at);
    if (at.x < 0 || at.y < 0 || at.x > request_.box.width || at.y > request_.box.height)
      return;  // it is not on this map
    std::string words = name_of(feature);
    if (is_named(item_.minutes, feature)) {
      if (const auto minutes = minutes_to(feature.id))
        words += (words.empty() ? "" : " · ") + format_minutes(*minutes, request_.language);
    }
    if (const auto note = request_.notes.find(feature.id); note != request_.notes.end())
      words += (words.empty() ? "" : "\n") + note->second;
    if (words.empty())
      return;
    const bool is_the_exit = is_alarm() && feature.id == exit_;
    const double size = is_the_exit ? em_ * 1.2 : feature.type == MapType::block ? em_ * 1.05 : em_ * 0.8;
    const double away = mark != mark_of_.end() ? (leads_out(feature.type) ? em_ * 0.9 : em_ * 0.72) : feature.type == MapType::shop ? em_ * 0.5 : 0;
    const Colour plate = is_the_exit ? k_way : k_plate;
    auto label = plated(words, size, at, away, feature.type == MapType::block || is_the_exit ? Weight::bold : Weight::regular,
                        is_the_exit ? k_white : k_ink, plate, grid_);
    if (!label && away <= 0)  // an area whose middle is taken
      label = plated(words, size, at, em_ * 0.8, Weight::bold, k_ink, plate, grid_);
    if (!label) {
      if (weight >= 60)
        face_.unplaced.push_back(feature.id);
      return;
    }
    grid_.take(*label->plate);
    face_.labels.push_back(std::move(*label));
  }

  void make_tour() {
    for (const std::string& id : item_.tour) {
      const MapFeature* feature = map_.find(id);
      if (feature == nullptr)
        continue;
      MapFace::Stop stop;
      stop.light =
          tools_.part("light " + id, [&] { return paint_spotlight(*feature, view_, request_.box, k_light); });
      LabelGrid only_it(request_.box);  // it lies over everything else, for its turn
      if (!stop.light.place.empty())
        only_it.take(stop.light.place);
      if (face_.here)
        only_it.take({static_cast<int>(face_.here->x - em_), static_cast<int>(face_.here->y - em_),
                      static_cast<int>(2 * em_), static_cast<int>(2 * em_)});
      std::string words = name_of(*feature);
      if (!feature->number.empty() && words != feature->number)
        words = feature->number + " " + words;
      const double away = std::max(stop.light.place.width, stop.light.place.height) / 2.0 + em_ * 0.2;
      stop.label = plated(words, em_ * 1.15, view_.to_px(feature->at), away, Weight::bold, k_white, k_light, only_it);
      if (!stop.label)
        face_.unplaced.push_back(id);
      face_.tour.push_back(std::move(stop));
    }
  }

  Colour fill_of(const MapFeature& feature) const {
    Colour colour{214, 200, 178, 255};
    for (const MapCategory& each : map_.categories) {
      if (each.id == feature.category)
        colour = each.colour;
    }
    const MapLook look_now = look();
    const bool strong = look_now.strong.empty() || look_now.strong.contains(feature.id) ||
                        look_now.strong.contains(feature.category);
    return strong ? colour : pale(colour);
  }

  /// Within its outline: as many lines as its words like, at a size that can be read from near; else its number.
  void label_shops() {
    const double most = em_ * 0.8, least = em_ * k_map_nearness;
    for (const MapFeature& each : map_.features) {
      if (each.type != MapType::shop || each.areas.empty())
        continue;
      const MapSpot at = view_.to_px(each.at);
      if (at.x < 0 || at.y < 0 || at.x > request_.box.width || at.y > request_.box.height)
        continue;
      std::vector<std::vector<MapSpot>> rings;
      for (const MapArea& area : each.areas) {
        rings.push_back(view_.to_px(area.outer));
        for (const MapLine& hole : area.holes)
          rings.push_back(view_.to_px(hole));
      }
      if (!label_shop(each, name_of(each), rings, at, {most, least, 3}) && !each.number.empty())
        label_shop(each, each.number, rings, at, {most, least * 0.9, 1});
    }
  }

  struct Letters {
    double most = 0;  ///< px, em
    double least = 0;
    int most_lines = 1;
  };
  bool label_shop(const MapFeature& shop, const std::string& words,
                  const std::vector<std::vector<MapSpot>>& rings, MapSpot at, const Letters& letters) {
    const auto [most, least, most_lines] = letters;
    for (int lines = 1; lines <= most_lines; ++lines) {
      const int height = static_cast<int>(std::ceil(least * 1.2 * lines));
      const int width = static_cast<int>(width_around(rings, at, height) * 0.94);
      if (width < least * 2)
        return false;  // wider it will not become
      auto label = set_in(words, lines == 1 ? std::min(most, height / 1.15) : least, least, {width, height}, Weight::regular);
      if (!label)
        continue;
      const Rect ink{0, 0, label->text->ink.width, label->text->ink.height};
      const Rect place{static_cast<int>(at.x - ink.width / 2.0), static_cast<int>(at.y - ink.height / 2.0), ink.width,
                       ink.height};
      if (!grid_.free(place))
        return false;
      grid_.take(place);
      centre(*label, place);
      const Colour fill = fill_of(shop);
      label->colour = colour_distance(k_ink, fill) >= colour_distance(k_white, fill) ? k_ink : k_white;
      face_.labels.push_back(std::move(*label));
      return true;
    }
    return false;
  }

  const MapRequest& request_;
  const MarketMap& map_;
  const MapItem& item_;
  const MapTools& tools_;
  const MapStand* stand_ = nullptr;
  double em_ = 12;
  Steps steps_ = Steps::allowed;
  LabelGrid grid_;
  MapView view_;
  std::vector<MapLook::Mark> marks_;
  std::map<std::string, MapSpot> mark_of_;  // features by id
  std::string exit_;  // where the way leads
  MapFace face_;
};

}  // namespace

std::string ground_key(const MapRequest& request) {
  const MapItem& item = *request.item;
  std::string key = fmt::format("map {} {} {}x{} {} {} {} {}", request.map->digest, request.screen, request.box.width,
                                request.box.height, request.legible, static_cast<int>(item.route), item.around, item.legend);
  const auto add = [&](const std::vector<std::string>& words) {
    fmt::format_to(std::back_inserter(key), " [{}]", fmt::join(words, ","));
  };
  add(item.highlight);
  add(item.tour);
  return key;
}

std::string map_key(const MapRequest& request) {
  const MapItem& item = *request.item;
  std::string key = fmt::format("{} {} {} [{}] [{}]", ground_key(request), request.language, item.font,
                                fmt::join(item.minutes, ","), fmt::join(request.burning, ","));
  for (const auto& [id, note] : request.notes)
    fmt::format_to(std::back_inserter(key), " {}={}", id, note);
  return key;
}

MapFace make_face(const MapRequest& request, const MapTools& tools) {
  return Maker(request, tools).make();
}

}  // namespace madang
