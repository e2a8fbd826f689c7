// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "tools/madang/when_view.h"

namespace madang::tool {

// The forms in which `madang when` tells what it sees: pure functions of the view. Each ends in a newline.

/// For a terminal. An hour: every turn with its item (no more than 1000 of them). A day or a week: who plays
/// from when to when, day by day. A year: a letter for each kind of day, twelve lines of them, and what the
/// letters mean.
std::string when_table(const WhenView& view, Lang lang);

/// For programs:
///
///     { "screen", "zone", "span", "at": T, "from": T, "to": T,
///       "days":     [ { "date", "weekday", "lunar", "holidays": [], "market_day" } ],
///       "entries":  [ { "name", "number", "priority", "share", "show", "file", "line" } ],
///       "segments": [ { "from": T, "to": T, "entries": [ { "name", "due" } ] } ],
///       "turns":    [ { "from": T, "to": T, "entry", "by", "item", "file", "line" } ] }   an hour's only
///
/// A time T is { "utc", "local" }, both ISO 8601; dates are local; `lunar` is MM-DD, `leap-MM-DD` in a leap
/// month, or null; holidays and items are told in Korean. An entry's name is null where it is the site's
/// default. `due` is a part of 1; `by` is one of turn, finishing, fallback, card (see Timeline::Holder). Keys
/// are not taken away; new ones may come.
std::string when_json(const WhenView& view);

/// An SVG: an hour as six columns of ten minutes, a day as one column, a week as a calendar, a year as twelve
/// rows of days. One colour and one number per entry, the same in every picture of the screen; who shares
/// stands side by side, as wide as its due. Nothing in it depends on fonts or on the machine.
std::string when_picture(const WhenView& view, Lang lang);

/// Who plays at `view.at` and why, and why everybody else does not.
std::string explain_text(const WhenView& view, Lang lang);
///     { "screen", "zone", "at": T, "from": T, "to": T, "winners": [ name ], "on_screen": a turn as above,
///       "entries": [ { "name", "number", "priority", "file", "line", "verdict", "keys": [], "except": [],
///                      "due" } ] }
///
/// `verdict` is one of plays, outranked, not_here, not_now, off_air; `keys` those of `when:` that rule it
/// out, `except` the numbers of the exceptions that take it out, from 1; `due` is of what plays. No winners:
/// the default.
std::string explain_json(const WhenView& view);

/// Each entry's share of screen time per day against its due.
std::string fairness_table(const WhenView& view, Lang lang);
///     { "screen", "zone", "from": T, "to": T,
///       "days": [ { "date", "entries": [ { "name", "due_ms", "had_ms", "longest_item_ms", "items_ahead" } ]
///       } ] }
std::string fairness_json(const WhenView& view);

}  // namespace madang::tool
