// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/inspect_codes.h"

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tools/madang/qr_reader.h"

using namespace madang;

namespace {

/// One screen of 1 m and 1,000 px, a millimetre a pixel, with a code on its left side.
struct Market {
  test::TempFolder folder;

  Market() { write_screen("width: 1000mm, distance: 5m"); }
  void write_screen(const std::string& measures) {
    folder.write("site.yaml",
                 "kind: site\nversion: 1\nname: a\nlanguages: [ko, en]\ndefault: { layout: layouts/a.yaml }\n"
                 "screens: [ { id: a, resolution: 1000x1000, " +
                     measures + " } ]\n");
  }
  void write_page(const std::string& side, const std::string& qr, const std::string& more = "") {
    folder.write("layouts/a.yaml",
                 "kind: layout\nversion: 1\ncanvas: 1000x1000\nbackground: \"#808080\"\nzones:\n"
                 "  - { id: code, width: " +
                     side + ", height: " + side + ", item: { " + qr + " } }\n" + more);
  }
  std::vector<Finding> findings() const {
    static Typesetter typesetter = Typesetter::open(fonts_file()).value();
    const auto content = open_local_content(folder.path());
    if (!content)
      FAIL(content.error().message.en);
    return inspect_codes(*content, typesetter, tool::read_qr);
  }
};

const std::string k_short = "qr: \"https://a.kr\"";  // 21 modules, 29 with the quiet zone

}  // namespace

TEST_CASE("a code of any level, in Korean and in colours, is read back from its page") {
  Market market;
  for (const char* more : {"", ", level: low", ", level: high", ", dark: \"#1f5a3c\", light: \"#ffc94d\"",
                           ", dark: \"#888888\""}) {
    CAPTURE(more);
    market.write_page("900", "qr: \"https://올레시장.한국/가을?번호=12\"" + std::string(more));
    CHECK(market.findings().empty());
  }
}

TEST_CASE("what lies over a code so that it cannot be read is an error, what covers a corner is none") {
  Market market;
  const std::string cover = "  - { id: over, z: 1, left: 200, top: 200, width: ";
  market.write_page("400", k_short,
                    cover + "150, height: 150, item: { text: 가, background: \"#ffffff\" } }\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "qr-unreadable");
  CHECK(found[0].is_error);
  CHECK(found[0].mark.file == "layouts/a.yaml");
  CHECK(found[0].screens == std::vector<ScreenId>{{"a"}});
  CHECK(found[0].instead.en.find("something lies over it") == 0);
  market.write_page("400", k_short,
                    cover + "13, height: 13, item: { text: 가, background: \"#ffffff\" } }\n");
  CHECK(market.findings().empty());
  // Beside it, or under it, it harms nothing.
  market.write_page("400", k_short, "  - { id: over, z: -1, item: { text: 가, background: \"#000000\" } }\n");
  CHECK(market.findings().empty());
}

TEST_CASE("what comes over a code only at times is found all the same") {
  Market market;
  market.write_page(
      "400", k_short,
      "  - id: over\n    width: 300\n    height: 300\n    items:\n      - { text: 가, size: 10px }\n"
      "      - { text: 나, background: \"#ffffff\" }\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "qr-unreadable");
}

TEST_CASE("a code whose squares are small for those who scan is told with what to do") {
  Market market;
  market.write_page("290", k_short);  // 10 mm a module, scanned from 2.5 m
  CHECK(market.findings().empty());
  market.write_page("289", k_short);
  auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "qr-too-small");
  CHECK_FALSE(found[0].is_error);
  CHECK(found[0].what.en ==
        "a module of the QR code is 9.0 mm; to be scanned from 2.5 m it should be 10.0 mm.");
  CHECK(found[0].instead.en ==
        "make the shorter side of its zone at least 290 px, or use a shorter address.");

  // Here another address would fit: of 33 modules with the quiet zone, 26 characters.
  market.write_page("335", "qr: \"https://a.example/a-very-long-address\"");
  found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].instead.en ==
        "make the shorter side of its zone at least 370 px, or the address 26 characters at most.");
}

TEST_CASE("a code that no phone can tell apart, or that has no room, is an error") {
  Market market;
  market.write_screen("width: 1000mm, distance: 20m");
  market.write_page("290", k_short);  // 10 mm from 10 m: 1.4 pixels of a phone
  auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "qr-too-small");
  CHECK(found[0].is_error);

  market.write_page("20", k_short);
  found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].is_error);
  CHECK(found[0].what.en == "the zone is too small for the QR code to be shown at all.");

  // Of a screen without measures half the picture is what a phone is taken to see.
  market.write_screen("name: a");
  market.write_page("29", k_short);
  found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "qr-unreadable");
  market.write_page("116", k_short);
  CHECK(market.findings().empty());
}

TEST_CASE("whatever the reader makes of it, only the item's own data is right") {
  Market market;
  market.write_page("400", k_short);
  Typesetter typesetter = Typesetter::open(fonts_file()).value();
  const auto content = open_local_content(market.folder.path()).value();
  size_t asked = 0;
  const auto other = [&](const GreyPicture& picture) {
    ++asked;
    CHECK(picture.size == Size{377, 377});
    return std::string("https://b.kr");
  };
  const auto found = inspect_codes(content, typesetter, other);
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "qr-unreadable");
  CHECK(asked == 1);
}
