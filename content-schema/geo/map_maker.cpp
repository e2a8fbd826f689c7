// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/map_maker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "content-schema/geo/imdf.h"
#include "content-schema/geo/plane.h"
#include "content-schema/geo/shapes.h"
#include "content-schema/geo/walk_network.h"

namespace madang::geo {
namespace {

constexpr std::array<std::string_view, 21> k_type_words{
    "green",    "water",  "road", "outline", "building",     "block",       "lane", "shop",     "parking",  "stairs",
    "elevator", "toilet", "atm",  "aed",     "extinguisher", "information", "stop", "landmark", "assembly", "gate",
    "exit"};

constexpr size_t k_most_named = 6;            // in one message
constexpr double k_largest_m = 5000;          // a market, its car parks and the way there
constexpr double k_least_within = 0.5;        // of a shop, in its block
constexpr double k_shop_reach_m = 15;         // from a shop's edge to its lane
constexpr double k_mark_reach_m = 40;         // a gate may stand outside, an assembly point across the road
constexpr double k_usual_lane_m = 4;
constexpr double k_usual_road_m = 8;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::optional<MapType> type_of(const std::string& word) {
  const auto found = std::find(k_type_words.begin(), k_type_words.end(), lower(word));
  if (found == k_type_words.end())
    return std::nullopt;
  return static_cast<MapType>(found - k_type_words.begin());
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

/// Names of a few, and how many more.
struct Few {
  std::vector<std::string> names;
  size_t count = 0;
  void add(const std::string& name) {
    if (++count <= k_most_named)
      names.push_back(name);
  }
  std::string list() const {
    std::string out;
    for (const std::string& name : names)
      out += (out.empty() ? "" : ", ") + name;
    return count > names.size() ? out + fmt::format(" (+{})", count - names.size()) : out;
  }
};

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
    check_ids();
    settle_blocks();
    check_names();
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
    constexpr double k_far = std::numeric_limits<double>::infinity();
    MapPoint least{k_far, k_far}, most{-k_far, -k_far};
    const auto see = [&](const MapPoint& point) {
      least = {std::min(least.x, point.x), std::min(least.y, point.y)};
      most = {std::max(most.x, point.x), std::max(most.y, point.y)};
    };
    for (const GeoFeature& each : features) {
      std::for_each(each.points.begin(), each.points.end(), see);
      for (const MapLine& line : each.lines)
        std::for_each(line.begin(), line.end(), see);
      for (const auto& rings : each.areas) {
        for (const MapLine& ring : rings)
          std::for_each(ring.begin(), ring.end(), see);
      }
    }
    if (least.x > most.x) {
      tell(true, "empty-map", say("지도에 그릴 것이 없습니다.", "there is nothing to draw on the map."),
           say("QGIS나 geojson.io에서 구역, 통로, 점포를 그려 내보내세요.",
               "draw blocks, lanes and shops in QGIS or geojson.io and export them."));
      return std::nullopt;
    }
    if (source_.coordinates == Coordinates::pixels)
      return checked(Plane::flat(source_.metres_per_pixel, least.y >= 0), least, most);
    if (source_.coordinates == Coordinates::metres)
      return checked(Plane::flat(1, false), least, most);
    if (least.x < -180 || most.x > 180 || least.y < -90 || most.y > 90) {
      tell(true, "bad-coordinates",
           say("경도와 위도가 아닌 좌표가 있습니다.", "there are coordinates that are no longitude and latitude."),
           say("미터로 그린 지도라면 'coordinates: metres'라고 쓰세요. 아니면 QGIS에서 'EPSG:4326'으로 내보내세요.",
               "if it is drawn in metres write 'coordinates: metres'; else export it as 'EPSG:4326' from QGIS."));
      return std::nullopt;
    }
    if (most.x - least.x > 180) {
      tell(true, "antimeridian",
           say("지도가 날짜 변경선(경도 180도)을 넘거나 지구 반대편의 것이 섞여 있습니다.",
               "the map crosses the antimeridian (180 degrees), or something in it is on the other side of the earth."),
           say("'coordinates: metres'로 그리거나, 떨어져 있는 것을 지우세요.",
               "draw it with 'coordinates: metres', or remove what is far away."));
      return std::nullopt;
    }
    return checked(Plane::around((least.x + most.x) / 2, (least.y + most.y) / 2), least, most);
  }

