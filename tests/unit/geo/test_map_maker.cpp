// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/base/digest.h"
#include "content-schema/geo/map_maker.h"
#include "tests/support/catch.h"

using namespace madang;

namespace {

/// A block of 40 by 20 m with two shops, a lane along it and a gate at either end, in metres.
constexpr std::string_view k_market = R"(
  {"type":"Feature","properties":{"type":"block","id":"block-a","name":"농산물","name:en":"Produce"},
   "geometry":{"type":"Polygon","coordinates":[[[0,2],[40,2],[40,22],[0,22],[0,2]]]}},
  {"type":"Feature","properties":{"type":"shop","number":"A-01","name":"감귤","name:en":"Citrus","category":"food"},
   "geometry":{"type":"Polygon","coordinates":[[[1,3],[6,3],[6,9],[1,9],[1,3]]]}},
  {"type":"Feature","properties":{"type":"lane"},"geometry":{"type":"LineString","coordinates":[[-5,0],[45,0]]}},
  {"type":"Feature","properties":{"type":"gate","id":"gate-1","name":"1번","name:en":"Gate 1"},
   "geometry":{"type":"Point","coordinates":[-5,0]}},
  {"type":"Feature","properties":{"type":"exit","id":"exit-2"},"geometry":{"type":"Point","coordinates":[45,0]}})";

Site site_of(std::optional<ScreenPlace> place) {
  Site site;
  site.languages = {"ko", "en"};
  Screen screen;
  screen.id = {"plaza"};
  screen.place = std::move(place);
  site.screens = {screen};
  return site;
}

geo::MadeMap make(std::string_view features, const Site& site,
                  geo::Coordinates coordinates = geo::Coordinates::metres) {
  geo::MapSource source;
  source.path = "maps/a.yaml";
  source.coordinates = coordinates;
  source.categories = {{"food", {{{"ko", "먹거리"}}}, {200, 80, 0, 255}, ""}};
  const std::string text = R"({"type":"FeatureCollection","features":[)" + std::string(features) + "]}";
  return geo::make_map(source, geo::read_geojson(as_bytes(text)).value(), site);
}

std::string codes(const geo::MadeMap& made) {
  std::string out;
  for (const geo::MapProblem& each : made.problems)
    out += (out.empty() ? "" : " ") + std::string(each.error ? "" : "~") + each.code;
  return out;
}

std::string with(std::string_view more) {
  return std::string(k_market) + "," + std::string(more);
}

std::string shop(std::string_view properties, std::string_view ring = "[[10,3],[15,3],[15,9],[10,9],[10,3]]") {
  return R"({"type":"Feature","properties":{"type":"shop",)" + std::string(properties) +
         R"(},"geometry":{"type":"Polygon","coordinates":[)" + std::string(ring) + "]}}";
}

}  // namespace

TEST_CASE("a market is made whole") {
  const auto made = make(k_market, site_of(ScreenPlace{"", 20, 1, 0}));
  CHECK(codes(made).empty());
  const MarketMap& map = made.map;
  CHECK(map.features.size() == 5);
  CHECK(map.find("A-01")->block == "block-a");
  CHECK(map.find("A-01")->room == Approx(2.5).margin(0.2));
  CHECK(map.find("A-01")->name.in("en")->text == "Citrus");
  CHECK(std::is_sorted(map.features.begin(), map.features.end(),
                       [](const MapFeature& a, const MapFeature& b) { return a.type < b.type; }));
  const MapStand& stand = map.stands.at("plaza");
  CHECK(stand.up == Approx(180));  // its picture looks north, so visitors look south
  CHECK(stand.node >= 0);
  CHECK(map.network.doors.contains("exit-2"));
  CHECK(map.network.doors.contains("block-a"));
  CHECK_FALSE(map.network.doors.contains("screen:plaza"));
}

TEST_CASE("a screen may stand at a feature") {
  const auto made = make(k_market, site_of(ScreenPlace{"gate-1", 0, 0, std::nullopt}));
  CHECK(made.map.stands.at("plaza").at == MapPoint{-5, 0});
  CHECK(made.map.stands.at("plaza").up == 0);
}

