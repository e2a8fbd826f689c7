// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"

namespace madang::bridge {

/// A notice on its way to the screens of a zone; see scheduler/alarm/signed_notice.h.
struct SignedNotice {
  std::string zone;  ///< empty: every screen of the site
  std::uint64_t epoch = 0;
  std::uint64_t sequence = 0;
  std::vector<IncidentId> active;
  std::string bytes;
};

/// What a road learned of one screen.
struct ScreenNews {
  enum class What {
    received,   ///< it has a notice on its disk: `epoch`, `sequence`
    displayed,  ///< `incidents` are on its glass; none: no alarm is
    refused,  ///< it does not take our notices: `detail`. `epoch` and `sequence` are its own, where it counts
              ///< past ours
    unreachable,  ///< nothing heard from it
    reachable,    ///< heard again
  };
  What what = What::received;
  std::string screen;
  std::string road;  ///< `post` or `mqtt`
  SysTime at;        ///< by the bridge's clock
  std::uint64_t epoch = 0;
  std::uint64_t sequence = 0;
  std::vector<IncidentId> incidents;
  std::optional<Millis> display_ms;  ///< from the screen's accepting to its glass, as it measured
  std::string detail;                ///< in English
};

/// Called on the road's own thread, which does not wait for anybody.
using TakeNews = std::function<void(ScreenNews)>;

/// One way from the bridge to the screens. Each has a thread of its own, so that a broken one delays nothing.
class Road {
 public:
  Road() = default;
  Road(const Road&) = delete;
  Road& operator=(const Road&) = delete;
  virtual ~Road() = default;

  /// Hands it on at once, and again to whoever comes back later: the last one of a zone is what counts.
  /// Returns without waiting; any thread.
  virtual void send(SignedNotice notice) = 0;
  /// What is wrong with the road itself, not with single screens: in English, one line each. Any thread.
  virtual std::vector<Bilingual> problems() const { return {}; }
};

}  // namespace madang::bridge
