// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/report/records.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tests/support/catch.h"
#include "tools/alarm-bridge/incident_log_reader.h"

namespace madang::test {

using bridge::LogEntry;
using What = LogEntry::What;

Records::Records(std::uint64_t most_bytes) : log_(file(), most_bytes) {}

void Records::write(const LogEntry& entry) {
  REQUIRE(log_.append({entry}));
}

void Records::write(What what, Millis at, const std::string& incident, const std::string& screen,
                    const std::string& road) {
  LogEntry entry{what, k_begin + at};
  entry.screen = screen;
  entry.road = road;
  if (!incident.empty()) {
    const auto [raised, cleared] = known_.at(incident);
    entry.incident = incident;
    entry.kind = "fire";
    entry.exercise = exercises_.at(incident);
    entry.ms = entry.at - (what == What::cleared ? cleared : raised);
  }
  write(entry);
}

void Records::started(Millis at) {
  write(LogEntry{What::started, k_begin + at});
}

void Records::raised(Millis at, const std::string& incident, Exercise exercise) {
  // Raised once more while it is on, it counts from its beginning.
  if (const auto known = known_.find(incident); known == known_.end() || known->second.second != SysTime{})
    known_[incident] = {k_begin + at, {}};
  exercises_[incident] = exercise;
  LogEntry entry{What::raised, k_begin + at};
  entry.incident = incident;
  entry.kind = "fire";
  entry.exercise = exercise;
  entry.source = "office";
  entry.by = "Kim";
  write(entry);
}

void Records::cleared(Millis at, const std::string& incident) {
  known_[incident].second = k_begin + at;
  LogEntry entry{What::cleared, k_begin + at};
  entry.incident = incident;
  entry.source = "office";
  entry.by = "Lee";
  write(entry);
}

void Records::expired(Millis at, const std::string& incident) {
  LogEntry entry{What::expired, k_begin + at};
  entry.incident = incident;
  write(entry);
}

void Records::received(Millis at, const std::string& screen, const std::string& road,
                       const std::string& incident) {
  write(What::received, at, incident, screen, road);
}

void Records::displayed(Millis at, const std::string& screen, const std::string& road,
                        const std::string& incident) {
  write(What::displayed, at, incident, screen, road);
}

void Records::off(Millis at, const std::string& screen, const std::string& road,
                  const std::string& incident) {
  write(What::cleared, at, incident, screen, road);
}

void Records::refused(Millis at, const std::string& screen, const std::string& road) {
  write(What::refused, at, {}, screen, road);
}

void Records::lost(Millis at, const std::string& screen, const std::string& road) {
  write(What::link_lost, at, {}, screen, road);
}

void Records::back(Millis at, const std::string& screen, const std::string& road) {
  write(What::link_back, at, {}, screen, road);
}

void Records::input_lost(Millis at, const std::string& source) {
  LogEntry entry{What::link_lost, k_begin + at};
  entry.source = source;
  write(entry);
}

void Records::order_refused(Millis at, const std::string& source) {
  LogEntry entry{What::refused, k_begin + at};
  entry.source = source;
  write(entry);
}

std::vector<LogEntry> Records::read() const {
  std::vector<LogEntry> all;
  for (const auto& each : bridge::log_files(file())) {
    const auto bytes = read_file(each, 1 << 20);
    REQUIRE(bytes);
    const auto text = bridge::read_log(as_text(*bytes));
    REQUIRE(text.broken.empty());
    all.insert(all.end(), text.entries.begin(), text.entries.end());
  }
  return all;
}

std::size_t Records::files() const {
  return bridge::log_files(file()).size();
}

}  // namespace madang::test
