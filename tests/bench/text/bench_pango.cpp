// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "tests/bench/text/samples.h"

// The peer: Pango and cairo doing the same work with the same fonts in the same run. Pango chooses faces
// through fontconfig and breaks lines by its own rules. At one size, glyphs stay in cairo's cache from one
// round to the next, which ours does without; at a new size each round, both draw all of them, and Pango
// matches its fonts anew.
namespace madang {
namespace {

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
using Context = std::unique_ptr<PangoContext, Unref<PangoContext>>;
using Layout = std::unique_ptr<PangoLayout, Unref<PangoLayout>>;

Context new_context() {
  return Context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
}

void set_size(PangoLayout* layout, double pixels) {
  PangoFontDescription* font = pango_font_description_from_string("Noto Sans CJK KR");
  pango_font_description_set_absolute_size(font, pixels * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
}

Layout new_layout(PangoContext* context, const std::string& text, int width, double size) {
  Layout layout(pango_layout_new(context));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout.get(), width * PANGO_SCALE);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  set_size(layout.get(), size);
  return layout;
}

std::string joined(const TextRequest& request) {
  std::string text;
  for (const TaggedText& block : request.blocks)
    text += (text.empty() ? "" : "\n") + block.text;
  return text;
}

void pango_relayout_at_a_new_width(benchmark::State& state) {
  const TextRequest request = bench::korean_paragraph();
  const Context context = new_context();
  const Layout layout = new_layout(context.get(), joined(request), 900, request.size);
  pango_layout_get_line_count(layout.get());
  int width = 400;
  for (auto _ : state) {
    pango_layout_set_width(layout.get(), (400 + (width++ * 37) % 900) * PANGO_SCALE);
    benchmark::DoNotOptimize(pango_layout_get_line_count(layout.get()));
  }
}
BENCHMARK(pango_relayout_at_a_new_width)->Unit(benchmark::kMicrosecond);

void pango_fit_ten_scripts(benchmark::State& state) {
  const TextRequest request = bench::ten_scripts();
  const Context context = new_context();
  const Layout layout = new_layout(context.get(), joined(request), request.box.width, request.size);
  int round = 0;
  for (auto _ : state) {
    const int height = 600 + (round++ * 61) % 800;
    double fits = 0.5;
    double too_large = request.size;
    while (too_large - fits > 0.5) {
      const double middle = (fits + too_large) / 2;
      set_size(layout.get(), middle);
      int w = 0;
      int h = 0;
      pango_layout_get_pixel_size(layout.get(), &w, &h);
      (h <= height && w <= request.box.width ? fits : too_large) = middle;
    }
    benchmark::DoNotOptimize(fits);
  }
}
BENCHMARK(pango_fit_ten_scripts)->Unit(benchmark::kMicrosecond);

/// What is added to the size in each round: none at one size.
double growth(const benchmark::State& state) {
  return state.range(0) != 0 ? 0.01 : 0;
}

void pango_cold_layout_and_raster(benchmark::State& state) {
  const TextRequest request = bench::korean_paragraph();
  const Context context = new_context();
  cairo_surface_t* surface =
      cairo_image_surface_create(CAIRO_FORMAT_A8, request.box.width, request.box.height);
  cairo_t* cairo = cairo_create(surface);
  int round = 0;
  for (auto _ : state) {
    const double size = request.size + round * growth(state);
    const Layout layout =
        new_layout(context.get(), joined(request) + std::to_string(round++), request.box.width, size);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout(cairo, layout.get());
    cairo_surface_flush(surface);
  }
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
}
BENCHMARK(pango_cold_layout_and_raster)->ArgName("new_size")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace madang
