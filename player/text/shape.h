// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/text.h"
#include "player/text/layout.h"
#include "player/text/shaped_text.h"

namespace madang {

/// What is beyond is not shaped: no screen shows that much, and a mistake must not stop one.
inline constexpr size_t k_most_units = 20'000;

/// What shaping depends on; neither size nor width is among it.
struct ShapeRequest {
  const TaggedText& text;
  std::string_view font;
  Weight weight = Weight::regular;
  TextBreak line_break = TextBreak::word;
  TextDirection direction = TextDirection::automatic;
  Writing writing = Writing::horizontal;
};

/// What shaping takes from a request, for one of its texts.
inline ShapeRequest shape_request(const TextRequest& request, const TaggedText& text) {
  return {text, request.font, request.weight, request.line_break, request.direction, request.writing};
}

/// Cleans, splits, itemises and shapes with HarfBuzz in font units, unhinted. The same request comes from the
/// set's cache.
ShapedTextPtr shape(const ShapeRequest& request, FontSet::Faces& faces);

}  // namespace madang
