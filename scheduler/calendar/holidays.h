// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <set>
#include <vector>

#include "content-schema/model/holiday.h"
#include "content-schema/model/when.h"

namespace madang {

/// Which days are holidays at a site: a value made of what its site.yaml says.
class Holidays {
 public:
  /// A site that announces none of its own.
  Holidays() = default;
  explicit Holidays(const std::vector<Holiday>& of_the_site);

  /// The days of from..to (both inside) that are holidays in that set, ascending, each once. Pure.
  std::vector<std::chrono::local_days> between(HolidaySet set, std::chrono::local_days from,
                                               std::chrono::local_days to) const;

 private:
  std::set<std::chrono::local_days> announced_, taken_back_;
};

}  // namespace madang
