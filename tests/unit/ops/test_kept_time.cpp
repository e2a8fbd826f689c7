// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/kept_time.h"

#include <fstream>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;
using namespace std::chrono_literals;
using Occasion = KeptTime::Occasion;

namespace {

const SysTime k_noon = parse_iso8601("2026-11-22T03:00:00Z").value();

std::string read(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the last time outlives the program, in a file that a person can read") {
  test::TempFolder folder;
  KeptTime first(folder / "time");
  CHECK_FALSE(first.time());
  CHECK_FALSE(first.damage());  // a first start is nothing to complain about
  REQUIRE(first.keep(k_noon, Occasion::running));
  CHECK(read(folder / "time") == "2026-11-22T03:00:00.000Z\n");
  CHECK(KeptTime(folder / "time").time() == k_noon);
}

TEST_CASE("the disk is written to once an hour, and at the end") {
  test::TempFolder folder;
  KeptTime kept(folder / "time");
  int written = 0;
  for (SysTime now = k_noon; now < k_noon + 24h; now += 1min) {
    const auto before = kept.time();
    REQUIRE(kept.keep(now, Occasion::running));
    written += kept.time() != before ? 1 : 0;
  }
  CHECK(written == 24);
  REQUIRE(kept.keep(k_noon + 24h - 1min, Occasion::ending));
  CHECK(KeptTime(folder / "time").time() == k_noon + 24h - 1min);
  // A program that is started and ended in a circle does not wear it out either.
  CHECK_FALSE(KeptTime::is_due(k_noon, k_noon + 59s, Occasion::ending));
}

TEST_CASE("a time in the future is mended as soon as a right one is known") {
  test::TempFolder folder;
  folder.write("time", "2100-01-01T00:00:00.000Z\n");
  KeptTime kept(folder / "time");
  REQUIRE(kept.time() > k_noon);
  REQUIRE(kept.keep(k_noon, Occasion::running));
  CHECK(KeptTime(folder / "time").time() == k_noon);
}

TEST_CASE("a damaged file is nothing known, is told, and stands in nobody's way") {
  const std::string bytes = GENERATE(as<std::string>(), "", "\n", "yesterday\n", std::string(5, '\0'),
                                     "2026-11-22T03:00:00\n", std::string(100'000, '2'));
  test::TempFolder folder;
  folder.write("time", bytes);
  KeptTime kept(folder / "time");
  CHECK_FALSE(kept.time());
  REQUIRE(kept.damage());
  CHECK(kept.damage()->en.find("time.broken") != std::string::npos);
  CHECK_FALSE(KeptTime(folder / "time").damage());  // told once, kept aside
  CHECK(read(folder / "time.broken") == bytes);
  REQUIRE(kept.keep(k_noon, Occasion::running));
  CHECK_FALSE(kept.damage());
  CHECK(KeptTime(folder / "time").time() == k_noon);
}

TEST_CASE("a disk that fails is told, and tried again") {
  test::TempFolder folder;
  KeptTime kept(folder / "missing/time");
  CHECK_FALSE(kept.keep(k_noon, Occasion::running));
  CHECK_FALSE(kept.time());
  std::filesystem::create_directory(folder / "missing");
  CHECK(kept.keep(k_noon, Occasion::running));
}
