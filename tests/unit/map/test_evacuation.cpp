// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/evacuation.h"

#include "player/map/danger_area.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

MapFeature block(const std::string& id, MapPoint least, MapPoint most) {
  MapFeature made;
  made.id = id;
  made.type = MapType::block;
  made.areas.push_back({{least, {most.x, least.y}, most, {least.x, most.y}}, {}});
  return made;
}

MapFeature& add_exit(MarketMap& map, const std::string& id, MapType type, int node) {
  MapFeature& exit = map.features.emplace_back();
  exit.id = id;
  exit.type = type;
  exit.at = map.network.nodes[static_cast<std::size_t>(node)];
  map.network.doors[id] = node;
  return exit;
}

/// A lane from the west gate at (0, 0) to the east gate at (100, 0), past block-b in the middle of it, whose
/// wall is 2 m away: it puts what is between x 37 and 63 in danger, roughly. From the south end of a side
/// lane at 20 there are stairs up to an exit.
///
///     west 0 ---- 1 ---- 2 ---- 3 ---- 4 ---- 5 east
///          0     20     38     50     62    100      node: x
///                 |           [block-b 40..60, from y 2]
///                 6 (20, -30) ==== 7 exit-s (20, -60), by steps
struct Street {
  MarketMap map;

  Street() {
    map.network.nodes = {{0, 0}, {20, 0}, {38, 0}, {50, 0}, {62, 0}, {100, 0}, {20, -30}, {20, -60}};
    map.network.edges = {{0, 1, 20}, {1, 2, 18}, {2, 3, 12},      {3, 4, 12},
                         {4, 5, 38}, {1, 6, 30}, {6, 7, 30, true}};
    map.features.push_back(block("block-b", {40, 2}, {60, 30}));
    add_exit(map, "west", MapType::gate, 0);
    add_exit(map, "east", MapType::gate, 5);
    add_exit(map, "exit-s", MapType::exit, 7);
  }
  MapFeature& feature(const std::string& id) {
    return *std::find_if(map.features.begin(), map.features.end(),
                         [&](const MapFeature& each) { return each.id == id; });
  }
  std::string way(const std::string& burning, int node, Steps steps = Steps::allowed) const {
    const auto route =
        WaysOut(map, burning.empty() ? std::vector<std::string>{} : std::vector{burning}).from(node, steps);
    return route ? route->to : "";
  }
};

TEST_CASE("while nothing burns the way out is to the nearest exit, without steps to the nearest such one") {
  const Street street;
  CHECK(street.way("", 2) == "west");
  CHECK(street.way("", 3) == "west");  // 50 m either way: the neighbour with the lower number
  CHECK(street.way("", 4) == "east");
  CHECK(street.way("", 6) == "exit-s");
  CHECK(street.way("", 6, Steps::avoided) == "west");
  CHECK(street.way("", 7, Steps::avoided) == "exit-s");  // who stands there is out
  const Route route = WaysOut(street.map).from(2).value();
  CHECK(route == Route{{{38, 0}, {20, 0}, {0, 0}}, 38, "west"});
  CHECK_FALSE(WaysOut(street.map).from(-1));
  CHECK_FALSE(WaysOut(street.map).from(8));
}

TEST_CASE("nobody is led past what burns, however near the exit behind it is") {
  Street street;
  street.map.network.doors.erase("west");
  street.map.network.doors.erase("exit-s");
  CHECK(street.way("", 1) == "east");
  CHECK(street.way("block-b", 1).empty());
  CHECK(street.way("block-b", 5) == "east");
}

TEST_CASE("who is in danger is led out of it the shortest way, and then on to an exit") {
  const Street street;
  CHECK(street.way("block-b", 2) == "west");
  CHECK(street.way("block-b", 4) == "east");
  // From the middle it is as far out to either side: to the lower number.
  CHECK(street.way("block-b", 3) == "west");
  Street nearer;
  nearer.map.network.nodes[3] = {51, 0};
  nearer.map.network.edges[2].metres = 13;
  nearer.map.network.edges[3].metres = 11;
  nearer.map.network.nodes[5] = {400, 0};  // the exit is far, but the danger is behind sooner
  nearer.map.network.edges[4].metres = 338;
  nearer.feature("east").at = {400, 0};
  CHECK(nearer.way("block-b", 3) == "east");
  CHECK(WaysOut(nearer.map, std::vector<std::string>{"block-b"}).from(3)->metres == 11 + 338);
}

TEST_CASE("out of danger counts from where it ends, not from the next corner") {
  Street street;
  // To the west the danger ends after 11 m of a lane of 99 m, to the east after 13 of 15.5 m.
  street.map.network.nodes = {{-50, 0}, {49, 0}, {64.5, 0}};
  street.map.network.edges = {{0, 1, 99}, {1, 2, 15.5}};
  street.map.network.doors = {{"west", 0}, {"east", 2}};
  street.feature("west").at = {-50, 0};
  street.feature("east").at = {64.5, 0};
  CHECK(street.way("", 1) == "east");
  CHECK(street.way("block-b", 1) == "west");
}

