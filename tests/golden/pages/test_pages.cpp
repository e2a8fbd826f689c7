// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <array>

#include "tests/golden/pages/dump_scene.h"
#include "tests/golden/pages/examples.h"
#include "tests/golden/pages/thumbnail.h"
#include "tests/support/golden.h"
#include "tests/support/temp_folder.h"
#include "tools/madang/png_file.h"

// Whole pages of the examples against tests/golden/pages: NAME.layout says where everything lies, NAME.png
// how it looks, at a quarter of its size. MADANG_ACCEPT=1 writes both; what differs is kept beside the test
// programs as NAME.actual.layout and NAME.actual.png. Look at the picture before you accept it.
namespace madang {
namespace {

constexpr int k_factor = 4;
const std::filesystem::path k_goldens = MADANG_SOURCE_DIR "/tests/golden/pages";

struct Shot {
  std::string name;
  std::string example;
  std::string screen;
  std::string at;
  std::optional<AlarmKind> alarm;
  bool pixels = true;  ///< false for pages with moving pictures: another encoder makes another clip
};

void check_pixels(const std::string& name, const Scene& scene) {
  const std::filesystem::path golden = k_goldens / (name + ".png");
  const test::Thumbnail actual = test::draw_small(scene, k_factor);
  if (test::accepts_goldens()) {
    REQUIRE(tool::write_png(golden, actual.pixels, actual.size).has_value());
    return;
  }
  const auto expected = test::read_thumbnail(golden);
  if (!expected)
    FAIL(expected.error().message.en);
  const auto difference = test::compare(actual, *expected);
  CAPTURE(difference.mean, difference.worst_tile);
  const bool alike = difference.mean < 1 && difference.worst_tile < 12;
  if (!alike) {
    REQUIRE(tool::write_png(std::filesystem::path(MADANG_BINARY_DIR) / (name + ".actual.png"), actual.pixels,
                            actual.size)
                .has_value());
  }
  CHECK(alike);
}

void check_page(const Shot& shot, const LocalContent& content) {
  CAPTURE(shot.name);
  const auto page =
      page_of(content, {{shot.screen}, test::local_time(content, shot.at), shot.alarm, std::nullopt},
              test::typesetter());
  REQUIRE(page);
  CHECK(page->remarks.empty());
  CHECK(page->broken.empty());
  test::check_golden(k_goldens / (shot.name + ".layout"), test::dump_scene(page->scene));
  if (shot.pixels)
    check_pixels(shot.name, page->scene);
}

void check_page(const Shot& shot) {
  check_page(shot, test::example(shot.example));
}

/// A page of two zones, one of them rounded and with a ticker, which pushes a text out of an upright strip
/// in the middle of the screen, and is wiped away by it.
LocalContent open_changes(const test::TempFolder& folder) {
  folder.write("site.yaml",
               "kind: site\nversion: 1\nname: 올레시장\nlanguages: [ko, en]\n"
               "default: { layout: layouts/all.yaml }\nscreens: [ { id: a, resolution: 1280x720 } ]\n");
  folder.write("layouts/all.yaml",
               "kind: layout\nversion: 1\ncanvas: 1280x720\nbackground: '#203040'\nzones:\n"
               "  - id: middle\n    left: 20%\n    top: 10%\n    width: 60%\n    height: 80%\n    items:\n"
               "      - text: 어서 오세요\n        background: '#c2410c'\n        duration: 5s\n"
               "        transition: { wipe: 2s, from: top }\n"
               "      - layout: layouts/inner.yaml\n        duration: 5s\n"
               "        transition: { slide: 2s, from: right }\n");
  folder.write(
      "layouts/inner.yaml",
      "kind: layout\nversion: 1\ncanvas: 1280x720\nbackground: '#fff8ec'\nzones:\n"
      "  - { id: round, left: 8%, top: 10%, width: 84%, height: 50%, background: '#1f5a3c', radius: 25%,\n"
      "      item: { text: Olle Market } }\n"
      "  - { id: foot, left: 0, top: 75%, width: 100%, height: 25%, background: '#f58220',\n"
      "      item: { ticker: 오늘 밤 야시장이 열립니다, colour: '#221a14' } }\n");
  auto content = open_local_content(folder.path());
  if (!content)
    FAIL(content.error().message.en);
  return std::move(*content);
}

}  // namespace

TEST_CASE("golden: the autumn promotion: a picture, a price, four languages") {
  check_page({"promotion", "olle-market", "gate-1", "2026-11-24T14:00:06", {}});
}

TEST_CASE("golden: a title over a video") {
  check_page({"harvest", "olle-market", "gate-1", "2026-11-24T14:00:34", {}, false});
}

TEST_CASE("golden: the market, turned as the reader stands") {
  check_page({"map", "olle-market", "gate-1", "2026-11-24T14:00:58", {}});
}

TEST_CASE("golden: the payment promotion with its QR code") {
  check_page({"payment", "olle-market", "gate-1", "2026-11-24T14:00:18", {}});
}

TEST_CASE("golden: the entrance page of several zones, with a ticker and a clock") {
  check_page({"entrance", "olle-market", "gate-1", "2026-11-24T07:30:30", {}});
}

TEST_CASE("golden: opening hours") {
  check_page({"hours", "olle-market", "gate-1", "2026-11-24T07:30:12", {}});
}

TEST_CASE("golden: the night market on an upright screen") {
  check_page({"night", "olle-market", "plaza", "2026-11-27T19:00:17", {}, false});
}

TEST_CASE("golden: a page on its way in, and on its way out") {
  const test::TempFolder folder;
  const LocalContent content = open_changes(folder);
  check_page({"sliding", "", "a", "2026-11-24T14:00:05.700", {}}, content);
  check_page({"wiping", "", "a", "2026-11-24T14:00:10.700", {}}, content);
}

TEST_CASE("golden: fire, with the way out as each screen has it") {
  check_page({"fire-gate-2", "olle-market", "gate-2", "2026-11-24T14:00:00", "fire"});
  check_page({"fire-plaza", "olle-market", "plaza", "2026-11-24T14:00:09", "fire"});
}

TEST_CASE("golden: the type specimen, a rule on each page") {
  constexpr std::array k_pages{"eojeol",        "line-edges", "numbers",       "spacing",
                               "hangul",        "han-forms",  "ten-languages", "emoji",
                               "right-to-left", "fit",        "vertical",      "quantities"};
  for (size_t i = 0; i < k_pages.size(); ++i) {  // each for ten seconds; half of them over
    const std::string at = "2026-11-24T00:0" + std::to_string(i / 6) + ":" + std::to_string(i % 6) + "5";
    // The emoji font is drawn anew in each release.
    const bool pixels = std::string_view(k_pages[i]) != "emoji";
    check_page({std::string("specimen-") + k_pages[i], "type-specimen", "", at, {}, pixels});
  }
}

TEST_CASE("golden: the built-in page, when a folder has none for the alarm") {
  check_page({"built-in", "hello", "", "2026-11-24T14:00:00", "gas"});
}

}  // namespace madang
