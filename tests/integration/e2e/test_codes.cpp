// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <optional>

#include "content-schema/yaml/load.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/screen_reader.h"
#include "tests/support/xvfb.h"
#include "tools/madang/qr_reader.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

std::filesystem::path market() {
  return std::filesystem::path(MADANG_SOURCE_DIR) / "examples/olle-market";
}

/// As it stands in the YAML.
std::string data_of(const std::string& layout) {
  const Document document = load_folder(market()).value().document.value();
  for (const auto& [path, playlist] : document.playlists) {
    const bool is_code = path.starts_with(layout) && std::holds_alternative<QrItem>(playlist.items[0].what);
    if (is_code)
      return std::get<QrItem>(playlist.items[0].what).data;
  }
  return {};
}

GreyPicture grey(const ScreenImage& image) {
  GreyPicture picture{image.size, {}};
  for (size_t i = 0; i < image.pixels.size(); i += 4)
    picture.pixels.push_back(image.pixels[i + 1]);
  return picture;
}

}  // namespace

TEST_CASE(
    "the payment code of the example is read from the screen of a running player, at 1080p, 720p and "
    "upright") {
  struct Case {
    Size size;
    const char* screen;
    const char* layout;
  };
  const Case it = GENERATE(Case{{1920, 1080}, "gate-1", "layouts/payment.yaml#"},
                           Case{{1280, 720}, "gate-1", "layouts/payment.yaml#"},
                           Case{{1080, 1920}, "plaza", "layouts/payment-tall.yaml#"});
  CAPTURE(it.size.width, it.size.height);
  const std::string data = data_of(it.layout);
  REQUIRE(data == "https://olle.example/pay");
  const Xvfb display = Xvfb::start(it.size).value();
  const ScreenReader reader = ScreenReader::connect(display.display()).value();
  ProcessOptions options;
  options.environment = {{"DISPLAY", display.display()}, {"SDL_VIDEODRIVER", "x11"}, {"LC_ALL", "C.UTF-8"}};
  // In December the payment campaign has the screen to itself.
  Process player({program("madang-player").string(), market().string(), "--screen", it.screen, "--at",
                  "2026-12-03T14:00:00+09:00"},
                 options);
  const auto image =
      reader.read_until([&](const ScreenImage& seen) { return tool::read_qr(grey(seen)) == data; }, 30s);
  CAPTURE(player.errors());
  REQUIRE(image.value().size == it.size);
  CHECK(tool::read_qr(grey(*image)) == data);
  CHECK(player.running());
}
