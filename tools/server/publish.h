// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/model/asset.h"
#include "content-schema/model/document.h"
#include "content-schema/wire/manifest.h"
#include "tools/server/repository.h"

namespace madang::server {

/// The files of a content folder that its document uses, relative and sorted, each once. Drafts that lie
/// beside them are not published.
std::vector<std::string> files_of(const Document& document, const std::filesystem::path& folder);

struct Progress {
  std::string path;         ///< being read
  std::uint64_t done = 0;   ///< bytes
  std::uint64_t total = 0;  ///< bytes
};

struct PublishOrder {
  std::filesystem::path content;
  Repository repository;           ///< made where it is not there; locked by the caller
  ReleaseId newest;                ///< the same files again are this release; empty for none
  std::vector<std::string> files;  ///< as files_of()
  SysTime now;
  /// Measures a medium; nothing for a file that is none.
  std::function<Result<std::optional<MediaFacts>>(const std::filesystem::path&)> probe;
  std::function<void(const Progress&)> progress;
};

struct Published {
  ReleaseId id;
  Manifest manifest;
  std::uint64_t manifest_bytes = 0;
  bool fresh = true;            ///< false: the very same content is the newest release already
  std::uint64_t bytes = 0;      ///< of all files
  std::uint64_t new_bytes = 0;  ///< that the repository did not have
};

/// The manifest of a release that lies in the repository; nothing where it is not, or not whole.
std::optional<Manifest> manifest_of(const Repository& repository, const ReleaseId& id);

/// Brings a folder that was checked into the repository as a release: objects, then the manifest. Nobody sees
/// it until the catalogue lists it, so it is safe to stop at any instruction.
Result<Published> publish(const PublishOrder& order);

}  // namespace madang::server
