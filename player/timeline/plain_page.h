// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/document.h"

namespace madang {

// What the pages that the program itself makes are put together from: zones in per cent, bold text, one item
// for each zone.

/// The colours of alarms; under white text at least 7:1 (text of an alarm page, WCAG 1.4.6).
inline constexpr Colour k_white{255, 255, 255, 255};
inline constexpr Colour k_ink{24, 28, 36, 255};
inline constexpr Colour k_alarm_red{176, 0, 0, 255};  ///< 7.6:1 under white

Length percent(double value);

/// All lengths in per cent of the page.
struct Share {
  double left = 0;
  double top = 0;
  double width = 100;
  double height = 100;
};
Zone plain_zone(std::string id, const Share& place, std::string playlist);

/// Centred, bold and white; `size` in per cent of its zone, at most.
TextItem plain_text(LocalText words, double size);

/// That item and nothing else, under the path.
void add_lone(Document& document, const std::string& path, Item::What what);

}  // namespace madang
