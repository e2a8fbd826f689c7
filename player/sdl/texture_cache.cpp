// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/texture_cache.h"

#include <algorithm>

namespace madang {
namespace {

constexpr std::uint64_t k_unused_frames =
    300;  // five seconds at 60 Hz: a fade back and forth finds its pictures again

/// B G R A in memory, which SDL names by the value of a 32-bit word.
constexpr Uint32 k_bgra =
    SDL_BYTEORDER == SDL_LIL_ENDIAN ? SDL_PIXELFORMAT_ARGB8888 : SDL_PIXELFORMAT_BGRA8888;

std::vector<std::uint8_t> straight(const Picture& picture) {
  std::vector<std::uint8_t> pixels = picture.pixels;
  for (size_t i = 0; i + 3 < pixels.size(); i += 4) {
    const unsigned alpha = pixels[i + 3];
    for (size_t c = 0; c < 3 && alpha > 0; ++c)
      pixels[i + c] = static_cast<std::uint8_t>(std::min(255U, (pixels[i + c] * 255U + alpha / 2) / alpha));
  }
  return pixels;
}

}  // namespace

SDL_BlendMode premultiplied_blend() {
  return SDL_ComposeCustomBlendMode(SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA,
                                    SDL_BLENDOPERATION_ADD, SDL_BLENDFACTOR_ONE,
                                    SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD);
}

TextureCache::TextureCache(SDL_Renderer* renderer, size_t limit_bytes)
    : renderer_(renderer), limit_bytes_(limit_bytes) {
  SDL_RendererInfo info{};
  if (SDL_GetRendererInfo(renderer, &info) == 0 && info.max_texture_width > 0)
    widest_ = std::min(info.max_texture_width, widest_);
  const sdl::Texture probe(SDL_CreateTexture(renderer, k_bgra, SDL_TEXTUREACCESS_STATIC, 1, 1));
  premultiplied_ = probe && SDL_SetTextureBlendMode(probe.get(), premultiplied_blend()) == 0;
}

TexturedPicture* TextureCache::find(const TextureKey& key) {
  for (Entry& entry : entries_) {
    // An address may be someone else's by now.
    if (entry.key == key && !entry.gone()) {
      entry.used = frame_;
      return entry.picture.get();
    }
  }
  return nullptr;
}

Result<TexturedPicture*> TextureCache::add(const TextureKey& key, const std::shared_ptr<const void>& owner,
                                           const Picture& picture) {
  auto made = std::make_unique<TexturedPicture>();
  made->bytes = picture.pixels.size();
  for (int x = 0; x < picture.size.width; x += widest_ - 2) {
    const int from = std::max(x - 1, 0);
    const int shown = std::min(widest_ - 2, picture.size.width - x);
    const int to = std::min(x + shown + 1, picture.size.width);
    auto texture = upload(picture, {from, 0, to - from, picture.size.height});
    if (!texture)
      return fail(std::move(texture.error()));
    made->tiles.push_back({std::move(*texture), {x - from, 0, shown, picture.size.height}, x});
  }
  std::erase_if(entries_, [&](const Entry& entry) { return entry.key == key; });
  entries_.push_back({key, owner != nullptr, owner, std::move(made), frame_});
  return entries_.back().picture.get();
}

void TextureCache::end_frame() {
  std::erase_if(entries_,
                [&](const Entry& entry) { return entry.gone() || entry.used + k_unused_frames < frame_; });
  size_t bytes = 0;
  for (const Entry& entry : entries_)
    bytes += entry.picture->bytes;
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  auto first = entries_.begin();
  for (; first != entries_.end() && first->used != frame_ && bytes > limit_bytes_; ++first)
    bytes -= first->picture->bytes;
  entries_.erase(entries_.begin(), first);
  ++frame_;
}

Result<sdl::Texture> TextureCache::upload(const Picture& picture, const Rect& part) const {
  sdl::Texture texture(
      SDL_CreateTexture(renderer_, k_bgra, SDL_TEXTUREACCESS_STATIC, part.width, part.height));
  if (!texture)
    return sdl::failed("그림을 그래픽 장치에 올리지 못했습니다", "cannot create a texture");
  const bool convert = !premultiplied_ && !picture.opaque;
  const std::vector<std::uint8_t> converted = convert ? straight(picture) : std::vector<std::uint8_t>{};
  const std::uint8_t* pixels = (convert ? converted : picture.pixels).data() + std::ptrdiff_t{part.x} * 4;
  SDL_SetTextureBlendMode(texture.get(), premultiplied_ ? premultiplied_blend() : SDL_BLENDMODE_BLEND);
  SDL_SetTextureScaleMode(texture.get(), SDL_ScaleModeLinear);
  if (SDL_UpdateTexture(texture.get(), nullptr, pixels, picture.stride()) != 0)
    return sdl::failed("그림을 그래픽 장치에 올리지 못했습니다", "cannot fill a texture");
  return texture;
}

}  // namespace madang
