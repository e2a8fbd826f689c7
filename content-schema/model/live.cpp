// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/live.h"

#include <algorithm>

namespace madang {

Freshness freshness(const LiveValue& value, SysTime now) {
  const Millis age = now - value.as_of;
  if (age >= value.gone_after || age <= -value.gone_after)
    return Freshness::missing;
  const bool is_old = age >= value.stale_after || value.stale_after <= Millis{0};
  return is_old || age < -k_live_slack ? Freshness::stale : Freshness::fresh;
}

const LiveValue* find_live(const LiveValues* values, std::string_view name, SysTime now) {
  if (values == nullptr)
    return nullptr;
  const auto found =
      std::find_if(values->begin(), values->end(), [&](const auto& each) { return each.first == name; });
  if (found == values->end() || freshness(found->second, now) == Freshness::missing)
    return nullptr;
  return &found->second;
}

Freshness freshness(const LiveValues* values, std::string_view name, SysTime now) {
  const LiveValue* value = find_live(values, name, now);
  return value != nullptr ? freshness(*value, now) : Freshness::missing;
}

SysTime next_change(const LiveValues& values, SysTime now) {
  SysTime next = SysTime::max();
  for (const auto& [name, value] : values) {
    for (const Millis edge :
         {-value.gone_after + Millis{1}, -k_live_slack, value.stale_after, value.gone_after}) {
      const SysTime at = value.as_of + edge;
      if (at > now)
        next = std::min(next, at);
    }
  }
  return next;
}

LiveValues doubted(LiveValues values) {
  for (auto& [name, value] : values)
    value.stale_after = Millis{0};
  return values;
}

}  // namespace madang
