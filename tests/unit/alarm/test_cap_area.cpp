// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_area.h"

#include "scheduler/alarm/cap_geometry.h"
#include "tests/support/catch.h"

namespace madang::alarm {
namespace {

constexpr GeoPoint k_market{37.5700, 126.9996};     // Jongno, Seoul
constexpr GeoPoint k_city_hall{37.5663, 126.9779};  // 1.96 km from it

CapPlace with_code(const std::string& code) {
  return {{{"KRDSTGeocode", code}}, std::nullopt, {}};
}
CapPlace with_point(GeoPoint point) {
  return {{}, point, {}};
}
CapArea of_code(const std::string& code) {
  CapArea area;
  area.geocodes = {{"KRDSTGeocode", code}};
  return area;
}
CapArea of_circle(double km) {
  CapArea area;
  area.circles = {{k_city_hall, km}};
  return area;
}

TEST_CASE("polygons are read as the standard has them, and as people write them") {
  const std::vector<GeoPoint> square{{1, 2}, {1, 4}, {3, 4}, {3, 2}};
  CHECK(parse_polygon("1,2 1,4 3,4 3,2 1,2") == square);
  CHECK(parse_polygon(" 1,2\n\t1,4 3,4 3,2 ") == square);
  CHECK(parse_polygon("1, 2 1, 4 3, 4 3, 2") == square);
  CHECK(parse_polygon("126.9,37.5 127.1,37.5 127.1,37.6") ==
        std::vector<GeoPoint>{{37.5, 126.9}, {37.5, 127.1}, {37.6, 127.1}});
  for (const char* bad : {"", "1,2", "1,2 3,4 1,2", "1,2 3,4 5", "1,2 3,4 5,x", "1,2 3,4 5,inf",
                          "1,2 3,4 5,999", "1,2 3,4 5,nan", "99,99 99,98 98,98"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_polygon(bad));
  }
  CHECK(parse_circle("37.57,126.99 2.5") == GeoCircle{{37.57, 126.99}, 2.5});
  CHECK(parse_circle("126.99,37.57 2.5") == GeoCircle{{37.57, 126.99}, 2.5});
  for (const char* bad : {"", "37.57,126.99", "37.57,126.99 -1", "37.57,126.99 x", "137,126 1"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_circle(bad));
  }
}

TEST_CASE("a point is inside a polygon, on its edge, or outside") {
  const auto arrow = parse_polygon("0,0 4,2 0,4 1,2").value();  // hollow from below
  CHECK(contains(arrow, {2, 2}));
  CHECK(contains(arrow, {0.4, 3.5}));
  CHECK_FALSE(contains(arrow, {0.5, 2}));
  CHECK_FALSE(contains(arrow, {5, 2}));
  CHECK_FALSE(contains(arrow, {2, 5}));
  CHECK_FALSE(contains(arrow, {2, -5}));
  CHECK(contains(arrow, {4, 2}));
  CHECK(contains(arrow, {2, 1}));
  const auto south_west = parse_polygon("-10,-10 -10,-5 -5,-5 -5,-10").value();
  CHECK(contains(south_west, {-7, -7}));
  CHECK_FALSE(contains(south_west, {7, 7}));
}

TEST_CASE("distances are those of the earth") {
  CHECK(distance_km(k_market, k_city_hall) == Approx(1.957).margin(0.01));
  CHECK(distance_km({37.5665, 126.9780}, {35.1796, 129.0756}) == Approx(325).margin(2));  // Seoul to Busan
  CHECK(distance_km({0, 179.9}, {0, -179.9}) == Approx(22.24).margin(0.1));
  CHECK(distance_km(k_market, k_market) == 0);
}

TEST_CASE("Korean codes meet what they are part of, up and down") {
  struct Row {
    const char* theirs;
    const char* ours;
    AreaVerdict verdict;
  };
  const Row row = GENERATE(
      Row{"1111000000", "1111000000", AreaVerdict::inside},
      Row{"1100000000", "1111015700", AreaVerdict::inside},
      Row{"0000000000", "1111000000", AreaVerdict::inside},
      Row{"1111015700", "1111000000", AreaVerdict::inside},
      Row{"1111015700", "1111015600", AreaVerdict::outside},
      Row{"1114000000", "1111000000", AreaVerdict::outside},
      Row{"2600000000", "1111000000", AreaVerdict::outside},
      Row{"4111000000", "4111112900", AreaVerdict::inside},  // a city, and a district of it
      Row{"4111100000", "4111300000", AreaVerdict::outside},
      Row{"10.24.8.129", "1111000000", AreaVerdict::unknown},
      Row{"10.24.8.129", "10.24.8.129", AreaVerdict::inside}, Row{"", "1111000000", AreaVerdict::unknown});
  CAPTURE(row.theirs, row.ours);
  CHECK(area_meets(of_code(row.theirs), with_code(row.ours)) == row.verdict);
}

TEST_CASE("only what could be compared is outside") {
  CHECK(area_meets(of_circle(2), with_point(k_market)) == AreaVerdict::inside);
  CHECK(area_meets(of_circle(1.9), with_point(k_market)) == AreaVerdict::outside);
  CHECK(area_meets(of_circle(0), with_point(k_market)) == AreaVerdict::unknown);
  CHECK(area_meets(of_circle(1.9), with_code("1111000000")) == AreaVerdict::unknown);
  CHECK(area_meets(of_circle(1.9), {}) == AreaVerdict::unknown);
  CHECK(area_meets({}, with_point(k_market)) == AreaVerdict::unknown);
  CapArea other;
  other.geocodes = {{"UGC", "AKZ185"}};
  CHECK(area_meets(other, with_code("1111000000")) == AreaVerdict::unknown);
}

TEST_CASE("shapes and codes of an area are one, so one that fits is enough") {
  CapArea area = of_circle(1);
  area.geocodes = {{"KRDSTGeocode", "1111000000"}};
  const CapPlace both{{{"KRDSTGeocode", "1111000000"}}, k_market, {}};
  CHECK(area_meets(area, both) == AreaVerdict::inside);
  area.geocodes = {{"KRDSTGeocode", "2600000000"}};
  CHECK(area_meets(area, both) == AreaVerdict::outside);
  area.circles.front().radius_km = 5;
  CHECK(area_meets(area, both) == AreaVerdict::inside);
}

TEST_CASE("of several areas one inside is enough, and one unknown leaves the doubt") {
  const auto place = with_code("1111000000");
  CHECK(areas_meet({}, place) == AreaVerdict::unknown);
  CHECK(areas_meet({of_code("2600000000")}, place) == AreaVerdict::outside);
  CHECK(areas_meet({of_code("2600000000"), {}}, place) == AreaVerdict::unknown);
  CHECK(areas_meet({of_code("2600000000"), {}, of_code("1100000000")}, place) == AreaVerdict::inside);
}

}  // namespace
}  // namespace madang::alarm
