// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/inspect.h"

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;

namespace {

/// A folder with one screen of 1 m that is read from 6 m: an em of 24 mm is 46 px.
struct Market {
  test::TempFolder folder;
  std::string values = "";

  Market() {
    folder.write("playlists/a.yaml", "kind: playlist\nversion: 1\nitems:\n  - text: 가\n    size: 20%\n");
    write_site("screens: [ { id: a, resolution: 1920x1080, width: 1000mm, distance: 6m } ]\n");
  }
  void write_site(const std::string& screens) {
    folder.write(
        "site.yaml",
        "kind: site\nversion: 1\nname: a\nlanguages: [ko, en]\ndefault: playlists/a.yaml\n" + screens);
  }
  void write_items(const std::string& items) {
    folder.write("playlists/a.yaml", "kind: playlist\nversion: 1\nitems:\n" + items);
  }
  std::vector<Finding> findings() const {
    static Typesetter typesetter = Typesetter::open(fonts_file()).value();
    const auto content = open_local_content(folder.path());
    if (!content)
      FAIL(content.error().message.en);
    return inspect(*content, {&typesetter, 1});
  }
};

}  // namespace

TEST_CASE("a character that no font has is an error, in the language it stands in, also in a ticker") {
  Market market;
  market.write_items(
      "  - text: { ko: 가, en: \"b\U000F0000\" }\n    size: 20%\n  - ticker: \"\U000F0001\"\n    size: 50%\n "
      "   duration: 8s\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 2);
  CHECK(found[0].code == "missing-glyph");
  CHECK(found[0].is_error);
  CHECK(found[0].mark.file == "playlists/a.yaml");
  CHECK(found[0].mark.line == 4);
  CHECK(found[0].what.en.find("U+F0000 (en)") != std::string::npos);
  CHECK(found[1].mark.line == 6);
}

TEST_CASE("text too small for the distance is told with what it is and should be") {
  Market market;
  market.write_items("  - text: 가나\n    size: 40px\n  - text: 다라\n    size: 48px\n");
  auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "text-too-small");
  CHECK_FALSE(found[0].is_error);
  CHECK(found[0].what.en == "the text is 21 mm high; to be read from 6 m it should be 24 mm.");
  // What shrinks to fit is judged by the size that it gets.
  market.write_items(
      "  - text: 아주 긴 글은 작아져서 자리에 들어가지만 멀리서는 읽을 수 없게 됩니다 그래서 알려 드립니다 "
      "그러니 글을 줄이거나 자리를 넓히거나 두 쪽으로 나누어 주세요 부탁드립니다 고맙습니다 그리고 안녕히 "
      "가세요 또 오세요\n "
      "   size: 20%\n    padding: 40%\n");
  found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "text-too-small");
  // Without the screen's measures there is nothing to judge by.
  market.write_site("screens: [ { id: a } ]\n");
  CHECK(market.findings().empty());
}

TEST_CASE("contrast is judged against the ground under the text, more strictly on alarm pages") {
  Market market;
  market.write_items("  - text: 가나\n    size: 20%\n    colour: \"#888888\"\n    background: \"#ffffff\"\n");
  auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "low-contrast");
  CHECK(found[0].what.en.find("3.5:1") != std::string::npos);
  market.write_items("  - text: 가나\n    size: 20%\n    colour: \"#666666\"\n    background: \"#ffffff\"\n");
  CHECK(market.findings().empty());

  market.folder.write(
      "playlists/fire.yaml",
      "kind: playlist\nversion: 1\nitems:\n"
      "  - text: 불이야\n    size: 20%\n    colour: \"#666666\"\n    background: \"#ffffff\"\n");
  market.folder.write("alarms/fire.yaml",
                      "kind: alarm-page\nversion: 1\nalarm: fire\nplaylist: playlists/fire.yaml\n");
  found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].mark.file == "playlists/fire.yaml");
  CHECK(found[0].what.en.find("7:1") != std::string::npos);
}

TEST_CASE("each finding names the screens it is on, and a default that never has its turn is not looked at") {
  Market market;
  market.write_items("  - text: 가나\n    size: 30px\n");
  market.write_site(
      "screens:\n  - { id: a, width: 1000mm, distance: 6m }\n  - { id: b, width: 1000mm, distance: 6m }\n"
      "  - { id: near, width: 1000mm, distance: 1m }\n");
  auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].screens == std::vector<ScreenId>{{"a"}, {"b"}});
  market.folder.write("playlists/b.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - text: 가\n    size: 20%\n");
  market.folder.write(
      "schedule.yaml",
      "kind: schedule\nversion: 1\nentries:\n  - { name: b, play: playlists/b.yaml, screens: [b] }\n");
  found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].screens == std::vector<ScreenId>{{"a"}});
}

