// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "content-schema/wire/manifest.h"
#include "scheduler/store/incoming.h"

namespace madang {

/// A release that is whole on this disk.
struct Release {
  ReleaseId id;
  Manifest manifest;
  std::filesystem::path folder;  ///< a content folder, read-only: hard links to the store's objects
};

/// The media of a release as the planner wants them.
Inventory inventory_of(const Release& release);

/// Every file of every release on this kiosk, once, by the SHA-256 of its content.
///
///     objects/ab/cdef...   whole and verified, read-only; a release's manifest is one of them, under its id
///     partial/<sha256>     on their way
///     releases/<id>/       content folders of hard links, for the loader and the player
///     active               the id of the active release, and of the one before it
///     lock                 held while a Store is open
///
/// An object gets its name only after the disk gave back the right bytes, and is not hashed again when the
/// store is opened (a kiosk must start within seconds); from then on its length is looked at. `verify` hashes
/// it all again, for when there is time or doubt. Whatever a power cut leaves is either not yet named or
/// whole; leftovers are swept at open. Not thread-safe: one thread fetches, activates and sweeps.
class Store {
 public:
  /// Makes the folders where they are missing. `refused` while another process has it open. A damaged active
  /// release is no error: the previous one is taken, and `damage` says so.
  static Result<Store> open(const std::filesystem::path& root, StepHook hook = {});

  bool has(const Digest& digest, std::uint64_t length) const;
  /// To bring an object in, or to go on bringing it in. Only one of a digest at a time.
  Result<Incoming> receive(const Digest& digest, std::uint64_t length);
  /// A small one whose bytes are at hand.
  Status put(std::span<const std::byte> bytes);
  /// The manifest of a release that `trust` let in, from its bytes as they were published.
  Status put_manifest(const ReleaseId& id, std::span<const std::byte> bytes);
  /// The files that are not here yet, each digest once; they are what is left to fetch. `not_found` without
  /// its manifest.
  Result<std::vector<ManifestFile>> missing(const ReleaseId& id) const;

  /// The content folder of a release whose files are all here, to be looked at before it is activated.
  /// `not_yet` names a file that is missing.
  Result<Release> stage(const ReleaseId& id) const { return whole(id); }
  /// Makes a release whose files are all here the active one, by one rename; the active one becomes the
  /// previous. `not_yet` names a file that is missing. On any error the old release stays active.
  Result<Release> activate(const ReleaseId& id);
  const std::optional<Release>& active() const { return active_; }
  const std::optional<Release>& previous() const { return previous_; }
  /// What was found wrong when the store was opened, until the next `activate`.
  const std::optional<Bilingual>& damage() const { return damage_; }

  /// Hashes every file of a release again, and drops the objects that are not what their names say, so that
  /// `missing` tells them. The number dropped; 0 is well.
  Result<size_t> verify(const ReleaseId& id);

  /// Removes releases, objects and partial files that neither the active nor the previous release nor those
  /// of `wanted` need; the number of files removed. Removes nothing (`refused`) while there is damage: what
  /// looks superfluous may be what mends it.
  Result<size_t> sweep(std::span<const ReleaseId> wanted = {});

 private:
  Store(std::filesystem::path root, StepHook hook, UniqueFd lock)
      : root_(std::move(root)), hook_(std::move(hook)), lock_(std::move(lock)) {}
  Status recover();
  Result<Manifest> manifest_of(const ReleaseId& id) const;
  /// The release if it is whole; makes its folder where that is missing or not of our objects.
  Result<Release> whole(const ReleaseId& id) const;
  void step(std::string_view name) const {
    if (hook_)
      hook_(name);
  }

  std::filesystem::path root_;
  StepHook hook_;
  UniqueFd lock_;
  std::optional<Release> active_;
  std::optional<Release> previous_;
  std::optional<Bilingual> damage_;
};

}  // namespace madang
