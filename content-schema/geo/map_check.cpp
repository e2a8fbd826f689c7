// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/map_check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "content-schema/geo/extent.h"
#include "content-schema/geo/shapes.h"
#include "content-schema/geo/walk_network.h"

namespace madang::geo {
namespace {

constexpr double k_largest_m = 5000;          // a market, its car parks and the way there
constexpr size_t k_most_lane_parts = 20'000;  // the example's market of four hundred shops has some hundreds
constexpr size_t k_most_crossings = 10'000;   // of boxes around parts of lanes, besides a bend for each

void check_ids(const MarketMap& map, MapProblems& problems) {
  std::set<std::string> ids;
  Few twice;
  for (const MapFeature& each : map.features) {
    if (!ids.insert(each.id).second)
      twice.add(each.id);
  }
  if (twice.empty())
    return;
  problems.push_back(
      {true, "duplicate-id",
       say("같은 번호나 id가 두 번 나옵니다: {}.", "these numbers or ids occur twice: {}.", twice.list()),
       say("같은 것을 두 번 그렸으면 하나를 지우세요. 아니면 점포마다 다른 number를, 번호가 없는 것에는 다른 "
           "id를 쓰세요.",
           "delete one where the same thing is drawn twice; else give each shop a number of its own, and an "
           "id of "
           "its own to what has none.")});
}

void check_categories(const MarketMap& map, MapProblems& problems) {
  Few unknown;
  std::set<std::string> categories;
  for (const MapCategory& each : map.categories)
    categories.insert(each.id);
  for (const MapFeature& each : map.features) {
    if (!each.category.empty() && categories.insert(each.category).second)
      unknown.add(each.category);
  }
  if (unknown.empty())
    return;
  problems.push_back(
      {true, "unknown-category",
       say("색이 정해지지 않은 업종이 있습니다: {}.", "these categories have no colour: {}.", unknown.list()),
       say("지도 문서의 'categories'에 이름과 색을 더하세요.",
           "add them with a name and a colour to 'categories' of the map.")});
}

void check_blocks(const MarketMap& map, MapProblems& problems) {
  std::map<std::string_view, const MapFeature*> blocks;
  for (const MapFeature& each : map.features) {
    if (each.type == MapType::block)
      blocks.emplace(each.id, &each);
  }
  Few outside, unknown;
  for (const MapFeature& each : map.features) {
    if (each.type != MapType::shop || each.block.empty())
      continue;
    const auto block = blocks.find(each.block);
    if (block == blocks.end())
      unknown.add(each.block);
    else if (!each.areas.empty() && part_within(each.areas, block->second->areas) < k_least_within)
      outside.add(each.id);
  }
  if (!outside.empty()) {
    problems.push_back(
        {false, "shop-outside-block",
         say("자기 구역 밖에 그려진 점포가 있습니다: {}.", "these shops are drawn outside their block: {}.",
             outside.list()),
         say("점포를 옮기거나 속성 'block'을 고치세요.", "move the shop, or mend its attribute 'block'.")});
  }
  if (!unknown.empty()) {
    problems.push_back({true, "unknown-block",
                        say("점포가 든 구역이 지도에 없습니다: {}.", "there is no such block on the map: {}.",
                            unknown.list()),
                        say("구역의 id와 점포의 'block'을 맞추세요.",
                            "let the id of the block and 'block' of the shop agree.")});
  }
}

void check_names(const MarketMap& map, const Site& site, MapProblems& problems) {
  for (const LanguageTag& language : site.languages) {
    Few missing;
    for (const MapFeature& each : map.features) {
      const bool has = std::any_of(each.name.versions.begin(), each.name.versions.end(),
                                   [&](const TaggedText& version) { return version.language == language; });
      if (!each.name.empty() && !has)
        missing.add(each.id);
    }
    if (missing.empty())
      continue;
    problems.push_back({false, "missing-language",
                        say("이름에 '{}'이(가) 없는 것이 있습니다: {}.", "these names lack '{}': {}.",
                            language, missing.list()),
                        say("속성 'name:{}'을(를) 더하세요.", "add the attribute 'name:{}'.", language)});
  }
}

/// In the middle of most of them, however far away the others are.
MapPoint middle_of(const std::vector<GeoFeature>& features) {
  std::vector<double> x, y;
  for (const GeoFeature& each : features) {
    if (each.empty())
      continue;
    const MapPoint at = Extent(each).middle();
    x.push_back(at.x);
    y.push_back(at.y);
  }
  const auto median = [](std::vector<double>& of) {
    const auto half = of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2);
    std::nth_element(of.begin(), half, of.end());
    return *half;
  };
  return {median(x), median(y)};
}

template <class Is>
std::string those_of(const std::vector<GeoFeature>& features, Is is) {
  Few few;
  for (const GeoFeature& each : features) {
    if (!each.empty() && is(Extent(each)))
      few.add(each.called());
  }
  return few.list();
}

/// Which nodes can be walked to from the largest part of the network.
class Reach {
 public:
  explicit Reach(const WalkNetwork& network) : network_(network), parts_(parts_of(network)) {
    std::vector<size_t> sizes(parts_.size());
    for (const int part : parts_)
      ++sizes[static_cast<size_t>(part)];
    if (!sizes.empty())
      main_ = static_cast<int>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
  }

