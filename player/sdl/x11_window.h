// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

struct SDL_Window;

namespace madang::sdl {

/// The window's id on the X server that DISPLAY names; 0 where it is on none. In a file of its own: what SDL
/// includes for it makes macros of words like Status.
std::uint32_t x11_window(SDL_Window* window);

}  // namespace madang::sdl
