// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/model/geometry.h"
#include "content-schema/model/item.h"
#include "player/map/face.h"
#include "player/media/frame.h"
#include "player/media/picture.h"
#include "player/text/layout.h"
#include "player/text/measure.h"
#include "player/text/placed_text.h"
#include "player/timeline/cue.h"

namespace madang {

/// Where a scene gets what it shows. Each call answers null while the thing is not there (yet); the scene
/// then says that the part is not ready. Whether a call may load and wait is the implementation's choice: the
/// main thread's only looks up, the prepare thread's loads, so that both build the same scene from the same
/// code.
class Resources {
 public:
  Resources() = default;
  Resources(const Resources&) = delete;
  Resources& operator=(const Resources&) = delete;
  virtual ~Resources() = default;

  /// A still of the content folder, at least as large as covers or fits `box` needs.
  virtual PicturePtr picture(const std::string& path, Size box) = 0;
  /// Modules and quiet zone as a square picture of at most `side` px.
  virtual PicturePtr qr(const QrItem& item, int side) = 0;
  virtual MapFacePtr map(const MapRequest& request) = 0;
  virtual PlacedTextPtr text(const TextRequest& request) = 0;
  /// A strip as `lay_out_strip` makes it.
  virtual PlacedTextPtr strip(const TextRequest& request, double gap) = 0;
  /// As `measure` of player/text.
  virtual WidthsPtr widths(const MeasureRequest& request) = 0;
  /// The frame of a video cue that is due at the cue's position.
  virtual FramePtr frame(const Cue& cue, const VideoItem& video) = 0;
};

}  // namespace madang
