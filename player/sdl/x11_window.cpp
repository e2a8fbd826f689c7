// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/x11_window.h"

#include <SDL_syswm.h>

std::uint32_t madang::sdl::x11_window(SDL_Window* window) {
#ifdef SDL_VIDEO_DRIVER_X11
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  if (SDL_GetWindowWMInfo(window, &info) == SDL_TRUE && info.subsystem == SDL_SYSWM_X11)
    return static_cast<std::uint32_t>(info.info.x11.window);
#endif
  return 0;
}
