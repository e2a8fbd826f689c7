// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "player/scene/build.h"
#include "player/scene/live_text.h"
#include "player/scene/typeset.h"

namespace madang {

/// Writes the nodes of one cue into a part, at their places on the screen and as a change under way shifts
/// them. Private to this folder: what builds the kinds of items shares it.
class PartWriter {
 public:
  /// Whatever `part` held is gone.
  PartWriter(const Cue& cue, const Setting& setting, Resources& resources, Part& part);

  const Cue& cue() const { return cue_; }
  const Setting& setting() const { return setting_; }
  Resources& resources() const { return resources_; }
  /// px, at rest: what is asked of the resources does not change while it moves.
  const Rect& zone() const { return zone_; }
  double pixel() const { return pixel_; }  ///< px of the screen per canvas pixel
  TypeArea area() const { return type_area(cue_, setting_); }
  LiveView live() const;

  /// Something that the part needs is not there yet.
  void wait() { part_.ready = false; }

  template <class What>
  void add(What what) {
    add(std::move(what), zone_, 1);
  }
  template <class What>
  void add(What what, const Rect& clip, double opacity) {
    move(what);
    part_.nodes.push_back({moved(clip), cue_.appearance.opacity * opacity, std::move(what), shift_.within});
  }

  /// A text from the memo, else made; waits for it where it is neither.
  template <class Make>
  PlacedTextPtr text(std::int64_t version, Make make) {
    return text(zone_, version, make);
  }
  template <class Make>
  PlacedTextPtr text(const Rect& place, std::int64_t version, Make make) {
    const TextSpot spot{std::get<const Item*>(cue_.what), place, pixel_, version};
    PlacedTextPtr text = setting_.memo != nullptr ? setting_.memo->find(spot) : nullptr;
    if (text)
      return text;
    text = make();
    if (text && setting_.memo != nullptr)
      setting_.memo->keep(spot, text);
    if (!text)
      wait();
    return text;
  }

  /// In the zone, less the style's padding.
  void add_text(PlacedTextPtr text, const TextStyle& style, Colour colour);

 private:
  /// What a change under way does to the nodes of a cue.
  struct Shift {
    int x = 0;
    int y = 0;
    std::optional<Rect> within;
  };
  static Shift shift_of(const Appearance& appearance, Size viewport);
  Rect moved(const Rect& rect) const {
    return {rect.x + shift_.x, rect.y + shift_.y, rect.width, rect.height};
  }
  void move(FillNode&) const {}  // it fills its clip
  void move(PictureNode& node) const { node.place = moved(node.place); }
  void move(VideoNode& node) const { node.place = moved(node.place); }
  void move(TextNode& node) const {
    node.x += shift_.x;
    node.y += shift_.y;
  }

  const Cue& cue_;
  const Setting& setting_;
  Resources& resources_;
  Rect zone_;
  Shift shift_;
  double pixel_ = 1;
  Part& part_;
};

}  // namespace madang
