// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_kind.h"

#include "scheduler/alarm/command.h"
#include "tests/support/catch.h"

namespace madang::alarm {
namespace {

CapInfo event(const std::string& words, std::vector<CapValue> codes = {}) {
  CapInfo info;
  info.event = words;
  info.event_codes = std::move(codes);
  return info;
}

TEST_CASE("an event's words name its kind, the nearer word first") {
  struct Row {
    const char* event;
    const char* kind;
  };
  const Row row = GENERATE(Row{"화재", "fire"}, Row{"대형화재발생", "fire"}, Row{"Structure Fire", "fire"},
                           Row{"산불", "wildfire"}, Row{"지진", "earthquake"}, Row{"지진해일경보", "tsunami"},
                           Row{"Tsunami Warning", "tsunami"}, Row{"호우경보", "rain"},
                           Row{"Freezing rain, icing", "snow"}, Row{"공습", "civil-defence"},
                           Row{"실종아동", "missing-person"}, Row{"Child Abduction", "missing-child"},
                           Row{"STRONG WIND SIGNAL", "wind"}, Row{"Train service", ""}, Row{"Fireworks", ""},
                           Row{"Ветер", ""}, Row{"", ""});
  CAPTURE(row.event);
  CHECK(named_kind(event(row.event)) == row.kind);
}

TEST_CASE("a code goes before the words, where its list is known") {
  CHECK(named_kind(event("warning", {{"SAME", "FRW"}})) == "fire");
  CHECK(named_kind(event("경보", {{"KRDSTCode", "AL1"}})) == "civil-defence");
  CHECK(named_kind(event("Abducción de Niño", {{"SAME", "CAE"}})) == "missing-child");
  CHECK(named_kind(event("지진", {{"SAME", "FRW"}})) == "fire");
  CHECK(named_kind(event("지진", {{"II", "FRW"}})) == "earthquake");
  CHECK(named_kind(event("지진", {{"SAME", "XXX"}})) == "earthquake");
  CHECK(named_kind(event("STARKES GEWITTER", {{"II", "34"}, {"GROUP", "THUNDERSTORM"}, {"GROUP", "RAIN"}})) ==
        "thunderstorm");
  CHECK(named_kind(event("x", {{"other", "structure_fire"}})) == "fire");
}

TEST_CASE("a category is the last thing asked, and there is always a kind") {
  CapInfo info;
  CHECK(kind_of_category(info) == k_kind_of_anything);
  info.categories = {"Safety", "Met"};
  CHECK(kind_of_category(info) == k_kind_of_weather);
  info.categories = {"Fire", "Met"};
  CHECK(kind_of_category(info) == "fire");
  for (const auto& kind : cap_kinds()) {
    CAPTURE(kind);
    CHECK(is_kind(kind));
  }
  CHECK(cap_kinds().size() > 20);
}

TEST_CASE("some codes are no event") {
  CHECK(code_says(event("해제", {{"KRDSTCode", "CLR"}})) == CapCodeSays::all_clear);
  CHECK(code_says(event("Test", {{"SAME", "RWT"}})) == CapCodeSays::test);
  CHECK(code_says(event("화재", {{"KRDSTCode", "FRW"}})) == CapCodeSays::event);
  CHECK(code_says(event("x", {{"other", "CLR"}})) == CapCodeSays::event);
}

}  // namespace
}  // namespace madang::alarm
