// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "tools/server/catalogue.h"

namespace madang::test {

/// A repository with keys of its own, signed by the very code that publishes. What the manifests say need not
/// make sense.
class SignedRepository {
 public:
  /// Below `folder`: `keys` and `repository`, made there unless they are there.
  explicit SignedRepository(std::filesystem::path folder);

  /// The manifest becomes a release, the newest one, and that of these screens.
  ReleaseId offer(const std::string& manifest, const std::vector<std::string>& screens = {"gate-1"});
  /// The newest one, and no screen's yet.
  ReleaseId stage(const std::string& manifest);
  /// Signs what was changed by hand in what `read` gave.
  void write(const server::Catalogue& catalogue);
  server::Catalogue read() const;

  std::filesystem::path root_file() const { return keys.root(); }
  /// What a web server would answer, by path: metadata and manifests.
  std::map<std::string, std::string> files() const;

  server::KeyFolder keys;
  server::Repository repository;
  SysTime now = Clock().now();
  SysTime begun{};  ///< the first versions are those after its minutes since 1970

 private:
  std::optional<server::Catalogue> before() const;
  ReleaseId list(server::Catalogue& catalogue, const std::string& manifest, bool staged) const;
};

}  // namespace madang::test
