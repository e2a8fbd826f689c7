// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/picture_cache.h"

#include <libyuv.h>

#include <algorithm>

namespace madang {
namespace {

/// libyuv has no box filter for four bytes a pixel but by two: bilinear alone would skip pixels of a picture
/// more than twice as large, and fine print would glitter.
void scale_crop(const Picture& picture, Size size, const Rect& crop, std::uint8_t* target) {
  const std::uint8_t* from = picture.pixels.data();
  Size from_size = picture.size;
  int from_stride = picture.stride();
  std::vector<std::uint8_t> half;
  while (from_size.width >= size.width * 2 && from_size.height >= size.height * 2) {
    const Size next{from_size.width / 2, from_size.height / 2};
    std::vector<std::uint8_t> pixels(size_t(next.width) * size_t(next.height) * 4);
    libyuv::ARGBScale(from, from_stride, next.width * 2, next.height * 2, pixels.data(), next.width * 4,
                      next.width, next.height, libyuv::kFilterBox);
    half = std::move(pixels);
    from = half.data();
    from_size = next;
    from_stride = next.width * 4;
  }
  // ARGBScaleClip writes the clip at its place in the whole, of which only the clip is here.
  const int stride = crop.width * 4;
  std::uint8_t* whole = target - (std::ptrdiff_t{crop.y} * stride + std::ptrdiff_t{crop.x} * 4);
  libyuv::ARGBScaleClip(from, from_stride, from_size.width, from_size.height, whole, stride, size.width,
                        size.height, crop.x, crop.y, crop.width, crop.height, libyuv::kFilterBilinear);
}

}  // namespace

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
  scale_crop(*picture, size, crop, entry.pixels.data());
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
