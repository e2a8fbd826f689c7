// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/assignment.h"

namespace madang::trust {

Checked<Assignment> assignment_of(const Updater& updater, TrustedSet& trusted, const ScreenId& screen) {
  const auto assigned = updater.find_target(trusted, fmt::format("screens/{}.json", screen.value));
  if (!assigned && assigned.error().reason == Reason::not_listed) {
    return fault(
        Reason::not_listed,
        "이 화면({0})에 보낼 릴리스가 정해지지 않았습니다. site.yaml의 screens에 '{0}'이(가) 있는지 보고 "
        "다시 내보내 주세요.",
        "no release is assigned to this screen, {0}; see whether site.yaml lists '{0}' under screens, and "
        "publish again.",
        screen.value);
  }
  if (!assigned)
    return fault(assigned.error());
  const auto digest = assigned->hashes.find("sha256");
  const std::string id = digest == assigned->hashes.end() ? "" : digest->second;
  const std::string path = fmt::format("releases/{}.json", id);
  const auto listed = trusted.targets.targets.find(path);
  const auto vouched = [&] {
    const auto digest_there = listed->second.hashes.find("sha256");
    return digest_there != listed->second.hashes.end() && digest_there->second == id &&
           listed->second.length == assigned->length;
  };
  if (id.empty() || listed == trusted.targets.targets.end() || !vouched()) {
    return fault(
        Reason::not_listed, "이 화면({})에 정해진 릴리스 {}에 직원의 서명이 없습니다.",
        "the release {1} that is assigned to this screen, {0}, is not one that the staff have signed.",
        screen.value, id.substr(0, 12));
  }
  return Assignment{ReleaseId{id}, assigned->length,
                    "targets/" + target_name(trusted.root, path, listed->second)};
}

}  // namespace madang::trust
