// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/presented.h"

#include <algorithm>

namespace madang {

bool same_turns(const Presented& a, const Presented& b) {
  const auto same = [](const PresentedItem& x, const PresentedItem& y) {
    return x.start == y.start && x.mark == y.mark && x.frame.has_value() == y.frame.has_value();
  };
  return a.release == b.release && a.incidents == b.incidents && a.items.size() == b.items.size() &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), same);
}

}  // namespace madang
