// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/mailbox.h"
#include "content-schema/base/wakeup.h"
#include "scheduler/alarm/cap.h"
#include "scheduler/alarm/guard.h"
#include "scheduler/alarm/signed_notice.h"
#include "scheduler/alarm/state.h"
#include "scheduler/http/server.h"

namespace madang::alarm {

/// Someone asks how things stand, perhaps only once something came to pass.
struct Query {
  std::optional<IncidentId> shown;  ///< answer when this is on the glass
  std::optional<IncidentId> gone;   ///< answer when this is off the glass; `*`: when every alarm is
  SteadyTime deadline;              ///< then answer anyway
};

/// What the listener hands the main loop; the duty to answer goes with it.
struct Order {
  std::variant<Command, CapAlert, AlarmNotice, Query> what;
  SysTime received;
  http::Responder responder;
  /// `?wait=displayed`: the answer is held back until what it raises is on the glass, no longer than this.
  std::optional<SteadyTime> displayed_by = std::nullopt;
};

using Orders = Inbox<Order, 256>;

/// Who is believed, and where this screen stands.
struct AlarmTrust {
  std::string secret;          ///< shared; empty: none
  std::vector<AlarmKey> keys;  ///< of bridges; may be empty
  AlarmPlace place;
};

/// HTTP's side of the alarm desk:
///
///     POST /alarm    one of these; with ?wait=displayed answered when it has been presented, or 10 s later
///         a notice of a bridge, signed by an alarm key (see signed_notice.h)
///         a command (see command.h), authorised by the shared secret (see guard.h)
///         a CAP 1.2 message (see cap.h), authorised in the same way
///     GET  /alarm    the state as JSON; ?shown=ID or ?gone=ID with &wait=SECONDS holds the answer back
///     GET  /healthz
///
/// It checks and parses, and decides nothing. Called on the HTTP server's thread.
class Listener {
 public:
  Listener(AlarmTrust trust, Orders& orders, const Wakeup& wakeup, Clock clock)
      : guard_(trust.secret), trust_(std::move(trust)), orders_(orders), wakeup_(wakeup), clock_(clock) {}

  void handle(const http::Request& request, http::Responder responder);
  /// Limits that suit few honest clients and any number of others.
  static http::Limits limits();
  std::uint64_t refused() const { return guard_.refused(); }

 private:
  void post(const http::Request& request, http::Responder responder);
  void notice(const http::Request& request, http::Responder responder);
  /// What it says of those who are not let in.
  http::Response refusal(const http::Request& request, Guard::Answer answer) const;
  void hand_over(Order order);

  Guard guard_;
  const AlarmTrust trust_;
  Orders& orders_;
  const Wakeup& wakeup_;
  const Clock clock_;
};

}  // namespace madang::alarm
