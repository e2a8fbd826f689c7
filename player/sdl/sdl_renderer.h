// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <vector>

#include "player/render/picture_cache.h"
#include "player/render/yuv.h"
#include "player/sdl/presenter.h"
#include "player/sdl/sdl.h"
#include "player/sdl/texture_cache.h"

namespace madang {

/// The draw list as textures and quads for a GPU. Back buffers come and go, so any damage draws the whole
/// list. Stills and text are pixels of our own renderer, uploaded once; video goes up as YUV and the GPU
/// scales it. A turned picture is drawn upright into a texture first.
class SdlRenderer final : public Presenter {
 public:
  static Result<std::unique_ptr<SdlRenderer>> create(SDL_Window* window);
  ~SdlRenderer() override;

  Status present(const DrawList& list) override;
  Size size() const override;
  void turn(Rotation rotation) override;
  void forget() override;
  bool vsync() const override { return vsync_; }
  std::string description() const override;

 private:
  /// One video on the screen, by its order in the list; its texture is kept as long as size and kind stay.
  struct VideoSlot {
    sdl::Texture texture;
    Size size;
    ColourMatrix matrix = ColourMatrix::bt709;
    ColourRange range = ColourRange::limited;
    std::weak_ptr<const VideoFrame> frame;  ///< whose pixels it holds
  };

  explicit SdlRenderer(sdl::Renderer renderer);
  Result<SDL_Texture*> upright();
  Status draw_into(SDL_Texture* target, const DrawList& list);
  void put_turned(SDL_Texture* picture);
  Status draw(const Node& node);
  Status draw_fill(const FillNode& node, const Rect& box, double opacity);
  Status draw_picture(const PictureNode& node, const Rect& shown, double opacity);
  Status draw_video(const VideoNode& node, double opacity);
  /// A frame with alpha: small as a rule, so scaled and converted here and drawn like a picture.
  Status draw_overlay(const VideoNode& node, double opacity);
  void draw_tiles(const TexturedPicture& textured, const Rect& place, double opacity);
  Status draw_text(const TextNode& node, double opacity);
  Status upload(VideoSlot& slot, const FramePtr& frame);
  void modulate(SDL_Texture* texture, Colour colour, double opacity) const;

  sdl::Renderer renderer_;
  TextureCache textures_;  ///< after renderer_: SDL frees a renderer's textures with it
  Rotation rotation_ = Rotation::none;
  sdl::Texture upright_;  ///< null where the picture is not turned
  Size drawn_size_;       ///< of the list under way; SDL tells that of the render target instead
  std::vector<VideoSlot> videos_;
  size_t videos_drawn_ = 0;
  PictureCache scaler_{0};
  ScaledFrames frames_;
  std::vector<std::uint8_t> converted_;  ///< frames whose colours SDL does not know
  bool vsync_ = false;
};

}  // namespace madang
