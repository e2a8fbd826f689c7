// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <vector>

#include "player/render/software.h"
#include "player/sdl/presenter.h"
#include "player/sdl/sdl.h"

namespace madang {

/// Our compositor straight into the window's surface: on X11 shared memory, of which only the damage is
/// handed to the server. Surfaces that are not BGRX get a converted copy of the damage. A turned picture is
/// drawn upright aside, and its damage turned into the surface.
class SurfacePresenter final : public Presenter {
 public:
  /// Fails where the video driver has no window surfaces (KMSDRM). `window` must outlive it.
  static Result<std::unique_ptr<SurfacePresenter>> create(SDL_Window* window);

  Status present(const DrawList& list) override;
  Size size() const override;
  void turn(Rotation rotation) override;
  void forget() override {}
  bool vsync() const override { return false; }
  std::string description() const override;

 private:
  explicit SurfacePresenter(SDL_Window* window) : window_(window) {}
  void paint(const DrawList& list, const Canvas& glass);
  Status draw_into(SDL_Surface* surface, const DrawList& list);
  Status convert_into(SDL_Surface* surface, const DrawList& list);

  SDL_Window* window_;
  SoftwareRenderer renderer_;
  Rotation rotation_ = Rotation::none;
  Size size_;                          ///< of the surface that holds the last list
  std::vector<std::uint8_t> canvas_;   ///< BGRX, only for surfaces in another format
  std::vector<std::uint8_t> upright_;  ///< BGRX, only where the picture is turned
};

}  // namespace madang
