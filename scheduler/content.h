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

/// From an hour ago, so that a clock set back a little still finds itself, to at least 48 h ahead.
Result<Programme> plan_around(const Content& content, const ScreenId& screen, SysTime now,
                              ClockTrust clock = ClockTrust::trusted);

}  // namespace madang
