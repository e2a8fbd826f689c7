// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/document.h"

namespace madang {

/// A show on screens on which it looks the same: they have the same measures, and the same for each value
/// that its texts ask for.
struct Look {
  Show show;
  bool is_alarm = false;
  std::vector<const Screen*> screens;  ///< of the document; at least one, in its order

  const Screen& screen() const { return *screens.front(); }
};

/// What the screens can come to show, whatever the time: the site's default (unless an entry of the schedule
/// is always on), what the entries bring, and the alarm pages. The document must outlive it.
std::vector<Look> looks_of(const Document& document);

}  // namespace madang
