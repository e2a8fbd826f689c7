// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "player/prepare/resource_cache.h"
#include "player/prepare/video_deck.h"
#include "player/scene/resources.h"

namespace madang {

/// Resources for the main thread: only what is ready, never a wait. Made anew for each refresh, with its
/// time.
class LiveResources : public Resources {
 public:
  /// `announced`: texts of an alarm that the cache may not have.
  LiveResources(ResourceCache& cache, ResourceCache& announced, VideoDeck& deck, const Inventory& inventory,
                SysTime now)
      : cache_(cache), announced_(announced), deck_(deck), inventory_(inventory), now_(now) {}

  PicturePtr picture(const std::string& path, Size box) override;
  PicturePtr qr(const QrItem& item, int side) override;
  MapFacePtr map(const MapRequest& request) override;
  PlacedTextPtr text(const TextRequest& request) override;
  PlacedTextPtr strip(const TextRequest& request, double gap) override;
  WidthsPtr widths(const MeasureRequest& request) override;
  FramePtr frame(const Cue& cue, const VideoItem& video) override;

 private:
  template <class Pointer>
  Pointer look_up(const std::string& key);

  ResourceCache& cache_;
  ResourceCache& announced_;
  VideoDeck& deck_;
  const Inventory& inventory_;
  SysTime now_;
};

}  // namespace madang