TEST_CASE("who has left the danger never comes into it again, and a way that does is none") {
  Street street;
  // From a passage in block-c one is out sooner to the north, where there is a yard with no other way.
  street.map.network.nodes.insert(street.map.network.nodes.end(), {{50, 40}, {50, 16}});
  street.map.network.edges.insert(street.map.network.edges.end(), {{3, 9, 16}, {9, 8, 24}});
  street.map.features.push_back(block("block-c", {40, 8}, {60, 20}));
  CHECK(street.way("", 8) == "west");
  CHECK(street.way("block-c", 8).empty());
  CHECK(WaysOut(street.map, std::vector<std::string>{"block-c"}).from(9)->points.at(1) == MapPoint{50, 0});
  // And a lane between two arms of what burns: both ends in danger, its middle not.
  MarketMap arms;
  arms.network.nodes = {{5, 15}, {25, 15}, {25, 40}};
  arms.network.edges = {{0, 1, 20}, {1, 2, 25}};
  MapFeature u = block("u", {0, 0}, {30, 20});
  u.areas[0].outer = {{0, 0}, {30, 0}, {30, 20}, {20, 20}, {20, 5}, {10, 5}, {10, 20}, {0, 20}};
  arms.features.push_back(u);
  add_exit(arms, "north", MapType::exit, 2);
  const WaysOut ways(arms, std::vector<std::string>{"u"});
  CHECK(ways.from(1)->to == "north");
  CHECK_FALSE(ways.from(0));
}

TEST_CASE(
    "from a yard in the middle of what burns there is no way, and from the ring around it the one out") {
  MarketMap map;
  map.network.nodes = {{50, 50}, {50, 75}, {50, 95}, {50, 120}};
  map.network.edges = {{0, 1, 25}, {1, 2, 20}, {2, 3, 25}};
  MapFeature ring = block("ring", {0, 0}, {100, 100});
  ring.areas[0].holes.push_back({{30, 30}, {70, 30}, {70, 70}, {30, 70}});
  map.features.push_back(ring);
  add_exit(map, "north", MapType::exit, 3);
  const WaysOut ways(map, std::vector<std::string>{"ring"});
  CHECK_FALSE(ways.from(0));
  // Nearer to the yard than to the street, and led to the street all the same: from the yard nobody comes
  // out.
  CHECK(ways.from(1)->points == MapLine{{50, 75}, {50, 95}, {50, 120}});
  CHECK(ways.from(3)->points.size() == 1);
}

TEST_CASE("exits in danger are closed, and those of the block that burns") {
  Street street;
  SECTION("its mark is too near") {
    street.feature("west").at = {45, 1};
  }
  SECTION("it is a door of that block") {
    street.feature("west").block = "block-b";
  }
  SECTION("its door is in danger") {
    street.map.network.doors["west"] = 2;
    CHECK(street.way("block-b", 2) == "exit-s");
  }
  SECTION("it is what burns, as a hall with doors of its own") {
    MapFeature& west = street.feature("west");
    west.areas = block("", {-40, 20}, {-30, 30}).areas;
    CHECK(street.way("west", 1) == "exit-s");
  }
  CHECK(street.way("", 2) != "");
  const std::string burning = street.feature("west").areas.empty() ? "block-b" : "west";
  CHECK(street.way(burning, 1) == "exit-s");
  CHECK(street.way(burning, 1, Steps::avoided) == (burning == "west" ? "east" : ""));
}

TEST_CASE("several fires at once leave only what is out of the danger of them all") {
  Street street;
  street.map.features.push_back(block("block-w", {5, 2}, {10, 30}));
  const std::vector<std::string> both{"block-b", "block-w"};
  CHECK(WaysOut(street.map, both).from(1)->to == "exit-s");
  CHECK_FALSE(WaysOut(street.map, both).from(1, Steps::avoided));
  CHECK(WaysOut(street.map, std::vector<std::string>{"block-w"}).from(1, Steps::avoided)->to == "east");
}

TEST_CASE("everything that can burn has its ways out beforehand, and the same as when asked for") {
  Street street;
  for (const MapType type : {MapType::outline, MapType::green, MapType::road, MapType::water}) {
    MapFeature ground = block("ground-" + std::to_string(static_cast<int>(type)), {-10, -100}, {110, 100});
    ground.type = type;
    street.map.features.push_back(ground);
  }
  MapFeature shop = block("17", {21, 2}, {25, 6});
  shop.type = MapType::shop;
  street.map.features.push_back(shop);
  const Evacuation evacuation(street.map);
  for (const char* place : {"block-b", "17"}) {
    REQUIRE(evacuation.during(place) != nullptr);
    const WaysOut fresh(street.map, std::vector<std::string>{place});
    for (int node = 0; node < 8; ++node) {
      for (const Steps steps : {Steps::allowed, Steps::avoided})
        CHECK(evacuation.during(place)->from(node, steps) == fresh.from(node, steps));
    }
  }
  CHECK(evacuation.every_day().from(2)->to == "west");
  for (const char* place : {"", "block-z", "west", "ground-0", "ground-3"})
    CHECK(evacuation.during(place) == nullptr);
}

TEST_CASE("what it knows outlives the map it was made of") {
  std::optional<Evacuation> evacuation;
  {
    const Street street;
    evacuation.emplace(street.map);
  }
  const Evacuation moved = std::move(*evacuation);
  CHECK(moved.during("block-b")->from(2)->points == MapLine{{38, 0}, {20, 0}, {0, 0}});
}

TEST_CASE("a map without exits, without nodes or with doors that are none leads nowhere") {
  Street street;
  street.map.network.doors = {{"west", -1}, {"east", 99}};
  CHECK(street.way("", 2).empty());
  CHECK(street.way("block-b", 3).empty());
  CHECK_FALSE(Evacuation(MarketMap{}).every_day().from(0));
}

}  // namespace
}  // namespace madang
