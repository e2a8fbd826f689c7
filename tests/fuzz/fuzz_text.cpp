// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "player/text/explain.h"
#include "player/text/layout.h"
#include "player/text/raster.h"
#include "tests/support/test_fonts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace madang;
  static FontSet& fonts = test::font_set();
  static GlyphCache cache(std::size_t{4} << 20);
  constexpr std::string_view k_languages[] = {"ko", "en", "ja", "zh-Hans", "zh-Hant",
                                              "th", "ar", "he", "hi",      "my"};
  if (size < 4)
    return 0;
  TextRequest request;
  const std::string text(reinterpret_cast<const char*>(data) + 4, size - 4);
  request.blocks = {{std::string(k_languages[data[0] % std::size(k_languages)]), text}, {"ko", "이웃"}};
  request.box = {1 + data[1] * 4, 1 + data[2] * 4};
  request.size = 8 + (data[3] & 0x3F);
  request.fit = (data[3] & 0x40) != 0 ? TextFit::none : TextFit::shrink;
  request.line_break = (data[3] & 0x80) != 0 ? TextBreak::syllable : TextBreak::word;
  request.direction = static_cast<TextDirection>(data[0] / 64 % 3);
  request.writing = (data[0] & 0x20) != 0 ? Writing::vertical : Writing::horizontal;
  const TextLayout layout = lay_out(request, fonts);
  for (const LaidLine& line : layout.lines) {
    const std::size_t bytes = request.blocks[line.block].text.size();
    if (line.begin > line.end || line.end > bytes)
      __builtin_trap();
    for (const LaidGlyph& glyph : line.glyphs) {
      if (glyph.cluster > bytes)
        __builtin_trap();
    }
    // Whatever the first block holds, its neighbour reads as it was written.
    if (line.block == 1 && layout.lines.size() > 1 && line.glyphs.size() == 2 &&
        (line.glyphs[0].x > line.glyphs[1].x || line.glyphs[0].y > line.glyphs[1].y))
      __builtin_trap();
  }
  for (const ExplainedBreak& place : explain_breaks(request, layout)) {
    if (place.offset > request.blocks[place.block].text.size())
      __builtin_trap();
  }
  rasterise(layout, fonts, cache);
  rasterise(lay_out_strip(request, 20, fonts), fonts, cache);
  return 0;
}
