// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <SDL.h>

#include "content-schema/base/error.h"
#include "content-schema/base/owned.h"
#include "content-schema/model/geometry.h"

/// The owners of SDL's handles. Only the sources of player/sdl include this.
namespace madang::sdl {

using Window = Owned<SDL_Window, SDL_DestroyWindow>;
using Renderer = Owned<SDL_Renderer, SDL_DestroyRenderer>;
using Texture = Owned<SDL_Texture, SDL_DestroyTexture>;

/// A subsystem of SDL while it lives; SDL counts, so several may.
template <Uint32 Which>
class Subsystem {
 public:
  Subsystem() : started_(SDL_InitSubSystem(Which) == 0) {}
  Subsystem(const Subsystem&) = delete;
  Subsystem& operator=(const Subsystem&) = delete;
  ~Subsystem() {
    if (started_)
      SDL_QuitSubSystem(Which);
  }
  bool started() const { return started_; }

 private:
  bool started_;
};
using Video = Subsystem<SDL_INIT_VIDEO>;
using Audio = Subsystem<SDL_INIT_AUDIO>;

inline SDL_Rect rect_of(const Rect& rect) {
  return {rect.x, rect.y, rect.width, rect.height};
}

/// `unavailable`, with SDL's own words: a display that is gone may come back.
inline tl::unexpected<Error> failed(const char* ko, const char* en) {
  return fail(ErrorKind::unavailable, "{0}: {2}", "{1}: {2}", std::string_view(ko), std::string_view(en),
              std::string_view(SDL_GetError()));
}

}  // namespace madang::sdl
