// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/colour.h"

#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("colours are read in three lengths and written in two") {
  CHECK(parse_colour("#fA0") == Colour{255, 170, 0, 255});
  CHECK(parse_colour("#102030") == Colour{16, 32, 48, 255});
  CHECK(parse_colour("#10203040") == Colour{16, 32, 48, 64});
  CHECK(to_string(Colour{16, 32, 48, 255}) == "#102030");
  CHECK(to_string(Colour{16, 32, 48, 64}) == "#10203040");
}

TEST_CASE("what is no colour is refused") {
  const auto* text = GENERATE("", "#", "red", "#12", "#12345", "#ggg", "102030", "#1020304");
  CAPTURE(text);
  CHECK_FALSE(parse_colour(text).has_value());
}

TEST_CASE("contrast is WCAG's: 21 for black on white, in either order") {
  const Colour black{0, 0, 0, 255};
  const Colour white{255, 255, 255, 255};
  CHECK(contrast_ratio(black, white) == Approx(21.0));
  CHECK(contrast_ratio(white, black) == Approx(21.0));
  CHECK(contrast_ratio(Colour{118, 118, 118, 255}, white) == Approx(4.54).margin(0.01));
}
