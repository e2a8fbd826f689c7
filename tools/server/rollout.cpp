// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/rollout.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "content-schema/base/digest.h"

namespace madang::server {
namespace {

// As the scheduler words, in English, a release that came whole and that it does not take; any other trouble
// on the way to it; and a car park's server that does not answer as it did.
constexpr const char* k_refused = "fetch unfit:";
constexpr const char* k_fetching = "fetch ";
constexpr const char* k_live = "data ";

/// What is wrong on a screen as far as a release may be to blame.
std::vector<Bilingual> problems_of(const ScreenReport& report) {
  std::vector<Bilingual> all;
  for (const Bilingual& problem : report.problems) {
    const bool of_the_network = problem.en.starts_with(k_fetching) && !problem.en.starts_with(k_refused);
    if (!of_the_network && !problem.en.starts_with(k_live))
      all.push_back(problem);
  }
  if (!report.player)
    all.push_back(say("재생기가 연결되지 않았습니다.", "no player"));
  return all;
}

size_t size_of(Rollout::Stage stage, size_t screens) {
  switch (stage) {
    case Rollout::Stage::first:
      return std::min<size_t>(1, screens);
    case Rollout::Stage::tenth:
      return (screens + 9) / 10;
    case Rollout::Stage::all:
    case Rollout::Stage::done:
      return screens;
    case Rollout::Stage::withdrawn:
      return 0;
  }
  return 0;
}

/// Where one screen is a tenth of all, that stage would be the first one once more.
Rollout::Stage after(Rollout::Stage stage, size_t screens) {
  switch (stage) {
    case Rollout::Stage::first:
      return size_of(Rollout::Stage::tenth, screens) > 1 ? Rollout::Stage::tenth : Rollout::Stage::all;
    case Rollout::Stage::tenth:
      return Rollout::Stage::all;
    default:
      return Rollout::Stage::done;
  }
}

std::optional<Bilingual> trouble_of(const Rollout& rollout, const ScreenReport& report,
                                    const RolloutRules& rules) {
  const auto known = rollout.before_problems.find(report.screen);
  if (known != rollout.before_problems.end() && report.age > rules.silent) {
    return say("화면 {}의 소식이 끊겼습니다.", "screen {} has fallen silent.", report.screen.value);
  }
  for (const Bilingual& problem : problems_of(report)) {
    if (known != rollout.before_problems.end() && known->second.contains(problem.en))
      continue;
    // A screen that was not heard at the beginning may have had this for long, unless it has the release.
    if (known == rollout.before_problems.end() && report.release != rollout.release)
      continue;
    return say("화면 {0}: {1}", "screen {0}: {2}", report.screen.value, problem.ko, problem.en);
  }
  return std::nullopt;
}

}  // namespace

Rollout begin_rollout(const ReleaseId& release, std::map<ScreenId, ReleaseId> before,
                      std::span<const ScreenReport> reports, SysTime now, const RolloutRules& rules) {
  Rollout rollout;
  rollout.release = release;
  rollout.stage = before.empty() ? Rollout::Stage::done : Rollout::Stage::first;
  rollout.before = std::move(before);
  rollout.since = now;
  for (const ScreenReport& report : reports) {
    if (!rollout.before.contains(report.screen) || report.age > rules.silent)
      continue;
    auto& before_it = rollout.before_problems[report.screen];
    for (Bilingual& problem : problems_of(report))
      before_it.insert(std::move(problem.en));
  }
  return rollout;
}

std::map<ScreenId, ReleaseId> assignments_of(const Rollout& rollout) {
  std::map<ScreenId, ReleaseId> assigned = rollout.before;
  for (const ScreenId& screen : screens_of(rollout))
    assigned[screen] = rollout.release;
  return assigned;
}

std::set<ScreenId> screens_of(const Rollout& rollout) {
  std::vector<std::tuple<bool, Digest, ScreenId>> order;
  for (const auto& [screen, release] : rollout.before) {
    order.emplace_back(!rollout.before_problems.contains(screen),
                       sha256(as_bytes(rollout.release.value + ' ' + screen.value)), screen);
  }
  std::sort(order.begin(), order.end());
  order.resize(size_of(rollout.stage, order.size()));
  std::set<ScreenId> chosen;
  for (const auto& each : order)
    chosen.insert(std::get<ScreenId>(each));
  return chosen;
}

Rollout continue_rollout(Rollout rollout, std::span<const ScreenReport> reports, SysTime now,
                         const RolloutRules& rules) {
  if (rollout.stage == Rollout::Stage::done || rollout.stage == Rollout::Stage::withdrawn)
    return rollout;
  const std::set<ScreenId> chosen = screens_of(rollout);
  std::set<ScreenId> awaited;
  for (const auto& [screen, problems] : rollout.before_problems) {
    if (chosen.contains(screen))
      awaited.insert(screen);
  }
  bool somebody_has_it = false;
  for (const ScreenReport& report : reports) {
    if (!chosen.contains(report.screen))
      continue;
    if (auto trouble = trouble_of(rollout, report, rules)) {
      rollout.stage = Rollout::Stage::withdrawn;
      rollout.since = now;
      rollout.why = *std::move(trouble);
      return rollout;
    }
    if (report.release == rollout.release) {
      somebody_has_it = true;
      awaited.erase(report.screen);
    }
  }
  if (somebody_has_it && awaited.empty() && now - rollout.since >= rules.watched) {
    rollout.stage = after(rollout.stage, rollout.before.size());
    rollout.since = now;
  }
  return rollout;
}

}  // namespace madang::server
