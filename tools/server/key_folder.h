// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "scheduler/trust/key.h"
#include "scheduler/trust/metadata.h"
#include "tools/server/private_key.h"

namespace madang::server {

/// Three keys, by where they live:
///
///     root      in a safe, on a stick: says which keys count. Needed once a year, and when a key is lost
///     targets   with the staff who publish: vouches for releases
///     online    on the server: says which screen gets which of those releases, and that this is still so
enum class KeyRole { root, targets, online };
inline constexpr std::array k_key_roles{KeyRole::root, KeyRole::targets, KeyRole::online};

/// `root`, `targets`, `online`.
const char* word(KeyRole role);
trust::PublicKey public_key(const PrivateKey& key);

/// The folder that holds them, readable by its owner only:
///
///     root.pem targets.pem online.pem    the private keys; those that are not needed here may be elsewhere
///     root.json                          what a screen is given when it is set up: no secret
///     roots/<version>.root.json          every root so far; publishing puts them into the repository
///     retired/<role>-<key>.pem           keys that no longer count
///
/// The functions below are for one program at a time.
struct KeyFolder {
  std::filesystem::path folder;

  std::filesystem::path key(KeyRole role) const { return folder / (std::string(word(role)) + ".pem"); }
  std::filesystem::path root() const { return folder / "root.json"; }
  std::filesystem::path root(std::int64_t version) const {
    return folder / "roots" / (std::to_string(version) + ".root.json");
  }

  /// `$MADANG_KEYS`, else `madang/keys` in `$XDG_CONFIG_HOME` or `~/.config`.
  static KeyFolder standard();
};

/// Roots are valid for two years from their signing.
inline constexpr std::chrono::days k_root_valid{730};

/// All three keys and the first root. `refused` where there is a root already.
Result<trust::Root> make_keys(const KeyFolder& keys, std::string_view passphrase, SysTime now);

/// The newest root, when its own keys have signed it. `not_found` says how to make keys.
Result<trust::Root> load_root(const KeyFolder& keys);

/// A key that the root lists for this role. `not_found` says which file is missing.
Result<PrivateKey> load_key(const KeyFolder& keys, const trust::Root& root, KeyRole role,
                            std::string_view passphrase);

/// Takes a new key for these roles in place of the old ones, which no longer count; none: only a longer life.
/// The new root is signed by the root key before and the one after (TUF 1.0, 5.3.4). For `targets` and
/// `online` the repository has to be signed again.
Result<trust::Root> renew_root(const KeyFolder& keys, const std::vector<KeyRole>& new_keys,
                               std::string_view passphrase, SysTime now);

}  // namespace madang::server
