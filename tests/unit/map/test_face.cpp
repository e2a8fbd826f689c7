// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "player/map/face.h"
#include "player/text/ink.h"
#include "player/text/raster.h"
#include "tests/support/catch.h"
#include "tests/support/map_builder.h"
#include "tests/support/test_fonts.h"

using namespace madang;

namespace {

/// A face with real letters; `size` px, in Korean unless said otherwise.
class Board {
 public:
  explicit Board(MarketMap map = test::market_of(4, 12)) : map_(std::move(map)) {}

  MapFace face(const MapItem& item, Size size = {1200, 800}, LanguageTag language = "ko",
               std::vector<std::string> burning = {}, std::optional<int> weekday = std::nullopt,
               std::string screen = "gate-1", std::map<std::string, std::string> notes = {}) {
    MapRequest request;
    request.notes = std::move(notes);
    request.weekday = weekday;
    request.map = &map_;
    request.item = &item;
    request.screen = std::move(screen);
    request.box = size;
    request.language = std::move(language);
    request.burning = std::move(burning);
    words_.clear();
    parts_.clear();
    const MapTools tools{[&](const TextRequest& text) {
                           const TextLayout layout = lay_out(text, test::font_set());
                           const bool fits = std::none_of(
                               layout.problems.begin(), layout.problems.end(),
                               [](const TextProblem& each) { return each.kind == TextProblem::Kind::does_not_fit; });
                           const auto placed = rasterise(layout, test::font_set(), glyphs_);
                           words_[placed.get()] = text.blocks[0].text;
                           return SetText{placed, fits};
                         },
                         [&](const MapView& view, const MapLook& look) {
                           ++grounds_;
                           return paint_ground(map_, view, size, look);
                         },
                         [&](const std::string& name, const std::function<MapSprite()>& make) {
                           parts_.push_back(name);
                           return make();
                         }};
    return make_face(request, tools);
  }

  const std::string& words_of(const MapLabel& label) const { return words_.at(label.text.get()); }
  /// What the labels of a face say.
  std::vector<std::string> words(const MapFace& face) const {
    std::vector<std::string> out;
    for (const MapLabel& label : face.labels) {
      if (label.text)
        out.push_back(words_.at(label.text.get()));
    }
    return out;
  }
  bool says(const MapFace& face, const std::string& words_wanted) const {
    const auto all = words(face);
    return std::find(all.begin(), all.end(), words_wanted) != all.end();
  }

  const MarketMap& map() const { return map_; }
  /// The names of the parts that the last face shares with other languages.
  const std::vector<std::string>& parts() const { return parts_; }

 private:
  MarketMap map_;
  GlyphCache glyphs_;
  std::map<const PlacedText*, std::string> words_;
  std::vector<std::string> parts_;
  int grounds_ = 0;
};

Colour pixel(const Picture& picture, int x, int y) {
  const auto* at = picture.pixels.data() + static_cast<size_t>(y) * static_cast<size_t>(picture.stride()) +
                   static_cast<size_t>(x) * 4;
  return {at[2], at[1], at[0], at[3]};
}

/// Pixels of that very colour.
int count(const Picture& picture, Colour wanted) {
  int found = 0;
  for (int y = 0; y < picture.size.height; ++y) {
    for (int x = 0; x < picture.size.width; ++x)
      found += pixel(picture, x, y) == wanted ? 1 : 0;
  }
  return found;
}

}  // namespace

TEST_CASE("a face says where one is, names blocks and gates, and explains its colours") {
  Board board;
  const MapFace face = board.face({});
  REQUIRE(face.here);
  CHECK(board.says(face, "현 위치"));
  CHECK(board.says(face, "1구역"));
  CHECK(board.says(face, "1번 출입구"));
  CHECK(board.says(face, "먹거리"));
  CHECK(board.says(face, "🍜"));
  CHECK(face.unplaced.empty());
  CHECK(face.way_line.empty());
}

TEST_CASE("names come in the language that is asked for, and the ground stays where it is") {
  Board board;
  const MapFace korean = board.face({}), english = board.face({}, {1200, 800}, "en");
  CHECK(board.says(english, "You are here"));
  CHECK(board.says(english, "Block 1"));
  CHECK(english.here == korean.here);
  CHECK(english.ground->pixels == korean.ground->pixels);
}

