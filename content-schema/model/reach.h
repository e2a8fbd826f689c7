// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>

#include "content-schema/model/document.h"

namespace madang {

/// Whether the entry is meant for this screen: by its id, by one of its groups, or because it names neither.
bool shows_on(const ScheduleEntry& entry, const Screen& screen);

/// On which screens each playlist and layout can come up, whatever the time: indices into Site::screens, by
/// path. A path that is not in the map is shown nowhere.
using Reached = std::map<std::string, std::set<size_t>>;
Reached reach(const Document& document);

}  // namespace madang
