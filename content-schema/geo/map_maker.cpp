// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/map_maker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "content-schema/geo/extent.h"
#include "content-schema/geo/imdf.h"
#include "content-schema/geo/plane.h"
#include "content-schema/geo/shapes.h"
#include "content-schema/geo/walk_network.h"

namespace madang::geo {
namespace {

constexpr double k_shop_reach_m = 15;  // from a shop's edge to its lane
constexpr double k_mark_reach_m = 40;  // a gate may stand outside, an assembly point across the road
constexpr double k_usual_lane_m = 4;
constexpr double k_usual_road_m = 8;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::optional<MapType> type_of(const std::string& word) {
  const auto found = std::find(k_map_type_words.begin(), k_map_type_words.end(), lower(word));
  if (found == k_map_type_words.end())
    return std::nullopt;
  return static_cast<MapType>(found - k_map_type_words.begin());
}

bool is_yes(const std::string& word) {
  return word == "true" || word == "yes" || word == "1";
}

bool needs_area(MapType type) {
  return type == MapType::block || type == MapType::outline || type == MapType::building || type == MapType::green ||
         type == MapType::water;
}
bool needs_line(MapType type) {
  return type == MapType::lane || type == MapType::road;
}

/// `name`, `name:en` as OpenStreetMap has it, `name_en` for tables without colons, `name.en` of IMDF.
LocalText name_of(const GeoFeature& feature, const std::vector<LanguageTag>& languages) {
  LocalText name;
  for (const LanguageTag& language : languages) {
    for (const auto& [key, words] : feature.properties) {
      const bool of_language = key.size() == language.size() + 5 && key.starts_with("name") &&
                               (key[4] == ':' || key[4] == '_' || key[4] == '.') &&
                               lower(key.substr(5)) == lower(language);
      const bool plain = key == "name" && &language == &languages.front();
      if (of_language || plain) {
        name.versions.push_back({language, words});
        break;
      }
    }
  }
  return name;
}

/// `tue` or `mon,wed`, also in Korean.
std::vector<int> days_of(const std::string& words) {
  static constexpr std::array<std::array<std::string_view, 2>, 7> k_days{
      {{"sun", "일"}, {"mon", "월"}, {"tue", "화"}, {"wed", "수"}, {"thu", "목"}, {"fri", "금"}, {"sat", "토"}}};
  std::vector<int> days;
  const std::string text = lower(words);
  for (size_t day = 0; day < k_days.size(); ++day) {
    for (const std::string_view word : k_days[day]) {
      // 일 stands in 요일, too.
      size_t at = text.find(word);
      while (at != std::string::npos && at >= 3 && text.compare(at - 3, 3, "요") == 0)
        at = text.find(word, at + 1);
      if (at != std::string::npos) {
        days.push_back(static_cast<int>(day));
        break;
      }
    }
  }
  return days;
}

class Maker {
 public:
  Maker(const MapSource& source, const Site& site) : source_(source), site_(site) {
    MarketMap& map = made_.map;
    map.path = source.path;
    map.source = source.features;
    map.name = source.name;
    map.categories = source.categories;
    map.metres_per_minute = source.metres_per_minute;
    map.plan = source.plan;
    map.metres_per_pixel = source.metres_per_pixel;
    map.digest = source.digest;
    map.mark = source.mark;
  }

  MadeMap make(std::vector<GeoFeature> features) && {
    understand_imdf(features);
    const std::optional<Plane> plane = plane_for(features);
    if (!plane)
      return std::move(made_);
    plane_ = *plane;
    for (const GeoFeature& each : features)
      add(each);
    tell_of_kinds();
    check_features(map(), site_, made_.problems);
    settle_blocks();
    std::stable_sort(map().features.begin(), map().features.end(),
                     [](const MapFeature& a, const MapFeature& b) { return a.type < b.type; });
    make_ways();
    return std::move(made_);
  }

 private:
  MarketMap& map() { return made_.map; }

  void tell(bool error, std::string code, Bilingual what, Bilingual instead, const Screen* screen = nullptr) {
    made_.problems.push_back({error, std::move(code), std::move(what), std::move(instead), screen});
  }

  /// Nothing where the numbers cannot be those of a market.
  std::optional<Plane> plane_for(const std::vector<GeoFeature>& features) {
    auto problem = problem_of_numbers(features, source_.coordinates);
    if (!problem) {
      const Extent written(features);
      const Plane plane = source_.coordinates == Coordinates::degrees
                              ? Plane::around(written.middle().x, written.middle().y)
                          : source_.coordinates == Coordinates::pixels
                              ? Plane::flat(source_.metres_per_pixel, written.least.y >= 0)
                              : Plane::flat(1, false);
      problem = problem_of_size(features, plane);
      if (!problem)
        return plane;
    }
    made_.problems.push_back(*std::move(problem));
    return std::nullopt;
  }

