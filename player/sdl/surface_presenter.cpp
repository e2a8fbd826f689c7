// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/surface_presenter.h"

#include <fmt/format.h>

#include "player/render/turn.h"

namespace madang {
namespace {

/// B G R X in memory, which SDL names by the value of a 32-bit word.
bool is_bgrx(const SDL_Surface& surface) {
#if SDL_BYTEORDER == SDL_LIL_ENDIAN
  return surface.format->format == SDL_PIXELFORMAT_RGB888 ||
         surface.format->format == SDL_PIXELFORMAT_ARGB8888;
#else
  return surface.format->format == SDL_PIXELFORMAT_BGRX8888 ||
         surface.format->format == SDL_PIXELFORMAT_BGRA8888;
#endif
}

constexpr Uint32 k_bgrx = SDL_BYTEORDER == SDL_LIL_ENDIAN ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_BGRX8888;

tl::unexpected<Error> no_surface() {
  return sdl::failed("창에 그림을 그릴 메모리를 얻지 못했습니다", "cannot get the window's surface");
}

}  // namespace

Result<std::unique_ptr<SurfacePresenter>> SurfacePresenter::create(SDL_Window* window) {
  if (SDL_GetWindowSurface(window) == nullptr)
    return no_surface();
  return std::unique_ptr<SurfacePresenter>(new SurfacePresenter(window));
}

Size SurfacePresenter::size() const {
  Size size;
  SDL_GetWindowSize(window_, &size.width, &size.height);
  return turned(size, reverse(rotation_));
}

void SurfacePresenter::turn(Rotation rotation) {
  rotation_ = rotation;
  size_ = {};
}

Status SurfacePresenter::present(const DrawList& list) {
  if (list.damage.empty())
    return {};
  // After a resize this is a new surface with nothing on it.
  SDL_Surface* surface = SDL_GetWindowSurface(window_);
  if (surface == nullptr) {
    size_ = {};
    return no_surface();
  }
  const Size size{surface->w, surface->h};
  const Size upright = turned(size, reverse(rotation_));
  const Rect bounds{0, 0, upright.width, upright.height};
  DrawList whole;
  const DrawList* drawn = &list;
  if (size != size_) {
    whole = {list.size, list.commands, {bounds}};
    drawn = &whole;
  }
  size_ = {};  // until it is on the glass

  if (auto status = is_bgrx(*surface) ? draw_into(surface, *drawn) : convert_into(surface, *drawn); !status)
    return status;
  std::vector<SDL_Rect> rects;
  for (const Rect& damage : drawn->damage) {
    const Rect visible = intersect(damage, bounds);
    if (!visible.empty())
      rects.push_back(sdl::rect_of(turned(visible, upright, rotation_)));
  }
  if (!rects.empty() &&
      SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size())) != 0)
    return sdl::failed("화면에 내보내지 못했습니다", "cannot update the window");
  size_ = size;
  return {};
}

/// `glass` as the display has it.
void SurfacePresenter::paint(const DrawList& list, const Canvas& glass) {
  if (rotation_ == Rotation::none) {
    renderer_.draw(list, glass);
    return;
  }
  const Size size = turned(glass.size, reverse(rotation_));
  const int stride = size.width * 4;
  upright_.resize(size_t(stride) * size_t(size.height));
  const Canvas upright{upright_.data(), stride, size};
  renderer_.draw(list, upright);
  for (const Rect& damage : list.damage)
    turn_part(upright, damage, rotation_, glass);
}

Status SurfacePresenter::draw_into(SDL_Surface* surface, const DrawList& list) {
  const bool lock = SDL_MUSTLOCK(surface);
  if (lock && SDL_LockSurface(surface) != 0)
    return no_surface();
  paint(list, {static_cast<std::uint8_t*>(surface->pixels), surface->pitch, {surface->w, surface->h}});
  if (lock)
    SDL_UnlockSurface(surface);
  return {};
}

Status SurfacePresenter::convert_into(SDL_Surface* surface, const DrawList& list) {
  const Size size{surface->w, surface->h};
  const int stride = size.width * 4;
  canvas_.resize(size_t(stride) * size_t(size.height));
  paint(list, {canvas_.data(), stride, size});
  for (const Rect& damage : list.damage) {
    const Rect area = intersect(turned(damage, turned(size, reverse(rotation_)), rotation_),
                                {0, 0, size.width, size.height});
    auto* target = static_cast<std::uint8_t*>(surface->pixels) + std::ptrdiff_t{area.y} * surface->pitch +
                   std::ptrdiff_t{area.x} * surface->format->BytesPerPixel;
    const std::uint8_t* source =
        canvas_.data() + std::ptrdiff_t{area.y} * stride + std::ptrdiff_t{area.x} * 4;
    if (!area.empty() && SDL_ConvertPixels(area.width, area.height, k_bgrx, source, stride,
                                           surface->format->format, target, surface->pitch) != 0)
      return sdl::failed("화면의 색 형식으로 바꾸지 못했습니다",
                         "cannot convert to the display's pixel format");
  }
  return {};
}

std::string SurfacePresenter::description() const {
  return fmt::format("software into the window surface ({})", std::string_view(SDL_GetCurrentVideoDriver()));
}

}  // namespace madang
