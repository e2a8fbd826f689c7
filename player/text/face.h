// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/model/fonts.h"
#include "content-schema/model/text.h"
#include "player/text/font_set.h"
#include "player/text/handles.h"
#include "player/text/lru.h"
#include "player/text/segment.h"
#include "player/text/shaped_text.h"

namespace madang {

/// One opened face. HarfBuzz reads it in font units for shaping; FreeType opens it when a glyph is first
/// drawn.
struct Face {
  std::string name;  ///< the file's name, for reports
  std::span<const std::byte> bytes;
  int index = 0;
  HbFont font;                  ///< scaled to units_per_em
  double units = 1000;          ///< units per em
  FtFace drawing;               ///< null until it is first needed, and where FreeType cannot read the file
  bool drawing_failed = false;  ///< the face, or one of its glyphs; it has been reported
  long drawing_size = -1;       ///< 26.6 px that `drawing` is set to

  bool has(char32_t c) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font.get(), c, &glyph) != 0;
  }
  /// Em above the baseline: where the eye sees the middle of a line of this face. Reads the font, so that a
  /// face that no text needs costs no memory.
  double middle() const;
};

struct FontSet::Faces {
  struct Chain {
    std::vector<LanguageTag> languages;
    std::vector<FaceId> regular;  ///< with the last resort at the end
    std::vector<FaceId> bold;
  };

  Faces();

  /// The chain that serves a text: of the role, the one with the narrowest match of the language, else the
  /// one for any language, else the first. An unknown role is `body`. Not empty.
  const std::vector<FaceId>& chain(std::string_view role, Weight weight, std::string_view language) const;
  Face& operator[](FaceId id) { return faces[id.value]; }
  const Face& operator[](FaceId id) const { return faces[id.value]; }

  FtLibrary library;  // above the faces: it must outlive what it opened
  std::vector<Face> faces;
  std::map<std::string, std::vector<Chain>, std::less<>> roles;
  std::vector<FaceId> emoji;
  std::vector<FaceId> any;  ///< every face in the config's order: for a role whose own faces are all missing
  std::vector<Bilingual> problems;

  Segmenter segmenter;
  Lru<std::string, ShapedTextPtr> shaped;  ///< by everything that shaping depends on; cost in UTF-16 units
};

}  // namespace madang
