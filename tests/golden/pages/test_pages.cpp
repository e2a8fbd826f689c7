// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <array>

#include "tests/golden/pages/dump_scene.h"
#include "tests/golden/pages/examples.h"
#include "tests/golden/pages/thumbnail.h"
#include "tests/support/golden.h"
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

void check_page(const Shot& shot) {
  CAPTURE(shot.name);
  const LocalContent& content = test::example(shot.example);
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

}  // namespace

TEST_CASE("golden: the autumn promotion: a picture, a price, four languages") {
  check_page({"promotion", "olle-market", "gate-1", "2026-11-24T14:00:50", {}});
}

TEST_CASE("golden: a title over a video") {
  check_page({"harvest", "olle-market", "gate-1", "2026-11-24T14:00:08", {}, false});
}

TEST_CASE("golden: where the blocks are, and where the reader is") {
  check_page({"blocks", "olle-market", "gate-1", "2026-11-24T14:00:22", {}});
}

TEST_CASE("golden: the payment promotion with its QR code") {
  check_page({"payment", "olle-market", "gate-1", "2026-11-24T14:00:34", {}});
}

TEST_CASE("golden: the entrance page of several zones, with a ticker and a clock") {
  check_page({"entrance", "olle-market", "gate-1", "2026-11-24T07:30:30", {}});
}

TEST_CASE("golden: opening hours") {
  check_page({"hours", "olle-market", "gate-1", "2026-11-24T07:30:12", {}});
}

TEST_CASE("golden: the night market on an upright screen") {
  check_page({"night", "olle-market", "plaza", "2026-11-27T19:00:05", {}, false});
}

TEST_CASE("golden: fire, with the way out as each screen has it") {
  check_page({"fire-gate-2", "olle-market", "gate-2", "2026-11-24T14:00:00", "fire"});
  check_page({"fire-plaza", "olle-market", "plaza", "2026-11-24T14:00:09", "fire"});
}

TEST_CASE("golden: the type specimen, a rule on each page") {
  constexpr std::array k_pages{"eojeol",    "line-edges",    "numbers", "spacing",       "hangul",
                               "han-forms", "ten-languages", "emoji",   "right-to-left", "fit",
                               "vertical",  "quantities"};
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
