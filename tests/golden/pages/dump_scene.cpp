// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/golden/pages/dump_scene.h"

#include <fmt/format.h>

#include <cmath>

namespace madang::test {
namespace {

std::string to_text(const Rect& rect) {
  return fmt::format("{},{} {}x{}", rect.x, rect.y, rect.width, rect.height);
}

struct Describe {
  std::string operator()(const FillNode& fill) const {
    return fmt::format("fill {}{}", to_string(fill.colour),
                       fill.radius > 0 ? fmt::format(" radius {:.0f}", fill.radius) : "");
  }
  std::string operator()(const PictureNode& node) const {
    return fmt::format("picture at {}", to_text(node.place));
  }
  std::string operator()(const VideoNode& node) const {
    return fmt::format("video at {}", to_text(node.place));
  }
  std::string operator()(const TextNode& node) const {
    Rect ink = node.text->ink;
    ink.x += static_cast<int>(std::lround(node.x));
    ink.y += static_cast<int>(std::lround(node.y));
    return fmt::format("text {} of {} glyphs, ink {}", to_string(node.colour), node.text->glyphs.size(),
                       to_text(ink));
  }
};

}  // namespace

std::string dump_scene(const Scene& scene) {
  std::string out = fmt::format("scene {}x{}\n", scene.size.width, scene.size.height);
  for (const Node& node : scene.nodes) {
    out += fmt::format("  [{}]{}{} {}\n", to_text(node.clip),
                       node.within ? fmt::format(" within {}", to_text(*node.within)) : "",
                       node.opacity < 1 ? fmt::format(" opacity {:.2f}", node.opacity) : "",
                       std::visit(Describe{}, node.what));
  }
  return out;
}

}  // namespace madang::test
