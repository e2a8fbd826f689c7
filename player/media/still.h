// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/model/asset.h"
#include "player/media/frame.h"
#include "player/media/picture.h"

namespace madang {

/// What a medium is, from its container and first packets. A file that is neither a picture nor a video
/// nor a sound is `invalid`.
Result<MediaFacts> probe_media(const std::filesystem::path& file);

/// Decodes a still (PNG, JPEG, WebP...) and scales it down to no more than what covers `box`, if one is
/// given.
Result<PicturePtr> load_picture(const std::filesystem::path& file, std::optional<Size> box);

}  // namespace madang
