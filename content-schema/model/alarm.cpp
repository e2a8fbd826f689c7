// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/alarm.h"

namespace madang {

bool Incident::latches() const {
  return rank_of(*this) == AlarmRank::local_fire;
}

AlarmRank rank_of(const Incident& incident) {
  switch (incident.exercise) {
    case Exercise::actual:
      break;
    case Exercise::drill:
      return AlarmRank::drill;
    case Exercise::test:
      return AlarmRank::test;
  }
  if (incident.origin == Origin::local)
    return incident.kind == "fire" ? AlarmRank::local_fire : AlarmRank::actual;
  return incident.extreme ? AlarmRank::extreme : AlarmRank::actual;
}

}  // namespace madang
