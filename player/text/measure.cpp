// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/measure.h"

#include <map>
#include <utility>

#include "player/text/layout.h"

namespace madang {

std::vector<double> measure(const MeasureRequest& request, FontSet& fonts) {
  TextRequest strip;
  strip.font = request.font;
  strip.weight = request.weight;
  strip.size = 100;
  strip.box = {1, 200};
  std::map<std::pair<std::string_view, std::string_view>, double> known;  // columns repeat themselves
  std::vector<double> widths;
  for (const TaggedText& text : request.texts) {
    const auto [width, is_new] = known.try_emplace({text.language, text.text}, 0.0);
    if (is_new && !text.text.empty()) {
      strip.blocks = {text};
      const TextLayout layout = lay_out_strip(strip, 0, fonts);
      if (!layout.lines.empty())
        width->second = layout.lines.front().width / layout.size;
    }
    widths.push_back(width->second);
  }
  return widths;
}

}  // namespace madang
