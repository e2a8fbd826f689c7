// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/signing.h"

#include "tools/server/repository_lock.h"

namespace madang::tool {

using server::KeyRole;

namespace {

constexpr Millis k_patience{
    5'000};  // the server signs within a fraction of that; who publishes may need minutes

}  // namespace

Result<server::Catalogue> Signing::write(const server::Repository& repository,
                                         const server::Catalogue& catalogue, SysTime now) const {
  return write_catalogue(repository, catalogue, before, keys, {targets ? &*targets : nullptr, &online}, now);
}

Result<Signing> open_signing(const server::Repository& repository, const KeyOptions& options,
                             WithTargets with_targets) {
  const auto passphrase = options.passphrase();
  if (!passphrase)
    return fail(passphrase.error());
  const server::KeyFolder keys = options.keys();
  auto root = load_root(keys);
  if (!root)
    return fail(root.error());
  auto online = load_key(keys, *root, KeyRole::online, *passphrase);
  if (!online)
    return fail(online.error());
  std::optional<server::PrivateKey> targets;
  if (with_targets == WithTargets::yes) {
    auto key = load_key(keys, *root, KeyRole::targets, *passphrase);
    if (!key)
      return fail(key.error());
    targets = *std::move(key);
  }
  auto locked = lock(repository, k_patience);
  if (!locked)
    return fail(locked.error());
  auto before = read_catalogue(repository, keys);
  if (!before)
    return fail(before.error());
  return Signing{*std::move(locked), keys, *std::move(root), *std::move(before), std::move(targets),
                 *std::move(online)};
}

}  // namespace madang::tool
