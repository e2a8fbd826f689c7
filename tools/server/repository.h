// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content-schema/base/digest.h"
#include "content-schema/model/ids.h"

namespace madang::server {

/// Where things lie in a repository. It is plain files, so that any web server can carry it, and nothing in
/// it is ever changed but `timestamp.json`, which is replaced whole. Metadata as TUF 1.0 names them with
/// consistent snapshots (section 6.2):
///
///     timestamp.json                       where readers begin
///     3.snapshot.json 2.targets.json 7.assignments.json 1.root.json
///     targets/releases/<id>.<id>.json      the manifest of a release; its id is its SHA-256
///     targets/screens/<id>.<screen>.json   the same, as what a screen is assigned
///     objects/ab/abcdef...                 files by SHA-256; shared between releases
struct Repository {
  std::filesystem::path folder;

  std::filesystem::path timestamp() const { return folder / "timestamp.json"; }
  /// `name`: root, snapshot, targets or assignments.
  std::filesystem::path document(std::string_view name, std::int64_t version) const {
    return folder / (std::to_string(version) + '.' + std::string(name) + ".json");
  }
  std::filesystem::path release(const ReleaseId& id) const {
    return folder / "targets" / "releases" / (id.value + '.' + id.value + ".json");
  }
  std::filesystem::path assigned(const ScreenId& screen, const ReleaseId& id) const {
    return folder / "targets" / "screens" / (id.value + '.' + screen.value + ".json");
  }
  std::filesystem::path object(const Digest& digest) const {
    const std::string hex = digest.hex();
    return folder / "objects" / hex.substr(0, 2) / hex;
  }
};

}  // namespace madang::server
