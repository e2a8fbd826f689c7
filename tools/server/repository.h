// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <string>

#include "content-schema/base/digest.h"
#include "content-schema/model/ids.h"

namespace madang::server {

/// Where things lie in a repository. It is plain files, so that any web server can carry it, and nothing in
/// it is ever changed but `release.json`, which is replaced whole:
///
///     release.json              the manifest of the release that screens should have
///     releases/<id>.json        every manifest so far
///     objects/ab/abcdef...      files by SHA-256; shared between releases
///
/// Signatures will be more files of this kind; the server that carries them need not know them.
struct Repository {
  std::filesystem::path folder;

  std::filesystem::path current() const { return folder / "release.json"; }
  std::filesystem::path release(const ReleaseId& id) const {
    return folder / "releases" / (id.value + ".json");
  }
  std::filesystem::path object(const Digest& digest) const {
    const std::string hex = digest.hex();
    return folder / "objects" / hex.substr(0, 2) / hex;
  }
};

}  // namespace madang::server
