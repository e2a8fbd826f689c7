// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/render/samples.h"

#include <algorithm>
#include <cstdlib>

namespace madang::test {
namespace {

std::uint8_t byte(Random& random) {
  return static_cast<std::uint8_t>(pick(random, 0, 255));
}

struct FrameMemory {
  std::vector<std::uint8_t> luma, cb, cr, alpha;
};

FramePtr make_frame(Size size, std::shared_ptr<FrameMemory> memory, ColourMatrix matrix, ColourRange range) {
  auto frame = std::make_shared<VideoFrame>();
  frame->size = frame->shown = size;
  frame->planes = {memory->luma.data(), memory->cb.data(), memory->cr.data()};
  frame->strides = {size.width, (size.width + 1) / 2, (size.width + 1) / 2};
  if (!memory->alpha.empty()) {
    frame->alpha = memory->alpha.data();
    frame->alpha_stride = size.width;
  }
  frame->matrix = matrix;
  frame->range = range;
  frame->owner = memory;
  return frame;
}

Rect random_rect(Random& random, Size screen) {
  return {pick(random, -20, screen.width - 5), pick(random, -20, screen.height - 5),
          pick(random, 1, screen.width), pick(random, 1, screen.height)};
}

}  // namespace

Image turned_slowly(const Image& image, Rotation rotation) {
  Image out(turned(image.size, rotation));
  const int right = image.size.width - 1;
  const int bottom = image.size.height - 1;
  for (int y = 0; y <= bottom; ++y) {
    for (int x = 0; x <= right; ++x) {
      const std::array<std::array<int, 2>, 4> places{
          {{x, y}, {bottom - y, x}, {right - x, bottom - y}, {y, right - x}}};
      const auto [to_x, to_y] = places[static_cast<size_t>(rotation)];
      std::copy_n(image.at(x, y), 4, out.canvas().pixels + (to_y * out.size.width + to_x) * 4);
    }
  }
  return out;
}

int difference(const Image& a, const Image& b) {
  int worst = 0;
  for (size_t i = 0; i < a.pixels.size(); ++i) {
    if (i % 4 != 3)
      worst = std::max(worst, std::abs(a.pixels[i] - b.pixels[i]));
  }
  return worst;
}

Node fill(Rect clip, Colour colour, double opacity, double radius) {
  return {clip, opacity, FillNode{colour, radius}};
}
Node picture(PicturePtr picture, Rect place, double opacity) {
  return {place, opacity, PictureNode{std::move(picture), place}};
}
Node video(FramePtr frame, Rect place, double opacity) {
  return {place, opacity, VideoNode{std::move(frame), place}};
}
Node text(PlacedTextPtr text, double x, double y, Rect clip, Colour colour, double opacity) {
  return {clip, opacity, TextNode{std::move(text), colour, x, y}};
}

PicturePtr plain_picture(Size size, Colour colour) {
  auto made = std::make_shared<Picture>();
  made->size = size;
  made->opaque = colour.a == 255;
  const auto times = [&](std::uint8_t value) {
    return static_cast<std::uint8_t>((value * colour.a + 127) / 255);
  };
  for (int i = 0; i < size.width * size.height; ++i)
    made->pixels.insert(made->pixels.end(), {times(colour.b), times(colour.g), times(colour.r), colour.a});
  return made;
}

FramePtr plain_frame(Size size, std::uint8_t y, std::uint8_t u, std::uint8_t v, ColourMatrix matrix,
                     ColourRange range) {
  const size_t chroma = size_t((size.width + 1) / 2) * size_t((size.height + 1) / 2);
  auto memory = std::make_shared<FrameMemory>();
  memory->luma.assign(size_t(size.width) * size_t(size.height), y);
  memory->cb.assign(chroma, u);
  memory->cr.assign(chroma, v);
  return make_frame(size, memory, matrix, range);
}

int pick(Random& random, int from, int to) {
  return from + static_cast<int>(random() % unsigned(to - from + 1));
}

PicturePtr random_picture(Random& random, Size size, bool opaque) {
  auto made = std::make_shared<Picture>();
  made->size = size;
  made->opaque = opaque;
  for (int i = 0; i < size.width * size.height; ++i) {
    const int alpha = opaque ? 255 : pick(random, 0, 255);
    for (int c = 0; c < 3; ++c)
      made->pixels.push_back(static_cast<std::uint8_t>(pick(random, 0, alpha)));
    made->pixels.push_back(static_cast<std::uint8_t>(alpha));
  }
  return made;
}

FramePtr random_frame(Random& random, Size size, ColourMatrix matrix, ColourRange range) {
  auto memory = std::make_shared<FrameMemory>();
  memory->luma.resize(size_t(size.width) * size_t(size.height));
  memory->cb.resize(size_t((size.width + 1) / 2) * size_t((size.height + 1) / 2));
  memory->cr.resize(memory->cb.size());
  for (auto* plane : {&memory->luma, &memory->cb, &memory->cr})
    std::generate(plane->begin(), plane->end(),
                  [&] { return static_cast<std::uint8_t>(pick(random, 16, 235)); });
  if (pick(random, 0, 2) == 0) {
    memory->alpha.resize(memory->luma.size());
    std::generate(memory->alpha.begin(), memory->alpha.end(), [&] { return byte(random); });
  }
  return make_frame(size, memory, matrix, range);
}

PlacedTextPtr random_text(Random& random) {
  auto made = std::make_shared<PlacedText>();
  int x = pick(random, -3, 3);
  for (int i = pick(random, 1, 5); i > 0; --i) {
    auto image = std::make_shared<GlyphImage>();
    image->size = {pick(random, 1, 30), pick(random, 1, 20)};
    if (pick(random, 0, 4) == 0) {
      image->bgra = random_picture(random, image->size, false)->pixels;
    } else {
      image->coverage.resize(size_t(image->size.width) * size_t(image->size.height));
      std::generate(image->coverage.begin(), image->coverage.end(), [&] { return byte(random); });
    }
    const PlacedGlyph glyph{image, x, pick(random, -10, 5)};
    made->ink = unite(made->ink, {glyph.x, glyph.y, image->size.width, image->size.height});
    made->glyphs.push_back(glyph);
    x += std::max(1, image->size.width - pick(random, 0, 3));  // some touch, some overlap
  }
  made->box = made->ink.size();
  return made;
}

Scene random_scene(Random& random, Size size, bool scaled) {
  Scene scene{size, {}};
  for (int i = pick(random, 1, 6); i > 0; --i) {
    const double opacity = pick(random, 0, 2) == 0 ? pick(random, 0, 100) / 100.0 : 1.0;
    const Rect clip = random_rect(random, size);
    Rect place = random_rect(random, size);
    Size own = place.size();
    if (scaled && pick(random, 0, 1) == 0)
      own = {pick(random, 1, 90), pick(random, 1, 90)};
    switch (pick(random, 0, 3)) {
      case 0: {
        const Colour colour{byte(random), byte(random), byte(random),
                            pick(random, 0, 1) == 0 ? byte(random) : std::uint8_t{255}};
        scene.nodes.push_back(fill(clip, colour, opacity, pick(random, 0, 1) * pick(random, 0, 60) / 2.0));
        break;
      }
      case 1: {
        const bool opaque = pick(random, 0, 1) == 0;
        scene.nodes.push_back({clip, opacity, PictureNode{random_picture(random, own, opaque), place}});
        break;
      }
      case 2: {
        const auto matrix = static_cast<ColourMatrix>(pick(random, 0, 2));
        const auto range = static_cast<ColourRange>(pick(random, 0, 1));
        scene.nodes.push_back({clip, opacity, VideoNode{random_frame(random, own, matrix, range), place}});
        break;
      }
      default:
        scene.nodes.push_back(text(random_text(random),
                                   place.x + pick(random, 0, 1) * pick(random, 0, 1000) / 1000.0,
                                   place.y + pick(random, 0, 10) / 10.0, clip,
                                   {byte(random), byte(random), byte(random), 255}, opacity));
    }
    if (pick(random, 0, 2) == 0)
      scene.nodes.back().within = random_rect(random, size);
  }
  return scene;
}

}  // namespace madang::test
