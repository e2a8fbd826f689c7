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
  Repository repository;           ///< made where it is not there
  std::vector<std::string> files;  ///< as files_of()
  SysTime now;
  /// Measures a medium; nothing for a file that is none.
  std::function<Result<std::optional<MediaFacts>>(const std::filesystem::path&)> probe;
  std::function<void(const Progress&)> progress;
};

struct Published {
  ReleaseId id;
  bool fresh = true;  ///< false: the very same content was the current release already
  std::size_t files = 0;
  std::uint64_t bytes = 0;      ///< of all files
  std::uint64_t new_bytes = 0;  ///< that the repository did not have
};

/// Makes a release of a folder that was checked. The order is what makes it safe to stop at any instruction:
/// objects, then the manifest, then `release.json`; who reads in between sees the release before.
Result<Published> publish(const PublishOrder& order);

}  // namespace madang::server
