// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <span>
#include <vector>

#include "player/finding.h"
#include "player/local_content.h"
#include "player/prepare/loader.h"

namespace madang {

/// Lays out every text of every page that any screen can come to show, in every language: what the site's
/// default, each entry of the schedule and each alarm page bring, whatever their times. Opens no picture and
/// no clip.
///
/// Legible, by a screen's `width` and `distance`: an em of at least 1/250 of the distance (25 mm at 6 m), on
/// alarm pages 1/120; contrast of at least 4.5:1 (WCAG 2.1, 1.4.3), on alarm pages 7:1 (1.4.6), where the
/// ground is a colour. Over a picture nothing is said.
///
/// Texts with live values are looked at without any, with each number at which a colour changes, and with old
/// ones.
///
/// Each typesetter (at least one) works on a thread of its own, the first on the caller's; what is found does
/// not depend on how many there are.
std::vector<Finding> inspect(const LocalContent& content, std::span<Typesetter> typesetters);

}  // namespace madang
