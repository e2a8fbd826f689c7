// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/build.h"

#include <map>

#include "player/timeline/timeline.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

/// Resources that have everything but what a test takes away.
class FakeResources : public Resources {
 public:
  PicturePtr picture(const std::string& path, Size) override {
    if (missing == path)
      return nullptr;
    auto& made = pictures[path];
    if (!made)
      made = std::make_shared<Picture>(Picture{{400, 200}, {}, true});
    return made;
  }
  PicturePtr qr(const QrItem&, int side) override {
    return std::make_shared<Picture>(Picture{{side / 2, side / 2}, {}, true});
  }
  MapFacePtr map(const MapRequest& request) override {
    asked_map = request;
    return face;
  }
  PlacedTextPtr text(const TextRequest& request) override {
    asked.push_back(request);
    return std::make_shared<PlacedText>(PlacedText{request.box, request.size, {}, {}});
  }
  PlacedTextPtr strip(const TextRequest& request, double) override {
    return std::make_shared<PlacedText>(PlacedText{{700, request.box.height}, request.size, {}, {}});
  }
  /// Every letter half an em.
  WidthsPtr widths(const MeasureRequest& request) override {
    std::vector<double> widths;
    for (const TaggedText& text : request.texts)
      widths.push_back(static_cast<double>(text.text.size()) / 2);
    return std::make_shared<const std::vector<double>>(std::move(widths));
  }
  FramePtr frame(const Cue&, const VideoItem&) override { return nullptr; }

  std::string missing;
  MapFacePtr face;  ///< of any map
  std::optional<MapRequest> asked_map;
  std::map<std::string, PicturePtr> pictures;
  std::vector<TextRequest> asked;
};

struct Stand {
  explicit Stand(const Builder& builder) : programme(builder.build()), timeline(programme) {}
  std::vector<Part> parts(Millis t, Size viewport = {1000, 500}) {
    const auto& site = programme->document.site;
    return build_parts(timeline.at(SysTime{t}), {viewport, &site, site.find(programme->screen)}, resources);
  }
  std::shared_ptr<const Programme> programme;
  Timeline timeline;
  FakeResources resources;
};

}  // namespace

TEST_CASE("zones that share an edge meet without a seam or an overlap, at any size") {
  Stand stand(Builder()
                  .playlist("a", {Builder::image("x.png", 5)})
                  .playlist("b", {Builder::image("y.png", 5)})
                  .playlist("c", {Builder::image("x.png", 5)})
                  .layout("page", {"a", "b", "c"})
                  .medium("x.png")
                  .medium("y.png")
                  .segment(1h, {Builder::layout_turn("page", 5s)}));
  for (int width = 100; width < 140; ++width) {
    const auto parts = stand.parts(0ms, {width, 77});
    REQUIRE(parts.size() == 4);  // the ground and three zones
    int edge = 0;
    for (size_t i = 1; i < parts.size(); ++i) {
      const Rect& clip = parts[i].nodes.front().clip;
      CHECK(clip.x == edge);
      CHECK(clip.height == 77);
      edge = clip.right();
    }
    CHECK(edge == width);
  }
}

TEST_CASE("a picture covers its zone and is cropped around its middle") {
  Stand stand(Builder()
                  .playlist("a", {Builder::image("x.png", 5)})
                  .medium("x.png")
                  .segment(1h, {Builder::turn("a")}));
  const auto parts = stand.parts(0ms, {500, 500});
  const auto& node = std::get<PictureNode>(parts[0].nodes[0].what);
  CHECK(node.place == Rect{-250, 0, 1000, 500});
  CHECK(parts[0].nodes[0].clip == Rect{0, 0, 500, 500});
}

