// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/backend.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace madang {

std::optional<BackendWish> parse_backend_wish(std::string_view text) {
  if (text == "auto")
    return BackendWish::automatic;
  if (text == "software")
    return BackendWish::software;
  if (text == "gpu")
    return BackendWish::gpu;
  return std::nullopt;
}

bool is_software_gl(std::string_view gl_renderer) {
  std::string lower(gl_renderer);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  constexpr std::array k_names{"llvmpipe", "softpipe", "swiftshader",
                               "swrast",   "lavapipe", "software rasterizer"};
  return std::any_of(k_names.begin(), k_names.end(),
                     [&](const char* name) { return lower.find(name) != std::string::npos; });
}

BackendChoice choose_backend(BackendWish wish, const GpuFacts& facts) {
  if (wish == BackendWish::software)
    return {Backend::software, "asked for"};
  if (wish == BackendWish::gpu)
    return {Backend::gpu, "asked for"};
  if (!facts.device)
    return {Backend::software, "no GPU found"};
  if (!facts.accelerated)
    return {Backend::software, "SDL finds no accelerated renderer"};
  if (facts.gl_renderer.empty())
    return {Backend::software, fmt::format("{} does not say what it runs on", facts.driver)};
  if (is_software_gl(facts.gl_renderer))
    return {Backend::software, fmt::format("{} is software GL", facts.gl_renderer)};
  return {Backend::gpu, fmt::format("{} through {}", facts.gl_renderer, facts.driver)};
}

}  // namespace madang
