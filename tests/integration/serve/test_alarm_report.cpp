// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tools/alarm-bridge/incident_log.h"

// `madang alarm report` as staff use it after a drill.
namespace madang::test {
namespace {

using namespace std::chrono_literals;
using bridge::LogEntry;
using Json = nlohmann::json;
using What = LogEntry::What;

Ended report(std::vector<std::string> words) {
  words.insert(words.begin(), {program("madang").string(), "alarm", "report"});
  return run_to_end(words);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr std::uint64_t k_short = 500;  // bytes, of three lines

/// A drill that ten screens displayed within 10 to 100 ms, in logs of no more than so many bytes.
std::string write_drill(const TempFolder& folder, const std::string& name, std::uint64_t most_bytes) {
  const SysTime begin{1'800'000'000s};
  const auto file = folder / "incidents.jsonl";
  bridge::IncidentLog log(file, most_bytes);
  LogEntry entry{What::raised, begin, name, "fire", Exercise::drill};
  REQUIRE(log.append({entry}));
  entry.what = What::displayed;
  entry.road = "post";
  for (int i = 1; i <= 10; ++i) {
    entry.screen = "gate-" + std::to_string(i);
    entry.ms = 10ms * i;
    entry.at = begin + *entry.ms;
    REQUIRE(log.append({entry}));
  }
  return file.string();
}

}  // namespace

TEST_CASE("alarm report reads the old logs as well, and half a line of a power cut harms nothing") {
  const TempFolder folder;
  const std::string log = write_drill(folder, "drill-1", k_short);
  REQUIRE(std::filesystem::exists(log + ".3"));
  std::ofstream(log, std::ios::app) << R"({"at":"2027-01-15T08:)";
  const Ended told = report({log, "--drill", "--format", "json"});
  CHECK(told.code == 0);
  CHECK(told.errors.empty());
  const Json incident = Json::parse(told.output).at("incidents").at(0);
  CHECK(incident.at("screens").size() == 10);
  CHECK(incident.at("displayed") == Json{{"p50", 50}, {"p95", 100}, {"p99", 100}});
}

TEST_CASE("alarm report speaks the language that is asked for, and the name of the file chooses its form") {
  const TempFolder folder;
  const std::string log = write_drill(folder, "drill-1", bridge::k_log_bytes);
  CHECK(has(report({log, "--lang", "ko"}).output, "화면 10대에 모두 나왔습니다.\n"));
  CHECK(has(report({log, "--lang", "en"}).output, "Displayed on every screen: 10.\n"));
  CHECK(has(report({log, "--lang", "en", "--screen", "roof"}).output, "FAILED: no answer\n"));
  CHECK(has(report({log, "--lang", "en", "--zone", "Europe/Berlin"}).output,
            "raised 2027-01-15 (Fri) 09:00:00"));
  const std::string svg = folder / "drill.svg";
  CHECK(report({log, "-o", svg}).code == 0);
  CHECK(run_to_end({"/usr/bin/env", "rsvg-convert", "--output", svg + ".png", svg}).code == 0);
}

TEST_CASE("alarm report with nothing to report says what to do, and writes no file") {
  const TempFolder folder;
  const std::string empty = folder.write("incidents.jsonl", "");
  const std::string out = folder / "drill.svg";
  const Ended ko = report({empty, "--lang", "ko", "-o", out});
  CHECK(ko.code == 1);
  CHECK(has(ko.errors, "보고할 것이 없습니다. madang alarm drill로 훈련을 한 번"));
  CHECK_FALSE(std::filesystem::exists(out));
  const Ended en = report({empty, "--lang", "en"});
  CHECK(en.code == 1);
  CHECK(has(en.errors, "nothing to report. Hold a drill with madang alarm drill"));
}

TEST_CASE(
    "alarm report names the lines and the alarms that it could not use, and the one that is not there") {
  const TempFolder folder;
  const std::string log = write_drill(folder, "drill-1", k_short);
  REQUIRE(std::filesystem::remove(log + ".3"));  // where it was raised
  std::ofstream(log, std::ios::app) << "Jan 15 08:00:00 kiosk kernel: hello\n";
  const Ended cut = report({log, "--lang", "en"});
  CHECK(cut.code == 1);
  CHECK(has(cut.errors, "passed over what is no record of a bridge: 1 in all"));
  CHECK(has(cut.errors, "incident 'drill-1' is left out"));
  const Ended other = report({log, "--lang", "en", "--incident", "fire-7"});
  CHECK(other.code == 1);
  CHECK(has(other.errors, "no incident 'fire-7' is in the records"));
}

}  // namespace madang::test
