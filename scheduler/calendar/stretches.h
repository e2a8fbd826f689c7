// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/base/clock.h"

namespace madang {

// Stretches of time, as a set (in order, none touching another) or as windows (in any order, they may
// overlap).

/// The set of all instants of the windows.
std::vector<Interval> joined(std::vector<Interval> windows);

/// Adds the instants of `more` to the set `all`; both are sets.
void join(std::vector<Interval>& all, const std::vector<Interval>& more);

/// Each window's parts that lie in the set, in the order of the windows.
std::vector<Interval> inside(const std::vector<Interval>& windows, const std::vector<Interval>& set);

/// Each window's parts that do not lie in the set, in the order of the windows.
std::vector<Interval> outside(const std::vector<Interval>& windows, const std::vector<Interval>& set);

/// Whether the whole window lies in the set.
bool covers(const std::vector<Interval>& set, const Interval& window);

}  // namespace madang
