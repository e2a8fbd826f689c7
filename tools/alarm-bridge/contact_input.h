// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "scheduler/alarm/supervision.h"
#include "tools/alarm-bridge/contact_watch.h"
#include "tools/alarm-bridge/gpio_lines.h"

namespace madang::bridge {

struct ContactLine {
  ContactPoint contact;
  unsigned offset = 0;  ///< of the chip, from 0
};

/// Dry contacts on the pins of a board, e.g. the relay of a fire panel.
struct ContactDevice {
  std::string name;
  std::string chip;  ///< `/dev/gpiochip0`
  std::vector<ContactLine> lines;
  /// With pull_up a contact to ground is usual, and the line is low while it conducts.
  Bias bias = Bias::pull_up;
  enum class Closed { low, high } closed = Closed::low;  ///< the line's level while the contact conducts
  Millis interval{10};                                   ///< between readings
  Millis supervision{5'000};                             ///< unreadable this long: lost
};

/// Reads the lines at an interval, and reports contacts and the loss and return of the chip (a board on USB
/// may be pulled). Reading is asking: that it works is the supervision. What was lost is opened anew, once a
/// second. Bound to one thread; `poll` does not wait.
class ContactInput {
 public:
  /// `invalid` if there are no lines, too many, or a time of 0. Opens the chip only in `poll`, so that a
  /// bridge starts whose board is not there yet.
  static Result<ContactInput> create(ContactDevice device, Taker taker, SteadyTime now);

  void poll(SteadyTime now);
  SteadyTime next() const { return next_; }
  /// What went wrong at the last poll, for the status; nothing after a good one.
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  ContactInput(ContactDevice device, Taker taker, SteadyTime now);
  Status read(SteadyTime now);

  ContactDevice device_;
  Taker taker_;
  ContactWatch contacts_;
  alarm::Supervision supervision_;
  std::optional<GpioLines> lines_;
  std::optional<Error> trouble_;
  SteadyTime next_;
};

}  // namespace madang::bridge
