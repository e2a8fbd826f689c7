// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/model/asset.h"
#include "content-schema/model/document.h"

namespace madang {

/// How long an item plays, by its own word or its video's length; > 0. Nothing where neither says: the
/// video is not in the inventory, or its length is not known. Planner and timeline both count with this.
std::optional<Millis> item_length(const Item& item, const Inventory& inventory);

/// How long one pass of a show takes; > 0. A playlist's items one after the other; of a layout, the longest
/// pass of its zones. What has no length counts nothing: the player leaves it out too. Ten seconds where
/// nothing has one. Transitions take their time from the items.
Millis pass_length(const Show& show, const Document& document, const Inventory& inventory);

}  // namespace madang
