// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/findings.h"

#include <algorithm>
#include <utility>

namespace madang {
namespace {

void add(Findings& all, const Finding& finding) {
  Finding& known =
      all.try_emplace({finding.mark.file, finding.mark.line, finding.code, finding.what.en}, finding)
          .first->second;
  for (const ScreenId& screen : finding.screens) {
    if (std::find(known.screens.begin(), known.screens.end(), screen) == known.screens.end())
      known.screens.push_back(screen);
  }
}

}  // namespace

void add_to(Findings& all, Finding finding, const Look& where) {
  for (const Screen* screen : where.screens)
    finding.screens.push_back(screen->id);
  add(all, finding);
}

void add_to(Findings& all, const Findings& more) {
  for (const auto& [key, finding] : more)
    add(all, finding);
}

std::vector<Finding> in_order(Findings all, const Site& site) {
  std::vector<Finding> out;
  for (auto& [key, finding] : all) {
    const std::vector<ScreenId> found = std::exchange(finding.screens, {});
    for (const Screen& each : site.screens) {
      if (std::find(found.begin(), found.end(), each.id) != found.end())
        finding.screens.push_back(each.id);
    }
    out.push_back(std::move(finding));
  }
  return out;
}

}  // namespace madang
