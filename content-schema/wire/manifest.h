// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/digest.h"
#include "content-schema/model/asset.h"
#include "content-schema/model/ids.h"

namespace madang {

/// One file of a release.
struct ManifestFile {
  std::string path;  ///< in the content folder, `/` between parts
  std::uint64_t length = 0;
  Digest sha256;
  std::optional<MediaFacts> media;  ///< for pictures and videos
  friend bool operator==(const ManifestFile&, const ManifestFile&) = default;
};

/// A release: an immutable content folder by its paths, lengths and digests. Its id is the SHA-256 of the
/// encoded manifest, so two publications of the same content at the same time are the same release. Who
/// vouches for it is not said here: `scheduler/trust` decides what it accepts, before anyone acts on it.
struct Manifest {
  SysTime published;
  std::vector<ManifestFile> files;  ///< sorted by path, each path once
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// What a kiosk's store takes of its disk and of the disk's life; bytes.
struct StoreUse {
  std::uint64_t held = 0;           ///< by releases, whole or on their way, in whole blocks of the disk
  std::uint64_t free = 0;           ///< of the disk, for us
  std::uint64_t written_today = 0;  ///< since midnight UTC, of files' contents
  friend bool operator==(const StoreUse&, const StoreUse&) = default;
};

/// A release on its way to a kiosk; bytes.
struct Fetching {
  ReleaseId release;
  std::uint64_t bytes = 0;  ///< that were missing when it began
  std::uint64_t left = 0;   ///< of them
  friend bool operator==(const Fetching&, const Fetching&) = default;
};

/// What a scheduler tells the central server every ten seconds.
struct Heartbeat {
  ScreenId screen;
  ReleaseId release;                     ///< active on that kiosk; empty for none
  std::optional<SysTime> release_since;  ///< it became so
  std::optional<Fetching> fetching;      ///< at the moment
  std::string showing;                   ///< as PlayerReport::showing; empty when no player is connected
  SysTime since;                         ///< of `showing`
  SysTime clock;                         ///< of the kiosk, when it sent this
  bool player = false;                   ///< connected
  std::vector<IncidentId> alarms;        ///< on the glass
  std::vector<Bilingual> problems;       ///< one line each; the English one tells it from others
  std::optional<StoreUse> store;         ///< nothing from a scheduler that does not tell it
  friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

}  // namespace madang
