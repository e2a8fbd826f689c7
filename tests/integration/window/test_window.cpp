// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/window.h"

#include <cstdlib>
#include <thread>

#include "player/render/flatten.h"
#include "player/render/software.h"
#include "tests/support/catch.h"
#include "tests/support/screen_reader.h"
#include "tests/support/xvfb.h"
#include "tests/unit/render/samples.h"

using namespace madang;
using namespace madang::test;

namespace {

const Size k_screen{320, 180};
constexpr Millis k_patience{10'000};

/// A display with DISPLAY pointing to it, as long as the story lasts.
struct Stage {
  explicit Stage(int depth = 24) {
    auto started = Xvfb::start(k_screen, depth);
    REQUIRE(started.has_value());
    xvfb.emplace(std::move(*started));
    ::setenv("DISPLAY", xvfb->display().c_str(), 1);
    ::setenv("SDL_VIDEODRIVER", "x11", 1);
    auto connected = ScreenReader::connect(xvfb->display());
    REQUIRE(connected.has_value());
    reader.emplace(std::move(*connected));
  }
  std::optional<Xvfb> xvfb;
  std::optional<ScreenReader> reader;
};

Window open(BackendWish wish, std::optional<Size> size = std::nullopt, Rotation rotation = Rotation::none) {
  WindowOptions options;
  options.rotation = rotation;
  options.renderer = wish;
  options.window = size;
  auto window = Window::create(options);
  if (!window)
    FAIL(window.error().message.en);
  return std::move(*window);
}

/// Without the emoji: those of a sample lie over its letters, as in no real text, and then it matters whether
/// a text fades glyph by glyph or, as a texture does, as a whole.
PlacedTextPtr letters(Random& random) {
  auto made = std::make_shared<PlacedText>(*random_text(random));
  std::erase_if(made->glyphs, [](const PlacedGlyph& glyph) { return !glyph.image->bgra.empty(); });
  return made;
}

/// Every kind of node, each on its own and some over one another.
Scene page(Random& random, Size size = k_screen) {
  Scene scene{size, {fill({0, 0, 320, 180}, {30, 60, 90, 255})}};
  scene.nodes.push_back(fill({10, 10, 100, 60}, {250, 200, 20, 200}, 0.9, 14));
  scene.nodes.push_back(picture(plain_picture({40, 30}, {200, 30, 30, 255}), {120, 10, 80, 60}));
  scene.nodes.push_back(picture(plain_picture({60, 50}, {20, 200, 90, 120}), {180, 40, 60, 50}, 0.7));
  scene.nodes.push_back(video(plain_frame({64, 36}, 63, 102, 240), {10, 90, 64, 36}));
  scene.nodes.push_back(
      video(plain_frame({64, 36}, 145, 54, 34, ColourMatrix::bt601), {60, 100, 128, 72}, 0.5));
  scene.nodes.push_back(video(plain_frame({31, 17}, 26, 212, 121, ColourMatrix::bt2020), {200, 100, 31, 17}));
  scene.nodes.push_back(text(random_text(random), 20, 40, {0, 0, 320, 180}, {255, 255, 255, 255}));
  scene.nodes.push_back(text(letters(random), 130.25, 130, {0, 0, 320, 180}, {255, 0, 120, 255}, 0.8));
  return scene;
}

Image expected(const Scene& scene) {
  Image image(scene.size);
  SoftwareRenderer().draw(flatten(scene, nullptr), image.canvas());
  return image;
}

int worst(const ScreenImage& screen, const Image& image) {
  Image copy(screen.size);
  copy.pixels = screen.pixels;
  return screen.size == image.size ? difference(copy, image) : 999;
}

int error_on_screen(const Stage& stage, const Scene& scene, int allowed, Rotation rotation = Rotation::none) {
  const Image image = turned_slowly(expected(scene), rotation);
  const auto screen = stage.reader->read_until(
      [&](const ScreenImage& shown) { return worst(shown, image) <= allowed; }, k_patience);
  REQUIRE(screen.has_value());
  return worst(*screen, image);
}

}  // namespace

TEST_CASE("the software path shows exactly what the renderer draws, and then only what changed") {
  const Stage stage;
  Window window = open(BackendWish::software);
  CHECK(window.backend() == Backend::software);
  CHECK(window.size() == k_screen);
  CHECK(window.refresh().value > 0);
  Random random(3);
  const Scene first = page(random);
  window.poll();
  REQUIRE(window.present(flatten(first, nullptr)).has_value());
  CHECK(error_on_screen(stage, first, 0) == 0);

  Scene second = first;
  second.nodes[1].clip.x += 37;
  second.nodes.pop_back();
  const DrawList list = flatten(second, &first);
  CHECK(list.damage.front() != Rect{0, 0, 320, 180});
  REQUIRE(window.present(list).has_value());
  CHECK(error_on_screen(stage, second, 0) == 0);
}

TEST_CASE("SDL's renderer shows the same within its rounding") {
  const Stage stage;
  Window window = open(BackendWish::gpu);
  CHECK(window.backend() == Backend::gpu);
  CHECK(window.size() == k_screen);
  Random random(3);
  const Scene first = page(random);
  window.poll();
  // Blends are rounded by the device, and SDL's YUV shaders count in float; text is exact to its own 8 bits.
  constexpr int k_allowed = 5;
  REQUIRE(window.present(flatten(first, nullptr)).has_value());
  CHECK(error_on_screen(stage, first, k_allowed) <= k_allowed);

  Scene second = page(random);
  second.nodes[1].clip.x += 37;
  REQUIRE(window.present(flatten(second, &first)).has_value());
  CHECK(error_on_screen(stage, second, k_allowed) <= k_allowed);
}

TEST_CASE("in the middle of a slide and of a wipe SDL's renderer shows the same too") {
  const Stage stage;
  Window window = open(BackendWish::gpu);
  Random random(3);
  Scene scene = page(random);
  for (Node& node : scene.nodes)
    node.within = Rect{25, 15, 200, 120};
  scene.nodes[0].within.reset();
  // A rounded panel, a cropped picture and a text, half out of the part that is left to them.
  scene.nodes[1].clip.x -= 20;
  std::get<PictureNode>(scene.nodes[2].what).place.x += 70;
  scene.nodes[2].clip = {190, 10, 60, 60};
  std::get<TextNode>(scene.nodes[7].what).x -= 15;
  window.poll();
  REQUIRE(window.present(flatten(scene, nullptr)).has_value());
  CHECK(error_on_screen(stage, scene, 5) <= 5);
}

TEST_CASE("a display that hangs turned shows the picture upright, and then only what changed") {
  constexpr std::pair<BackendWish, int> k_ways[]{{BackendWish::software, 0}, {BackendWish::gpu, 5}};
  for (const auto& [way, allowed] : k_ways) {
    for (const Rotation rotation : {Rotation::quarter, Rotation::half, Rotation::three_quarters}) {
      CAPTURE(static_cast<int>(way), degrees_of(rotation));
      const Stage stage;
      Window window = open(way, std::nullopt, rotation);
      const Size upright = rotation == Rotation::half ? k_screen : Size{180, 320};
      CHECK(window.size() == upright);
      Random random(3);
      const Scene first = page(random, upright);
      window.poll();
      REQUIRE(window.present(flatten(first, nullptr)).has_value());
      CHECK(error_on_screen(stage, first, allowed, rotation) <= allowed);

      Scene second = first;
      second.nodes[1].clip.x += 37;
      second.nodes[2].clip.y += 9;
      const DrawList list = flatten(second, &first);
      REQUIRE(list.damage.front() != Rect{0, 0, upright.width, upright.height});
      REQUIRE(window.present(list).has_value());
      CHECK(error_on_screen(stage, second, allowed, rotation) <= allowed);

      // What is not damaged is left alone, and what is lands where it belongs.
      Scene third = second;
      third.nodes[0] = fill({0, 0, 320, 180}, {200, 0, 0, 255});
      DrawList corner = flatten(third, nullptr);
      corner.damage = {{3, 5, 40, 20}};
      if (way == BackendWish::software) {
        REQUIRE(window.present(corner).has_value());
        Image both = expected(second);
        SoftwareRenderer().draw(corner, both.canvas());
        const Image glass = turned_slowly(both, rotation);
        const auto shown = stage.reader->read_until(
            [&](const ScreenImage& seen) { return worst(seen, glass) == 0; }, k_patience);
        CHECK(worst(*shown, glass) == 0);
      }
    }
  }
}

TEST_CASE("the picture is turned while the window stands") {
  for (const BackendWish way : {BackendWish::software, BackendWish::gpu}) {
    CAPTURE(static_cast<int>(way));
    const int allowed = way == BackendWish::software ? 0 : 5;
    const Stage stage;
    Window window = open(way);
    window.poll();
    Random random(3);
    for (const Rotation rotation :
         {Rotation::none, Rotation::three_quarters, Rotation::half, Rotation::none}) {
      CAPTURE(degrees_of(rotation));
      window.turn(rotation);
      CHECK(window.rotation() == rotation);
      const Scene scene = page(random, window.size());
      REQUIRE(window.present(flatten(scene, nullptr)).has_value());
      CHECK(error_on_screen(stage, scene, allowed, rotation) <= allowed);
    }
  }
}

TEST_CASE("a display of 16 bits that hangs turned gets converted pixels too") {
  const Stage stage(16);
  Window window = open(BackendWish::software, std::nullopt, Rotation::quarter);
  Random random(3);
  const Scene scene = page(random, window.size());
  window.poll();
  REQUIRE(window.present(flatten(scene, nullptr)).has_value());
  CHECK(error_on_screen(stage, scene, 8, Rotation::quarter) <= 8);
}

TEST_CASE("a display of 16 bits gets converted pixels") {
  const Stage stage(16);
  Window window = open(BackendWish::software);
  Random random(3);
  const Scene scene = page(random);
  window.poll();
  REQUIRE(window.present(flatten(scene, nullptr)).has_value());
  CHECK(error_on_screen(stage, scene, 8) <= 8);
}

TEST_CASE("without a GPU, and on software GL, the player takes its own compositor") {
  const Stage stage;
  const Window window = open(BackendWish::automatic, Size{160, 90});
  CHECK(window.backend() == Backend::software);
  CHECK(window.size() == Size{160, 90});
  CAPTURE(window.description());
  CHECK(window.description().find("160x90") == 0);
}

TEST_CASE("a wake-up from another thread ends the wait") {
  const Stage stage;
  Window window = open(BackendWish::software);
  while (window.wait(Millis{200}), !window.poll().empty()) {
  }
  const SteadyTime begin = std::chrono::steady_clock::now();
  std::thread other([&] {
    for (int i = 0; i < 1000; ++i)
      window.wake();
  });
  window.wait(Millis{20'000});
  other.join();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  CHECK(window.poll().empty());
}

TEST_CASE("without a display there is a clear error in both languages") {
  ::setenv("DISPLAY", ":59999", 1);
  ::setenv("SDL_VIDEODRIVER", "x11", 1);
  const auto window = Window::create({});
  REQUIRE_FALSE(window.has_value());
  CHECK(window.error().kind == ErrorKind::unavailable);
  CHECK(window.error().message.ko.find("화면을 열 수 없습니다") == 0);
  CHECK(window.error().message.en.find("cannot open a display") == 0);
}