TEST_CASE("what staff may get wrong has a line each") {
  const Site nowhere = site_of(std::nullopt);
  CHECK(codes(make("", nowhere)) == "empty-map");
  CHECK(codes(make(with(shop(R"("number":"A-01")")), nowhere)) == "duplicate-id");
  CHECK(codes(make(with(shop(R"("number":"A-02","category":"fish")")), nowhere)) == "unknown-category");
  CHECK(codes(make(with(shop(R"("number":"A-02","block":"block-x")")), nowhere)) == "unknown-block");
  CHECK(codes(make(with(shop(R"("number":"A-02","block":"block-a")", "[[60,3],[65,3],[65,9],[60,3]]")), nowhere)) ==
        "~shop-outside-block");
  CHECK(codes(make(with(shop(R"("number":"A-02")", "[[10,3],[15,9],[15,3],[10,9],[10,3]]")), nowhere)) == "~bad-shape");
  CHECK(codes(make(with(shop(R"("number":"A-02","name":"국수")")), nowhere)) == "~missing-language");
  CHECK(codes(make(with(R"({"type":"Feature","properties":{"number":"x"},"geometry":{"type":"Point","coordinates":[1,1]}})"),
                   nowhere)) == "missing-type");
  CHECK(codes(make(with(R"({"type":"Feature","properties":{"type":"shoop"},"geometry":{"type":"Point","coordinates":[1,1]}})"),
                   nowhere)) == "unknown-type");
  CHECK(codes(make(with(R"({"type":"Feature","properties":{"type":"lane"},"geometry":{"type":"Point","coordinates":[1,1]}})"),
                   nowhere)) == "wrong-shape");
  CHECK(codes(make(with(R"({"type":"Feature","properties":{"type":"shop"},"geometry":null})"), nowhere)) == "~null-geometry");
  CHECK(codes(make(with(R"({"type":"Feature","properties":{"type":"exit","id":"exit-9"},
                            "geometry":{"type":"Point","coordinates":[20,90]}})"),
                   nowhere)) == "unreachable-exit");
}

TEST_CASE("a screen that is not on the map, or whose lanes lead nowhere, is named") {
  CHECK(codes(make(k_market, site_of(ScreenPlace{"gate-9", 0, 0, 0}))) == "screen-off-map");
  const Site site = site_of(ScreenPlace{"", 4000, 0, 0});  // the problem points into it
  const auto far = make(k_market, site);
  CHECK(codes(far) == "screen-off-map");
  CHECK(far.problems[0].screen->id.value == "plaza");
  CHECK(codes(make(k_market, site_of(ScreenPlace{"", 20, 100, 0}))) == "~no-way-out");
}

TEST_CASE("an outline that is wrong is told with the place where QGIS finds it") {
  const Site nowhere = site_of(std::nullopt);
  const auto told = [&](const std::string& features, geo::Coordinates coordinates = geo::Coordinates::metres) {
    const auto made = make(features, nowhere, coordinates);
    REQUIRE_FALSE(made.problems.empty());
    return made.problems.front().what.en;
  };
  CHECK(told(with(shop(R"("number":"A-02")", "[[10,3],[15,9],[15,3],[10,9],[10,3]]"))) ==
        "the outline of 'A-02' crosses itself near 12.5, 6.0; it was mended.");
  CHECK(told(with(shop(R"("number":"A-02")", "[[10,3],[15,3],[15,9],[10,9],[10,3]],[[30,3],[31,3],[31,4],[30,3]]"))) ==
        "a hole of 'A-02' leaves its outline or meets another one, near 30.0, 3.0; it was mended.");
  CHECK(told(shop(R"("number":"A-02")", "[[126.5,33.2],[126.501,33.201],[126.501,33.2],[126.5,33.201],[126.5,33.2]]"),
             geo::Coordinates::degrees) == "the outline of 'A-02' crosses itself near 126.500500, 33.200500; it was mended.");
}

