// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "content-schema/model/document.h"
#include "content-schema/model/live.h"
#include "player/scene/resources.h"
#include "player/scene/scene.h"
#include "player/scene/text_memo.h"
#include "player/scene/way_out.h"
#include "player/scene/typeset.h"
#include "player/timeline/cue.h"

namespace madang {

/// The nodes of one cue.
struct Part {
  Slot slot;                ///< of the cue
  SysTime start;            ///< of the cue
  bool ready = true;        ///< everything it needs was there
  bool panel = false;       ///< the ground of a layout or a zone, which nothing holds
  std::vector<Node> nodes;  ///< an item's own ground first, so that what is held is held whole
};

/// What a scene depends on besides the cues.
struct Setting {
  Size viewport;  ///< px
  const Site* site = nullptr;
  const Screen* screen = nullptr;  ///< its values stand in for `{name}`; may be null
  TextMemo* memo = nullptr;        ///< of the refreshes before; may be null. Other live values, another memo
  const LiveValues* live = nullptr;                        ///< what sources say; null is nothing
  const std::map<std::string, MarketMap>* maps = nullptr;  ///< of the document; null: there are none
  const WayOut* way = nullptr;                             ///< during an alarm; may be null
};

/// What a document says of a screen.
Setting setting_of(const Document& document, const ScreenId& screen, Size viewport);
/// The room that a cue has for its texts.
TypeArea type_area(const Cue& cue, const Setting& setting);

/// Cues to nodes, in order. Reads no clock: the cues carry the time. `spare` are parts that nobody needs any
/// more: their memory serves again, so that a page that only moves allocates nothing here.
std::vector<Part> build_parts(std::span<const Cue> cues, const Setting& setting, Resources& resources,
                              std::vector<Part> spare = {});

/// A part that is not ready gets the nodes that its zone last showed (`shown`, the parts on the glass; its
/// own rather than those of an item that shares the zone), so that a late medium holds the picture, where it
/// was, instead of tearing a hole. What has nothing to hold stays empty and unready.
std::vector<Part> hold(std::vector<Part> parts, std::span<const Part> shown);

/// The scene of these parts, back to front. The memory of `spare` serves again.
Scene assemble(std::span<const Part> parts, Size viewport, Scene spare = {});

}  // namespace madang
