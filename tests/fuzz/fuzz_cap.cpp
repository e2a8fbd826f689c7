// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstddef>
#include <cstdint>
#include <span>

#include "scheduler/alarm/cap_meaning.h"
#include "scheduler/alarm/command.h"
#include "tests/fuzz/must.h"

/// Whatever anybody sends: no crash, and what it means keeps the promises of CapMeaning.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace madang;
  using namespace madang::alarm;
  const auto alert = parse_cap(std::as_bytes(std::span(data, size)));
  if (!alert)
    return 0;
  must(!alert->identifier.empty() && !alert->sender.empty() && alert->remarks.size() <= 32);
  const CapPlace place{{{"KRDSTGeocode", "1111000000"}}, GeoPoint{37.57, 126.99}, {"10.0.0.7"}};
  for (const auto& here : {CapPlace{}, place}) {
    const auto meaning = meaning_of(*alert, here, alert->sent);
    must((meaning.deed == CapDeed::nothing) == (meaning.events.empty() && meaning.ends.empty()));
    must((meaning.deed == CapDeed::nothing) <= (meaning.reason != CapReason::none));
    for (const auto& event : meaning.events) {
      must(is_name(event.id.value) && is_kind(event.kind));
      must(comes_from(event.id, message_id(alert->sender, alert->identifier)));
    }
  }
  return 0;
}
