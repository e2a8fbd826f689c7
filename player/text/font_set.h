// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "content-schema/base/error.h"
#include "content-schema/model/fonts.h"

namespace madang {

/// Index of a face in its FontSet.
struct FaceId {
  std::uint16_t value = 0;
  friend auto operator<=>(const FaceId&, const FaceId&) = default;
};

/// How the text engine gets a font file's bytes without touching a file: they must live as long as the set.
using FontBytes = std::function<Result<std::span<const std::byte>>(const std::filesystem::path& file)>;

/// Every face of a FontConfig, opened. Bound to one thread at a time.
class FontSet {
 public:
  /// A face that cannot be opened is left out and told in `problems()` with the package to install; without
  /// any face at all it is an error.
  static Result<FontSet> create(const FontConfig& config, const FontBytes& bytes);
  FontSet(FontSet&&) noexcept;
  FontSet& operator=(FontSet&&) noexcept;
  ~FontSet();

  /// Faces that could not be opened, and those found damaged since, when their glyphs were drawn.
  const std::vector<Bilingual>& problems() const;

  /// The name of the face's file, for reports.
  const std::string& name(FaceId id) const;

  struct Faces;  ///< of face.h: the rest of player/text sees it, nobody else
  Faces& faces();

 private:
  explicit FontSet(std::unique_ptr<Faces> faces);
  std::unique_ptr<Faces> faces_;
};

}  // namespace madang
