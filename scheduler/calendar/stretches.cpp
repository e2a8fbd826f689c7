// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/stretches.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace madang {
namespace {

bool earlier(const Interval& a, const Interval& b) {
  return a.from < b.from;
}

/// Windows by their start become a set.
void close_up(std::vector<Interval>& windows) {
  size_t kept = 0;
  for (const Interval& each : windows) {
    if (kept > 0 && each.from <= windows[kept - 1].to)
      windows[kept - 1].to = std::max(windows[kept - 1].to, each.to);
    else
      windows[kept++] = each;
  }
  windows.resize(kept);
}

/// The first of the set that ends after `t`.
auto first_after(const std::vector<Interval>& set, SysTime t) {
  return std::partition_point(set.begin(), set.end(), [&](const Interval& each) { return each.to <= t; });
}

}  // namespace

std::vector<Interval> joined(std::vector<Interval> windows) {
  std::sort(windows.begin(), windows.end(), earlier);
  close_up(windows);
  return windows;
}

void join(std::vector<Interval>& all, const std::vector<Interval>& more) {
  const auto middle = all.insert(all.end(), more.begin(), more.end());
  std::inplace_merge(all.begin(), middle, all.end(), earlier);
  close_up(all);
}

std::vector<Interval> inside(const std::vector<Interval>& windows, const std::vector<Interval>& set) {
  std::vector<Interval> parts;
  for (const Interval& window : windows) {
    for (auto each = first_after(set, window.from); each != set.end() && each->from < window.to; ++each)
      parts.push_back({std::max(window.from, each->from), std::min(window.to, each->to)});
  }
  return parts;
}

std::vector<Interval> outside(const std::vector<Interval>& windows, const std::vector<Interval>& set) {
  std::vector<Interval> parts;
  for (Interval rest : windows) {
    for (auto each = first_after(set, rest.from); each != set.end() && each->from < rest.to; ++each) {
      if (rest.from < each->from)
        parts.push_back({rest.from, each->from});
      rest.from = std::min(each->to, rest.to);
    }
    if (rest.from < rest.to)
      parts.push_back(rest);
  }
  return parts;
}

bool covers(const std::vector<Interval>& set, const Interval& window) {
  const auto found = first_after(set, window.from);
  return found != set.end() && found->from <= window.from && window.to <= found->to;
}

}  // namespace madang
