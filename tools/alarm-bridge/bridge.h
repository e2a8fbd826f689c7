// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "scheduler/alarm/cap_area.h"
#include "scheduler/alarm/listener.h"
#include "scheduler/alarm/signed_notice.h"
#include "tools/alarm-bridge/bridge_journal.h"
#include "tools/alarm-bridge/bridge_state.h"
#include "tools/alarm-bridge/dc09_listener.h"
#include "tools/alarm-bridge/incident_log.h"
#include "tools/alarm-bridge/input_report.h"
#include "tools/alarm-bridge/road.h"
#include "tools/alarm-bridge/screen_book.h"

namespace madang::bridge {

/// How often everything is said again without anything new. A screen misses its bridge after three of them.
inline constexpr Millis k_heartbeat{10'000};

struct BridgeSettings {
  BridgeName name;
  std::set<std::string> zones;  ///< notices of these are sent all the time, besides those of the whole site
  ZonePlan plan;
  alarm::CapPlace place;
  trust::PublicKey key;
  alarm::Sign sign;
};

/// Keeps the one alarm state of the market. Each change goes out on every road first, then to the disk, and
/// only then is whoever brought it told that it was received. Thread-safe: inputs call from threads of their
/// own, and wait for the disk as they have to.
class Bridge {
 public:
  /// Takes up the state where a restart or a power cut left it, and says all of it at once under a new epoch.
  /// A journal that cannot be read is a problem to tell, not a reason not to start.
  Bridge(BridgeSettings settings, BridgeJournal journal, IncidentLog log,
         std::vector<std::unique_ptr<Road>> roads, const Moment& now);

  /// Returns once it is on disk; see Taker.
  Status take(const InputReport& report, const Moment& now);
  /// Commands, CAP messages and questions.
  void take(std::vector<alarm::Order> orders, const Moment& now);
  void hear(const std::vector<ScreenNews>& news, const Moment& now);
  /// What somebody knows to be wrong with `who` (an input, the clock), nothing: it is well again.
  /// It stands among the problems.
  void note(const std::string& who, std::optional<Bilingual> trouble);
  /// Says everything again, ends what time ends, answers those whose time is up, tries the disk again. Call
  /// at `next()`.
  void tick(const Moment& now);
  SteadyTime next() const;

  /// One line each; empty is well.
  std::vector<Bilingual> problems() const;
  std::string to_json() const;

 private:
  struct Asking {
    alarm::Query query;
    http::Responder responder;
    bool of_order = false;  ///< `?wait=displayed`: told the time, and 504 where it was not displayed
  };
  struct Answer;

  Answer apply_order(const alarm::Order& order, const Moment& now);
  void give(const Answer& answer, alarm::Order& order, bool written);
  void adopt(Change change, const Moment& now);
  void send_all(const Moment& now);
  bool write_down(const Moment& now);
  void write_log(const Moment& now);
  void pass_time(const Moment& now);
  void answer_those_who_ask(const Moment& now);
  bool came_to_pass(const alarm::Query& query) const;
  std::vector<Bilingual> problems_locked() const;
  std::string to_json_locked() const;

  const BridgeSettings settings_;
  const BridgeJournal journal_;
  const std::vector<std::unique_ptr<Road>> roads_;

  mutable std::mutex mutex_;  // guards all below
  IncidentLog log_;
  BridgeState state_;
  std::uint64_t sequence_ = 0;
  ScreenBook screens_;
  std::set<std::string> lost_;                 ///< inputs
  std::map<std::string, Bilingual> troubles_;  ///< that were noted, by whose they are
  std::vector<Asking> asking_;
  std::vector<LogEntry> unwritten_;  ///< of the records
  std::optional<Bilingual> load_problem_;
  std::optional<Bilingual> write_problem_;
  std::optional<Bilingual> log_problem_;
  std::optional<SteadyTime> write_again_;
  SteadyTime say_again_;
  SteadyTime passed_;      ///< until when time has done its work
  SteadyTime lived_kept_;  ///< when it was last written down how long things have lived
};

}  // namespace madang::bridge
