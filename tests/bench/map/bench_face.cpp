// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "content-schema/base/digest.h"
#include "content-schema/geo/map_maker.h"
#include "player/map/face.h"
#include "player/prepare/loader.h"
#include "player/render/flatten.h"
#include "player/render/software.h"
#include "player/scene/build.h"
#include "player/text/raster.h"
#include "tests/support/map_builder.h"
#include "tests/support/test_fonts.h"

// What a map of a thousand shops costs at 1080p on one core. The figures to reach stand in the project's issue:
// built and drawn in 150 ms cold, in another language in 30 ms, a frame with a moving highlight in 4 ms.
using namespace madang;

namespace {

constexpr Size k_screen{1920, 1080};

/// The test market as GeoJSON in metres, as QGIS would write it.
std::string as_geojson(const MarketMap& map) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  const auto points = [](const MapLine& line, bool close) {
    std::string list;
    for (size_t i = 0; i < line.size() + (close ? 1 : 0); ++i) {
      const MapPoint& point = line[i % line.size()];
      list += fmt::format("{}[{},{}]", i == 0 ? "" : ",", point.x, point.y);
    }
    return "[" + list + "]";
  };
  for (const MapFeature& each : map.features) {
    std::string words = fmt::format(R"("id":"{}","type":"{}","number":"{}","category":"{}","block":"{}")", each.id,
                                    word_of(each.type), each.number, each.category, each.block);
    if (const TaggedText* name = each.name.in("ko"))
      words += fmt::format(R"(,"name":"{}","name:en":"{}")", name->text, each.name.in("en")->text);
    const std::string shape = !each.areas.empty()   ? R"("Polygon","coordinates":[)" + points(each.areas[0].outer, true) + "]"
                              : !each.lines.empty() ? R"("LineString","coordinates":)" + points(each.lines[0], false)
                                                    : fmt::format(R"("Point","coordinates":[{},{}])", each.at.x, each.at.y);
    out += fmt::format(R"({}{{"type":"Feature","properties":{{{}}},"geometry":{{"type":{}}}}})",
                       &each == &map.features.front() ? "" : ",", words, shape);
  }
  return out + "]}";
}

Site site() {
  Site site;
  site.languages = {"ko", "en"};
  Screen screen;
  screen.id = {"gate-1"};
  screen.place = ScreenPlace{"", 60, 0, 270};
  site.screens = {screen};
  return site;
}

MarketMap build(const std::string& geojson) {
  geo::MapSource source;
  source.path = "maps/bench.yaml";
  source.digest = "bench";
  source.coordinates = geo::Coordinates::metres;
  source.categories = test::market_of(1, 1).categories;
  return geo::make_map(source, geo::read_geojson(as_bytes(geojson)).value(), site()).map;
}

/// With fonts and glyphs of its own, so that it may be cold.
struct Studio {
  FontSet fonts = FontSet::create(test::shipped_fonts(), test::mapped_fonts()).value();
  GlyphCache glyphs;
  PicturePtr ground;

  MapFace face(const MarketMap& map, const MapItem& item, const char* language) {
    MapRequest request;
    request.map = &map;
    request.item = &item;
    request.screen = "gate-1";
    request.box = k_screen;
    request.language = language;
    const MapTools tools{[&](const TextRequest& text) {
                           const TextLayout layout = lay_out(text, fonts);
                           const bool fits = std::none_of(
                               layout.problems.begin(), layout.problems.end(),
                               [](const TextProblem& each) { return each.kind == TextProblem::Kind::does_not_fit; });
                           return SetText{rasterise(layout, fonts, glyphs), fits};
                         },
                         [&](const MapView& view, const MapLook& look) {
                           if (!ground)
                             ground = paint_ground(map, view, k_screen, look);
                           return ground;
                         },
                         [](const std::string&, const std::function<MapSprite()>& make) { return make(); }};
    return make_face(request, tools);
  }
};

/// 1,000 shops: ten lanes of fifty on either side.
const std::string& thousand() {
  static const std::string k_text = as_geojson(test::market_of(10, 50));
  return k_text;
}

/// From the file's bytes to the finished picture and labels, nothing known of fonts and glyphs.
void built_and_drawn_cold(benchmark::State& state) {
  const MapItem item;
  for (auto _ : state) {
    state.PauseTiming();
    auto studio = std::make_unique<Studio>();
    state.ResumeTiming();
    const MarketMap map = build(thousand());
    const MapFace face = studio->face(map, item, "ko");
    state.counters["labels"] = static_cast<double>(face.labels.size());
    state.counters["features"] = static_cast<double>(map.features.size());
    state.PauseTiming();
    studio.reset();
    state.ResumeTiming();
  }
}
BENCHMARK(built_and_drawn_cold)->Unit(benchmark::kMillisecond);

void built(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(build(thousand()));
}
BENCHMARK(built)->Unit(benchmark::kMillisecond);

/// Whose words were never set before: the whole market, where few names find room, and so many metres around the
/// screen, where every shop has its own.
void in_another_language(benchmark::State& state) {
  const MarketMap map = build(thousand());
  MapItem item;
  item.around = static_cast<double>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    auto studio = std::make_unique<Studio>();
    studio->face(map, item, "ko");
    state.ResumeTiming();
    const MapFace face = studio->face(map, item, "en");
    state.counters["labels"] = static_cast<double>(face.labels.size());
    state.PauseTiming();
    studio.reset();
    state.ResumeTiming();
  }
}
BENCHMARK(in_another_language)->ArgName("around")->Arg(0)->Arg(50)->Arg(25)->Unit(benchmark::kMillisecond);

/// One refresh after the other of a page whose tour's light pulses, or whose way out has walking dots.
void moving_frame(benchmark::State& state, const MapItem& what) {
  Document document;
  document.site = site();
  document.maps["maps/bench.yaml"] = build(thousand());
  Item item;
  item.what = what;
  auto typesetter = Typesetter::open(std::string(MADANG_SOURCE_DIR) + "/fonts/fonts.yaml").value();
  ResourceCache cache(100);
  const Inventory inventory;
  Loader loader(typesetter, cache, inventory);
  const Setting setting = setting_of(document, {"gate-1"}, k_screen);
  std::vector<std::uint8_t> pixels(size_t(1920) * 1080 * 4);
  SoftwareRenderer renderer;
  Scene before;
  Cue cue;
  cue.what = &item;
  size_t drawn = 0;
  for (auto _ : state) {
    const auto parts = build_parts({&cue, 1}, setting, loader);
    Scene scene = assemble(parts, k_screen);
    renderer.draw(flatten(scene, before.nodes.empty() ? nullptr : &before), {pixels.data(), k_screen.width * 4, k_screen});
    before = std::move(scene);
    cue.position += Millis{50};
    ++drawn;
  }
}
void moving_highlight(benchmark::State& state) {
  MapItem item;
  item.path = "maps/bench.yaml";
  item.languages = {"ko"};
  item.tour = {"C-40", "F-20"};
  item.tour_every = Millis{100'000};
  moving_frame(state, item);
}
BENCHMARK(moving_highlight)->Unit(benchmark::kMicrosecond);

void moving_way(benchmark::State& state) {
  MapItem item;
  item.path = "maps/bench.yaml";
  item.languages = {"ko"};
  item.route = MapItem::Route::exit;
  moving_frame(state, item);
}
BENCHMARK(moving_way)->Unit(benchmark::kMicrosecond);

}  // namespace
