// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/alarm_notice.h"

#include "content-schema/base/digest.h"

namespace madang::test {

using namespace std::chrono_literals;

AlarmNotice fire_notice(const std::string& bridge, std::uint64_t sequence,
                        const std::vector<std::string>& active, const std::vector<std::string>& cleared) {
  AlarmNotice made;
  made.site = "olle";
  made.source = bridge;
  made.epoch = 5;
  made.sequence = sequence;
  made.sent = SysTime{1'800'000'000s};
  for (const std::string& id : active) {
    Incident fire;
    fire.id = {id};
    fire.kind = "fire";
    fire.source = "panel-1";
    made.active.push_back(fire);
  }
  for (const std::string& id : cleared)
    made.cleared.push_back({{id}, made.sent, ""});
  return made;
}

std::string signed_by(const SigningKey& key, const AlarmNotice& notice) {
  return alarm::sign_notice(notice, key.public_key(),
                            [&](std::span<const std::byte> bytes) { return key.sign(as_text(bytes)).hex; });
}

}  // namespace madang::test