TEST_CASE("a screen whose value makes the difference is told alone, of screens that look alike all are") {
  Market market;
  market.write_items("  - text: \"{here}\"\n    size: 20%\n  - text: \"\U000F0000\"\n    size: 20%\n");
  market.write_site(
      "screens:\n  - { id: a, values: { here: 가 } }\n  - { id: b, values: { here: \"\U000F0000\" } }\n"
      "  - { id: c, values: { here: 가, other: 나 } }\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 2);
  CHECK(found[0].mark.line == 4);
  CHECK(found[0].screens == std::vector<ScreenId>{{"b"}});
  CHECK(found[1].mark.line == 6);
  CHECK(found[1].screens == std::vector<ScreenId>{{"a"}, {"b"}, {"c"}});
}

TEST_CASE("colours that only some numbers bring, and words for what is not known, are looked at too") {
  Market market;
  market.folder.write("data.yaml",
                      "kind: data\nversion: 1\nsources:\n  - id: parking\n    url: http://a.kr/\n"
                      "    values: { a: { pointer: /a, type: number } }\n");
  market.write_items(
      "  - text: \"{free}\"\n    size: 20%\n    colour: \"#000000\"\n    background: \"#ffffff\"\n"
      "    values: { free: { data: parking.a } }\n    missing: \"\U000F0000\"\n"
      "    thresholds: [ { below: 3, colour: \"#777777\" }, { from: 100, colour: \"#ffff00\" } ]\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 3);
  CHECK(found[0].code == "low-contrast");
  CHECK(found[1].code == "low-contrast");
  CHECK(found[2].code == "missing-glyph");
}

TEST_CASE("the last of two hundred items is looked at too, behind many that say the same") {
  Market market;
  std::string items;
  for (int i = 0; i < 199; ++i)
    items += "  - text: 가\n    size: 20%\n    duration: 8s\n";
  market.write_items(items + "  - text: \"\U000F0000\"\n    size: 20%\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].mark.line == 4 + 199 * 3);
}

TEST_CASE("a character that is missing twice is told at both places") {
  Market market;
  market.write_items(
      "  - text: \"\U000F0000\"\n    size: 20%\n  - text: 가\n    size: 20%\n"
      "  - text: \"\U000F0000\"\n    size: 20%\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 2);
  CHECK(found[0].mark.line == 4);
  CHECK(found[1].mark.line == 8);
}

TEST_CASE("letters that a zone cuts off are told, a ticker's that pass its edge are not") {
  Market market;
  market.write_items("  - text: 가g\n    size: 95%\n    line-height: 1\n    padding: 0\n    fit: none\n");
  auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "ink-cut-off");
  CHECK_FALSE(found[0].is_error);
  market.write_items(
      "  - text: 가g\n    size: 95%\n    line-height: 1\n    fit: none\n    writing: vertical\n");
  found = market.findings();
  CHECK(found.size() == 1);  // it does not fit, and what is left stands inside
  market.write_items("  - ticker: 가나\n    size: 40%\n    duration: 8s\n");
  CHECK(market.findings().empty());
}

TEST_CASE("a text that cannot fit is told where it stands") {
  Market market;
  market.write_items("  - text: 길고 긴 글이 작은 자리에 들어가지 못합니다\n    size: 40%\n    fit: none\n");
  const auto found = market.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "text-does-not-fit");
}

TEST_CASE("what is found does not depend on how many threads look") {
  Market market;
  market.write_site(
      "screens:\n  - { id: gate, resolution: 1920x1080 }\n  - { id: lane, resolution: 1080x1920 }\n");
  std::string entries = "kind: schedule\nversion: 1\nentries:\n";
  for (int i = 0; i < 40; ++i) {
    const std::string name = std::to_string(i);
    entries += "  - { name: \"" + name + "\", play: playlists/" + name + ".yaml, when: { days: [mon] } }\n";
    market.folder.write("playlists/" + name + ".yaml",
                        "kind: playlist\nversion: 1\nitems:\n  - text: \"" + name +
                            "󰀀\"\n    colour: \"#777777\"\n    background: \"#888888\"\n");
  }
  market.folder.write("schedule.yaml", entries);
  const auto content = open_local_content(market.folder.path());
  REQUIRE(content);
  std::vector<Typesetter> typesetters;
  for (int i = 0; i < 4; ++i)
    typesetters.push_back(Typesetter::open(fonts_file()).value());
  const auto alone = inspect(*content, {typesetters.data(), 1});
  const auto together = inspect(*content, typesetters);
  CHECK(alone.size() >= 80);  // a glyph and a contrast of each
  REQUIRE(together.size() == alone.size());
  for (size_t i = 0; i < alone.size(); ++i) {
    CAPTURE(alone[i].mark.file, alone[i].what.en);
    CHECK(together[i].mark.file == alone[i].mark.file);
    CHECK(together[i].what == alone[i].what);
    CHECK(together[i].screens == alone[i].screens);
  }
}