TEST_CASE("numbers that cannot be those of a market are told before anything else, with what is elsewhere") {
  const Site site = site_of(std::nullopt);
  const auto at = [](double x, double y) {
    return fmt::format(R"({{"type":"Feature","properties":{{"type":"gate","id":"g{}"}},
                          "geometry":{{"type":"Point","coordinates":[{},{}]}}}})", x, x, y);
  };
  using C = geo::Coordinates;
  const auto told = [&](const std::string& features, C coordinates) {
    const auto made = make(features, site, coordinates);
    CHECK(made.map.features.empty());
    REQUIRE(made.problems.size() == 1);
    return made.problems[0].code + ": " + made.problems[0].what.en + " " + made.problems[0].instead.en;
  };
  const auto begins = [](const std::string& text, std::string_view words) {
    CAPTURE(text);
    CHECK(text.starts_with(words));
  };
  const std::string market = at(126.5, 33.2) + "," + at(126.5001, 33.2) + "," + at(126.5002, 33.2) + ",";
  begins(told(market + at(-179.9, 0), C::degrees),
         "antimeridian: the map crosses the antimeridian (180 degrees), or something is on the other side of the "
         "earth: g-179.9. remove");
  begins(told(market + at(200'000, 500'000), C::degrees),
         "bad-coordinates: these coordinates are no longitude and latitude: g200000. if it is drawn in metres");
  begins(told(at(33.2, 126.5) + "," + at(33.2001, 126.5), C::degrees),
         "bad-coordinates: these coordinates are no longitude and latitude: g33.2, g33.2001. latitude seems");
  begins(told(market + at(127.5, 33.2), C::degrees), "map-too-large: the map is 93.2 km across; far away: g127.5. it");
  begins(told(at(0, 0) + "," + at(10, 0) + "," + at(50'000, 0), C::metres),
         "map-too-large: the map is 50.0 km across; far away: g50000. it");
}

TEST_CASE("lanes from which a network would take minutes are refused") {
  const auto lane = [](const std::string& points) {
    return R"({"type":"Feature","properties":{"type":"lane"},"geometry":{"type":"LineString","coordinates":[)" + points +
           "]}}";
  };
  const auto grid = [&](int lanes) {
    std::string out = std::string(k_market);
    for (int i = 1; i <= lanes; ++i) {
      out += "," + lane(fmt::format("[{},-350],[{},350]", i, i));
      out += "," + lane(fmt::format("[-50,{}],[350,{}]", i, i));
    }
    return out;
  };
  const Site nowhere = site_of(std::nullopt);
  CHECK(codes(make(grid(40), nowhere)).empty());
  CHECK(codes(make(grid(150), nowhere)) == "too-many-crossings");
  std::string points = "[0,0]";
  for (int i = 1; i <= 20'001; ++i)
    points += fmt::format(",[{},{}]", i * 0.01, i % 2);
  CHECK(codes(make(with(lane(points)), nowhere)) == "too-many-points");
}

TEST_CASE("a shop that does not name its block is in the one that it is drawn in, and not in its neighbour") {
  const std::string neighbour =
      R"({"type":"Feature","properties":{"type":"block","id":"block-b"},
          "geometry":{"type":"Polygon","coordinates":[[[40,2],[80,2],[80,22],[40,22],[40,2]]]}})";
  const auto block_of = [&](std::string_view ring) {
    return make(with(neighbour + "," + shop(R"("number":"A-02")", ring)), site_of(std::nullopt)).map.find("A-02")->block;
  };
  CHECK(block_of("[[34,3],[40,3],[40,9],[34,9],[34,3]]") == "block-a");
  CHECK(block_of("[[38,3],[44,3],[44,9],[38,9],[38,3]]") == "block-b");
  CHECK(block_of("[[90,3],[94,3],[94,9],[90,9],[90,3]]").empty());
}

TEST_CASE("days on which a shop is closed are read in both languages") {
  const auto days = [](std::string_view words) {
    const auto made = make(with(shop(R"("number":"A-02","closed":")" + std::string(words) + "\"")), site_of(std::nullopt));
    return made.map.find("A-02")->closed;
  };
  CHECK(days("tue") == std::vector<int>{2});
  CHECK(days("Sun, wed") == std::vector<int>{0, 3});
  CHECK(days("화요일") == std::vector<int>{2});
  CHECK(days("일, 월") == std::vector<int>{0, 1});
  CHECK(days("일요일") == std::vector<int>{0});
}
