// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/mailbox.h"
#include "content-schema/base/wakeup.h"
#include "scheduler/alarm/guard.h"
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
  std::variant<Command, Query> what;
  SysTime received;
  http::Responder responder;
};

using Orders = Inbox<Order, 256>;

/// HTTP's side of the alarm desk:
///
///     POST /alarm    a command (see command.h), authorised (see guard.h)
///     GET  /alarm    the state as JSON; ?shown=ID or ?gone=ID with &wait=SECONDS holds the answer back
///     GET  /healthz
///
/// It checks and parses, and decides nothing. Called on the HTTP server's thread.
class Listener {
 public:
  Listener(std::string secret, Orders& orders, const Wakeup& wakeup, Clock clock)
      : guard_(std::move(secret)), orders_(orders), wakeup_(wakeup), clock_(clock) {}

  void handle(const http::Request& request, http::Responder responder);
  /// Limits that suit few honest clients and any number of others.
  static http::Limits limits();
  std::uint64_t refused() const { return guard_.refused(); }

 private:
  void command(const http::Request& request, http::Responder responder);
  void hand_over(Order order);

  Guard guard_;
  Orders& orders_;
  const Wakeup& wakeup_;
  const Clock clock_;
};

}  // namespace madang::alarm
