// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "content-schema/yaml/recurrence_rule.h"
#include "scheduler/calendar/recurrence.h"
#include "tests/fuzz/must.h"

using namespace madang;

/// A day, a time of day, a day to ask for, and a rule as staff may write it: no crash and no endless search;
/// what is found lies where it was asked for, in order, and is the same when asked for in two parts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace std::chrono_literals;
  constexpr std::size_t k_head = 6;
  if (size < k_head)
    return 0;
  static const TimeZone zone = TimeZone::find("Asia/Seoul").value();
  const auto number = [&](std::size_t at) { return data[at] * 256 + data[at + 1]; };
  Recurrence recurrence;
  const std::chrono::local_days start{1970y / 1 / 1};
  recurrence.start = std::chrono::year_month_day{start + std::chrono::days{number(0) % 25000}};
  if (const int time = number(2) % 2880; time < 1440) {
    recurrence.time = std::chrono::minutes{time};
    recurrence.lasts = 1min;
  }
  recurrence.rule.assign(reinterpret_cast<const char*>(data + k_head), size - k_head);
  if (yaml::check_recurrence_rule(recurrence.rule, recurrence.time.has_value()))
    return 0;

  const LocalTime from = start + std::chrono::days{number(4) % 25000};
  const LocalTime middle = from + std::chrono::days{9}, to = from + std::chrono::days{40};
  const auto all = instances(recurrence, zone, from, to);
  must(std::is_sorted(all.begin(), all.end(), std::less_equal<>()));
  must(all.empty() || (all.front() >= from && all.back() < to));
  auto parts = instances(recurrence, zone, from, middle);
  const auto second = instances(recurrence, zone, middle, to);
  parts.insert(parts.end(), second.begin(), second.end());
  must(parts == all);
  return 0;
}
