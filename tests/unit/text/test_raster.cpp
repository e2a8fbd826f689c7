// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/raster.h"

#include <set>

#include "player/text/scale_bitmap.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

TextLayout laid(const std::string& text, double size = 48, Align align = Align::start) {
  TextRequest request;
  request.blocks = {{"ko", text}};
  request.box = {2000, 400};
  request.size = size;
  request.align = align;
  return lay_out(request, test::font_set());
}

TEST_CASE("every visible glyph is placed, spaces are not") {
  GlyphCache cache;
  const auto text = rasterise(laid("감귤 축제"), test::font_set(), cache);
  CHECK(text->glyphs.size() == 4);
  CHECK(text->box == Size{2000, 400});
  for (const auto& glyph : text->glyphs) {
    const Rect at{glyph.x, glyph.y, glyph.image->size.width, glyph.image->size.height};
    CHECK(unite(text->ink, at) == text->ink);
    CHECK(glyph.image->coverage.size() == static_cast<size_t>(at.width * at.height));
    CHECK(*std::max_element(glyph.image->coverage.begin(), glyph.image->coverage.end()) > 200);
  }
}

TEST_CASE("the same glyph at the same fraction of a pixel is one picture, also later") {
  GlyphCache cache;
  const auto once = rasterise(laid("가"), test::font_set(), cache);
  const auto again = rasterise(laid("가"), test::font_set(), cache);
  CHECK(once->glyphs.at(0).image == again->glyphs.at(0).image);
  CHECK(rasterise(laid("가", 49), test::font_set(), cache)->glyphs.at(0).image != once->glyphs.at(0).image);
}

TEST_CASE("positions along the line are kept to a quarter of a pixel") {
  GlyphCache cache;
  std::set<const GlyphImage*> pictures;
  auto layout = laid("가");
  for (int i = 0; i < 16; ++i) {
    layout.lines[0].glyphs[0].x = i / 16.0;
    pictures.insert(rasterise(layout, test::font_set(), cache)->glyphs.at(0).image.get());
  }
  CHECK(pictures.size() == 4);
}

TEST_CASE("a full cache lets the oldest go, but never what a page still holds") {
  GlyphCache cache(1);
  const auto page = rasterise(laid("가나다라"), test::font_set(), cache);
  const auto other = rasterise(laid("마바사아"), test::font_set(), cache);
  CHECK(page->glyphs.size() == 4);
  CHECK(page->glyphs[0].image->coverage.size() > 100);
  CHECK(rasterise(laid("가"), test::font_set(), cache)->glyphs.at(0).image != page->glyphs[0].image);
}

TEST_CASE("an emoji is drawn in colour, at the size of the text") {
  GlyphCache cache;
  const auto text = rasterise(laid("🍊", 48), test::font_set(), cache);
  REQUIRE(text->glyphs.size() == 1);
  const GlyphImage& image = *text->glyphs[0].image;
  CHECK(image.coverage.empty());
  REQUIRE(image.bgra.size() == static_cast<size_t>(image.size.width * image.size.height) * 4);
  CHECK(image.size.width == Approx(60).margin(6));
  bool coloured = false;
  for (size_t i = 0; i < image.bgra.size(); i += 4) {
    for (size_t c = 0; c < 3; ++c)
      REQUIRE(image.bgra[i + c] <= image.bgra[i + 3]);  // premultiplied
    coloured = coloured || image.bgra[i + 2] > image.bgra[i] + 60;
  }
  CHECK(coloured);
}

TEST_CASE("scaling keeps an even colour even, up and down") {
  std::vector<std::uint8_t> grey(size_t{13} * 7 * 4, 100);
  for (const Size to : {Size{3, 2}, Size{13, 7}, Size{40, 33}, Size{1, 1}}) {
    CAPTURE(to.width, to.height);
    const auto scaled = scale_bgra(grey, {13, 7}, 13 * 4, to);
    REQUIRE(scaled.size() == static_cast<size_t>(to.width * to.height * 4));
    CHECK(std::count(scaled.begin(), scaled.end(), 100) == static_cast<long>(scaled.size()));
  }
}

}  // namespace
}  // namespace madang
