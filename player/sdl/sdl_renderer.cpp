// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/sdl_renderer.h"

#include <fmt/format.h>

#include <cmath>

#include "player/render/corners.h"
#include "player/render/coverage.h"
#include "player/render/text_picture.h"
#include "player/render/yuv.h"

namespace madang {
namespace {

constexpr Uint32 k_bgrx = SDL_BYTEORDER == SDL_LIL_ENDIAN ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_BGRX8888;

/// SDL 2 converts these; the others come converted by us.
bool sdl_converts(const VideoFrame& frame) {
  const bool limited = frame.range == ColourRange::limited;
  return limited ? frame.matrix != ColourMatrix::bt2020 : frame.matrix == ColourMatrix::bt601;
}

SDL_YUV_CONVERSION_MODE mode_of(ColourMatrix matrix, ColourRange range) {
  if (range == ColourRange::full)
    return SDL_YUV_CONVERSION_JPEG;
  return matrix == ColourMatrix::bt601 ? SDL_YUV_CONVERSION_BT601 : SDL_YUV_CONVERSION_BT709;
}

bool same_frame(const std::weak_ptr<const VideoFrame>& a, const FramePtr& b) {
  return !a.owner_before(b) && !b.owner_before(a);
}

}  // namespace

Result<std::unique_ptr<SdlRenderer>> SdlRenderer::create(SDL_Window* window) {
  sdl::Renderer renderer(
      SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
  if (!renderer)
    renderer.reset(SDL_CreateRenderer(window, -1, 0));
  if (!renderer)
    return sdl::failed("그래픽 장치로 그릴 수 없습니다", "cannot create a renderer");
  return std::unique_ptr<SdlRenderer>(new SdlRenderer(std::move(renderer)));
}

SdlRenderer::SdlRenderer(sdl::Renderer renderer)
    : renderer_(std::move(renderer)), textures_(renderer_.get()) {
  SDL_RendererInfo info{};
  vsync_ = SDL_GetRendererInfo(renderer_.get(), &info) == 0 && (info.flags & SDL_RENDERER_PRESENTVSYNC) != 0;
  SDL_SetRenderDrawBlendMode(renderer_.get(), SDL_BLENDMODE_BLEND);
}

SdlRenderer::~SdlRenderer() = default;

Size SdlRenderer::size() const {
  Size size;
  SDL_GetRendererOutputSize(renderer_.get(), &size.width, &size.height);
  return turned(size, reverse(rotation_));
}

void SdlRenderer::turn(Rotation rotation) {
  rotation_ = rotation;
  upright_.reset();
}

void SdlRenderer::forget() {
  upright_.reset();
  textures_.clear();
  videos_.clear();
}

std::string SdlRenderer::description() const {
  SDL_RendererInfo info{};
  SDL_GetRendererInfo(renderer_.get(), &info);
  return fmt::format("SDL renderer {} ({})", std::string_view(info.name == nullptr ? "?" : info.name),
                     std::string_view(SDL_GetCurrentVideoDriver()));
}

Status SdlRenderer::present(const DrawList& list) {
  if (list.damage.empty())
    return {};
  videos_drawn_ = 0;
  drawn_size_ = size();
  SDL_Texture* target = nullptr;
  if (rotation_ != Rotation::none) {
    const auto made = upright();
    if (!made)
      return fail(made.error());
    target = *made;
  }
  const Status drawn = draw_into(target, list);
  SDL_SetRenderTarget(renderer_.get(), nullptr);
  if (!drawn)
    return drawn;
  if (target != nullptr)
    put_turned(target);
  SDL_RenderPresent(renderer_.get());
  textures_.end_frame();
  videos_.resize(videos_drawn_);
  return {};
}

/// The texture that a turned picture is drawn into.
Result<SDL_Texture*> SdlRenderer::upright() {
  Size known;
  if (upright_ && SDL_QueryTexture(upright_.get(), nullptr, nullptr, &known.width, &known.height) == 0 &&
      known == drawn_size_)
    return upright_.get();
  upright_.reset(SDL_CreateTexture(renderer_.get(), k_bgrx, SDL_TEXTUREACCESS_TARGET, drawn_size_.width,
                                   drawn_size_.height));
  if (!upright_)
    return sdl::failed("화면을 돌려 그릴 수 없습니다", "cannot create a texture to turn the picture with");
  SDL_SetTextureScaleMode(upright_.get(), SDL_ScaleModeNearest);
  SDL_SetTextureBlendMode(upright_.get(), SDL_BLENDMODE_NONE);
  return upright_.get();
}

/// SDL turns a rectangle around its middle: that of the picture upright lies on that of the glass.
void SdlRenderer::put_turned(SDL_Texture* picture) {
  const Size glass = turned(drawn_size_, rotation_);
  const auto width = static_cast<float>(drawn_size_.width);
  const auto height = static_cast<float>(drawn_size_.height);
  const SDL_FRect place{(static_cast<float>(glass.width) - width) / 2,
                        (static_cast<float>(glass.height) - height) / 2, width, height};
  SDL_RenderSetClipRect(renderer_.get(), nullptr);
  SDL_RenderCopyExF(renderer_.get(), picture, nullptr, &place, degrees_of(rotation_), nullptr, SDL_FLIP_NONE);
}

/// Into the window where there is no target.
Status SdlRenderer::draw_into(SDL_Texture* target, const DrawList& list) {
  if (SDL_SetRenderTarget(renderer_.get(), target) != 0)
    return sdl::failed("화면을 돌려 그릴 수 없습니다", "cannot draw into a texture to turn the picture with");
  SDL_RenderSetClipRect(renderer_.get(), nullptr);
  SDL_SetRenderDrawColor(renderer_.get(), 0, 0, 0, 255);
  SDL_RenderClear(renderer_.get());
  for (const Node& node : list.commands) {
    if (auto status = draw(node); !status)
      return status;
  }
  return {};
}

Status SdlRenderer::draw(const Node& node) {
  const Rect drawn = drawn_rect(node, drawn_size_);
  if (drawn.empty())
    return {};
  const SDL_Rect clip = sdl::rect_of(drawn);
  SDL_RenderSetClipRect(renderer_.get(), &clip);
  if (const auto* fill = std::get_if<FillNode>(&node.what))
    return draw_fill(*fill, node.clip, node.opacity);
  if (const auto* picture = std::get_if<PictureNode>(&node.what))
    return draw_picture(*picture, scaled_part(node.clip, picture->place, drawn_size_), node.opacity);
  if (const auto* video = std::get_if<VideoNode>(&node.what))
    return draw_video(*video, node.opacity);
  return draw_text(std::get<TextNode>(node.what), node.opacity);
}

/// Tints a white texture, or with white fades a coloured one.
void SdlRenderer::modulate(SDL_Texture* texture, Colour colour, double opacity) const {
  const std::uint8_t alpha = alpha_of(opacity, colour.a);
  const auto times = [&](std::uint8_t value) {
    return textures_.premultiplied() ? static_cast<Uint8>((value * alpha + 127) / 255) : value;
  };
  SDL_SetTextureColorMod(texture, times(colour.r), times(colour.g), times(colour.b));
  SDL_SetTextureAlphaMod(texture, alpha);
}

Status SdlRenderer::draw_fill(const FillNode& node, const Rect& box, double opacity) {
  const Colour& colour = node.colour;
  SDL_SetRenderDrawColor(renderer_.get(), colour.r, colour.g, colour.b, alpha_of(opacity, colour.a));
  const CornerMask mask = corner_mask(node.radius, box.size());
  const int side = mask.side;
  if (side == 0) {
    const SDL_Rect whole = sdl::rect_of(box);
    SDL_RenderFillRect(renderer_.get(), &whole);
    return {};
  }

  const double radius = std::min(node.radius, std::min(box.width, box.height) / 2.0);
  const TextureKey key{nullptr, static_cast<std::uint64_t>(std::llround(radius * 64)), {side, side}, {}};
  TexturedPicture* corner = textures_.find(key);
  if (corner == nullptr) {
    Picture white{{side, side}, {}, false};
    for (const std::uint8_t covered : mask.coverage)
      white.pixels.insert(white.pixels.end(), 4, covered);
    auto added = textures_.add(key, nullptr, white);
    if (!added)
      return fail(std::move(added.error()));
    corner = *added;
  }
  SDL_Texture* texture = corner->tiles.front().texture.get();
  modulate(texture, colour, opacity);
  const auto put = [&](int x, int y, int flip) {
    const SDL_Rect target{x, y, side, side};
    SDL_RenderCopyEx(renderer_.get(), texture, nullptr, &target, 0, nullptr,
                     static_cast<SDL_RendererFlip>(flip));
  };
  const int right = box.right() - side;
  const int bottom = box.bottom() - side;
  put(box.x, box.y, SDL_FLIP_NONE);
  put(right, box.y, SDL_FLIP_HORIZONTAL);
  put(box.x, bottom, SDL_FLIP_VERTICAL);
  put(right, bottom, SDL_FLIP_HORIZONTAL | SDL_FLIP_VERTICAL);
  const SDL_Rect bands[] = {{box.x + side, box.y, box.width - 2 * side, side},
                            {box.x, box.y + side, box.width, box.height - 2 * side},
                            {box.x + side, bottom, box.width - 2 * side, side}};
  for (const SDL_Rect& band : bands) {
    if (band.w > 0 && band.h > 0)
      SDL_RenderFillRect(renderer_.get(), &band);
  }
  return {};
}

Status SdlRenderer::draw_picture(const PictureNode& node, const Rect& shown, double opacity) {
  const Rect crop{shown.x - node.place.x, shown.y - node.place.y, shown.width, shown.height};
  const TextureKey key{node.picture.get(), 0, node.place.size(), crop};
  TexturedPicture* textured = textures_.find(key);
  if (textured == nullptr) {
    const PictureCache::Pixels pixels = scaler_.get(node.picture, node.place.size(), crop);
    Picture part{crop.size(), std::vector<std::uint8_t>(size_t(crop.width) * size_t(crop.height) * 4),
                 node.picture->opaque};
    for (int y = 0; y < crop.height; ++y)
      std::copy_n(pixels.data + std::ptrdiff_t{y} * pixels.stride, part.stride(),
                  part.pixels.data() + std::ptrdiff_t{y} * part.stride());
    auto added = textures_.add(key, node.picture, part);
    if (!added)
      return fail(std::move(added.error()));
    textured = *added;
  }
  draw_tiles(*textured, shown, opacity);
  return {};
}

Status SdlRenderer::upload(VideoSlot& slot, const FramePtr& frame) {
  if (same_frame(slot.frame, frame) && slot.texture)
    return {};
  const bool planar = sdl_converts(*frame);
  if (!slot.texture || slot.size != frame->size || slot.matrix != frame->matrix ||
      slot.range != frame->range) {
    slot.texture.reset(SDL_CreateTexture(renderer_.get(), planar ? Uint32{SDL_PIXELFORMAT_IYUV} : k_bgrx,
                                         SDL_TEXTUREACCESS_STREAMING, frame->size.width, frame->size.height));
    slot.size = frame->size;
    slot.matrix = frame->matrix;
    slot.range = frame->range;
    if (slot.texture)
      SDL_SetTextureScaleMode(slot.texture.get(), SDL_ScaleModeLinear);
  }
  int result = -1;
  if (slot.texture && planar) {
    result = SDL_UpdateYUVTexture(slot.texture.get(), nullptr, frame->planes[0], frame->strides[0],
                                  frame->planes[1], frame->strides[1], frame->planes[2], frame->strides[2]);
  } else if (slot.texture) {
    const int stride = frame->size.width * 4;
    converted_.resize(size_t(stride) * size_t(frame->size.height));
    convert_yuv(planes_of(*frame), {0, 0, frame->size.width, frame->size.height}, frame->matrix, frame->range,
                converted_.data(), stride);
    result = SDL_UpdateTexture(slot.texture.get(), nullptr, converted_.data(), stride);
  }
  if (result != 0)
    return sdl::failed("동영상 화면을 그래픽 장치에 올리지 못했습니다", "cannot upload a video frame");
  slot.frame = frame;
  return {};
}

Status SdlRenderer::draw_overlay(const VideoNode& node, double opacity) {
  const Size size = node.place.size();
  const TextureKey key{node.frame.get(), 0, size, {}};
  TexturedPicture* textured = textures_.find(key);
  if (textured == nullptr) {
    Picture picture{size, std::vector<std::uint8_t>(size_t(size.width) * size_t(size.height) * 4), false};
    convert_yuv(frames_.get(node.frame, size), {0, 0, size.width, size.height}, node.frame->matrix,
                node.frame->range, picture.pixels.data(), picture.stride());
    auto added = textures_.add(key, node.frame, picture);
    if (!added)
      return fail(std::move(added.error()));
    textured = *added;
  }
  draw_tiles(*textured, node.place, opacity);
  return {};
}

void SdlRenderer::draw_tiles(const TexturedPicture& textured, const Rect& place, double opacity) {
  for (const TexturedPicture::Tile& tile : textured.tiles) {
    modulate(tile.texture.get(), Colour{255, 255, 255, 255}, opacity);
    const SDL_Rect source = sdl::rect_of(tile.source);
    const SDL_Rect target{place.x + tile.x, place.y, tile.source.width, tile.source.height};
    SDL_RenderCopy(renderer_.get(), tile.texture.get(), &source, &target);
  }
}

Status SdlRenderer::draw_video(const VideoNode& node, double opacity) {
  if (node.frame->alpha != nullptr)
    return draw_overlay(node, opacity);
  if (videos_.size() == videos_drawn_)
    videos_.emplace_back();
  VideoSlot& slot = videos_[videos_drawn_++];
  // The mode is one for all of SDL and read when the queue runs, or, over SDL 3, when the texture is made.
  const SDL_YUV_CONVERSION_MODE mode = mode_of(node.frame->matrix, node.frame->range);
  if (SDL_GetYUVConversionMode() != mode) {
    SDL_RenderFlush(renderer_.get());
    SDL_SetYUVConversionMode(mode);
  }
  if (auto status = upload(slot, node.frame); !status)
    return status;
  const std::uint8_t alpha = alpha_of(opacity);
  SDL_SetTextureBlendMode(slot.texture.get(), alpha == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  SDL_SetTextureAlphaMod(slot.texture.get(), alpha);
  const SDL_Rect target = sdl::rect_of(node.place);
  SDL_RenderCopy(renderer_.get(), slot.texture.get(), nullptr, &target);
  return {};
}

Status SdlRenderer::draw_text(const TextNode& node, double opacity) {
  const Colour& colour = node.colour;
  // An empty column at either end for the filter to mix with.
  const Rect& ink = node.text->ink;
  const Rect area{ink.x - 1, ink.y, ink.width + 2, ink.height};
  const std::uint64_t detail = colour.r | colour.g << 8 | colour.b << 16 | std::uint64_t{colour.a} << 24;
  const TextureKey key{node.text.get(), detail, area.size(), {}};
  TexturedPicture* textured = textures_.find(key);
  if (textured == nullptr) {
    auto added = textures_.add(key, node.text, picture_of(*node.text, colour, area));
    if (!added)
      return fail(std::move(added.error()));
    textured = *added;
  }
  const TextPlace place = place_text(node);
  const float left = static_cast<float>(place.x + area.x) + static_cast<float>(place.fraction) / 256.0F;
  for (const TexturedPicture::Tile& tile : textured->tiles) {
    modulate(tile.texture.get(), Colour{255, 255, 255, 255}, opacity);
    const SDL_Rect source = sdl::rect_of(tile.source);
    const SDL_FRect target{left + static_cast<float>(tile.x), static_cast<float>(place.y + area.y),
                           static_cast<float>(tile.source.width), static_cast<float>(tile.source.height)};
    SDL_RenderCopyF(renderer_.get(), tile.texture.get(), &source, &target);
  }
  return {};
}

}  // namespace madang
