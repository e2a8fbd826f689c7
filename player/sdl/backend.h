// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace madang {

enum class Backend { software, gpu };

/// What `--renderer` asks for.
enum class BackendWish { automatic, software, gpu };

/// `auto`, `software` or `gpu`.
std::optional<BackendWish> parse_backend_wish(std::string_view text);

/// What there is to draw with, as far as it was asked.
struct GpuFacts {
  bool device = false;       ///< the system has a render node at all; without one nothing else is asked
  bool accelerated = false;  ///< SDL says so; true for software GL too, which is the trap
  std::string driver;        ///< SDL's name: `opengl`, `opengles2`...
  std::string gl_renderer;   ///< GL_RENDERER, empty where it could not be asked
};

struct BackendChoice {
  Backend backend = Backend::software;
  std::string reason;  ///< for the log
};

/// The path that is fast here (playout.md rule 9): the GPU only where it is known to be one. On software GL a
/// frame takes three times the CPU of our own compositor.
BackendChoice choose_backend(BackendWish wish, const GpuFacts& facts);

/// llvmpipe, softpipe, SwiftShader and their like.
bool is_software_gl(std::string_view gl_renderer);

}  // namespace madang
