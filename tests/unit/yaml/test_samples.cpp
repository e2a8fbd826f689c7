// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/load.h"
#include "tests/support/catch.h"
#include "tests/unit/yaml/samples.h"

using namespace madang;

namespace {

/// A line per problem: `code file:line`, warnings with `warning` in front. As expected.txt says it.
std::string codes(const Problems& problems) {
  std::string out;
  for (const Problem& p : problems.list) {
    out += p.severity == Problem::Severity::warning ? "warning " : "";
    out += p.code + " " + p.mark.file + ":" + std::to_string(p.mark.line) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("every valid sample gives a document") {
  for (const auto& folder : test::sample_folders("valid")) {
    CAPTURE(folder.filename().string());
    const Loaded loaded = load_folder(folder).value();
    CHECK(loaded.document.has_value());
    CHECK_FALSE(loaded.problems.has_errors());
    const auto expected = folder / "expected.txt";
    CHECK(codes(loaded.problems) == (exists(expected) ? test::text_of(expected) : ""));
  }
}

TEST_CASE("a value that a screen lacks in the language of a text is told with the screens") {
  const auto folders = test::sample_folders("valid");
  const auto named = [](const auto& folder) { return folder.filename() == "untranslated"; };
  REQUIRE(std::count_if(folders.begin(), folders.end(), named) == 1);
  const auto folder = *std::find_if(folders.begin(), folders.end(), named);
  const Loaded loaded = load_folder(folder).value();
  REQUIRE(loaded.problems.list.size() == 1);
  CHECK(loaded.problems.list[0].what.en ==
        "The en, ja text gets a value of {exit} in another language. (screens: gate-2, gate-3)");
  CHECK(loaded.problems.list[0].instead.ko == "site.yaml에서 그 화면의 값 'exit'를 en, ja로도 적으세요.");
}

TEST_CASE("every invalid sample gives exactly the problems it was written for, in file order") {
  for (const auto& folder : test::sample_folders("invalid")) {
    CAPTURE(folder.filename().string());
    const Loaded loaded = load_folder(folder).value();
    CHECK_FALSE(loaded.document.has_value());
    CHECK(loaded.problems.has_errors());
    CHECK(codes(loaded.problems) == test::text_of(folder / "expected.txt"));
  }
}

TEST_CASE("every problem is said in Korean and in English") {
  const auto is_hangul = [](char c) {
    return static_cast<unsigned char>(c) >= 0xEA && static_cast<unsigned char>(c) <= 0xED;
  };
  for (const auto& folder : test::sample_folders("invalid")) {
    const Loaded loaded = load_folder(folder).value();
    for (const Problem& p : loaded.problems.list) {
      CAPTURE(folder.filename().string(), p.code, p.what.ko);
      CHECK_FALSE(p.what.en.empty());
      CHECK(std::any_of(p.what.ko.begin(), p.what.ko.end(), is_hangul));
      CHECK(p.instead.ko.empty() == p.instead.en.empty());
      CHECK(p.what.ko.find("{}") == std::string::npos);
    }
  }
}

TEST_CASE("ten mistakes in one folder are ten problems in one pass") {
  const Loaded loaded = load_folder(test::samples() / "invalid/ten-mistakes").value();
  CHECK(loaded.problems.list.size() == 10);
  std::string text;
  for (const Problem& p : loaded.problems.list)
    text += to_text(p, Lang::ko);
  CHECK(
      text.find(
          "playlists/welcome.yaml:5:5: 오류: 'durration'은 모르는 항목입니다. 'duration'을 쓰려고 하셨나요?\n"
          "        durration: 8s\n"
          "        ^~~~~~~~~\n") != std::string::npos);
}

TEST_CASE("a volume that is none is told with what was meant") {
  const Loaded loaded = load_folder(test::samples() / "invalid/bad-sound").value();
  REQUIRE(loaded.problems.list.size() == 8);
  const auto& list = loaded.problems.list;
  CHECK(list[0].what.ko == "'sound' 값 'loud'를 알아볼 수 없습니다.");
  CHECK(list[0].instead.en == "Write it like on, off, 60%.");
  CHECK(list[1].instead.ko == "'60%'(으)로 쓰세요.");
  CHECK(list[2].instead.en == "Write 'on'.");
  CHECK(list[3].what.en == "'sound' is out of range: '120%'.");
  CHECK(list[3].instead.ko == "0%부터 100%까지 쓸 수 있습니다. 100%는 녹음된 그대로입니다.");
}

TEST_CASE("a day or a time that there is none of is told with the one that was meant") {
  const auto of = [](const char* folder, const char* code, size_t n) {
    const Loaded loaded = load_folder(test::samples() / "invalid" / folder).value();
    std::vector<Bilingual> told;
    for (const Problem& each : loaded.problems.list) {
      if (each.code == code)
        told.push_back(each.instead);
    }
    REQUIRE(told.size() > n);
    return told[n];
  };
  CHECK(of("impossible-dates", "no-such-day", 3).ko == "그 달의 마지막 날은 2027-02-28입니다.");
  CHECK(of("impossible-dates", "no-such-day", 4).en == "The last day of that month is 2028-02-29.");
  CHECK(of("bad-shares", "no-such-day", 0).en == "The last day of that month is 2026-02-28.");
  CHECK(of("bad-calendar", "bad-time", 0).ko == "'09:00-00:30'으로 쓰세요.");
}

TEST_CASE("a bad rule is shown with the part that is meant") {
  const Loaded loaded = load_folder(test::samples() / "invalid/bad-rules").value();
  const auto& list = loaded.problems.list;
  REQUIRE(list.size() == 18);
  CHECK(list[3].what.ko == "'BYDAY=2XX'에 쓸 수 없는 값이 있습니다.");
  CHECK(list[3].instead.en == "Write it like MO, 2SA or -1FR.");
  CHECK(to_text(list[3], Lang::en).find("\"FREQ=MONTHLY;BYDAY=2XX\"") != std::string::npos);
  const std::string line =
      "  - { name: d, play: playlists/welcome.yaml, when: { rrule: { start: 2026-09-02, rule: "
      "\"FREQ=MONTHLY;";
  CHECK(list[3].mark.column == static_cast<int>(line.size()) + 1);
}

TEST_CASE("market days with a 1 are told how to say it") {
  const Loaded loaded = load_folder(test::samples() / "invalid/bad-calendar").value();
  REQUIRE_FALSE(loaded.problems.list.empty());
  CHECK(loaded.problems.list[0].what.ko == "31일도 장날인지 적지 않았습니다.");
  CHECK(loaded.problems.list[0].instead.en == "Write '{ on: [1, 6], 31st: yes }', or '31st: no'.");
}
