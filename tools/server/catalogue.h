// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/model/ids.h"
#include "scheduler/trust/metadata.h"
#include "tools/server/key_folder.h"
#include "tools/server/repository.h"

namespace madang::server {

/// What a repository says of itself, in the documents of TUF 1.0:
///
///     targets       by the staff's key: `releases/<id>.json`, the manifest of each release that may be shown
///     assignments   by the online key, which `targets` lets speak for `screens/*` and nothing else:
///                   `screens/<screen>.json` is the very manifest that this screen is to show
///     snapshot      by the online key: which versions of those two belong together
///     timestamp     by the online key: that this snapshot is still the last one
///
/// So whoever takes the server can choose among the last releases of this market, until he is thrown out, and
/// can show nothing else.
struct Catalogue {
  trust::Root root;
  trust::Targets targets;
  trust::Targets assignments;
  trust::Snapshot snapshot;
  trust::Timestamp timestamp;
};

/// How long what is signed holds without being signed again.
inline constexpr std::chrono::days k_targets_valid{365};
inline constexpr std::chrono::days k_online_valid{30};  ///< assignments and snapshot
inline constexpr std::chrono::days k_timestamp_valid{7};

/// Releases that are kept to go back to.
inline constexpr std::size_t k_kept_releases = 30;

/// A release as the history tells it.
struct ListedRelease {
  ReleaseId id;
  std::uint64_t length = 0;  ///< bytes of its manifest
  std::int64_t number = 0;   ///< in the order of publication, from 1
  SysTime published;
  std::string by;    ///< who published it; may be empty
  std::string note;  ///< what they said about it; may be empty
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;  ///< of its files
  bool staged = false;      ///< for the server to bring to one screen first, then to more
  friend bool operator==(const ListedRelease&, const ListedRelease&) = default;
};

/// Of a repository that nothing was published to. Its versions begin at the minutes since 1970: when a
/// repository was lost, screens that have seen the old one take the new one for newer, not for a rollback.
Catalogue empty_catalogue(const trust::Root& root, SysTime now);

/// What lies in the repository, believed only as far as our keys have signed it (`refused`): whoever can
/// write to a web server's folder must not get his files signed by our next publication. Of a document that
/// only a retired key has signed nothing is taken but its version. Nothing where nothing was published. That
/// it expired does not matter to those who sign it anew.
Result<std::optional<Catalogue>> read_catalogue(const Repository& repository, const KeyFolder& keys);

/// As it lies there, whoever wrote it: for those who only carry it or look. `not_found` before the first
/// publication.
Result<Catalogue> peek_catalogue(const Repository& repository);

/// Newest first.
std::vector<ListedRelease> releases_of(const Catalogue& catalogue);
/// Gives it the next number. Forgets the oldest beyond `k_kept_releases` that no screen is assigned to.
void list_release(Catalogue& catalogue, const ListedRelease& release);

std::map<ScreenId, ReleaseId> assignments_of(const Catalogue& catalogue);
/// These screens and no others. `not_found` for a release that is not listed.
Status assign(Catalogue& catalogue, const std::map<ScreenId, ReleaseId>& releases);

/// The keys at hand. Without that of `targets`, only assignments can be signed.
struct Signers {
  const PrivateKey* targets = nullptr;
  const PrivateKey* online = nullptr;
};

/// Whether a document of the online key should be signed anew although nothing has changed: half of its time
/// is over.
bool wants_renewal(const Catalogue& catalogue, SysTime now);

/// Signs what differs from what lies there (`before`), and what half of its time is over for where its key is
/// at hand; writes roots, the manifests that screens are assigned, documents under names of their own, and
/// then `timestamp.json`, which is what readers begin with. Gives back what was written. `refused` where the
/// key for a change is missing.
Result<Catalogue> write_catalogue(const Repository& repository, Catalogue catalogue,
                                  const std::optional<Catalogue>& before, const KeyFolder& keys,
                                  const Signers& signers, SysTime now);

}  // namespace madang::server
