// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "content-schema/model/geometry.h"
#include "player/media/picture.h"
#include "player/sdl/sdl.h"

namespace madang {

/// What a texture shows: a value's address with what else decided its pixels.
struct TextureKey {
  const void* source = nullptr;
  std::uint64_t detail = 0;  ///< colour of a text, radius of a corner
  Size size;
  Rect crop;
  friend bool operator==(const TextureKey&, const TextureKey&) = default;
};

/// A picture on the GPU, cut into tiles where it is wider than a texture may be. Neighbouring tiles share a
/// column on either side, so that a strip moved by a fraction of a pixel shows no seam.
struct TexturedPicture {
  struct Tile {
    sdl::Texture texture;
    Rect source;  ///< of the texture, px: what to draw of it
    int x = 0;    ///< where that lies in the picture, px
  };
  std::vector<Tile> tiles;
  size_t bytes = 0;
};

/// Pictures as textures. A texture goes when its source is gone, when it was not drawn for a while, or,
/// beyond the bound in bytes, when it was not drawn in this frame, the oldest first. Bound to the main
/// thread.
class TextureCache {
 public:
  explicit TextureCache(SDL_Renderer* renderer, size_t limit_bytes = size_t{192} << 20);

  /// Null where it is not kept.
  TexturedPicture* find(const TextureKey& key);
  /// Null `owner`: kept as long as it is drawn now and then.
  Result<TexturedPicture*> add(const TextureKey& key, const std::shared_ptr<const void>& owner,
                               const Picture& picture);
  void end_frame();
  void clear() { entries_.clear(); }
  size_t size() const { return entries_.size(); }

  /// Whether textures blend with premultiplied alpha (else they were turned into straight alpha on the way).
  bool premultiplied() const { return premultiplied_; }

 private:
  struct Entry {
    TextureKey key;
    bool owned = false;
    std::weak_ptr<const void> owner;
    std::unique_ptr<TexturedPicture> picture;
    std::uint64_t used = 0;
    bool gone() const { return owned && owner.expired(); }
  };
  Result<sdl::Texture> upload(const Picture& picture, const Rect& part) const;

  SDL_Renderer* renderer_;
  size_t limit_bytes_;
  int widest_ = 4096;  ///< texture, px
  bool premultiplied_ = false;
  std::vector<Entry> entries_;
  std::uint64_t frame_ = 1;
};

/// Source-over for premultiplied alpha.
SDL_BlendMode premultiplied_blend();

}  // namespace madang
