// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/document.h"
#include "content-schema/wire/manifest.h"

namespace madang::tool {

/// What a release brings to the same screens.
struct ReleaseChanges {
  std::vector<ScreenId> screens;     ///< in the site's order; empty: files that no screen shows any more
  std::vector<std::string> added;    ///< paths, sorted
  std::vector<std::string> changed;  ///< the same
  std::vector<std::string> removed;  ///< the same
};

/// Where two releases differ and which screens can come to show it, by the document of the new one: those
/// with the most screens first. site.yaml, schedule.yaml, alarm pages and their sounds concern every screen.
/// Pure.
std::vector<ReleaseChanges> changes_between(const Manifest& before, const Manifest& after,
                                            const Document& document);

}  // namespace madang::tool
