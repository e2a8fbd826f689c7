// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"
#include "tools/alarm-bridge/incident_log.h"

namespace madang::test {

/// What a bridge had to tell, written and read again as it does it: through an IncidentLog on disk. Times are
/// since `k_begin`, when most incidents are raised.
class Records {
 public:
  static constexpr SysTime k_begin{std::chrono::seconds(1'800'000'000)};
  static constexpr const char* k_incident = "drill-1";

  explicit Records(std::uint64_t most_bytes = bridge::k_log_bytes);

  void started(Millis at);
  void raised(Millis at, const std::string& incident = k_incident, Exercise exercise = Exercise::drill);
  void cleared(Millis at, const std::string& incident = k_incident);
  void expired(Millis at, const std::string& incident = k_incident);

  // Of a screen, by a road.
  void received(Millis at, const std::string& screen, const std::string& road,
                const std::string& incident = k_incident);
  void displayed(Millis at, const std::string& screen, const std::string& road,
                 const std::string& incident = k_incident);
  void off(Millis at, const std::string& screen, const std::string& road,
           const std::string& incident = k_incident);
  void refused(Millis at, const std::string& screen, const std::string& road);
  void lost(Millis at, const std::string& screen, const std::string& road);
  void back(Millis at, const std::string& screen, const std::string& road);

  void input_lost(Millis at, const std::string& source);
  void order_refused(Millis at, const std::string& source);

  /// Of all files, in the order they were written.
  std::vector<bridge::LogEntry> read() const;
  std::size_t files() const;
  std::filesystem::path file() const { return folder_ / "incidents.jsonl"; }

 private:
  void write(bridge::LogEntry::What what, Millis at, const std::string& incident, const std::string& screen,
             const std::string& road);
  void write(const bridge::LogEntry& entry);

  TempFolder folder_{TempFolder::Where::memory};
  bridge::IncidentLog log_;
  std::map<std::string, std::pair<SysTime, SysTime>> known_;  // when it was raised, and when cleared
  std::map<std::string, Exercise> exercises_;
};

}  // namespace madang::test
