// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/backend.h"

#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("the GPU is taken where it is known to be one") {
  const GpuFacts intel{true, true, "opengl", "Mesa Intel(R) UHD Graphics 620 (KBL GT2)"};
  const GpuFacts raspberry{true, true, "opengles2", "V3D 7.1.7"};
  const GpuFacts llvmpipe{true, true, "opengl", "llvmpipe (LLVM 15.0.6, 256 bits)"};
  const GpuFacts silent{true, true, "vulkan", ""};
  const GpuFacts slow{true, false, "software", ""};
  const auto chosen = [](BackendWish wish, const GpuFacts& facts) {
    return choose_backend(wish, facts).backend;
  };

  CHECK(chosen(BackendWish::automatic, intel) == Backend::gpu);
  CHECK(chosen(BackendWish::automatic, raspberry) == Backend::gpu);
  CHECK(chosen(BackendWish::automatic, llvmpipe) == Backend::software);
  CHECK(chosen(BackendWish::automatic, silent) == Backend::software);
  CHECK(chosen(BackendWish::automatic, slow) == Backend::software);
  CHECK(chosen(BackendWish::automatic, {}) == Backend::software);
  CHECK(chosen(BackendWish::software, intel) == Backend::software);
  CHECK(chosen(BackendWish::gpu, llvmpipe) == Backend::gpu);
  CHECK(choose_backend(BackendWish::automatic, llvmpipe).reason ==
        "llvmpipe (LLVM 15.0.6, 256 bits) is software GL");
}

TEST_CASE("software GL is known by its names") {
  CHECK(is_software_gl("Google SwiftShader"));
  CHECK(is_software_gl("softpipe"));
  CHECK(is_software_gl("Mesa X11 Software Rasterizer"));
  CHECK_FALSE(is_software_gl("NVIDIA GeForce GT 1030/PCIe/SSE2"));
}

TEST_CASE("what --renderer takes") {
  CHECK(parse_backend_wish("auto") == BackendWish::automatic);
  CHECK(parse_backend_wish("software") == BackendWish::software);
  CHECK(parse_backend_wish("gpu") == BackendWish::gpu);
  CHECK_FALSE(parse_backend_wish("GL"));
}