  MapLine in_metres(const MapLine& written) const {
    MapLine line;
    for (const MapPoint& point : written)
      line.push_back(plane_.to_metres(point));
    return line;
  }

  /// A place as QGIS shows it, and finds it again.
  std::string as_written(MapPoint metres) const {
    const MapPoint at = plane_.to_written(metres);
    return source_.coordinates == Coordinates::degrees ? fmt::format("{:.6f}, {:.6f}", at.x, at.y)
                                                       : fmt::format("{:.1f}, {:.1f}", at.x, at.y);
  }

  void add(const GeoFeature& written) {
    const std::string called = written.called();
    if (written.empty()) {
      without_shape_.add(called);
      return;
    }
    const std::string word = written.property({"type", "kind"});
    const auto type = type_of(word);
    if (!type) {
      (word.empty() ? without_type_ : unknown_type_).add(word.empty() ? called : word);
      return;
    }
    MapFeature feature;
    feature.type = *type;
    feature.number = written.property({"number", "ref"});
    feature.name = name_of(written, site_.languages);
    feature.category = written.property({"category"});
    feature.block = written.property({"block"});
    feature.closed = days_of(written.property({"closed"}));
    feature.steps = is_yes(written.property({"steps"})) || written.property({"wheelchair"}) == "no";
    feature.id = written.property({"id"});
    if (feature.id.empty())
      feature.id = !feature.number.empty() ? feature.number : fmt::format("{}-{}", word_of(*type), written.number);
    add_shape(written, feature);
    if (shapeless(feature)) {
      tell(true, "wrong-shape",
           needs_line(*type)
               ? say("'{}'은(는) 선이어야 합니다 ({}).", "'{}' should be a line ({}).", called, word_of(*type))
               : say("'{}'은(는) 면이어야 합니다 ({}).", "'{}' should be a polygon ({}).", called, word_of(*type)),
           say("QGIS에서 맞는 모양으로 다시 그리세요.", "draw it again with the right shape."));
      return;
    }
    map().features.push_back(std::move(feature));
  }

  static bool shapeless(const MapFeature& feature) {
    return (needs_area(feature.type) && feature.areas.empty()) || (needs_line(feature.type) && feature.lines.empty());
  }

  void add_shape(const GeoFeature& written, MapFeature& feature) {
    std::vector<std::vector<MapLine>> rings;
    for (const auto& area : written.areas) {
      auto& in = rings.emplace_back();
      for (const MapLine& ring : area)
        in.push_back(in_metres(ring));
    }
    Areas areas = to_areas(rings);
    if (areas.flaw) {
      const std::string called = written.called(), place = as_written(areas.flaw->at);
      tell(false, "bad-shape",
           areas.flaw->of_hole
               ? say("'{}'의 구멍이 테두리를 벗어나거나 서로 겹칩니다 (좌표 {} 근처). 고쳐서 그렸습니다.",
                     "a hole of '{}' leaves its outline or meets another one, near {}; it was mended.", called, place)
               : say("'{}'의 테두리가 스스로 엇갈립니다 (좌표 {} 근처). 고쳐서 그렸습니다.",
                     "the outline of '{}' crosses itself near {}; it was mended.", called, place),
           say("QGIS의 '도형 유효성 검사'로 찾아 고치세요.", "find it with 'Check validity' in QGIS and mend it."));
    }
    feature.areas = std::move(areas.areas);
    for (const MapLine& line : written.lines) {
      if (line.size() >= 2)
        feature.lines.push_back(in_metres(line));
    }
    const std::string width = written.property({"width"});
    feature.width = feature.type == MapType::road ? k_usual_road_m : feature.type == MapType::lane ? k_usual_lane_m : 0;
    if (!width.empty())
      feature.width = std::clamp(std::strtod(width.c_str(), nullptr), 0.5, 100.0);
    if (!written.points.empty()) {
      feature.at = plane_.to_metres(written.points.front());
    } else if (!feature.areas.empty()) {
      const Inside inside = deepest_point(feature.areas);
      feature.at = inside.at;
      feature.room = inside.room;
    } else if (!feature.lines.empty()) {
      const MapLine& line = feature.lines.front();
      feature.at = line[line.size() / 2];
    }
  }

  void tell_of_kinds() {
    if (!without_shape_.empty()) {
      tell(false, "null-geometry",
           say("모양이 없는 것이 있어 그리지 않았습니다: {}.", "features without a shape were left out: {}.",
               without_shape_.list()),
           say("QGIS에서 그리거나 지우세요.", "draw them in QGIS, or delete them."));
    }
    if (!without_type_.empty()) {
      tell(true, "missing-type",
           say("무엇인지 적지 않은 것이 있습니다: {}.", "it is not said what these are: {}.", without_type_.list()),
           say("속성 'type'에 shop, block, lane, gate, exit, toilet 등을 적으세요.",
               "write shop, block, lane, gate, exit, toilet... into the attribute 'type'."));
    }
    if (!unknown_type_.empty()) {
      std::string known;
      for (const char* word : k_map_type_words)
        known += (known.empty() ? "" : ", ") + std::string(word);
      tell(true, "unknown-type",
           say("모르는 종류가 있습니다: {}.", "there are types that are not known: {}.", unknown_type_.list()),
           say("쓸 수 있는 종류: {}.", "these are known: {}.", known));
    }
  }

