// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>
#include <map>

#include "player/map/view.h"
#include "tests/golden/pages/examples.h"
#include "tests/golden/pages/thumbnail.h"
#include "tests/support/temp_folder.h"

// A floor plan as the map's ground: what it shows lies under the points that were marked upon it.
namespace madang {
namespace {

constexpr std::string_view k_site =
    "kind: site\nversion: 1\nname: 시장\nlanguages: [ko]\ndefault: { layout: layouts/map.yaml }\n"
    "screens: [ { id: a, resolution: 800x400, at: [100, 50], faces: 180 } ]\n";
constexpr std::string_view k_layout =
    "kind: layout\nversion: 1\nbackground: '#0000ff'\nzones:\n"
    "  - { id: map, item: { map: maps/market.yaml, legend: no } }\n";
// A point in each corner, so that all of the plan is shown; a lane through the middle of it.
constexpr std::string_view k_features = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"type":"aed","id":"nw"},"geometry":{"type":"Point","coordinates":[0,0]}},
 {"type":"Feature","properties":{"type":"aed","id":"se"},"geometry":{"type":"Point","coordinates":[200,100]}},
 {"type":"Feature","properties":{"type":"exit","id":"out","name":"출구"},"geometry":{"type":"Point","coordinates":[190,50]}},
 {"type":"Feature","properties":{"type":"lane","id":"l","width":0.5},"geometry":{"type":"LineString","coordinates":[[10,50],[190,50]]}}]})";

/// The plan of 200 x 100: red, and green where a shop would be, from 40,10 to 80,30.
std::string plan(std::string_view size) {
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" {} viewBox="0 0 200 100"><rect width="200" height="100" )"
      R"(fill="#f00"/><rect x="40" y="10" width="40" height="20" fill="#0f0"/></svg>)",
      size);
}

TEST_CASE("a floor plan lies where its pixels say, however large the drawing is") {
  const test::TempFolder folder;
  folder.write("site.yaml", std::string(k_site));
  folder.write("layouts/map.yaml", std::string(k_layout));
  folder.write("maps/market.geojson", std::string(k_features));
  folder.write("maps/market.yaml",
               "kind: map\nversion: 1\nname: 시장\nfeatures: maps/market.geojson\ncoordinates: pixels\n"
               "plan: media/plan.svg\nmetres-per-pixel: 0.5\n");
  folder.write("media/plan.svg", plan("width='200' height='100'"));
  const auto content = open_local_content(folder.path());
  REQUIRE(content);
  const auto page =
      page_of(*content, {{"a"}, test::local_time(*content, "2026-11-22T12:00"), std::nullopt, std::nullopt},
              test::typesetter());
  REQUIRE(page);
  CHECK(page->broken.empty());
  const test::Thumbnail seen = test::draw_small(page->scene, 1);
  const auto colour = [&](MapSpot at) {
    const auto* p =
        seen.pixels.data() +
        (static_cast<size_t>(at.y) * static_cast<size_t>(seen.size.width) + static_cast<size_t>(at.x)) * 4;
    return std::array<int, 3>{p[2], p[1], p[0]};
  };
  // Whatever the view is: it is one scale for both axes, and the marks say where the corners are.
  int left = seen.size.width, right = 0, top = seen.size.height, bottom = 0;
  for (int y = 0; y < seen.size.height; ++y) {
    for (int x = 0; x < seen.size.width; ++x) {
      if (colour({static_cast<double>(x), static_cast<double>(y)}) == std::array{255, 0, 0}) {
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
    }
  }
  const double scale = (right - left + 1) / 200.0;
  CHECK(scale > 2);  // the plan is enlarged
  CHECK((bottom - top + 1) / 100.0 == Approx(scale).margin(0.05));
  const auto at = [&](double x, double y) { return colour({left + x * scale, top + y * scale}); };
  const std::array<int, 3> red{255, 0, 0}, green{0, 255, 0};
  CHECK(at(60, 20) == green);
  CHECK(at(41, 11) == green);
  CHECK(at(79, 29) == green);
  CHECK(at(60, 33) == red);
  CHECK(at(37, 20) == red);
}

TEST_CASE("a plan with letters in it is left out of the page, and told") {
  const test::TempFolder folder;
  folder.write("site.yaml", std::string(k_site));
  folder.write("layouts/map.yaml", std::string(k_layout));
  folder.write("maps/market.geojson", std::string(k_features));
  folder.write("maps/market.yaml",
               "kind: map\nversion: 1\nname: 시장\nfeatures: maps/market.geojson\ncoordinates: pixels\n"
               "plan: media/plan.svg\nmetres-per-pixel: 0.5\n");
  folder.write(
      "media/plan.svg",
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><text y="9">출구</text></svg>)");
  const auto content = open_local_content(folder.path());
  REQUIRE(content);
  REQUIRE(content->unplayable.size() == 1);
  CHECK(content->unplayable.begin()->second.message.ko.find("윤곽선") != std::string::npos);
}

}  // namespace
}  // namespace madang
