// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "tools/alarm-bridge/input_report.h"

namespace madang::bridge {

/// What a contact does when all is well. Normally closed is the safer one: a cut wire is then an alarm.
enum class Wiring { normally_open, normally_closed };

/// A contact of a fire gateway, on whatever it is read by.
struct ContactPoint {
  std::string name;  ///< becomes the event's zone
  Wiring wiring = Wiring::normally_open;
  PanelSubject subject = PanelSubject::fire;
  Millis settle{50};  ///< a change counts once it has lasted this long
};

/// A level that counts, and one that may come to count.
struct Debounced {
  bool active = false;                ///< what counts
  std::optional<SteadyTime> since{};  ///< from when on every reading was the other one
  friend bool operator==(const Debounced&, const Debounced&) = default;
};

/// Pure. A reading is `active` or not; the other level counts once all readings of `settle` had it, so a
/// contact that bounces begins anew with each bounce. With `settle` 0 the reading itself counts.
Debounced debounce(Debounced state, bool active, SteadyTime now, Millis settle);

/// The contacts of one device: readings in, reports out. At the start all are quiet, so that one that is
/// active when we come up is told. Bound to one thread.
class ContactWatch {
 public:
  ContactWatch(std::string source, std::vector<ContactPoint> points);
  /// A reading of the point with that index: does the contact conduct (or, of a device, is its bit set)?
  void see(std::size_t point, bool closed, SteadyTime now);
  /// Hands over, in one report, every point that is otherwise than was told. What the taker refuses comes
  /// again.
  void tell(const Taker& taker);

 private:
  struct Watched {
    ContactPoint point;
    Debounced state;
    bool told = false;
  };
  std::string source_;
  std::vector<Watched> watched_;
};

}  // namespace madang::bridge