  /// Of shops that do not say theirs: the one that they are drawn in.
  void settle_blocks() {
    std::vector<std::pair<Extent, const MapFeature*>> blocks;
    for (const MapFeature& each : map().features) {
      if (each.type == MapType::block)
        blocks.emplace_back(Extent(each.areas), &each);
    }
    for (MapFeature& each : map().features) {
      if (each.type != MapType::shop || !each.block.empty())
        continue;
      const std::vector<MapArea> areas = each.areas.empty() ? std::vector{small_square(each.at)} : each.areas;
      const double least = each.areas.empty() ? 0 : k_least_within;
      const Extent extent(areas);
      for (const auto& [around, block] : blocks) {
        if (!around.meets(extent))
          continue;
        const double within = part_within(areas, block->areas);
        if (within > 0 && within >= least)
          each.block = block->id;
      }
    }
  }

  static MapArea small_square(MapPoint at) {
    constexpr double k_half = 0.01;
    return {{{at.x - k_half, at.y - k_half}, {at.x + k_half, at.y - k_half}, {at.x + k_half, at.y + k_half},
             {at.x - k_half, at.y + k_half}},
            {}};
  }

  void make_ways() {
    std::vector<Door> doors;
    for (const MapFeature& each : map().features) {
      const bool opens_on_lane = each.type == MapType::shop || each.type == MapType::block;
      if (opens_on_lane || (!needs_line(each.type) && !needs_area(each.type)))
        doors.push_back({each.id, each.at, each.room + (opens_on_lane ? k_shop_reach_m : k_mark_reach_m)});
    }
    const std::string screen_door = "screen:";  // no id has a colon before a name of ours
    for (const Screen& screen : site_.screens) {
      if (auto stand = stand_of(screen)) {
        map().stands[screen.id.value] = *stand;
        doors.push_back({screen_door + screen.id.value, stand->at, k_mark_reach_m});
      }
    }
    if (auto problem = problem_of_lanes(map())) {
      made_.problems.push_back(*std::move(problem));
      return;
    }
    map().network = make_network(map().features, doors);
    auto& found = map().network.doors;
    for (auto& [id, stand] : map().stands) {
      const auto door = found.find(screen_door + id);
      if (door == found.end())
        continue;
      stand.node = door->second;
      found.erase(door);
    }
    check_ways(map(), site_, made_.problems);
  }

  std::optional<MapStand> stand_of(const Screen& screen) {
    if (!screen.place)
      return std::nullopt;
    MapStand stand;
    if (!screen.place->feature.empty()) {
      const MapFeature* feature = map().find(screen.place->feature);
      if (feature == nullptr) {
        tell(true, "screen-off-map",
             say("화면 '{}'이(가) 서 있다는 '{}'이(가) 지도에 없습니다.", "screen '{}' stands at '{}', which is not on the map.",
                 screen.id.value, screen.place->feature),
             say("지도에 있는 id를 적거나 [경도, 위도]로 적으세요.",
                 "name an id of the map, or write [longitude, latitude]."),
             &screen);
        return std::nullopt;
      }
      stand.at = feature->at;
    } else {
      stand.at = plane_.to_metres({screen.place->x, screen.place->y});
      if (far_from_market(stand.at)) {
        tell(true, "screen-off-map",
             say("화면 '{}'의 자리가 지도 밖입니다.", "the place of screen '{}' is not on the map.", screen.id.value),
             say("경도, 위도의 순서로 적었는지 보세요.", "see whether longitude comes before latitude."), &screen);
        return std::nullopt;
      }
    }
    // Who looks at a picture looks the other way than it does.
    stand.up = screen.place->faces ? std::fmod(*screen.place->faces + 180, 360) : 0;
    return stand;
  }

  bool far_from_market(MapPoint at) const {
    constexpr double k_far_m = 300;
    for (const MapFeature& each : made_.map.features) {
      if (std::hypot(each.at.x - at.x, each.at.y - at.y) < k_far_m)
        return false;
    }
    return true;
  }

  const MapSource& source_;
  const Site& site_;
  Plane plane_ = Plane::flat(1, false);
  MadeMap made_;
  Few without_shape_, without_type_, unknown_type_;
};

}  // namespace

MadeMap make_map(const MapSource& source, std::vector<GeoFeature> features, const Site& site) {
  return Maker(source, site).make(std::move(features));
}

}  // namespace madang::geo
