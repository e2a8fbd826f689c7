// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/live_resources.h"

#include "player/prepare/loader.h"

namespace madang {

template <class Pointer>
Pointer LiveResources::look_up(const std::string& key) {
  const auto known = cache_.find(key);
  return known ? std::get<Pointer>(*known) : nullptr;
}

PicturePtr LiveResources::picture(const std::string& path, Size box) {
  const auto asset = inventory_.find(path);
  return asset == inventory_.end() ? nullptr : look_up<PicturePtr>(picture_key(asset->second, box));
}
PicturePtr LiveResources::qr(const QrItem& item, int side) {
  return look_up<PicturePtr>(qr_key(item, side));
}
MapFacePtr LiveResources::map(const MapRequest& request) {
  const std::string key = map_key(request);
  MapFacePtr face = look_up<MapFacePtr>(key);
  if (face)
    return face;
  const auto announced = announced_.find(key);
  return announced ? std::get<MapFacePtr>(*announced) : nullptr;
}
PlacedTextPtr LiveResources::text(const TextRequest& request) {
  const std::string key = text_key(request);
  PlacedTextPtr text = look_up<PlacedTextPtr>(key);
  if (text)
    return text;
  const auto announced = announced_.find(key);
  return announced ? std::get<PlacedTextPtr>(*announced) : nullptr;
}
PlacedTextPtr LiveResources::strip(const TextRequest& request, double gap) {
  return look_up<PlacedTextPtr>(strip_key(request, gap));
}
WidthsPtr LiveResources::widths(const MeasureRequest& request) {
  const std::string key = widths_key(request);
  WidthsPtr widths = look_up<WidthsPtr>(key);
  if (widths)
    return widths;
  const auto announced = announced_.find(key);
  return announced ? std::get<WidthsPtr>(*announced) : nullptr;
}

FramePtr LiveResources::frame(const Cue& cue, const VideoItem& video) {
  // The clip of an item that just began without having been due before (a new programme, an alarm's end)
  // starts here.
  const auto asset = inventory_.find(video.path);
  if (asset == inventory_.end())
    return nullptr;
  deck_.cue_up(cue, video, asset->second, now_);
  return deck_.frame(cue, video, asset->second, now_);
}

}  // namespace madang
