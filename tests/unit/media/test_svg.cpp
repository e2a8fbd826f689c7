// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/svg.h"

#include <fmt/format.h>

#include <array>
#include <string>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "player/media/still.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang {
namespace {

using namespace test;

/// 40 x 20: the left half red, the right half clear.
constexpr std::string_view k_half =
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#f00"/></svg>)";

std::array<int, 4> bgra(const Picture& picture, int x, int y) {
  const std::uint8_t* p = picture.pixels.data() + std::ptrdiff_t{picture.stride()} * y + 4 * x;
  return {p[0], p[1], p[2], p[3]};
}

std::string refusal(std::string_view drawing) {
  const auto drawn = draw_svg(as_bytes(drawing), "plan.svg", std::nullopt);
  return drawn ? "" : drawn.error().message.ko + "\n" + drawn.error().message.en;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a drawing is drawn at its own size, and as sharp where it has to be larger") {
  const auto small = draw_svg(as_bytes(k_half), "a.svg", std::nullopt).value();
  CHECK(small->size == Size{40, 20});
  const auto large = draw_svg(as_bytes(k_half), "a.svg", Size{800, 100}).value();
  CHECK(large->size == Size{800, 400});
  // Scaled up from pixels the edge would be a slope of some twenty.
  CHECK(bgra(*large, 399, 200) == std::array{0, 0, 255, 255});
  CHECK(bgra(*large, 400, 200) == std::array{0, 0, 0, 0});
}

TEST_CASE("a drawing is a picture by what is in it, wherever pictures are shown") {
  const TempFolder folder;
  const auto file = folder / "plan.png";
  REQUIRE(write_file_atomically(
      file,
      as_bytes("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <svg> --><!DOCTYPE svg>\n" + std::string(k_half))));
  const auto facts = probe_media(file).value();
  CHECK(facts.kind == MediaFacts::Kind::image);
  CHECK(facts.size == Size{40, 20});
  CHECK(load_picture(file, Size{80, 40}).value()->size == Size{80, 40});
}

TEST_CASE("the size of a drawing is in units of length, or that of its view box") {
  const auto size = [](std::string_view drawing) { return svg_size(as_bytes(drawing), "a.svg").value(); };
  CHECK(size(R"(<svg xmlns="http://www.w3.org/2000/svg" width="1in" height="25.4mm"/>)") == Size{96, 96});
  CHECK(size(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"/>)") == Size{300, 200});
  CHECK(size(R"(<s:svg xmlns:s="http://www.w3.org/2000/svg" width="7" height="5"/>)") == Size{7, 5});
}

TEST_CASE("a drawing that would look different elsewhere, or cannot be drawn, is refused with what to do") {
  const auto with = [](std::string_view inside) {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">)" + std::string(inside) +
           "</svg>";
  };
  CHECK(has(refusal(with("<g><text x='1'>출구</text></g>")), "윤곽선"));
  CHECK(has(refusal(with("<g><text x='1'>출구</text></g>")), "outlines"));
  CHECK(has(refusal(R"(<svg xmlns="http://www.w3.org/2000/svg"/>)"), "viewBox"));
  CHECK(has(refusal(with("<g>")), "plain SVG"));
  CHECK(has(refusal(R"(<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="9"/>)"), "65535"));
  std::string huge = with("");
  huge += "<!--" + std::string(9 << 20, 'x') + "-->";
  CHECK(has(refusal(huge), "8 MB"));
  CHECK_FALSE(is_svg(as_bytes("<html><svg/></html>")));
  CHECK_FALSE(is_svg(as_bytes("<!-- svg")));
  CHECK_FALSE(is_svg({}));
}

TEST_CASE("a drawing reads nothing but itself") {
  const TempFolder folder;
  const auto secret = folder / "secret.svg";
  REQUIRE(write_file_atomically(
      secret,
      as_bytes(
          R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#0f0"/></svg>)")));
  const std::string linked = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image width="9" height="9" xlink:href="file://{}"/></svg>)",
      secret.string());
  const auto drawn = draw_svg(as_bytes(linked), "a.svg", std::nullopt);
  if (drawn)
    CHECK(bgra(**drawn, 4, 4) == std::array{0, 0, 0, 0});
}

TEST_CASE("a drawing with entities is refused, and the user is told how to save it") {
  const std::string_view bomb =
      R"(<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>&b;&b;</title></svg>)";
  CHECK(has(refusal(bomb), "엔티티"));
  CHECK(has(refusal(bomb), "plain SVG"));
}

}  // namespace
}  // namespace madang
