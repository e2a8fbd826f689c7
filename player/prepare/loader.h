// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/base/file.h"
#include "content-schema/model/asset.h"
#include "content-schema/model/fonts.h"
#include "player/prepare/resource_cache.h"
#include "player/scene/resources.h"
#include "player/text/font_set.h"
#include "player/text/raster.h"

namespace madang {

/// What could not be drawn as written, for the person who wrote it.
struct Remark {
  enum class Kind { invalid_utf8, missing_glyph, does_not_fit, bad_qr, no_place };
  Kind kind = Kind::missing_glyph;
  Bilingual what;
};

/// What the person who wrote the text should hear of its layout.
Remark remark_on(const TextProblem& problem, const TextRequest& request);

/// Fonts and glyphs, with the files they lie in. Bound to one thread at a time.
class Typesetter {
 public:
  /// `fonts_yaml` as fonts/fonts.yaml.
  static Result<Typesetter> open(const std::filesystem::path& fonts_yaml);

  /// Never fails: a glyph that no font has is drawn as such and told in `problems`.
  PlacedTextPtr place(const TextRequest& request, std::vector<TextProblem>* problems);
  PlacedTextPtr place_strip(const TextRequest& request, double gap, std::vector<TextProblem>* problems);
  /// For those who look at layouts rather than draw them.
  FontSet& fonts() { return fonts_; }
  const std::vector<Bilingual>& font_problems() const { return fonts_.problems(); }

 private:
  using Files = std::map<std::filesystem::path, MappedFile>;
  Typesetter(std::unique_ptr<Files> files, FontSet fonts)
      : files_(std::move(files)), fonts_(std::move(fonts)) {}

  std::unique_ptr<Files> files_;  // outlives fonts_, which reads from it
  FontSet fonts_;
  GlyphCache glyphs_;
};

/// Resources that are made when they are asked for and left in the cache for others. Bound to the thread that
/// prepares. Has no frames: those come from the decoders while they play.
class Loader : public Resources {
 public:
  Loader(Typesetter& typesetter, ResourceCache& cache, const Inventory& inventory)
      : typesetter_(typesetter), cache_(cache), inventory_(inventory) {}

  PicturePtr picture(const std::string& path, Size box) override;
  PicturePtr qr(const QrItem& item, int side) override;
  MapFacePtr map(const MapRequest& request) override;
  PlacedTextPtr text(const TextRequest& request) override;
  PlacedTextPtr strip(const TextRequest& request, double gap) override;
  WidthsPtr widths(const MeasureRequest& request) override;
  FramePtr frame(const Cue&, const VideoItem&) override { return nullptr; }

  /// Media that could not be decoded, with the reason, since the loader was made.
  const std::map<std::string, Error>& broken() const { return broken_; }
  /// What could not be drawn as written, since the loader was made.
  const std::vector<Remark>& remarks() const { return remarks_; }

 private:
  Typesetter& typesetter_;
  ResourceCache& cache_;
  const Inventory& inventory_;
  std::map<std::string, Error> broken_;
  PicturePtr ground(const MapRequest& request, const MapView& view, MapLook look);
  void remark_on_all(const std::vector<TextProblem>& problems, const TextRequest& request);

  std::vector<Remark> remarks_;
};

/// The names of resources in the cache. A picture goes by its file, not by its path in the content: another
/// release may have another picture under the same path.
std::string picture_key(const Asset& asset, Size box);
std::string qr_key(const QrItem& item, int side);
std::string text_key(const TextRequest& request);
std::string strip_key(const TextRequest& request, double gap);
std::string widths_key(const MeasureRequest& request);

}  // namespace madang
