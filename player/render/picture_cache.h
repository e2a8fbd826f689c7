// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "content-schema/model/geometry.h"
#include "player/media/picture.h"

namespace madang {

/// Pictures at the size and crop they are shown in. Bounded in bytes: pictures that nobody holds any more go
/// first, then the least recently used. Bound to one thread.
class PictureCache {
 public:
  explicit PictureCache(size_t limit_bytes = size_t{48} << 20) : limit_bytes_(limit_bytes) {}

  /// BGRA premultiplied, lent until the next call.
  struct Pixels {
    const std::uint8_t* data = nullptr;
    int stride = 0;  ///< bytes per row
  };
  /// The part `crop` (in px of the scaled picture) of the picture scaled to `size`. Bilinear upwards, box
  /// filter downwards; a picture at its own size is lent as it is.
  Pixels get(const PicturePtr& picture, Size size, const Rect& crop);

  size_t bytes() const;

 private:
  struct Entry {
    std::weak_ptr<const Picture> picture;
    Size size;
    Rect crop;
    std::vector<std::uint8_t> pixels;
    std::uint64_t used = 0;
  };
  void make_room(size_t bytes);

  size_t limit_bytes_;
  std::vector<Entry> entries_;
  std::uint64_t calls_ = 0;
};

}  // namespace madang
