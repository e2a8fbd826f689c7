// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/table_turn.h"

#include <algorithm>

namespace madang {

Millis step_of(const TableItem& item, Millis length) {
  constexpr Millis k_least{100};
  const auto languages = static_cast<Millis::rep>(item.languages.size());
  const Millis each = std::max(item.every, k_least);
  return length > Millis{0} ? std::max(k_least, std::min(each, length / languages)) : each;
}

TableTurn turn_of(const TableItem& item, size_t pages, Millis length, Millis position) {
  const auto steps = static_cast<size_t>(std::max(Millis{0}, position) / step_of(item, length));
  return {steps / item.languages.size() % pages, steps % item.languages.size()};
}

}  // namespace madang
