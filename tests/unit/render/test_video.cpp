// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/yuv.h"

#include <cstdlib>

#include "player/render/flatten.h"
#include "player/render/software.h"
#include "tests/support/catch.h"
#include "tests/unit/render/samples.h"

using namespace madang;
using namespace madang::test;

namespace {

struct Known {
  const char* name;
  ColourMatrix matrix;
  ColourRange range;
  std::uint8_t y, u, v;
  Colour rgb;
};

// 75 % and 100 % colour bars, worked out from the recommendations' equations and rounded to whole codes.
const Known k_known[] = {
    {"601 black", ColourMatrix::bt601, ColourRange::limited, 16, 128, 128, {0, 0, 0, 255}},
    {"601 white", ColourMatrix::bt601, ColourRange::limited, 235, 128, 128, {255, 255, 255, 255}},
    {"601 red", ColourMatrix::bt601, ColourRange::limited, 81, 90, 240, {254, 0, 0, 255}},
    {"601 blue", ColourMatrix::bt601, ColourRange::limited, 41, 240, 110, {0, 0, 255, 255}},
    {"601 full red", ColourMatrix::bt601, ColourRange::full, 76, 85, 255, {254, 0, 0, 255}},
    {"709 red", ColourMatrix::bt709, ColourRange::limited, 63, 102, 240, {255, 1, 0, 255}},
    {"709 green", ColourMatrix::bt709, ColourRange::limited, 173, 42, 26, {0, 255, 1, 255}},
    {"709 blue", ColourMatrix::bt709, ColourRange::limited, 32, 240, 118, {1, 0, 255, 255}},
    {"709 75 % blue", ColourMatrix::bt709, ColourRange::limited, 28, 212, 120, {0, 0, 191, 255}},
    {"709 75 % yellow", ColourMatrix::bt709, ColourRange::limited, 168, 44, 136, {191, 191, 0, 255}},
    {"709 full green", ColourMatrix::bt709, ColourRange::full, 182, 30, 12, {0, 255, 0, 255}},
    {"2020 75 % blue", ColourMatrix::bt2020, ColourRange::limited, 26, 212, 121, {1, 0, 192, 255}},
    {"2020 red", ColourMatrix::bt2020, ColourRange::limited, 74, 97, 240, {255, 1, 1, 255}},
    {"2020 full blue", ColourMatrix::bt2020, ColourRange::full, 15, 255, 118, {0, 0, 254, 255}},
};

}  // namespace

TEST_CASE("known colours of every matrix and range come out right") {
  for (const Known& known : k_known) {
    CAPTURE(known.name);
    Image image({40, 8});
    const FramePtr frame = plain_frame(image.size, known.y, known.u, known.v, known.matrix, known.range);
    SoftwareRenderer().draw(flatten({image.size, {video(frame, {0, 0, 40, 8})}}, nullptr), image.canvas());
    for (const int x : {0, 17, 39}) {
      const Colour got = image.colour(x, 5);
      CAPTURE(to_string(got), to_string(known.rgb));
      CHECK(std::abs(got.r - known.rgb.r) <= 2);
      CHECK(std::abs(got.g - known.rgb.g) <= 2);
      CHECK(std::abs(got.b - known.rgb.b) <= 2);
    }
  }
}

TEST_CASE("a scaled frame fills its place and keeps its colour") {
  const Rect place = GENERATE(Rect{0, 0, 90, 50}, Rect{-31, -20, 200, 111}, Rect{7, 3, 21, 11});
  Image image({90, 50});
  const FramePtr frame = plain_frame({64, 36}, 63, 102, 240);
  SoftwareRenderer().draw(flatten({image.size, {video(frame, place)}}, nullptr), image.canvas());
  for (int y = 0; y < 50; ++y) {
    for (int x = 0; x < 90; ++x) {
      const bool inside = !intersect(place, {x, y, 1, 1}).empty();
      REQUIRE((image.colour(x, y).r >= 253) == inside);
    }
  }
}

TEST_CASE("a frame is scaled once, and forgotten when it is gone") {
  ScaledFrames scaled;
  FramePtr frame = plain_frame({64, 36}, 63, 102, 240);
  CHECK(scaled.get(frame, {64, 36}).data == frame->planes);
  const Planes first = scaled.get(frame, {128, 72});
  CHECK(first.data[0][0] == 63);
  const_cast<std::uint8_t*>(first.data[0])[0] = 77;  // a mark that a second scaling would wipe away
  CHECK(scaled.get(frame, {128, 72}).data[0][0] == 77);

  frame = plain_frame({64, 36}, 99, 102, 240);
  const Planes second = scaled.get(frame, {128, 72});
  CHECK(second.data[0][0] == 99);
  CHECK(second.data[0] == first.data[0]);  // the memory of the frame that is gone
}
