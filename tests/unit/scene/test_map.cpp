// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <optional>

#include "player/scene/build.h"
#include "tests/support/catch.h"
#include "tests/support/map_builder.h"

using namespace madang;

namespace {

/// Answers with one face, whatever is asked.
class OneFace : public Resources {
 public:
  PicturePtr picture(const std::string&, Size) override { return nullptr; }
  PicturePtr qr(const QrItem&, int) override { return nullptr; }
  PlacedTextPtr text(const TextRequest&) override { return nullptr; }
  PlacedTextPtr strip(const TextRequest&, double) override { return nullptr; }
  WidthsPtr widths(const MeasureRequest&) override { return nullptr; }
  FramePtr frame(const Cue&, const VideoItem&) override { return nullptr; }
  MapFacePtr map(const MapRequest& request) override {
    asked = request;
    return face;
  }

  std::shared_ptr<MapFace> face = std::make_shared<MapFace>();
  std::optional<MapRequest> asked;
};

PicturePtr picture(int side) {
  return std::make_shared<Picture>(Picture{{side, side}, {}, false});
}

struct Board {
  Document document;
  Item item;
  MapItem map_item;
  Cue cue;
  OneFace resources;
  WayOut way;
  bool alarm = false;
  LiveValues live;

  Board() {
    document.site.languages = {"ko", "en"};
    Screen screen;
    screen.id = {"gate-1"};
    document.site.screens = {screen};
    document.maps["maps/test.yaml"] = test::market_of(2, 6);
    map_item.path = "maps/test.yaml";
    map_item.languages = {"ko", "en"};
    resources.face->ground = picture(100);
  }

  Part at(Millis position) {
    item.what = map_item;
    cue.what = &item;
    cue.position = position;
    Setting setting = setting_of(document, {"gate-1"}, {1000, 500});
    setting.way = alarm ? &way : nullptr;
    setting.live = &live;
    return build_parts({&cue, 1}, setting, resources).front();
  }
};

size_t fills(const Part& part) {
  return static_cast<size_t>(std::count_if(part.nodes.begin(), part.nodes.end(), [](const Node& node) {
    return std::holds_alternative<FillNode>(node.what);
  }));
}

}  // namespace

TEST_CASE("a map is asked for in the language whose turn it is, for the screen and its zone") {
  Board board;
  board.at(Millis{0});
  CHECK(board.resources.asked->language == "ko");
  CHECK(board.resources.asked->screen == "gate-1");
  CHECK(board.resources.asked->box == Size{1000, 500});
  board.at(Millis{5000});
  CHECK(board.resources.asked->language == "en");
}

TEST_CASE("what burns is asked for where the item shows the way out, and nowhere else") {
  Board board;
  board.alarm = true;
  board.way.burning = {"block-1"};
  board.at(Millis{0});
  CHECK(board.resources.asked->burning.empty());
  board.map_item.route = MapItem::Route::exit;
  board.at(Millis{0});
  CHECK(board.resources.asked->burning == std::vector<std::string>{"block-1"});
}

TEST_CASE("a live value stands at its feature, with a dash where nobody knows it") {
  Board board;
  board.map_item.live = {{"gate-0", "parking.lot-a"}};
  board.at(Millis{0});
  CHECK(board.resources.asked->notes.at("gate-0") == "–");
  board.live["parking.lot-a"] = {Value(Value::What(Number{"1234"})), SysTime{}, Millis{60'000}, Millis{600'000}};
  board.at(Millis{0});
  CHECK(board.resources.asked->notes.at("gate-0") == "1,234");
  board.at(Millis{120'000});  // old
  CHECK(board.resources.asked->notes.at("gate-0").starts_with("1,234\n"));
}

TEST_CASE("a map that is not there yet holds what was there") {
  Board board;
  board.resources.face = nullptr;
  CHECK_FALSE(board.at(Millis{0}).ready);
  board.map_item.path = "maps/other.yaml";  // `madang check` does not let it through
  CHECK(board.at(Millis{0}).ready);
}

TEST_CASE("the stops of a tour come one after the other, and their light pulses without going out") {
  Board board;
  MapFace& face = *board.resources.face;
  for (const int x : {100, 300})
    face.tour.push_back({MapSprite{picture(40), {x, 50, 40, 40}}, std::nullopt});
  board.map_item.tour = {"A-01", "A-02"};
  const auto light = [&](Millis position) { return board.at(position).nodes.back(); };
  CHECK(light(Millis{0}).clip.x == 100);
  CHECK(light(Millis{4100}).clip.x == 300);
  CHECK(light(Millis{8100}).clip.x == 100);
  double least = 1, most = 0;
  for (int i = 0; i < 40; ++i) {
    const double opacity = light(Millis{i * 50}).opacity;
    least = std::min(least, opacity);
    most = std::max(most, opacity);
  }
  CHECK(least > 0.15);
  CHECK(most > 0.95);
  CHECK(light(Millis{110}) == light(Millis{140}));  // twenty times a second, so most refreshes draw nothing
}

TEST_CASE("dots walk along the way out") {
  Board board;
  MapFace& face = *board.resources.face;
  face.here_radius = 10;
  face.way = {picture(50), {0, 0, 50, 50}};
  face.way_line = {{100, 100}, {500, 100}, {500, 300}};
  const Part now = board.at(Millis{0}), later = board.at(Millis{100});
  CHECK(fills(now) >= 10);
  CHECK(now.nodes != later.nodes);
  for (const Node& node : now.nodes) {
    if (std::holds_alternative<FillNode>(node.what))
      CHECK((node.clip.y < 110 || node.clip.x > 485));
  }
}

TEST_CASE("one is here, on whatever lies below, and labels have their plates") {
  Board board;
  MapFace& face = *board.resources.face;
  face.here = MapSpot{200, 200};
  face.here_radius = 10;
  const auto text = std::make_shared<PlacedText>(PlacedText{{50, 20}, 18, {0, 0, 50, 20}, {}});
  face.labels = {{text, {220, 190}, {0, 0, 0, 255}, Rect{215, 185, 60, 30}, {255, 255, 255, 255}}};
  const Part part = board.at(Millis{0});
  CHECK(fills(part) == 3);
  CHECK(std::holds_alternative<TextNode>(part.nodes.back().what));
}