  std::optional<Plane> checked(const Plane& plane, MapPoint least, MapPoint most) {
    const MapPoint a = plane.to_metres(least), b = plane.to_metres(most);
    const double size = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
    if (size <= k_largest_m)
      return plane;
    tell(true, "map-too-large",
         say("지도가 {:.1f}km나 됩니다.", "the map is {:.1f} km across.", size / 1000),
         say("{:.0f}km까지 쓸 수 있습니다. 멀리 떨어진 것을 지우고, 경도와 위도의 순서를 확인하세요.",
             "it may be {:.0f} km; remove what is far away, and see whether longitude comes before latitude.",
             k_largest_m / 1000));
    return std::nullopt;
  }

  MapLine in_metres(const MapLine& written) const {
    MapLine line;
    for (const MapPoint& point : written)
      line.push_back(plane_.to_metres(point));
    return line;
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
      tell(false, "bad-shape",
           say("'{}'의 테두리가 스스로 엇갈립니다 ({:.0f}m, {:.0f}m 근처). 고쳐서 그렸습니다.",
               "the outline of '{}' crosses itself (near {:.0f} m, {:.0f} m); it was mended.", written.called(),
               areas.flaw->at.x, areas.flaw->at.y),
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
    if (without_shape_.count > 0) {
      tell(false, "null-geometry",
           say("모양이 없는 것이 있어 그리지 않았습니다: {}.", "features without a shape were left out: {}.",
               without_shape_.list()),
           say("QGIS에서 그리거나 지우세요.", "draw them in QGIS, or delete them."));
    }
    if (without_type_.count > 0) {
      tell(true, "missing-type",
           say("무엇인지 적지 않은 것이 있습니다: {}.", "it is not said what these are: {}.", without_type_.list()),
           say("속성 'type'에 shop, block, lane, gate, exit, toilet 등을 적으세요.",
               "write shop, block, lane, gate, exit, toilet... into the attribute 'type'."));
    }
    if (unknown_type_.count > 0) {
      std::string known;
      for (const std::string_view word : k_type_words)
        known += (known.empty() ? "" : ", ") + std::string(word);
      tell(true, "unknown-type",
           say("모르는 종류가 있습니다: {}.", "there are types that are not known: {}.", unknown_type_.list()),
           say("쓸 수 있는 종류: {}.", "these are known: {}.", known));
    }
  }

  void check_ids() {
    std::set<std::string> ids;
    Few twice;
    for (const MapFeature& each : map().features) {
      if (!ids.insert(each.id).second)
        twice.add(each.id);
    }
    if (twice.count > 0) {
      tell(true, "duplicate-id",
           say("같은 번호나 id가 두 번 나옵니다: {}.", "these numbers or ids occur twice: {}.", twice.list()),
           say("점포마다 다른 number를 쓰고, 번호가 없는 것에는 다른 id를 쓰세요.",
               "give each shop a number of its own, and an id of its own to what has none."));
    }
    Few unknown;
    std::set<std::string> categories;
    for (const MapCategory& each : map().categories)
      categories.insert(each.id);
    for (const MapFeature& each : map().features) {
      if (!each.category.empty() && categories.insert(each.category).second)
        unknown.add(each.category);
    }
    if (unknown.count > 0) {
      tell(true, "unknown-category",
           say("색이 정해지지 않은 업종이 있습니다: {}.", "these categories have no colour: {}.", unknown.list()),
           say("지도 문서의 'categories'에 이름과 색을 더하세요.",
               "add them with a name and a colour to 'categories' of the map."));
    }
  }

  void settle_blocks() {
    std::vector<const MapFeature*> blocks;
    for (const MapFeature& each : map().features) {
      if (each.type == MapType::block)
        blocks.push_back(&each);
    }
    Few outside, unknown;
    for (MapFeature& each : map().features) {
      if (each.type != MapType::shop)
        continue;
      if (each.block.empty()) {
        for (const MapFeature* block : blocks) {
          if (!each.areas.empty() ? part_within(each.areas, block->areas) >= k_least_within
                                  : part_within({small_square(each.at)}, block->areas) > 0)
            each.block = block->id;
        }
        continue;
      }
      const auto block =
          std::find_if(blocks.begin(), blocks.end(), [&](const MapFeature* one) { return one->id == each.block; });
      if (block == blocks.end())
        unknown.add(each.block);
      else if (!each.areas.empty() && part_within(each.areas, (*block)->areas) < k_least_within)
        outside.add(each.id);
    }
    if (outside.count > 0) {
      tell(false, "shop-outside-block",
           say("자기 구역 밖에 그려진 점포가 있습니다: {}.", "these shops are drawn outside their block: {}.",
               outside.list()),
           say("점포를 옮기거나 속성 'block'을 고치세요.", "move the shop, or mend its attribute 'block'."));
    }
    if (unknown.count > 0) {
      tell(true, "unknown-block",
           say("점포가 든 구역이 지도에 없습니다: {}.", "there is no such block on the map: {}.", unknown.list()),
           say("구역의 id와 점포의 'block'을 맞추세요.", "let the id of the block and 'block' of the shop agree."));
    }
  }

  static MapArea small_square(MapPoint at) {
    constexpr double k_half = 0.01;
    return {{{at.x - k_half, at.y - k_half}, {at.x + k_half, at.y - k_half}, {at.x + k_half, at.y + k_half},
             {at.x - k_half, at.y + k_half}},
            {}};
  }

  void check_names() {
    for (const LanguageTag& language : site_.languages) {
      Few missing;
      for (const MapFeature& each : map().features) {
        const bool has = std::any_of(each.name.versions.begin(), each.name.versions.end(),
                                     [&](const TaggedText& version) { return version.language == language; });
        if (!each.name.empty() && !has)
          missing.add(each.id);
      }
      if (missing.count > 0) {
        tell(false, "missing-language",
             say("이름에 '{}'이(가) 없는 것이 있습니다: {}.", "these names lack '{}': {}.", language, missing.list()),
             say("속성 'name:{}'을(를) 더하세요.", "add the attribute 'name:{}'.", language));
      }
    }
  }

  void make_ways() {
    std::vector<Door> doors;
    for (const MapFeature& each : map().features) {
      if (!needs_line(each.type) && !needs_area(each.type))
        doors.push_back({each.id, each.at, each.type == MapType::shop ? each.room + k_shop_reach_m : each.room + k_mark_reach_m});
    }
    const std::string screen_door = "screen:";  // no id has a colon before a name of ours
    for (const Screen& screen : site_.screens) {
      if (auto stand = stand_of(screen)) {
        map().stands[screen.id.value] = *stand;
        doors.push_back({screen_door + screen.id.value, stand->at, k_mark_reach_m});
      }
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
    check_ways();
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

  void check_ways() {
    const WalkNetwork& network = map().network;
    const std::vector<int> parts = parts_of(network);
    const auto part_at = [&](int node) { return node < 0 ? -1 : parts[static_cast<size_t>(node)]; };
    std::vector<size_t> sizes(parts.size());
    for (const int part : parts)
      ++sizes[static_cast<size_t>(part)];
    const int main = parts.empty() ? -1 : static_cast<int>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
    Few unreachable;
    bool any_exit = false;
    for (const MapFeature& each : map().features) {
      if (!leads_out(each.type))
        continue;
      const auto door = network.doors.find(each.id);
      if (door == network.doors.end() || part_at(door->second) != main)
        unreachable.add(each.id);
      else
        any_exit = true;
    }
    if (unreachable.count > 0) {
      tell(true, "unreachable-exit",
           say("통로로 갈 수 없는 출구가 있습니다: {}.", "no lane leads to these exits: {}.", unreachable.list()),
           say("통로를 출구까지 잇고, 만나는 곳에서 선이 닿게 그리세요.",
               "draw a lane up to the exit, and let lanes touch where they meet."));
    }
    for (const Screen& screen : site_.screens) {
      const auto stand = map().stands.find(screen.id.value);
      if (stand == map().stands.end() || (stand->second.node >= 0 && part_at(stand->second.node) == main && any_exit))
        continue;
      tell(false, "no-way-out",
           say("화면 '{}' 앞에서 출구까지 이어진 통로가 지도에 없습니다.",
               "on the map no lane leads from screen '{}' to an exit.", screen.id.value),
           say("불이 나면 이 화면은 대피로를 그릴 수 없습니다. 통로를 이으세요.",
               "in a fire this screen cannot show the way out; connect the lanes."),
           &screen);
    }
  }

  const MapSource& source_;
  const Site& site_;
  Plane plane_ = Plane::flat(1, false);
  MadeMap made_;
  Few without_shape_, without_type_, unknown_type_;
};

}  // namespace

std::string_view word_of(MapType type) {
  return k_type_words[static_cast<size_t>(type)];
}

MadeMap make_map(const MapSource& source, std::vector<GeoFeature> features, const Site& site) {
  return Maker(source, site).make(std::move(features));
}

}  // namespace madang::geo
