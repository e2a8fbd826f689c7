// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"
#include "tests/unit/alarm/cap_table.h"

namespace madang::alarm {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const fs::path k_source = MADANG_SOURCE_DIR;

std::string content(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string languages(const CapEvent& event) {
  std::string text;
  for (const auto& each : event.words)
    text += (text.empty() ? "" : " ") + each.language;
  return text;
}

void check(const CapExpectation& row, const CapAlert& alert) {
  const CapPlace seoul{{{"KRDSTGeocode", "1111015700"}}, GeoPoint{37.5700, 126.9996}, {"10.0.0.7"}};
  const SysTime later = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
  const CapMeaning meaning = meaning_of(alert, {}, std::nullopt);
  CHECK(meaning.exercise == row.exercise);
  CHECK(summary(meaning) == row.anywhere);
  CHECK(summary(meaning_of(alert, seoul, std::nullopt)) == row.in_seoul);
  CHECK(summary(meaning_of(alert, {}, later)) == row.years_later);
  CHECK(meaning.ends.size() == row.ends);
  REQUIRE(meaning.events.size() == (*row.kind == '\0' ? 0 : 1));
  for (const auto& event : meaning.events) {
    CHECK(event.kind == row.kind);
    CHECK(languages(event) == row.languages);
    CHECK((event.expires ? to_iso8601(*event.expires) : "") == row.expires);
    CHECK(event.words.front().line.substr(0, std::string{row.line}.size()) == row.line);
  }
}

/// The names of those read.
std::vector<std::string> check_folder(const fs::path& folder) {
  std::vector<std::string> met;
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (entry.path().extension() != ".cap" && entry.path().extension() != ".xml")
      continue;
    const std::string name = entry.path().filename().string();
    const auto& rows = cap_expectations();
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return name == each.file; });
    CAPTURE(name);
    REQUIRE(row != rows.end());
    const auto alert = parse_cap(as_bytes(content(entry.path())));
    REQUIRE(alert);
    check(*row, *alert);
    met.push_back(name);
  }
  return met;
}

TEST_CASE("what authorities have sent becomes what it should") {
  const auto ours = check_folder(k_source / "tests/data/cap");
  CHECK(ours.size() == 6);
  const fs::path folder = k_source.parent_path() / "shared" / "data" / "cap";
  if (!fs::is_directory(folder)) {
    WARN("only ours: there is no folder of messages at " << folder.string());
    return;
  }
  CHECK(ours.size() + check_folder(folder).size() == cap_expectations().size());
}

TEST_CASE("the page about CAP has the table that is tested") {
  const std::string table = markdown(cap_expectations());
  CAPTURE(table);
  CHECK(content(k_source / "scheduler/alarm/CAP.md").find(table) != std::string::npos);
}

}  // namespace
}  // namespace madang::alarm
