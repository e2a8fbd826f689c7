// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>

#include "content-schema/base/unique_fd.h"
#include "tools/madang/key_options.h"
#include "tools/server/catalogue.h"

namespace madang::tool {

/// A repository that is ours to write to, with the keys for it, for one sub-command.
struct Signing {
  UniqueFd lock;
  server::KeyFolder keys;
  trust::Root root;
  std::optional<server::Catalogue> before;  ///< what lies there; nothing before the first publication
  std::optional<server::PrivateKey> targets;
  server::PrivateKey online;

  Result<server::Catalogue> write(const server::Repository& repository, const server::Catalogue& catalogue,
                                  SysTime now) const;
};

enum class WithTargets { yes, no };

/// Fails where another writes to the repository, or a key is missing.
Result<Signing> open_signing(const server::Repository& repository, const KeyOptions& options,
                             WithTargets with_targets = WithTargets::yes);

}  // namespace madang::tool
