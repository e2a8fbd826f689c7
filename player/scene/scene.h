// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "content-schema/model/colour.h"
#include "content-schema/model/geometry.h"
#include "player/media/frame.h"
#include "player/media/picture.h"
#include "player/text/placed_text.h"

namespace madang {

struct FillNode {
  Colour colour;
  double radius = 0;  ///< px, of the corners
  friend bool operator==(const FillNode&, const FillNode&) = default;
};

/// A still or a frame, scaled to `place` (which may reach beyond the node's rectangle: that is the crop).
struct PictureNode {
  PicturePtr picture;
  Rect place;
  friend bool operator==(const PictureNode&, const PictureNode&) = default;
};
struct VideoNode {
  FramePtr frame;
  Rect place;
  friend bool operator==(const VideoNode&, const VideoNode&) = default;
};

/// Text at an origin; a ticker moves it by fractions of a pixel.
struct TextNode {
  PlacedTextPtr text;
  Colour colour;
  double x = 0;  ///< of the text's origin on the screen, px
  double y = 0;
  friend bool operator==(const TextNode&, const TextNode&) = default;
};

/// One thing on the screen. Two equal nodes draw the same pixels; that is how damage is found.
struct Node {
  Rect clip;           ///< px of the screen, its zone as it stands or slides now; nothing is drawn outside
  double opacity = 1;  ///< 0 to 1
  std::variant<FillNode, PictureNode, VideoNode, TextNode> what;
  /// During a slide or a wipe, the part of the screen that is left to it: nothing is drawn outside this
  /// either.
  std::optional<Rect> within = std::nullopt;
  friend bool operator==(const Node&, const Node&) = default;
};

/// A whole screen at one instant: nodes from back to front over black. A value; keeps what it shows alive.
struct Scene {
  Size size;
  std::vector<Node> nodes;
  friend bool operator==(const Scene&, const Scene&) = default;
};

}  // namespace madang
