// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/face.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "content-schema/model/language.h"
#include "player/map/evacuation.h"
#include "player/map/interest.h"
#include "player/map/legend.h"
#include "player/map/route.h"
#include "player/map/words.h"
#include "player/text/format.h"

namespace madang {
namespace {

constexpr Colour k_ink{34, 26, 20, 255};
constexpr Colour k_white{255, 255, 255, 255};
constexpr Colour k_red{208, 24, 24, 255};  // where one is, and around a stop of a tour
constexpr Colour k_way{0, 128, 62, 255};
constexpr Colour k_lane_ink{122, 104, 84, 255};
constexpr Colour k_closed_ink{130, 124, 116, 255};

/// What can be read on a colour.
Colour ink_on(Colour fill) {
  return contrast_ratio(k_ink, fill) >= contrast_ratio(k_white, fill) ? k_ink : k_white;
}

/// The mark at its end stays to be seen.
void shorten(std::vector<MapSpot>& line, double by) {
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

/// The em of a map's words, px.
double em_of(const MapRequest& request) {
  const double shorter = std::min(request.box.width, request.box.height);
  const double em = request.legible > 0 ? request.legible : std::max(12.0, shorter * 0.032);
  // On a small map the marks and words must leave some of it to be seen.
  return std::clamp(em, 9.0, std::max(10.0, shorter * 0.06));
}

class Maker {
 public:
  Maker(const MapRequest& request, const MapTools& tools)
      : request_(request),
        map_(*request.map),
        item_(*request.item),
        tools_(tools),
        em_(em_of(request)),
        lettering_(tools.set, request.language, item_.font, request.box),
        grid_(request.box) {
    const auto stand = map_.stands.find(request.screen);
    if (stand != map_.stands.end())
      stand_ = &stand->second;
    steps_ = item_.route == MapItem::Route::steps_free_exit ? Steps::avoided : Steps::allowed;
    look_.strong.insert(item_.highlight.begin(), item_.highlight.end());
    look_.strong.insert(item_.tour.begin(), item_.tour.end());
    look_.pale = leads_away(item_);
    for (const MapFeature& each : map_.features) {
      if (!look_.pale && is_closed(each, request.weekday))
        look_.closed.insert(each.id);
    }
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
    face_.ground = tools_.ground(view_, look_);
    make_fire();
    make_way();
    take_way();
    make_furniture();
    label_what_is_looked_for();
    make_tour();
    if (!leads_away(item_)) {
      label_shops();
      label_lanes();
    }
    return std::move(face_);
  }

 private:
  /// Ways out first and where they are; a mark that would lie on another one moves beside it.
  void place_marks() {
    if (stand_ != nullptr) {
      face_.here = view_.to_px(stand_->at);
      face_.here_radius = em_ * 0.55;
      take_around(*face_.here, em_ * 1.5);
    }
    std::vector<const MapFeature*> marked;
    for (const MapFeature& each : map_.features) {
      if (is_marked(item_, each))
        marked.push_back(&each);
    }
    std::stable_sort(marked.begin(), marked.end(), [](const MapFeature* a, const MapFeature* b) {
      return leads_out(a->type) > leads_out(b->type);
    });
    for (const MapFeature* each : marked)
      place_mark(*each);
  }

  void place_mark(const MapFeature& feature) {
    const double side = leads_out(feature.type) ? em_ * 1.4 : em_ * 1.1;
    const int whole = static_cast<int>(std::ceil(side * 1.12));
    MapSpot at = view_.to_px(feature.at);
    if (!is_inside(at))
      return;
    auto place = find_place({at, {whole, whole}, 0}, grid_);
    if (!place && !leads_out(feature.type))
      place = find_place({at, {whole, whole}, whole * 0.15}, grid_);
    if (place)
      at = {place->x + whole / 2.0, place->y + whole / 2.0};
    else if (!leads_out(feature.type))
      return;
    take_around(at, side * 1.12);
    look_.marks.push_back({feature.type, at, side});
    mark_of_[feature.id] = at;
  }

  /// The colours of the categories and what they mean, along the bottom. What is left for the map comes back.
  Rect make_legend() {
    Rect free{0, 0, request_.box.width, request_.box.height};
    if (!item_.legend || leads_away(item_))
      return free;
    const auto entries = legend_entries();
    const LegendGrid grid(entries.size(), request_.box, em_);
    if (grid.place().empty())
      return free;
    face_.pictures.push_back(tools_.part("legend", [&] { return paint_legend(entries, grid); }));
    face_.labels = label_legend(entries, grid, lettering_);
    grid_.take(grid.place());
    free.height -= grid.place().height;
    return free;
  }

  std::vector<LegendEntry> legend_entries() const {
    std::vector<LegendEntry> entries;
    for (const MapCategory& each : map_.categories) {
      const bool used = std::any_of(map_.features.begin(), map_.features.end(),
                                    [&](const MapFeature& feature) { return feature.category == each.id; });
      const TaggedText* name = each.name.in(request_.language);
      if (used)
        entries.push_back({each.colour, false, each.icon, name != nullptr ? name->text : ""});
    }
    if (!look_.closed.empty())
      entries.push_back({{}, true, "", std::string(closed_word(request_.language))});
    return entries;
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
    if (!leads_away(item_) || stand_ == nullptr || stand_->node < 0)
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
    const Rect bar{request_.box.width - gap - std::max(width, side),
                   north.bottom() + static_cast<int>(em_ * 1.2), width, height};
    face_.pictures.push_back({paint_scale(width, height), bar});
    grid_.take({std::min(north.x, bar.x) - gap, 0, request_.box.width, bar.bottom() + gap});
    const double size = em_ * 0.62;
    if (auto label = lettering_.set(format_metres(metres, request_.language), {size, size * 0.6},
                                    {static_cast<int>(em_ * 7), static_cast<int>(size * 1.5)})) {
      const Rect ink = label->text->ink;
      label->at = {static_cast<double>(bar.x + std::max(0, (bar.width - ink.width) / 2) - ink.x),
                   static_cast<double>(bar.y - ink.height - 2 - ink.y)};
      // It may not leave the box where the bar is short.
      label->at.x = std::min(label->at.x, static_cast<double>(request_.box.width - gap - ink.width - ink.x));
      face_.labels.push_back(std::move(*label));
    }
  }

  std::string name_of(const MapFeature& feature) const {
    const TaggedText* name = feature.name.in(request_.language);
    return name != nullptr ? name->text : feature.number;
  }

  bool is_inside(MapSpot at) const {
    return at.x >= 0 && at.y >= 0 && at.x <= request_.box.width && at.y <= request_.box.height;
  }

  std::optional<Route> walk_to(const std::string& id) const {
    return stand_ == nullptr || stand_->node < 0 ? std::nullopt : route_to(map_, stand_->node, id);
  }

  int minutes_of(const Route& route) const {
    return std::max(1, static_cast<int>(std::ceil(route.metres / map_.metres_per_minute)));  // none too few
  }

  /// Its name; where it is asked for, how long it takes to walk there; and a live value, with where to turn.
  std::string words_at(const MapFeature& feature) const {
    std::string words = name_of(feature);
    const auto note = request_.notes.find(feature.id);
    const bool timed = is_named(item_.minutes, feature), noted = note != request_.notes.end();
    const auto route = timed || noted ? walk_to(feature.id) : std::nullopt;
    if (noted && route)
      words = std::string(arrow_of(turn_of(*route, *stand_))) + (words.empty() ? "" : " ") + words;
    if (timed && route)
      words += (words.empty() ? "" : " · ") + format_minutes(minutes_of(*route), request_.language);
    if (noted)
      words += (words.empty() ? "" : "\n") + note->second;
    return words;
  }

  void label_what_is_looked_for() {
    if (face_.here) {
      add(lettering_.on_plate(std::string(here_word(request_.language)),
                              {em_ * 0.95, em_ * 0.71, Weight::bold, k_white},
                              {*face_.here, em_ * 0.9, k_red}, grid_));
    }
    std::vector<std::pair<int, const MapFeature*>> wanted;
    for (const MapFeature& each : map_.features) {
      if (const int rank = rank_of(item_, each, exit_, request_.notes.contains(each.id)); rank > 0)
        wanted.emplace_back(rank, &each);
    }
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [rank, feature] : wanted) {
      if (!label_feature(*feature) && rank >= k_missed_rank)
        face_.unplaced.push_back(feature->id);
    }
  }

  /// Puts a label on the map, where it has a place of its own.
  bool add(std::optional<MapLabel> label) {
    if (!label)
      return false;
    grid_.take(label->plate ? *label->plate : ink_of(*label));
    face_.labels.push_back(std::move(*label));
    return true;
  }

  /// False where a name found no place.
  bool label_feature(const MapFeature& feature) {
    const auto mark = mark_of_.find(feature.id);
    const bool marked = mark != mark_of_.end();
    const MapSpot at = marked ? mark->second : view_.to_px(feature.at);
    if (!is_inside(at))
      return true;  // it is not on this map
    const std::string words = words_at(feature);
    if (words.empty())
      return true;
    const bool is_the_exit = leads_away(item_) && feature.id == exit_;
    const double size = is_the_exit ? em_ * 1.2 : feature.type == MapType::block ? em_ * 1.05 : em_ * 0.8;
    MapLetters letters{size, size * 0.75, Weight::regular, is_the_exit ? k_white : k_ink};
    if (feature.type == MapType::block || is_the_exit)
      letters.weight = Weight::bold;
    Lettering::Plate plate{at, away_from(feature, marked)};
    if (is_the_exit)
      plate.colour = k_way;
    if (add(lettering_.on_plate(words, letters, plate, grid_)))
      return true;
    if (plate.away > 0)
      return false;
    plate.away = em_ * 0.8;  // an area whose middle is taken
    letters.weight = Weight::bold;
    return add(lettering_.on_plate(words, letters, plate, grid_));
  }

  double away_from(const MapFeature& feature, bool marked) const {
    if (marked)
      return leads_out(feature.type) ? em_ * 0.9 : em_ * 0.72;
    return feature.type == MapType::shop ? em_ * 0.5 : 0;
  }

  void make_tour() {
    for (const std::string& id : item_.tour) {
      const MapFeature* feature = map_.find(id);
      if (feature == nullptr)
        continue;
      MapFace::Stop stop;
      stop.light =
          tools_.part("light " + id, [&] { return paint_spotlight(*feature, view_, request_.box, k_red); });
      LabelGrid others = grid_;         // so far of the marks and what is looked for
      LabelGrid only_it(request_.box);  // where all around is taken it lies over the others, for its turn
      if (!stop.light.place.empty()) {
        others.take(stop.light.place);
        only_it.take(stop.light.place);
      }
      if (face_.here)
        only_it.take({static_cast<int>(face_.here->x - em_), static_cast<int>(face_.here->y - em_),
                      static_cast<int>(2 * em_), static_cast<int>(2 * em_)});
      std::string words = name_of(*feature);
      if (!feature->number.empty() && words != feature->number)
        words = feature->number + " " + words;
      const double away = std::max(stop.light.place.width, stop.light.place.height) / 2.0 + em_ * 0.2;
      const double size = em_ * 1.15;
      const MapLetters letters{size, size * 0.75, Weight::bold, k_white};
      Lettering::Plate plate{view_.to_px(feature->at), away, k_red};
      plate.farthest = 1;  // farther away it would seem to be the name of something else
      stop.label = lettering_.on_plate(words, letters, plate, others);
      if (!stop.label)
        stop.label = lettering_.on_plate(words, letters, plate, only_it);
      if (!stop.label)
        face_.unplaced.push_back(id);
      face_.tour.push_back(std::move(stop));
    }
  }

  void label_shops() {
    for (const MapFeature& each : map_.features) {
      if (each.type == MapType::shop && !each.areas.empty() && is_inside(view_.to_px(each.at)))
        label_shop(each);
    }
  }

  /// Within its outline: its name below what it sells, its name alone, else its number.
  void label_shop(const MapFeature& shop) {
    const MapSpot at = view_.to_px(shop.at);
    std::vector<std::vector<MapSpot>> rings;
    for (const MapArea& area : shop.areas) {
      rings.push_back(view_.to_px(area.outer));
      for (const MapLine& hole : area.holes)
        rings.push_back(view_.to_px(hole));
    }
    MapLetters letters{
        em_ * 0.8, em_ * k_map_nearness, Weight::regular,
        look_.closed.contains(shop.id) ? k_closed_ink : ink_on(shop_colour(shop, map_.categories, look_))};
    const std::string name = name_of(shop), icon = look_.closed.contains(shop.id) ? "" : icon_of(shop);
    const auto write = [&](const std::string& words, Lettering::Lines lines) {
      return add(lettering_.within(rings, at, words, letters, lines, grid_));
    };
    if (!icon.empty() && !name.empty() && write(icon + "\n" + name, {2, 3}))
      return;
    // Hangul may be parted between any two syllables (klreq); half a word of another language is none.
    const bool may_cut = primary_language(request_.language) == "ko";
    if (write(name, {1, 3}) || (may_cut && write(name, {2, 3, may_cut})) || shop.number.empty())
      return;
    letters.least *= 0.8;
    write(shop.number, {1, 1});
  }

  std::string icon_of(const MapFeature& shop) const {
    for (const MapCategory& each : map_.categories) {
      if (each.id == shop.category)
        return each.icon;
    }
    return {};
  }

  void label_lanes() {
    for (const MapFeature& each : map_.features) {
      const bool is_plain = each.type == MapType::lane && !each.steps;  // steps are hatched
      const TaggedText* name = is_plain ? each.name.in(request_.language) : nullptr;
      if (name == nullptr)
        continue;
      for (const MapLine& line : each.lines) {
        if (add(lettering_.along(view_.to_px(line), each.width * view_.scale, name->text,
                                 {em_ * 0.7, em_ * k_map_nearness, Weight::regular, k_lane_ink}, grid_))) {
          break;
        }
      }
    }
  }

  const MapRequest& request_;
  const MarketMap& map_;
  const MapItem& item_;
  const MapTools& tools_;
  const double em_;
  const Lettering lettering_;
  const MapStand* stand_ = nullptr;
  Steps steps_ = Steps::allowed;
  LabelGrid grid_;
  MapView view_;
  MapLook look_;
  std::map<std::string, MapSpot> mark_of_;  // features by id
  std::string exit_;                        // where the way leads
  MapFace face_;
};

}  // namespace

std::string ground_key(const MapRequest& request) {
  const MapItem& item = *request.item;
  std::string key = fmt::format("map {} {} {}x{} {} {} {} {}", request.map->digest, request.screen,
                                request.box.width, request.box.height, request.legible,
                                static_cast<int>(item.route), item.around, item.legend);
  const auto add = [&](const std::vector<std::string>& words) {
    fmt::format_to(std::back_inserter(key), " [{}]", fmt::join(words, ","));
  };
  add(item.highlight);
  add(item.tour);
  // Days on which the same shops are closed look the same; there are two or three kinds of them.
  for (const MapFeature& each : request.map->features) {
    if (!leads_away(item) && is_closed(each, request.weekday))
      fmt::format_to(std::back_inserter(key), " -{}", each.id);
  }
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