TEST_CASE("a part whose medium is late keeps what its zone showed, and nothing else is touched") {
  Stand stand(Builder()
                  .playlist("a", {Builder::image("x.png", 5), Builder::image("y.png", 5)})
                  .medium("x.png")
                  .medium("y.png")
                  .segment(1h, {Builder::turn("a")}));
  const auto before = hold(stand.parts(4s), {});
  stand.resources.missing = "y.png";
  const auto late = stand.parts(6s);
  CHECK_FALSE(late[0].ready);
  const auto held = hold(late, before);
  CHECK(held[0].ready);
  CHECK(assemble(held, {1000, 500}) == assemble(before, {1000, 500}));
  // Still late at the next refresh: what is held is held on.
  CHECK(assemble(hold(stand.parts(6100ms), held), {1000, 500}) == assemble(before, {1000, 500}));
  stand.resources.missing.clear();
  CHECK_FALSE(assemble(hold(stand.parts(6200ms), held), {1000, 500}) == assemble(before, {1000, 500}));
}

TEST_CASE("what is held keeps the ground it stood on") {
  Item words = Builder::text("one", 5);
  words.background = Colour{200, 0, 0, 255};
  Stand stand(Builder()
                  .playlist("a", {words, Builder::image("y.png", 5)})
                  .medium("y.png")
                  .segment(1h, {Builder::turn("a")}));
  const auto before = hold(stand.parts(4s), {});
  REQUIRE(before.size() == 1);
  CHECK(std::get<FillNode>(before[0].nodes[0].what).colour == Colour{200, 0, 0, 255});
  stand.resources.missing = "y.png";
  CHECK(assemble(hold(stand.parts(6s), before), {1000, 500}) == assemble(before, {1000, 500}));
}

TEST_CASE(
    "during a slide the two items meet without a seam, at any size and instant, and nothing is asked anew") {
  using Side = Transition::Side;
  for (const Side side : {Side::left, Side::right, Side::top, Side::bottom}) {
    auto second = Builder::text("two", 2);
    second.transition = {Transition::Kind::slide, 400ms, side};
    Stand stand(Builder()
                    .playlist("still", {Builder::text("still", 2)})
                    .playlist("zone", {Builder::image("x.png", 2), second})
                    .layout("page", {"still", "zone", "still"})
                    .medium("x.png")
                    .segment(1h, {Builder::layout_turn("page", 5s)}));
    for (int width = 1000; width < 1004; ++width) {
      const Size viewport{width, 1501 - width};
      const auto rest = stand.parts(2400ms, viewport);
      REQUIRE(rest.size() == 4);
      const Rect zone = rest[2].nodes.front().clip;
      const Size box = stand.resources.asked[stand.resources.asked.size() - 2].box;  // still, two, still
      for (const Millis t : {2000ms, 2033ms, 2100ms, 2217ms, 2399ms}) {
        CAPTURE(static_cast<int>(side), width, t.count());
        const auto parts = stand.parts(t, viewport);
        REQUIRE(parts.size() == 5);
        const Node& before = parts[2].nodes.front();
        const Node& after = parts[3].nodes.front();
        CHECK(before.within == zone);
        CHECK(after.within == zone);
        CHECK(intersect(before.clip, after.clip).empty());
        const Rect both = unite(before.clip, after.clip);
        const bool level = side == Side::left || side == Side::right;
        CHECK(both.size() == Size{zone.width * (level ? 2 : 1), zone.height * (level ? 1 : 2)});
        CHECK(intersect(both, zone) == zone);
        // What is shown keeps its place in its zone, and its size.
        const auto& picture = std::get<PictureNode>(before.what);
        CHECK(picture.place.height == zone.height);
        CHECK(picture.place.y == before.clip.y);
        const auto& text = std::get<TextNode>(after.what);
        CHECK(text.x - after.clip.x == std::get<TextNode>(rest[2].nodes.front().what).x - zone.x);
        CHECK(stand.resources.asked[stand.resources.asked.size() - 2].box == box);
      }
    }
  }
}

TEST_CASE("during a wipe nothing moves, and the two items part the zone between them") {
  auto second = Builder::text("two", 2);
  second.transition = {Transition::Kind::wipe, 400ms, Transition::Side::bottom};
  Stand stand(Builder()
                  .playlist("a", {Builder::image("x.png", 2), second})
                  .medium("x.png")
                  .segment(1h, {Builder::turn("a")}));
  const auto parts = stand.parts(2100ms, {101, 99});
  REQUIRE(parts.size() == 2);
  for (const Part& part : parts)
    CHECK(part.nodes.front().clip == Rect{0, 0, 101, 99});
  CHECK(parts[0].nodes.front().within == Rect{0, 0, 101, 74});
  CHECK(parts[1].nodes.front().within == Rect{0, 74, 101, 25});
}

