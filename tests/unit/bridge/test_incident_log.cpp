// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/incident_log.h"

#include <sys/resource.h>

#include <csignal>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

const SysTime k_now{1'800'000'000s};

LogEntry started(int second) {
  return {LogEntry::What::started, k_now + std::chrono::seconds(second)};
}

std::string text_of(const std::filesystem::path& file) {
  const auto bytes = read_file(file, 1 << 20);
  return bytes ? std::string(as_text(*bytes)) : "";
}

TEST_CASE("a line has the members that apply, and no others") {
  LogEntry entry{LogEntry::What::displayed, k_now};
  entry.incident = "1234.1.5";
  entry.kind = "fire";
  entry.exercise = Exercise::drill;
  entry.screen = "gate-1";
  entry.road = "post";
  entry.ms = 41ms;
  entry.place = "block-b";
  CHECK(to_json_line(entry) ==
        R"({"at":"2027-01-15T08:00:00.000Z","what":"displayed","incident":"1234.1.5","kind":"fire",)"
        R"("exercise":"drill","place":"block-b","screen":"gate-1","road":"post","ms":41})");
  CHECK(to_json_line(started(0)) == R"({"at":"2027-01-15T08:00:00.000Z","what":"started"})");
}

TEST_CASE("lines are added after those of the last start, and half a line of a power cut goes") {
  const test::TempFolder folder;
  const auto file = folder / "incidents.jsonl";
  REQUIRE(IncidentLog(file).append({started(0), started(1)}));
  folder.write("incidents.jsonl", text_of(file) + R"({"at":"2027-01-1)");
  REQUIRE(IncidentLog(file).append({started(2)}));
  CHECK(text_of(file) ==
        to_json_line(started(0)) + "\n" + to_json_line(started(1)) + "\n" + to_json_line(started(2)) + "\n");
}

TEST_CASE("a full log begins anew, and the last four old ones are kept") {
  const test::TempFolder folder;
  const auto file = folder / "incidents.jsonl";
  IncidentLog log(file, to_json_line(started(0)).size() + 1);
  for (int i = 0; i < 7; ++i)
    REQUIRE(log.append({started(i)}));
  CHECK(text_of(file) == to_json_line(started(6)) + "\n");
  for (int old = 1; old <= 4; ++old)
    CHECK(text_of(file.string() + "." + std::to_string(old)) == to_json_line(started(6 - old)) + "\n");
  CHECK_FALSE(std::filesystem::exists(file.string() + ".5"));
}

TEST_CASE("a log that somebody removed is made anew") {
  const test::TempFolder folder;
  const auto file = folder / "incidents.jsonl";
  IncidentLog log(file);
  REQUIRE(log.append({started(0)}));
  std::filesystem::remove(file);
  REQUIRE(log.append({started(1)}));
  CHECK(text_of(file) == to_json_line(started(1)) + "\n");
}

TEST_CASE("what finds no room leaves no half line, and is there when it is said again") {
  const test::TempFolder folder;
  const auto file = folder / "incidents.jsonl";
  IncidentLog log(file);
  REQUIRE(log.append({started(0)}));
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit tiny{to_json_line(started(0)).size() + 11, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &tiny);
  const auto refused = log.append({started(1)});
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::limit);
  REQUIRE(log.append({started(1)}));
  CHECK(text_of(file) == to_json_line(started(0)) + "\n" + to_json_line(started(1)) + "\n");
}

}  // namespace
}  // namespace madang::bridge