  bool has(int node) const { return node >= 0 && parts_[static_cast<size_t>(node)] == main_; }
  bool has_door(const std::string& id) const {
    const auto door = network_.doors.find(id);
    return door != network_.doors.end() && has(door->second);
  }

 private:
  const WalkNetwork& network_;
  std::vector<int> parts_;
  int main_ = -1;
};

}  // namespace

std::optional<MapProblem> problem_of_numbers(const std::vector<GeoFeature>& features,
                                             Coordinates coordinates) {
  const Extent all(features);
  if (all.empty()) {
    return MapProblem{true, "empty-map",
                      say("지도에 그릴 것이 없습니다.", "there is nothing to draw on the map."),
                      say("QGIS나 geojson.io에서 구역, 통로, 점포를 그려 내보내세요.",
                          "draw blocks, lanes and shops in QGIS or geojson.io and export them.")};
  }
  if (coordinates != Coordinates::degrees)
    return std::nullopt;
  const Extent degrees({-180, -90}, {180, 90}), swapped({-90, -180}, {90, 180});
  if (!degrees.contains(all)) {
    const auto is_wrong = [&](const Extent& each) { return !degrees.contains(each); };
    return MapProblem{
        true, "bad-coordinates",
        say("경도와 위도가 아닌 좌표가 있습니다: {}.", "these coordinates are no longitude and latitude: {}.",
            those_of(features, is_wrong)),
        swapped.contains(all)
            ? say("위도가 경도보다 앞에 있는 것 같습니다. [경도, 위도]의 순서로 다시 내보내세요.",
                  "latitude seems to stand before longitude; export it as [longitude, latitude].")
            : say("미터로 그린 지도라면 'coordinates: metres'라고 쓰세요. 아니면 QGIS에서 'EPSG:4326'으로 "
                  "내보내세요.",
                  "if it is drawn in metres write 'coordinates: metres'; else export it as 'EPSG:4326' from "
                  "QGIS.")};
  }
  if (all.most.x - all.least.x <= 180)
    return std::nullopt;
  const bool is_east = middle_of(features).x > 0;
  const auto is_elsewhere = [&](const Extent& each) { return is_east ? each.least.x < 0 : each.most.x > 0; };
  return MapProblem{
      true, "antimeridian",
      say("지도가 날짜 변경선(경도 180도)을 넘거나 지구 반대편의 것이 섞여 있습니다: {}.",
          "the map crosses the antimeridian (180 degrees), or something is on the other side of the earth: "
          "{}.",
          those_of(features, is_elsewhere)),
      say("떨어져 있는 것을 지우거나, 날짜 변경선에 있는 시장이라면 'coordinates: metres'로 그리세요.",
          "remove what is far away; a market that lies there is drawn with 'coordinates: metres'.")};
}

