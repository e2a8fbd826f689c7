// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/document.h"

namespace madang::bench {

/// A market's schedule for one screen: promotions of some weeks with opening hours, and some of every other
/// kind, in a hundred priorities. The same for the same count.
Schedule market_schedule(size_t count);

/// With a playlist for every ten entries, of three texts each, every other one with an offer of some weeks.
Document market_document(size_t count);

}  // namespace madang::bench