TEST_CASE("a late medium holds the picture through a slide, and comes in where the slide is by then") {
  auto second = Builder::image("y.png", 5);
  second.transition = {Transition::Kind::slide, 400ms, Transition::Side::right};
  Stand stand(Builder()
                  .playlist("a", {Builder::image("x.png", 5), second})
                  .medium("x.png")
                  .medium("y.png")
                  .segment(1h, {Builder::turn("a")}));
  const auto before = hold(stand.parts(4s), {});
  stand.resources.missing = "y.png";
  auto held = hold(stand.parts(5100ms), before);
  CHECK(held.back().nodes == before.back().nodes);
  held = hold(stand.parts(5200ms), held);
  CHECK(held.back().nodes == before.back().nodes);
  stand.resources.missing.clear();
  const auto arrived = hold(stand.parts(5200ms), held);
  CHECK(arrived.back().nodes.front().clip == Rect{500, 0, 1000, 500});
  // One that goes missing again on the way holds itself, not the other one.
  stand.resources.missing = "x.png";
  held = hold(stand.parts(5210ms), arrived);
  CHECK(held.front().nodes == arrived.front().nodes);
}

TEST_CASE("with nothing to hold, an unready part leaves its ground") {
  Stand stand(Builder()
                  .playlist("a", {Builder::image("x.png", 5)})
                  .medium("x.png")
                  .segment(1h, {Builder::turn("a")}));
  stand.resources.missing = "x.png";
  const auto parts = hold(stand.parts(0ms), {});
  CHECK_FALSE(parts[0].ready);
  CHECK(parts[0].nodes.empty());
}

TEST_CASE("a ticker covers its zone without a gap, and its place depends on the time alone") {
  TickerItem ticker;
  ticker.text = {{{"ko", "어서 오세요"}}};
  ticker.speed = {100, Length::Unit::pixels};
  Item item;
  item.what = ticker;
  item.duration = 8s;
  Stand stand(Builder().playlist("a", {item}).segment(100h, {Builder::turn("a")}));
  for (const Millis t : {0ms, 16ms, 7001ms, 359'999'990ms}) {
    const auto nodes = stand.parts(t, {1920, 1080})[0].nodes;
    REQUIRE_FALSE(nodes.empty());
    double edge = std::get<TextNode>(nodes.front().what).x;
    CHECK(edge <= 0);
    CHECK(edge > -700);
    CHECK(edge == Approx(-std::fmod(static_cast<double>(t.count()) * 0.1, 700.0)).margin(1.0 / 64));
    for (const Node& node : nodes) {
      CHECK(std::get<TextNode>(node.what).x == Approx(edge));
      edge += 700;
    }
    CHECK(edge >= 1920);
  }
}

TEST_CASE(
    "the screen's values stand in for names, in the language of the text, with the particle they ask for") {
  Item item = Builder::text("{exit}(으)로", 5);
  auto programme = *Builder().playlist("a", {item}).segment(1h, {Builder::turn("a")}).build();
  programme.document.site.screens[0].values["exit"] = {{{"ko", "2번 출입구"}, {"en", "Gate 2"}}};
  const Timeline timeline(std::make_shared<const Programme>(programme));
  FakeResources resources;
  const auto& site = programme.document.site;
  build_parts(timeline.at(SysTime{}), {{1000, 500}, &site, site.find({"gate-1"})}, resources);
  REQUIRE(resources.asked.size() == 1);
  CHECK(resources.asked[0].blocks[0].text == "2번 출입구로");
  programme.document.site.screens[0].values["exit"] = {{{"ko", "중앙광장"}}};
  const Timeline square(std::make_shared<const Programme>(programme));
  build_parts(square.at(SysTime{}), {{1000, 500}, &site, site.find({"gate-1"})}, resources);
  CHECK(resources.asked[1].blocks[0].text == "중앙광장으로");
}
