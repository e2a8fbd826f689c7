// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/picture_cache.h"

#include <libyuv.h>

#include <algorithm>

namespace madang {

PictureCache::Pixels PictureCache::get(const PicturePtr& picture, Size size, const Rect& crop) {
  if (picture->size == size) {
    const auto offset = std::ptrdiff_t{crop.y} * picture->stride() + std::ptrdiff_t{crop.x} * 4;
    return {picture->pixels.data() + offset, picture->stride()};
  }
  const int stride = crop.width * 4;
  for (Entry& entry : entries_) {
    if (entry.size == size && entry.crop == crop && !entry.picture.owner_before(picture) &&
        !picture.owner_before(entry.picture)) {
      entry.used = ++calls_;
      return {entry.pixels.data(), stride};
    }
  }

  const size_t bytes = size_t(stride) * size_t(crop.height);
  make_room(bytes);
  Entry& entry =
      entries_.emplace_back(Entry{picture, size, crop, std::vector<std::uint8_t>(bytes), ++calls_});
  // ARGBScaleClip writes the clip at its place in the whole, of which only the clip is here.
  std::uint8_t* whole = entry.pixels.data() - (std::ptrdiff_t{crop.y} * stride + std::ptrdiff_t{crop.x} * 4);
  libyuv::ARGBScaleClip(picture->pixels.data(), picture->stride(), picture->size.width, picture->size.height,
                        whole, stride, size.width, size.height, crop.x, crop.y, crop.width, crop.height,
                        libyuv::kFilterBox);
  return {entry.pixels.data(), stride};
}

size_t PictureCache::bytes() const {
  size_t sum = 0;
  for (const Entry& entry : entries_)
    sum += entry.pixels.size();
  return sum;
}

void PictureCache::make_room(size_t bytes) {
  std::erase_if(entries_, [](const Entry& entry) { return entry.picture.expired(); });
  while (!entries_.empty() && this->bytes() + bytes > limit_bytes_)
    entries_.erase(std::min_element(entries_.begin(), entries_.end(),
                                    [](const Entry& a, const Entry& b) { return a.used < b.used; }));
}

}  // namespace madang
