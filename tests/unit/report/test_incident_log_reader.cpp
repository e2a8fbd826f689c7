// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/incident_log_reader.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using What = LogEntry::What;

const SysTime k_now{1'800'000'000s};

const std::string k_started = to_json_line({What::started, k_now}) + "\n";

TEST_CASE("what an incident log writes is read again, every kind of line and every member") {
  std::vector<LogEntry> written;
  for (const What what : {What::raised, What::received, What::displayed, What::cleared, What::expired,
                          What::refused, What::link_lost, What::link_back, What::panel, What::started}) {
    LogEntry entry{what, k_now + Millis{123} * static_cast<int>(written.size())};
    written.push_back(entry);
    entry.incident = "1234.1.5";
    entry.kind = "fire";
    entry.exercise = static_cast<Exercise>(written.size() % 3);
    entry.screen = "1번 출입구 \"서쪽\"";
    entry.road = "mqtt";
    entry.source = "gateway-1";
    entry.by = "김\n관리";
    entry.ms = 41ms;
    entry.place = "나동";
    written.push_back(entry);
  }
  const test::TempFolder folder;
  REQUIRE(IncidentLog(folder / "incidents.jsonl").append(written));
  const auto bytes = read_file(folder / "incidents.jsonl", 1 << 20);
  REQUIRE(bytes);
  const LogText read = read_log(as_text(*bytes));
  CHECK(read.entries == written);
  CHECK(read.broken.empty());
}

TEST_CASE("half a line that a power cut left is passed over in silence, anywhere else it is told") {
  const std::string half = R"({"at":"2027-01-15T08:)";
  CHECK(read_log(k_started + half).entries.size() == 1);
  CHECK(read_log(k_started + half).broken.empty());
  CHECK(read_log(k_started + half + "\n" + k_started).entries.size() == 2);
  CHECK(read_log(k_started + half + "\n" + k_started).broken == std::vector<std::size_t>{2});
  CHECK(read_log(k_started + half + "\n").broken == std::vector<std::size_t>{2});
}

TEST_CASE("lines of something else are counted, and those around them read") {
  for (const std::string& bad :
       {std::string("Jan 15 08:00:00 kiosk systemd[1]: Started."), std::string("[]"), std::string("{}"),
        std::string("null"), std::string(R"({"at":"yesterday","what":"started"})"),
        std::string(R"({"at":"2027-01-15T08:00:00.000Z"})"),
        std::string(R"({"at":"2027-01-15T08:00:00.000Z","what":7})"),
        std::string("{\"at\":\"2027-01-15T08:00:00.000Z\",\"what\":\"started\",\"by\":\"\xff\"}"),
        std::string(100'000, '['), k_started.substr(0, k_started.size() - 1) + std::string(20'000, ' ')}) {
    CAPTURE(bad.substr(0, 60));
    const LogText read = read_log(k_started + bad + "\n" + k_started);
    CHECK(read.entries.size() == 2);
    CHECK(read.broken == std::vector<std::size_t>{2});
  }
}

TEST_CASE("what a later bridge may write is no mistake") {
  const LogText read = read_log(
      "\n\r\n"
      R"({"at":"2027-01-15T08:00:00.000Z","what":"moon-rose"})"
      "\r\n"
      R"({"at":"2027-01-15T08:00:00.000Z","what":"started","version":2})"
      "\r\n");
  CHECK(read.entries == std::vector{LogEntry{What::started, k_now}});
  CHECK(read.broken.empty());
}

TEST_CASE("a time that cannot be is no time") {
  for (const char* ms : {"-1", "4.5", "\"41\"", "18446744073709551615", "9000000000000000"}) {
    CAPTURE(ms);
    const LogText read =
        read_log(std::string(R"({"at":"2027-01-15T08:00:00.000Z","what":"displayed","ms":)") + ms + "}\n");
    REQUIRE(read.entries.size() == 1);
    CHECK_FALSE(read.entries.front().ms);
  }
}

}  // namespace
}  // namespace madang::bridge
