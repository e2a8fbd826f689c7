// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/wire/message.h"
#include "scheduler/alarm/journal.h"
#include "scheduler/alarm/listener.h"
#include "scheduler/alarm/state.h"
#include "scheduler/alarm/supervision.h"

namespace madang::alarm {

/// Keeps the alarm state of this kiosk, and tells those who asked what became of their alarms. Bound to the
/// main loop.
class Desk {
 public:
  /// Called with every new state, before it is on the disk: a screen must not wait for an fsync.
  using Show = std::function<void(const AlarmState&)>;

  /// Takes up the state where a restart or a power cut left it. A journal that cannot be read is a problem to
  /// tell, not a reason not to start: new alarms must still get through.
  /// `all_clear` is how long that page is shown; 0: not at all. `place` is what CAP's areas are held against.
  /// `screen` is whose desk this is, for those who are told.
  Desk(Journal journal, Show show, Millis all_clear = k_all_clear_length, CapPlace place = {},
       ScreenId screen = {});

  const AlarmState& state() const { return state_.alarms; }

  /// Applies what came in, shows it, writes it down once for all of them, and only then answers `received`.
  /// `clock_is_trusted`: whether the time an order came in can be held against what it says of times.
  void take(std::vector<Order> orders, bool clock_is_trusted = false);
  /// Also tells when no bridge has been heard since `now`. Call once, where bridges are expected.
  void expect_bridge(SteadyTime now);
  /// The player has shown, or taken off, alarms.
  void presented(const AlarmPresented& presented);
  /// Ends what time ends, answers those whose time is up, and tries again to write down what could not be.
  /// Call at `next()`. `wall` is the time of day, by a clock that can be `trusted` or not.
  void tick(SteadyTime now, SysTime wall, bool trusted);
  std::optional<SteadyTime> next() const;

  /// What is on the glass, as far as the player told.
  const std::vector<IncidentId>& on_glass() const { return on_glass_; }
  /// In English, for the heartbeat.
  std::vector<Bilingual> problems() const;
  /// How things stand, as GET /alarm and MQTT tell:
  ///
  ///     {"screen": "gate-1", "online": true, "written": true,
  ///      "active": [{"incident": "f-1", "kind": "fire", "source": "bridge-1", "sequence": 17, "received":
  ///      TIME,
  ///                  "exercise": "actual", "by": "", "displayed": TIME, "display_ms": 31}],
  ///      "all_clear": null, "on_glass": ["f-1"], "problems": [{"ko": ..., "en": ...}],
  ///      "sources": {"gateway-1": 4, "bridge-1/": 17, "bridge-1/east": 18}, "epochs": {"bridge-1/": 5, ...}}
  ///
  /// `sources` is how far each has counted here, of notices under bridge and zone with `epochs` beside it.
  /// What is counted is on the disk where `written`. `displayed` is null until it was.
  std::string to_json() const;

 private:
  struct Asking {
    Query query;
    http::Responder responder;
    bool of_order = false;  ///< `?wait=displayed`: told the time, and 504 where it was not displayed
  };

  struct Answer;
  Answer apply_order(const Order& order, bool clock_is_trusted);
  void give(const Answer& answer, Order& order, bool written);
  void hear(const AlarmNotice& notice, SteadyTime now);
  void look_at_links(SteadyTime now);
  void pass_time(SteadyTime now, SysTime wall, bool trusted);
  void forget_displayed();
  bool came_to_pass(const Query& query) const;
  void answer_those_who_ask();
  bool write_down();

  const Journal journal_;
  const Show show_;
  const Millis all_clear_;
  const CapPlace place_;
  const ScreenId screen_;
  State state_;
  std::map<IncidentId, SysTime> displayed_;  ///< when each active incident was first on the glass
  std::vector<IncidentId> on_glass_;
  std::vector<Asking> asking_;
  Supervision links_;
  std::set<std::string> supervised_;  ///< bridges
  std::set<std::string> silent_;      ///< of them
  std::optional<Bilingual> load_problem_;
  std::optional<Bilingual> write_problem_;
  std::optional<SteadyTime> write_again_;
  SteadyTime passed_;        // until when time has done its work
  SteadyTime lived_kept_{};  // when it was last written down how long things have lived
};

}  // namespace madang::alarm
