// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>

#include "player/text/layout.h"
#include "player/text/raster.h"
#include "tests/bench/text/samples.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

void relayout_at_a_new_width(benchmark::State& state) {
  TextRequest request = bench::korean_paragraph();
  lay_out(request, test::font_set());
  int width = 400;
  for (auto _ : state) {
    request.box.width = 400 + (width++ * 37) % 900;
    benchmark::DoNotOptimize(lay_out(request, test::font_set()));
  }
}
BENCHMARK(relayout_at_a_new_width)->Unit(benchmark::kMicrosecond);

void fit_ten_scripts(benchmark::State& state) {
  TextRequest request = bench::ten_scripts();
  lay_out(request, test::font_set());
  int height = 0;
  for (auto _ : state) {
    request.box.height = 600 + (height++ * 61) % 800;
    benchmark::DoNotOptimize(lay_out(request, test::font_set()));
  }
}
BENCHMARK(fit_ten_scripts)->Unit(benchmark::kMicrosecond);

/// Nothing shaped and nothing drawn before, but the faces open.
void cold_layout_and_raster(benchmark::State& state) {
  TextRequest request = bench::korean_paragraph();
  lay_out(request, test::font_set());
  const std::string text = request.blocks[0].text;
  int round = 0;
  for (auto _ : state) {
    GlyphCache cache;
    request.size += state.range(0) != 0 ? 0.01 : 0;
    request.blocks[0].text = text + std::to_string(round++);  // a new text is not in the cache of shaped ones
    benchmark::DoNotOptimize(rasterise(lay_out(request, test::font_set()), test::font_set(), cache));
  }
}
BENCHMARK(cold_layout_and_raster)->ArgName("new_size")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void open_the_font_set(benchmark::State& state) {
  const auto config = test::shipped_fonts();
  const auto bytes = test::mapped_fonts();
  for (auto _ : state)
    benchmark::DoNotOptimize(FontSet::create(config, bytes));
}
BENCHMARK(open_the_font_set)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace madang
