// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "scheduler/fetch/fault.h"
#include "scheduler/fetch/transfer.h"
#include "scheduler/trust/assignment.h"

namespace madang::fetch {

/// What the repository has for a screen, as far as its signatures are believed.
struct Offer {
  std::int64_t version = 0;  ///< of timestamp.json; announcements are asked for by it
  trust::Assignment assignment;
};

struct OfferOptions {
  std::string server;  ///< `http://server:8640`, without a slash at its end
  ScreenId screen;
  std::filesystem::path folder;  ///< of trusted metadata; holds root.json
  Patience patience;
};

/// Brings the trusted metadata up to date and reads the offer from them. Faults of the way are told as such;
/// where what came is not believed: `expired`, `unassigned`, else `untrusted`. `start` is the time by which
/// metadata expire. Bound to the transfer's thread.
Fetched<Offer> look_for_offer(const OfferOptions& options, Transfer& transfer, SysTime start,
                              std::stop_token stop);

/// Puts the root that the kiosk was set up with into the folder of trusted metadata, unless there is one:
/// from then on only roots that follow from it count. `not_found` where there is none at all.
Status install_root(const std::filesystem::path& root_file, const std::filesystem::path& folder);

}  // namespace madang::fetch
