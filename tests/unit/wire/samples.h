// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/wire/presented.h"
#include "content-schema/wire/manifest.h"
#include "content-schema/wire/message.h"

namespace madang::test {

/// Values in which no field holds what it is born with, so that a forgotten one shows.
Programme full_programme();
AlarmState full_alarm_state();
Manifest full_manifest();
Heartbeat full_heartbeat();
Presented full_presented();
PlayerReport full_report();
LiveValues full_live_values();

}  // namespace madang::test
