// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
//
// What a frame costs on one core, drawn into memory. The figures to reach stand in the project's issue: a
// 1080p video frame in about a millisecond, a ticker at 60 Hz in 8 % of a core (its `core` counter: CPU
// seconds per second of motion).

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "player/render/flatten.h"
#include "player/render/software.h"

namespace {

using namespace madang;

constexpr Size k_screen{1920, 1080};
constexpr Rect k_all{0, 0, 1920, 1080};

struct Glass {
  std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(size_t(1920) * 1080 * 4);
  SoftwareRenderer renderer;
  Scene before;

  void show(const Scene& scene) {
    renderer.draw(flatten(scene, before.nodes.empty() ? nullptr : &before),
                  {pixels.data(), k_screen.width * 4, k_screen});
    before = scene;
  }
};

FramePtr make_frame(Size size, unsigned seed) {
  const size_t luma = size_t(size.width) * size_t(size.height);
  auto memory = std::make_shared<std::vector<std::uint8_t>>(luma * 3 / 2);
  for (size_t i = 0; i < memory->size(); ++i)
    (*memory)[i] = static_cast<std::uint8_t>(16 + (i * 7 + seed) % 220);
  auto frame = std::make_shared<VideoFrame>();
  frame->size = frame->shown = size;
  frame->planes = {memory->data(), memory->data() + luma, memory->data() + luma * 5 / 4};
  frame->strides = {size.width, size.width / 2, size.width / 2};
  frame->owner = memory;
  return frame;
}

PicturePtr make_picture(Size size, std::uint8_t shade) {
  auto picture = std::make_shared<Picture>();
  picture->size = size;
  picture->pixels.assign(size_t(size.width) * size_t(size.height) * 4, shade);
  return picture;
}

/// Lines of round glyphs, about as much ink and edge as Hangul of this size.
PlacedTextPtr make_text(int columns, int lines, int em) {
  auto image = std::make_shared<GlyphImage>();
  image->size = {em * 9 / 10, em * 9 / 10};
  for (int y = 0; y < image->size.height; ++y)
    for (int x = 0; x < image->size.width; ++x)
      image->coverage.push_back(
          static_cast<std::uint8_t>(std::clamp(std::sin(x * 0.8) * std::cos(y * 0.8) * 300, 0.0, 255.0)));
  auto text = std::make_shared<PlacedText>();
  for (int line = 0; line < lines; ++line)
    for (int column = 0; column < columns; ++column)
      text->glyphs.push_back({image, column * em, line * em * 13 / 10});
  text->ink = {0, 0, columns * em, lines * em * 13 / 10};
  text->box = text->ink.size();
  return text;
}

Node video(FramePtr frame, double opacity = 1) {
  return {k_all, opacity, VideoNode{std::move(frame), k_all}};
}
Node picture(PicturePtr picture, double opacity = 1) {
  return {k_all, opacity, PictureNode{std::move(picture), k_all}};
}
Node fill(Rect rect, Colour colour) {
  return {rect, 1, FillNode{colour, 0}};
}

/// A new frame each time (more of them than the renderer keeps scaled): `from` px, shown on the whole screen.
void video_frame(benchmark::State& state) {
  const Size from{static_cast<int>(state.range(0)), static_cast<int>(state.range(1))};
  std::vector<FramePtr> frames;
  for (unsigned i = 0; i < 6; ++i)
    frames.push_back(make_frame(from, i * 40));
  Glass glass;
  size_t i = 0;
  for (auto _ : state)
    glass.show({k_screen, {video(frames[++i % frames.size()])}});
}
BENCHMARK(video_frame)
    ->Args({1920, 1080})
    ->Args({1280, 720})
    ->Args({3840, 2160})
    ->Unit(benchmark::kMillisecond);

void video_fade(benchmark::State& state) {
  const FramePtr frames[] = {make_frame(k_screen, 0), make_frame(k_screen, 100)};
  Glass glass;
  size_t i = 0;
  for (auto _ : state) {
    ++i;
    glass.show({k_screen, {video(frames[i % 2]), video(frames[(i + 1) % 2], 0.5)}});
  }
}
BENCHMARK(video_fade)->Unit(benchmark::kMillisecond);

void picture_fade(benchmark::State& state) {
  const PicturePtr from = make_picture(k_screen, 40);
  const PicturePtr to = make_picture(k_screen, 200);
  Glass glass;
  int i = 0;
  for (auto _ : state)
    glass.show({k_screen, {picture(from), picture(to, 0.5 + (++i % 2) * 0.01)}});
}
BENCHMARK(picture_fade)->Unit(benchmark::kMillisecond);

/// A page of 600 syllables drawn afresh.
void text_page(benchmark::State& state) {
  const PlacedTextPtr text = make_text(40, 15, 46);
  Glass glass;
  for (auto _ : state) {
    glass.before = {};
    glass.show(
        {k_screen,
         {fill(k_all, {20, 40, 80, 255}), {k_all, 1, TextNode{text, Colour{255, 255, 255, 255}, 40, 60}}}});
  }
}
BENCHMARK(text_page)->Unit(benchmark::kMillisecond);

void static_page(benchmark::State& state) {
  const PlacedTextPtr text = make_text(40, 15, 46);
  Glass glass;
  for (auto _ : state)
    glass.show(
        {k_screen,
         {fill(k_all, {20, 40, 80, 255}), {k_all, 1, TextNode{text, Colour{255, 255, 255, 255}, 40, 60}}}});
}
BENCHMARK(static_page)->Unit(benchmark::kMicrosecond);

/// One second of a strip of 120 syllables moving through a bar of 1920 x 80 px over a video-sized page, 60
/// frames.
void ticker_second(benchmark::State& state) {
  const PlacedTextPtr text = make_text(120, 1, 52);
  const Rect bar{0, 1000, 1920, 80};
  const PicturePtr page = make_picture(k_screen, 90);
  Glass glass;
  double x = 0;
  for (auto _ : state) {
    for (int frame = 0; frame < 60; ++frame) {
      x -= 153.6 / 60;
      glass.show({k_screen,
                  {picture(page),
                   fill(bar, {150, 20, 40, 255}),
                   {bar, 1, TextNode{text, Colour{255, 255, 255, 255}, std::fmod(x, 3000.0), 1014}}}});
    }
  }
  state.counters["core"] = benchmark::Counter(static_cast<double>(state.iterations()),
                                              benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(ticker_second)->Unit(benchmark::kMillisecond);

}  // namespace
