// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/model/document.h"
#include "content-schema/wire/programme.h"
#include "scheduler/plan/planner.h"
#include "scheduler/store/store.h"

namespace madang {

/// A release with what its files say.
struct Content {
  Release release;
  std::shared_ptr<const Document> document;
};

/// Reads the release's folder; `invalid` with the first thing wrong in it. It may be on the disk for long,
/// and read by a newer program than published it.
Result<Content> load_content(const Release& release);

/// A programme reaches at least this far ahead: a week in which nobody comes to mend the scheduler, and a day
/// of slack. What comes later, the player fills with the site's default show.
inline constexpr std::chrono::days k_planned_ahead{8};

/// In the steps of whole days (UTC), so that it is the same programme, byte for byte, until the day is over:
/// the player writes it to its disk once a day and not every hour. From an hour before the day, so that a
/// clock set back a little still finds itself, to `k_planned_ahead` after its end.
Result<Programme> plan_around(const Content& content, const ScreenId& screen, SysTime now,
                              ClockTrust clock = ClockTrust::trusted);

}  // namespace madang
