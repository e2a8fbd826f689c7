// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content-schema/model/document.h"
#include "scheduler/calendar/zone.h"

namespace madang {

/// What `valid` means in UTC: from the midnight of `zone` with which the first day begins to that with which
/// the last one ends. An end that it does not say lies farther than any time that a screen will show.
Interval airtime(const Validity& valid, const TimeZone& zone);

/// By a show's path (a playlist's or a layout's): the stretches of time in which one of its items may be
/// shown, in order, none touching another. What is not here always has an item that may.
using Airtimes = std::map<std::string, std::vector<Interval>>;

/// Of every playlist and layout of the document that is not always on. A layout is on while a playlist of one
/// of its zones is; an item that is a layout, while it may be shown and the layout is on. An item's `airs`
/// counts before its `valid`. Media are not asked.
Airtimes airtimes(const Document& document, const TimeZone& zone);

}  // namespace madang
