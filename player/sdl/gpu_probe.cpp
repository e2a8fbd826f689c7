// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/gpu_probe.h"

#include <filesystem>

#include "player/sdl/sdl.h"

namespace madang {
namespace {

bool has_render_node() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", ignored)) {
    if (entry.path().filename().string().rfind("renderD", 0) == 0)
      return true;
  }
  return std::filesystem::exists("/dev/nvidia0", ignored) || std::filesystem::exists("/dev/mali0", ignored);
}

/// The renderer's GL context is current after its creation.
std::string gl_renderer_name() {
  using GetString = const unsigned char* (*)(unsigned);
  constexpr unsigned k_gl_renderer = 0x1F01;
  const auto get_string = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
  const unsigned char* name =
      get_string == nullptr || SDL_GL_GetCurrentContext() == nullptr ? nullptr : get_string(k_gl_renderer);
  return name == nullptr ? std::string{} : reinterpret_cast<const char*>(name);
}

}  // namespace

GpuFacts probe_gpu() {
  GpuFacts facts;
  facts.device = has_render_node();
  if (!facts.device)
    return facts;
  const sdl::Window window(SDL_CreateWindow("madang", 0, 0, 16, 16, SDL_WINDOW_HIDDEN | SDL_WINDOW_OPENGL));
  if (!window)
    return facts;
  const sdl::Renderer renderer(SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_ACCELERATED));
  SDL_RendererInfo info{};
  if (!renderer || SDL_GetRendererInfo(renderer.get(), &info) != 0)
    return facts;
  facts.driver = info.name == nullptr ? "" : info.name;
  facts.accelerated = (info.flags & SDL_RENDERER_ACCELERATED) != 0;
  facts.gl_renderer = gl_renderer_name();
  return facts;
}

}  // namespace madang
