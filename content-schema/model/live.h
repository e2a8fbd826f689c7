// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "content-schema/base/clock.h"
#include "content-schema/model/text.h"

namespace madang {

/// What a source said of one thing, and for how long that is good.
///
/// `as_of` is the scheduler's civil time, and ages are taken against the player's, which is the same clock. A
/// clock that is wrong and left alone spoils no age. One that is set forward makes values stale too early;
/// set back, it would make them young again, so the scheduler then doubts all it knows (`doubted`) and asks
/// every source anew. So it does with what it recalls from its disk: nobody knows how long the machine was
/// off, if its clock is not to be trusted. And an `as_of` that lies ahead of the clock is never fresh.
struct LiveValue {
  Value value;                                  ///< words or a number
  SysTime as_of;                                ///< when the source last said so
  Millis stale_after{std::chrono::minutes{5}};  ///< older is stale
  Millis gone_after{std::chrono::minutes{50}};  ///< older is as if it had never been said

  friend bool operator==(const LiveValue&, const LiveValue&) = default;
};

/// By `source.value`, e.g. `parking.lot-a`.
using LiveValues = std::map<std::string, LiveValue>;

enum class Freshness { fresh, stale, missing };

/// A value may be as far ahead of the clock as clocks that are slewed can be.
inline constexpr Millis k_live_slack{2'000};

/// Pure, as all of these.
Freshness freshness(const LiveValue& value, SysTime now);
/// The value of this name; null where it was never heard, or is so old that it counts as never heard.
const LiveValue* find_live(const LiveValues* values, std::string_view name, SysTime now);
/// Of the value of this name; `missing` where there is none.
Freshness freshness(const LiveValues* values, std::string_view name, SysTime now);
/// The first instant after `now` at which one of them grows stale or is gone; SysTime::max() where none will.
SysTime next_change(const LiveValues& values, SysTime now);
/// The same as something that may be old: stale from now on, until it is heard again.
LiveValues doubted(LiveValues values);

}  // namespace madang
