// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/message.h"
#include "tools/alarm-bridge/dc09_cipher.h"
#include "tools/alarm-bridge/panel_event.h"

namespace madang::bridge {

/// Which time stamps of an account are held against our clock: not more than 40 s old and not more than 20 s
/// ahead (DC-09, 5.5.1.9).
enum class TimestampCheck {
  encrypted,  ///< those of encrypted messages, as the standard says; a plain one may lack it or be wrong
  always,
  never,  ///< for panels that send local time, or have no clock worth the name
};

/// A panel that may talk to us.
struct Dc09Account {
  std::string name;  ///< what it sends after #; letters of either case are the same
  std::string key;   ///< 16, 24 or 32 bytes, and then only encrypted messages count; empty: plain
  TimestampCheck timestamps = TimestampCheck::encrypted;
  Millis supervision{0};  ///< at least one message in this time, or it counts as lost; 0: not supervised
};

/// `invalid` with the account named: a key of another length, no name, a name twice.
Status check_accounts(std::span<const Dc09Account> accounts);

/// Whether time stamps may be judged. Without trust none is: on doubt, an alarm is shown.
enum class ClockTrust { trusted, untrusted };

struct ClockReading {
  SysTime now;
  ClockTrust trust = ClockTrust::trusted;
};

enum class Dc09Reply {
  nothing,  ///< checksum, length or head wrong, or not for a receiver: the panel repeats
  ack,      ///< understood. To be sent only once the events are on disk
  nak,      ///< the time stamp is too far off; carries our time, so that the panel can set its clock
  duh,      ///< received well, and of no use: another account, token, key or form
};

/// What a frame is answered, and what it says.
struct Dc09Answer {
  Dc09Reply reply = Dc09Reply::nothing;
  std::string bytes;  ///< the reply's frame; encrypted where the message was and DC-09 wants it (ACK)
  /// The account's name as configured, if the message is its own, whether it could be used or not: its
  /// supervision starts anew. Empty for anyone else, and for a NAK: an old message may be a recorded one.
  std::string account;
  int sequence = 0;
  std::vector<PanelEvent> events;  ///< of an ACK; none of a supervision message ("NULL")
  std::string content;  ///< token and data: the same in a repetition, while time and padding differ
  Bilingual why;        ///< where it is not ACK, for the log
};

/// Pure: no clock, no socket. `frame` is what cut_dc09 found.
Dc09Answer answer(std::string_view frame, std::span<const Dc09Account> accounts, const ClockReading& clock,
                  const Padding& padding);

}  // namespace madang::bridge