std::optional<MapProblem> problem_of_size(const std::vector<GeoFeature>& features, const Plane& plane) {
  const auto in_metres = [&](const Extent& written) {
    Extent metres;
    metres.see(plane.to_metres(written.least));
    metres.see(plane.to_metres(written.most));
    return metres;
  };
  const double size = in_metres(Extent(features)).size();
  if (size <= k_largest_m)
    return std::nullopt;
  const MapPoint middle = plane.to_metres(middle_of(features));
  const double reach = k_largest_m / 2;
  const Extent near({middle.x - reach, middle.y - reach}, {middle.x + reach, middle.y + reach});
  const auto is_far = [&](const Extent& each) { return !near.contains(in_metres(each)); };
  return MapProblem{
      true, "map-too-large",
      say("지도가 {:.1f}km나 됩니다. 멀리 있는 것: {}.", "the map is {:.1f} km across; far away: {}.",
          size / 1000, those_of(features, is_far)),
      say("{:.0f}km까지 쓸 수 있습니다. 멀리 떨어진 것을 지우고, 경도와 위도의 순서를 확인하세요.",
          "it may be {:.0f} km; remove what is far away, and see whether longitude comes before latitude.",
          k_largest_m / 1000)};
}

std::optional<MapProblem> problem_of_lanes(const MarketMap& map) {
  std::vector<Extent> parts;
  for (const MapFeature& each : map.features) {
    for (const MapLine& line : each.lines) {
      for (size_t i = 1; i < line.size() && each.type == MapType::lane; ++i) {
        parts.emplace_back().see(line[i - 1]);
        parts.back().see(line[i]);
      }
    }
  }
  if (parts.size() > k_most_lane_parts) {
    return MapProblem{true, "too-many-points",
                      say("통로에 점이 {}개나 있습니다. {}개까지 쓸 수 있습니다.",
                          "the lanes have {} points; they may have {}.", parts.size(), k_most_lane_parts),
                      say("QGIS의 '단순화'로 통로의 점을 줄이세요.", "use 'Simplify' on the lanes in QGIS.")};
  }
  // Parts whose boxes do not meet do not cross either.
  std::sort(parts.begin(), parts.end(),
            [](const Extent& a, const Extent& b) { return a.least.x < b.least.x; });
  const size_t most = parts.size() + k_most_crossings;
  size_t meetings = 0;
  for (size_t i = 0; i < parts.size() && meetings <= most; ++i) {
    for (size_t j = i + 1; j < parts.size() && parts[j].least.x <= parts[i].most.x; ++j)
      meetings += parts[i].meets(parts[j]) ? 1 : 0;
  }
  if (meetings <= most)
    return std::nullopt;
  return MapProblem{true, "too-many-crossings",
                    say("통로가 서로 만나는 곳이 {}군데가 넘습니다.",
                        "the lanes meet each other in more than {} places.", k_most_crossings),
                    say("같은 통로를 여러 번 그렸는지 보고, 통로마다 선 하나만 남기세요.",
                        "see whether lanes are drawn many times, and leave one line for each.")};
}

void check_features(const MarketMap& map, const Site& site, MapProblems& problems) {
  check_ids(map, problems);
  check_categories(map, problems);
  check_blocks(map, problems);
  check_names(map, site, problems);
}

void check_ways(const MarketMap& map, const Site& site, MapProblems& problems) {
  const Reach reach(map.network);
  Few unreachable;
  bool any_exit = false;
  for (const MapFeature& each : map.features) {
    if (!leads_out(each.type))
      continue;
    if (reach.has_door(each.id))
      any_exit = true;
    else
      unreachable.add(each.id);
  }
  if (!unreachable.empty()) {
    problems.push_back({true, "unreachable-exit",
                        say("통로로 갈 수 없는 출구가 있습니다: {}.", "no lane leads to these exits: {}.",
                            unreachable.list()),
                        say("통로를 출구까지 잇고, 만나는 곳에서 선이 닿게 그리세요.",
                            "draw a lane up to the exit, and let lanes touch where they meet.")});
  }
  for (const Screen& screen : site.screens) {
    const auto stand = map.stands.find(screen.id.value);
    if (stand == map.stands.end() || (any_exit && reach.has(stand->second.node)))
      continue;
    problems.push_back({false, "no-way-out",
                        say("화면 '{}' 앞에서 출구까지 이어진 통로가 지도에 없습니다.",
                            "on the map no lane leads from screen '{}' to an exit.", screen.id.value),
                        say("불이 나면 이 화면은 대피로를 그릴 수 없습니다. 통로를 이으세요.",
                            "in a fire this screen cannot show the way out; connect the lanes."),
                        &screen});
  }
}

}  // namespace madang::geo
