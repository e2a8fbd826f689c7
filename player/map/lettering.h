// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/colour.h"
#include "player/map/labels.h"
#include "player/text/layout.h"
#include "player/text/placed_text.h"

namespace madang {

/// A text with the place of its box, and what it lies on. px of the map's box.
struct MapLabel {
  PlacedTextPtr text;
  MapSpot at;
  Colour colour;
  std::optional<Rect> plate;
  Colour plate_colour;
};

/// A text set and rasterised; `fits` is false where its box is too small for it.
struct SetText {
  PlacedTextPtr text;
  bool fits = true;
};

/// How a label is written.
struct MapLetters {
  double size = 0;   ///< px, em: as large as it may be
  double least = 0;  ///< px, em: smaller it is none
  Weight weight = Weight::regular;
  Colour ink{34, 26, 20, 255};
};

/// Writes the words of a map in one language and finds places for them: each way is a rule of its own, and
/// gives nothing where its words do not fit or have no place. Takes no place itself.
class Lettering {
 public:
  using Set = std::function<SetText(const TextRequest&)>;
  Lettering(const Set& set, LanguageTag language, std::string font, Size box);

  /// In a box of its own, not yet put anywhere.
  std::optional<MapLabel> set(const std::string& words, const MapLetters& letters, Size box,
                              Writing writing = Writing::horizontal) const;

  struct Plate {
    MapSpot at;       ///< near this
    double away = 0;  ///< px from there to its edge; 0: upon it
    Colour colour{255, 255, 255, 225};
    int farthest = 3;  ///< times as far as `away`
  };
  /// On a plate near a point.
  std::optional<MapLabel> on_plate(const std::string& words, const MapLetters& letters, const Plate& plate,
                                   const LabelGrid& grid) const;

  /// Inside an outline around `at`: in as few lines as it can, `most` of them at most and no fewer than `from`.
  struct Lines {
    int from = 1;
    int most = 3;
    bool may_cut = false;  ///< words, where they are longer than a line
  };
  std::optional<MapLabel> within(const std::vector<std::vector<MapSpot>>& rings, MapSpot at,
                                 const std::string& words, const MapLetters& letters, Lines lines,
                                 const LabelGrid& grid) const;

  /// In a strip `width` px wide along `line`: in the middle of its longest stretches that lie nearly level,
  /// or upright, where it runs down the strip as signs do.
  std::optional<MapLabel> along(const std::vector<MapSpot>& line, double width, const std::string& words,
                                const MapLetters& letters, const LabelGrid& grid) const;

 private:
  const Set& set_;
  LanguageTag language_;
  std::string font_;
  Size box_;
};

/// Puts the middle of the label's ink into the middle of `place`.
void centre(MapLabel& label, const Rect& place);
/// What its letters cover on the map.
Rect ink_of(const MapLabel& label);

}  // namespace madang
