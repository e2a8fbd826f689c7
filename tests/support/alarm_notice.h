// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "scheduler/alarm/signed_notice.h"
#include "tests/support/signing_key.h"

namespace madang::test {

/// What `bridge` says to the market `olle` of its incidents, each a fire that panel-1 told it of.
AlarmNotice fire_notice(const std::string& bridge, std::uint64_t sequence,
                        const std::vector<std::string>& active, const std::vector<std::string>& cleared = {});

/// The bytes that go out.
std::string signed_by(const SigningKey& key, const AlarmNotice& notice);

}  // namespace madang::test