TEST_CASE("labels do not touch each other, whatever the size") {
  Board board(test::market_of(6, 20));
  for (const Size size : {Size{1920, 1080}, Size{1280, 720}, Size{1080, 1920}, Size{640, 360}, Size{200, 200}}) {
    CAPTURE(size.width, size.height);
    const MapFace face = board.face({}, size);
    std::vector<Rect> inks;
    for (const MapLabel& label : face.labels) {
      if (label.text)
        inks.push_back(ink_of(label));
    }
    for (size_t i = 0; i < inks.size(); ++i) {
      CHECK(intersect(inks[i], {0, 0, size.width, size.height}) == inks[i]);
      for (size_t j = i + 1; j < inks.size(); ++j)
        CHECK(intersect(inks[i], inks[j]).empty());
    }
  }
}

TEST_CASE("the same request gives the same labels at the same places") {
  Board board;
  const MapFace one = board.face({}), two = board.face({});
  REQUIRE(one.labels.size() == two.labels.size());
  for (size_t i = 0; i < one.labels.size(); ++i) {
    CHECK(one.labels[i].at == two.labels[i].at);
    CHECK(one.labels[i].plate == two.labels[i].plate);
  }
}

TEST_CASE("from near, shops have their names inside their outlines") {
  Board board;
  MapItem item;
  item.around = 12;
  const MapFace face = board.face(item, {1200, 1200});
  CHECK(board.says(face, "🐟\n가게 A-13"));
  const MapView far = view_of(board.map(), nullptr, 0, {0, 0, 1200, 1200});
  CHECK(far.scale < 40);
}

TEST_CASE("what is highlighted keeps its colour and the rest pales") {
  Board board;
  MapItem item;
  item.highlight = {"fish"};
  item.legend = false;
  const Size size{1200, 800};
  const MapFace face = board.face(item, size);
  CHECK(count(*face.ground, {0, 114, 178, 255}) > 1000);
  CHECK(count(*face.ground, {213, 94, 0, 255}) == 0);
  CHECK(count(*face.ground, pale({213, 94, 0, 255})) > 1000);
}

TEST_CASE("a tour has a light and a name for each of its stops") {
  Board board;
  MapItem item;
  item.tour = {"A-03", "B-07", "no-such"};
  const MapFace face = board.face(item);
  REQUIRE(face.tour.size() == 2);
  for (const auto& stop : face.tour) {
    CHECK_FALSE(stop.light.place.empty());
    REQUIRE(stop.label);
    CHECK(intersect(*stop.label->plate, stop.light.place).empty());
  }
}

TEST_CASE("the name of a stop leaves the names of blocks and gates alone") {
  Board board;
  MapItem item;
  for (const MapFeature& each : board.map().features) {
    if (each.type == MapType::shop)
      item.tour.push_back(each.id);
  }
  const MapFace face = board.face(item, {1600, 1200});
  REQUIRE(face.tour.size() == item.tour.size());
  for (const auto& stop : face.tour) {
    for (const MapLabel& label : face.labels) {
      if (label.plate)
        CHECK(intersect(*stop.label->plate, *label.plate).empty());
    }
  }
}

TEST_CASE("minutes on foot stand beside a name") {
  Board board;
  MapItem item;
  item.minutes = {"gate-3"};
  const MapFace face = board.face(item);
  const auto all = board.words(face);
  // From the middle of the first lane: 30 m to its end and three rows of 16 m.
  CHECK(std::any_of(all.begin(), all.end(), [](const std::string& each) { return each.starts_with("4번 출입구 · 2"); }));
}

TEST_CASE("a live value stands below the name, with where to turn before it") {
  const auto says = [](MarketMap map, const std::string& words) {
    Board board(std::move(map));
    const MapFace face =
        board.face(MapItem{}, {1200, 800}, "ko", {}, std::nullopt, "gate-1", {{"gate-3", "12"}});
    return board.says(face, words);
  };
  MarketMap market = test::market_of(4, 12);
  CHECK(says(market, "⬆ 4번 출입구\n12"));
  market.stands.at("gate-1").up += 90;
  CHECK(says(market, "⬅ 4번 출입구\n12"));
  market.stands.at("gate-1").node = -1;  // beside no lane
  CHECK(says(market, "4번 출입구\n12"));
}

