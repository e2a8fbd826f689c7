// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <variant>

#include "content-schema/base/clock.h"
#include "content-schema/model/colour.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/item.h"
#include "player/timeline/slot.h"

namespace madang {

/// Where on the screen, as fractions of it (0 to 1), so that no viewport is needed before the scene is built;
/// and how long one canvas pixel is in each direction, for lengths that content gives in pixels.
struct Placement {
  double left = 0;
  double top = 0;
  double width = 1;
  double height = 1;
  double pixel_x = 1.0 / 1920;
  double pixel_y = 1.0 / 1080;
  friend bool operator==(const Placement&, const Placement&) = default;
};

/// How a change under way shows what is in its zone: where it was moved to, and what part of the screen is
/// left to it. Fractions of the screen, and edges rather than lengths: whoever rounds them to pixels finds
/// that two items that touch still touch.
struct Passage {
  /// What stands at `from` when at rest stands at `to` now, and the rest with it.
  struct Move {
    double from = 0;
    double to = 0;
    friend bool operator==(const Move&, const Move&) = default;
  };
  Move x, y;
  double left = 0;  ///< nothing is seen outside these
  double top = 0;
  double right = 1;
  double bottom = 1;
  friend bool operator==(const Passage&, const Passage&) = default;
};

/// How much of a cue there is to see, and where.
struct Appearance {
  double opacity = 1;
  std::optional<Passage> passage;  ///< while it slides or is wiped
  friend bool operator==(const Appearance&, const Appearance&) = default;
};

/// The coloured ground of a layout or a zone.
struct Panel {
  Colour colour;
  Length radius;  ///< of the corners; per cent of the shorter side
  friend bool operator==(const Panel&, const Panel&) = default;
};

/// One item in one zone at one instant (or the ground under it).
struct Cue {
  Slot slot;                              ///< the zone
  std::variant<Panel, const Item*> what;  ///< the item lives in the timeline's programme
  Placement place;                        ///< at rest
  SysTime start;                          ///< of this turn of the item
  Millis length{0};    ///< of the turn; 0 where the item stands alone in its zone and never ends
  Millis position{0};  ///< since `start`; beyond `length` while the next item takes over
  Appearance appearance;
  friend bool operator==(const Cue&, const Cue&) = default;
};

/// Whether the pixels of a cue change from refresh to refresh: a video, a ticker, or a transition
/// under way.
bool moves(const Cue& cue);
/// It does so at each refresh, and not only with the frames of a clip.
bool moves_at_each_refresh(const Cue& cue);

}  // namespace madang
