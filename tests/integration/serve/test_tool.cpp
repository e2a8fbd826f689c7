// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/kiosk.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

// The `madang` command as staff use it, on real files.
namespace madang::test {
namespace {

Ended madang(std::vector<std::string> words) {
  words.insert(words.begin(), program("madang").string());
  return run_to_end(words);
}

/// Into a repository beside it, with keys made for it.
Ended publish_signed(const TempFolder& content, const TempFolder& beside) {
  return madang({"publish", content.path(), beside / "repository", "--keys", keys_folder(beside).string()});
}

void write_market(const TempFolder& folder, const std::string& items) {
  folder.write("site.yaml",
               "kind: site\nversion: 1\nname: a\nlanguages: [ko]\ndefault: playlists/a.yaml\nscreens: [ { "
               "id: a } ]\n");
  folder.write("playlists/a.yaml", "kind: playlist\nversion: 1\nitems:\n" + items);
}

TEST_CASE("a video that is none is told by check at its line, and publish leaves what was there before") {
  TempFolder folder;
  write_market(folder, "  - text: 처음\n    size: 20%\n");
  const TempFolder beside;
  REQUIRE(publish_signed(folder, beside).code == 0);
  const auto before = publish_signed(folder, beside);

  folder.write("media/clip.mp4", "this is a text that was called a video");
  write_market(folder, "  - video: media/clip.mp4\n");
  const Ended told = madang({"check", folder.path(), "--lang", "ko"});
  CHECK(told.code == 1);
  CHECK(told.output.find("playlists/a.yaml:4:12: 오류: ") != std::string::npos);
  CHECK(told.output.find("clip.mp4") != std::string::npos);
  CHECK(publish_signed(folder, beside).code == 1);

  write_market(folder, "  - text: 처음\n    size: 20%\n");
  CHECK(publish_signed(folder, beside).output == before.output);  // nothing has changed
}

TEST_CASE("a character that nothing draws does not get out either") {
  TempFolder folder;
  write_market(folder, "  - text: \"값 \U000F0000\"\n    size: 20%\n");
  const Ended told = madang({"check", folder.path(), "--lang", "en"});
  CHECK(told.code == 1);
  CHECK(told.output.find("playlists/a.yaml:4:5: error: ") != std::string::npos);
  CHECK(told.output.find("(screens: a)") != std::string::npos);
  CHECK(publish_signed(folder, TempFolder()).code == 1);
}

TEST_CASE("madang text says where each glyph is and why a line breaks, for people and for programs") {
  const Ended shown = madang({"text", "올레시장 감귤", "--box", "300x300", "--size", "60", "--lang", "ko"});
  CHECK(shown.code == 0);
  CHECK(shown.output.find("block 0") != std::string::npos);
  CHECK(shown.output.find("어절의 속입니다") != std::string::npos);

  const Ended data = madang({"text", "올레시장 감귤", "--box", "300x300", "--size", "60", "--json"});
  const auto json = nlohmann::json::parse(data.output);
  REQUIRE(json.at("lines").size() == 2);
  CHECK(json["lines"][1]["text"] == "감귤");
  CHECK(json["runs"][0]["script"] == "Hangul");
  CHECK(json["lines"][1]["glyphs"].size() == 2);
  size_t taken = 0;
  for (const auto& place : json.at("breaks")) {
    if (place.at("taken") == true) {
      ++taken;
      CHECK(place.at("byte") == json["lines"][1]["begin"]);
      CHECK(place.at("rule") == "uax14-allows");
    }
  }
  CHECK(taken == 1);
  CHECK(madang({"text", "\U000F0000"}).code == 1);
  CHECK(madang({"text", "a", "--content", "b"}).code == 2);
  CHECK(madang({"text", "a", "--at", "2026-11-22T15:00"}).code == 2);
  CHECK(madang({"text"}).code == 2);
}

TEST_CASE("madang text of a page tells of every text where it stands") {
  TempFolder folder;
  write_market(folder, "  - text: 어서 오세요\n    size: 20%\n");
  const Ended data = madang({"text", "--content", folder.path(), "--json"});
  CHECK(data.code == 0);
  const auto texts = nlohmann::json::parse(data.output);
  REQUIRE(texts.size() == 1);
  CHECK(texts[0]["file"] == "playlists/a.yaml");
  CHECK(texts[0]["line"] == 4);
  CHECK(texts[0]["request"]["blocks"][0]["text"] == "어서 오세요");
  const auto& layout = texts[0]["layout"];
  CHECK(layout["box"][0] == texts[0]["place"][2]);
  CHECK(layout["lines"][0]["text"] == "어서 오세요");

  const Ended shown = madang({"text", "--content", folder.path(), "--lang", "ko"});
  CHECK(shown.output.find("== playlists/a.yaml:4\n") != std::string::npos);
  CHECK(madang({"text", "--content", folder.path(), "--screen", "nobody"}).code != 0);
}

}  // namespace
}  // namespace madang::test