TEST_CASE("in a fire there is a way to a gate that does not burn, and what burns is hatched") {
  Board board;
  MapItem item;
  item.route = MapItem::Route::exit;
  const MapFace quiet = board.face(item), fire = board.face(item, {1200, 800}, "ko", {"block-1"});
  REQUIRE(quiet.way_line.size() >= 2);
  CHECK(quiet.way_line.front() == *quiet.here);
  CHECK(fire.pictures.size() > quiet.pictures.size());
  CHECK(fire.ground->pixels == quiet.ground->pixels);  // prepared once for whatever burns
  CHECK_FALSE(board.says(fire, "가게 A-01"));
  CHECK(board.parts() == std::vector<std::string>{"fire block-1", "way block-1"});
}

TEST_CASE("a shop that is closed today is grey and hatched, and the legend says what that means") {
  MarketMap map = test::market_of(1, 3);
  for (MapFeature& each : map.features) {
    if (each.id == "A-03")
      each.closed = {2};
  }
  Board board(map);
  constexpr Colour k_grey{236, 233, 228, 255};
  const MapFace open = board.face({}, {1200, 800}, "ko", {}, 1);
  CHECK_FALSE(board.says(open, "오늘 휴무"));
  CHECK(count(*open.ground, k_grey) == 0);
  const MapFace closed = board.face({}, {1200, 800}, "ko", {}, 2);
  CHECK(board.says(closed, "오늘 휴무"));
  CHECK(count(*closed.ground, k_grey) > 1000);
  MapItem way_out;
  way_out.route = MapItem::Route::exit;
  CHECK(count(*board.face(way_out, {1200, 800}, "ko", {}, 2).ground, k_grey) == 0);
}

TEST_CASE("a lane has its name along it: level, or downwards where it runs up the screen") {
  Board board(test::market_of(1, 10));
  const auto lane_name = [&](const MapFace& face) {
    const auto found = std::find_if(face.labels.begin(), face.labels.end(),
                                    [&](const MapLabel& label) { return board.words_of(label) == "1길"; });
    REQUIRE(found != face.labels.end());
    return ink_of(*found);
  };
  const Rect level = lane_name(board.face({}, {1200, 800}, "ko", {}, std::nullopt, "nobody"));
  CHECK(level.width > level.height);
  const Rect upright = lane_name(board.face({}, {800, 1200}));  // its visitor faces east, along the lane
  CHECK(upright.height > upright.width);
}

TEST_CASE("a map of nothing, of a box of one pixel, and of nobody's screen is drawn all the same") {
  Board empty{MarketMap{}};
  CHECK(empty.face({}).ground);
  Board board;
  CHECK(board.face({}, {1, 1}).ground);
  CHECK_FALSE(board.face({}, {0, 0}).ground);
}

TEST_CASE("requests that look alike have one key, and others have their own") {
  const MarketMap map = test::market_of(1, 3);
  const MapItem item;
  MapRequest a{&map, &item, "gate-1", {100, 100}, "ko", 0, {}, {}, {}};
  MapRequest b = a;
  CHECK(map_key(a) == map_key(b));
  b.language = "en";
  CHECK(map_key(a) != map_key(b));
  CHECK(ground_key(a) == ground_key(b));
  b = a;
  b.burning = {"block-0"};
  CHECK(map_key(a) != map_key(b));
  CHECK(ground_key(a) == ground_key(b));
  b = a;
  b.weekday = 3;  // on which all shops are open, as on any other day
  CHECK(map_key(a) == map_key(b));
  MarketMap with_closing = map;
  with_closing.features.back().closed = {3};
  b.map = &with_closing;
  CHECK(ground_key(a) != ground_key(b));
  b = a;
  b.notes = {{"lot-a", "12"}};
  CHECK(map_key(a) != map_key(b));
}
