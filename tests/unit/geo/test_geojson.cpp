// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/digest.h"
#include "content-schema/geo/geojson.h"
#include "content-schema/geo/imdf.h"
#include "tests/support/catch.h"

using namespace madang;
using geo::GeoFeature;

namespace {

Result<std::vector<GeoFeature>> read(std::string_view text, const geo::GeoLimits& limits = {}) {
  return geo::read_geojson(as_bytes(text), limits);
}

std::string collection(std::string_view features) {
  return R"({"type":"FeatureCollection","features":[)" + std::string(features) + "]}";
}

}  // namespace

TEST_CASE("features keep their shapes and their words") {
  const auto features = read(collection(R"(
    {"type":"Feature","id":"gate-1","properties":{"type":"gate","number":1,"steps":true,"name":"정문","name:en":"Gate"},
     "geometry":{"type":"Point","coordinates":[126.5,33.2]}},
    {"type":"Feature","properties":{"type":"lane"},
     "geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,0]],[[1,0],[1,1]]]}},
    {"type":"Feature","properties":{"type":"shop"},
     "geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}})"))
                            .value();
  REQUIRE(features.size() == 3);
  CHECK(features[0].points == std::vector<MapPoint>{{126.5, 33.2}});
  CHECK(features[0].property({"id"}) == "gate-1");
  CHECK(features[0].property({"number"}) == "1");
  CHECK(features[0].property({"steps"}) == "true");
  CHECK(features[0].property({"name:en", "name"}) == "Gate");
  CHECK(features[1].lines.size() == 2);
  REQUIRE(features[2].areas.size() == 1);
  CHECK(features[2].areas[0].size() == 2);
}

TEST_CASE("an altitude is left out, and a null geometry is empty") {
  const auto features = read(collection(R"(
    {"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[1,2,345.6]}},
    {"type":"Feature","properties":{},"geometry":null},
    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[]}})"))
                            .value();
  CHECK(features[0].points == std::vector<MapPoint>{{1, 2}});
  CHECK(features[1].empty());
  CHECK(features[2].empty());
}

TEST_CASE("a collection of geometries is one feature with all of them") {
  const auto features = read(R"({"type":"GeometryCollection","geometries":[
    {"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[0,0],[1,1]]}]})")
                            .value();
  REQUIRE(features.size() == 1);
  CHECK(features[0].points.size() == 1);
  CHECK(features[0].lines.size() == 1);
}

TEST_CASE("a byte order mark of Windows does no harm") {
  CHECK(read("\xEF\xBB\xBF" + collection("")).value().empty());
}

TEST_CASE("what is no GeoJSON is refused with the reason") {
  const auto refused = [](std::string_view text, ErrorKind kind, std::string_view word) {
    const auto read_it = read(text);
    CAPTURE(std::string(text.substr(0, 60)));
    REQUIRE_FALSE(read_it);
    CHECK(read_it.error().kind == kind);
    CHECK(read_it.error().message.en.find(word) != std::string::npos);
    CHECK(read_it.error().message.ko != read_it.error().message.en);
  };
  refused("", ErrorKind::invalid, "line 1");
  refused("<html><body>404</body></html>", ErrorKind::invalid, "line 1");
  refused("{\n\"type\":\n}", ErrorKind::invalid, "line 3");
  refused("{\n\"type\":\"\xB0\xF8\"}", ErrorKind::invalid, "line 2 are not UTF-8");  // CP949
  refused("[]", ErrorKind::invalid, "'type'");
  refused(R"({"type":"FeatureCollection"})", ErrorKind::invalid, "'features'");
  refused(R"({"type":"Point","coordinates":["a","b"]})", ErrorKind::invalid, "cannot be read");
  refused(R"({"type":"Point","coordinates":[1]})", ErrorKind::invalid, "cannot be read");
  refused(R"({"type":"Point","coordinates":[1e300,2]})", ErrorKind::invalid, "cannot be read");
  refused(R"({"type":"LineString","coordinates":[[0,0],3]})", ErrorKind::invalid, "cannot be read");
  refused(R"({"type":"Circle","coordinates":[1,2]})", ErrorKind::invalid, "Circle");
  refused(R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:5186"}},"features":[]})",
          ErrorKind::invalid, "WGS 84");
  refused(std::string(100'000, '['), ErrorKind::limit, "nested");
}

TEST_CASE("no file takes more than it may") {
  geo::GeoLimits limits;
  limits.bytes = 1000;
  const std::string large(2000, ' ');
  CHECK(read(large, limits).error().kind == ErrorKind::limit);
  limits = {};
  limits.features = 2;
  const std::string point = R"({"type":"Point","coordinates":[1,2]})";
  CHECK(read(collection(point + "," + point), limits));
  CHECK(read(collection(point + "," + point + "," + point), limits).error().kind == ErrorKind::limit);
  limits = {};
  limits.points = 3;
  CHECK(read(R"({"type":"LineString","coordinates":[[0,0],[1,1],[2,2],[3,3]]})", limits).error().kind ==
        ErrorKind::limit);
  limits = {};
  limits.word_bytes = 4;
  const auto cut = read(R"({"type":"Feature","properties":{"name":"가나다"},"geometry":null})", limits).value();
  CHECK(cut[0].property({"name"}) == "가");
}

TEST_CASE("IMDF is understood: units, openings, amenities, and occupants at their anchors") {
  auto features = read(collection(R"(
    {"type":"Feature","feature_type":"unit","id":"u1","properties":{"category":"foodservice"},
     "geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]}},
    {"type":"Feature","feature_type":"unit","id":"u2","properties":{"category":"restroom.family"},
     "geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]}},
    {"type":"Feature","feature_type":"unit","id":"u3","properties":{"category":"column"},
     "geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]}},
    {"type":"Feature","feature_type":"anchor","id":"a1","properties":{"unit_id":"u1"},
     "geometry":{"type":"Point","coordinates":[1,1]}},
    {"type":"Feature","feature_type":"occupant","id":"o1",
     "properties":{"anchor_id":"a1","category":"restaurant","name":{"ko":"흑돼지식당","en":"Black Pork"}},"geometry":null},
    {"type":"Feature","feature_type":"opening","id":"d1","properties":{"category":"pedestrian.principal"},
     "geometry":{"type":"LineString","coordinates":[[0,0],[1,0]]}},
    {"type":"Feature","feature_type":"amenity","id":"m1","properties":{"category":"defibrillator"},
     "geometry":{"type":"Point","coordinates":[1,1]}})"))
                      .value();
  geo::understand_imdf(features);
  std::map<std::string, std::string> types;
  for (const GeoFeature& each : features)
    types[each.property({"id"})] = each.property({"type"});
  CHECK(types == std::map<std::string, std::string>{{"u1", "shop"}, {"u2", "toilet"}, {"d1", "gate"}, {"m1", "aed"}});
  CHECK(features[0].property({"name.en"}) == "Black Pork");
}
