// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/message.h"
#include "content-schema/model/ids.h"

namespace madang::server {

/// How far a release has come on its way to the screens: one of them, then a tenth, then all. A release that
/// brings trouble goes no further, and those who have it go back.
struct Rollout {
  enum class Stage {
    first,      ///< one screen
    tenth,      ///< a tenth of them, the first among them
    all,        ///< every one, and still watched
    done,       ///< watched long enough: what is wrong from here on is not the release's
    withdrawn,  ///< back to `before`, for `why`
  };

  ReleaseId release;
  std::map<ScreenId, ReleaseId> before;  ///< what each screen had, and the others keep meanwhile
  Stage stage = Stage::done;
  SysTime since;  ///< of the stage
  /// Screens that were heard when it began, and what was wrong on them even then, in English.
  std::map<ScreenId, std::set<std::string>> before_problems;
  Bilingual why;  ///< it was withdrawn, or left to people
  friend bool operator==(const Rollout&, const Rollout&) = default;
};

/// What a screen has said last.
struct ScreenReport {
  ScreenId screen;
  ReleaseId release;
  bool player = false;
  std::vector<Bilingual> problems;
  Millis age{0};
};

struct RolloutRules {
  Millis watched{10 * 60'000};  ///< a stage, before the next one
  Millis silent{2 * 60'000};    ///< a screen that was heard before, and now is not: trouble
};

/// In stages where there is something to go back to, else at once. A screen that has been silent is not one
/// that was heard: nothing is learnt from a kiosk that was switched off the day before.
Rollout begin_rollout(const ReleaseId& release, std::map<ScreenId, ReleaseId> before,
                      std::span<const ScreenReport> reports, SysTime now, const RolloutRules& rules = {});

/// What each screen is to show in this stage.
std::map<ScreenId, ReleaseId> assignments_of(const Rollout& rollout);

/// The screens that have the release in this stage. First those that were heard, since the others could not
/// tell of trouble; their order is another one for each release, so that it is not always the same gate that
/// tries what is new.
std::set<ScreenId> screens_of(const Rollout& rollout);

/// What becomes of it now: the next stage when the time of this one is over, somebody has the release, and so
/// has every screen of the stage that was heard at the beginning; `withdrawn` at the first trouble; else the
/// same. Trouble is what was not there at the beginning, on a screen of the stage: a problem, a player that
/// is gone, silence. That a screen cannot fetch is the network's fault and only holds it up. Pure.
Rollout continue_rollout(Rollout rollout, std::span<const ScreenReport> reports, SysTime now,
                         const RolloutRules& rules = {});

}  // namespace madang::server
