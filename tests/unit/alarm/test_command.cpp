// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/command.h"

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"

namespace madang::alarm {
namespace {

TEST_CASE("commands are read as gateways write them") {
  const auto raise =
      parse_command(
          as_bytes(R"({"action":"raise","incident":"f-17","kind":"fire","source":"gateway-1","sequence":7})"))
          .value();
  CHECK(raise == Command{Command::Action::raise, IncidentId{"f-17"}, "fire", "gateway-1", 7});
  const auto clear =
      parse_command(as_bytes(R"({"action":"clear","incident":"f-17","source":"gateway-1","sequence":8})"))
          .value();
  CHECK(clear == Command{Command::Action::clear, IncidentId{"f-17"}, "", "gateway-1", 8});
  const auto all =
      parse_command(as_bytes(R"({"action":"clear","all":true,"source":"g","sequence":18446744073709551615})"))
          .value();
  CHECK(all == Command{Command::Action::clear, std::nullopt, "", "g", UINT64_MAX});
  for (const auto& each : {raise, clear, all})
    CHECK(parse_command(as_bytes(encode(each))).value() == each);
}

TEST_CASE("a drill, how long it lasts and who ordered it") {
  const auto drill =
      parse_command(as_bytes(R"({"action":"raise","incident":"d-3","kind":"fire","source":"desk",
    "sequence":4,"exercise":"drill","lifetime":900,"by":"김시장"})"))
          .value();
  CHECK(drill.exercise == Exercise::drill);
  CHECK(drill.lifetime == std::chrono::minutes(15));
  CHECK(drill.by == "김시장");
  CHECK(drill.origin == Origin::local);  // nobody says otherwise of himself
  CHECK(parse_command(as_bytes(encode(drill))).value() == drill);
}

TEST_CASE("what burns is named as on the map, in Hangul as well") {
  for (const std::string place : {"block-b", "B.2_east", "나동", "가-12"}) {
    CAPTURE(place);
    const auto raise =
        parse_command(as_bytes(R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,)"
                               R"("place":")" +
                               place + "\"}"))
            .value();
    CHECK(raise.place == place);
    CHECK(parse_command(as_bytes(encode(raise))).value() == raise);
  }
  CHECK(is_place(std::string(64, 'a')));
  CHECK_FALSE(is_place(std::string(65, 'a')));
  CHECK_FALSE(is_place(""));
  for (const char* text :
       {"block b", "../b", "b\n", "ㄴ동", "日本", "b/c", "\xEB", "\xEB\x82", "\xEB\x82z"}) {
    CAPTURE(text);
    CHECK_FALSE(is_place(text));
  }
  CHECK(is_place("\xEA\xB0\x80"));        // the first syllable, U+AC00
  CHECK(is_place("\xED\x9E\xA3"));        // and the last one, U+D7A3
  CHECK_FALSE(is_place("\xEA\xAF\xBF"));  // before it
  CHECK_FALSE(is_place("\xED\x9E\xA4"));  // behind it
}

TEST_CASE("everything else is refused, with the key that is wrong") {
  struct Row {
    const char* json;
    const char* named;
  };
  const Row row = GENERATE(
      Row{"", "JSON"}, Row{"null", "JSON"}, Row{"[]", "JSON"}, Row{"{", "JSON"}, Row{"{}", "action"},
      Row{R"({"action":"raise"})", "source"},
      Row{R"({"action":"drill","source":"g","sequence":1})", "action"},
      Row{R"({"action":5,"source":"g","sequence":1})", "action"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":0})", "sequence"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":-1})", "sequence"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1.5})", "sequence"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":18446744073709551616})",
          "sequence"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":"1"})", "sequence"},
      Row{R"({"action":"raise","kind":"fire","source":"g","sequence":1})", "incident"},
      Row{R"({"action":"raise","incident":"a b","kind":"fire","source":"g","sequence":1})", "incident"},
      Row{R"({"action":"raise","incident":"","kind":"fire","source":"g","sequence":1})", "incident"},
      Row{R"({"action":"raise","incident":"f","kind":"Fire","source":"g","sequence":1})", "kind"},
      Row{R"({"action":"raise","incident":"f","source":"g","sequence":1})", "kind"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"../g","sequence":1})", "source"},
      Row{R"({"action":"raise","all":true,"kind":"fire","source":"g","sequence":1})", "all"},
      Row{R"({"action":"clear","all":false,"source":"g","sequence":1})", "all"},
      Row{R"({"action":"clear","all":true,"incident":"f","source":"g","sequence":1})", "all"},
      Row{R"({"action":"clear","source":"g","sequence":1})", "incident"},
      Row{R"({"action":"clear","incident":"f","source":"g","sequence":1,"zone":"a"})", "zone"},
      Row{R"({"action":"raise","incident":"f","kind":"all-clear","source":"g","sequence":1})", "kind"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"exercise":"Drill"})",
          "exercise"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"lifetime":0})",
          "lifetime"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"lifetime":604801})",
          "lifetime"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"lifetime":1e3})",
          "lifetime"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"by":"a\u0000b"})",
          "by"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"by":7})", "by"},
      Row{R"({"action":"clear","incident":"f","source":"g","sequence":1,"exercise":"drill"})", "exercise"},
      Row{R"({"action":"clear","incident":"f","source":"g","sequence":1,"lifetime":5})", "lifetime"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"place":""})", "place"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"place":"b 2"})",
          "place"},
      Row{R"({"action":"raise","incident":"f","kind":"fire","source":"g","sequence":1,"place":2})", "place"},
      Row{R"({"action":"clear","incident":"f","source":"g","sequence":1,"place":"block-b"})", "place"},
      Row{R"({"action":"clear","action":"raise","incident":"f","kind":"fire","source":"g","sequence":1})",
          "JSON"},
      Row{R"({"action":"clear","incident":{"a":1},"source":"g","sequence":1})", "JSON"},
      Row{R"({"action":"clear","incident":"f","source":"g","sequence":1} x)", "JSON"});
  CAPTURE(row.json);
  const auto command = parse_command(as_bytes(row.json));
  REQUIRE_FALSE(command);
  CHECK(command.error().kind == ErrorKind::invalid);
  CHECK(command.error().message.en.find(row.named) != std::string::npos);
}

TEST_CASE("a command has a greatest length, and a deep one is no way to the stack") {
  CHECK(parse_command(as_bytes(std::string(k_most_command_bytes + 1, ' '))).error().kind == ErrorKind::limit);
  CHECK_FALSE(parse_command(as_bytes(std::string(k_most_command_bytes, '['))));
  CHECK_FALSE(parse_command(as_bytes(R"({"incident":)" + std::string(4000, '['))));
}

}  // namespace
}  // namespace madang::alarm
