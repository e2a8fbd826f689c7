// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "content-schema/wire/manifest.h"
#include "scheduler/store/incoming.h"
#include "scheduler/store/room.h"
#include "scheduler/store/scrub.h"
#include "scheduler/store/use.h"

namespace madang {

struct Needed;

/// A release that is whole on this disk.
struct Release {
  ReleaseId id;
  Manifest manifest;
  std::filesystem::path folder;  ///< a content folder, read-only: hard links to the store's objects
};

/// The media of a release as the planner wants them.
Inventory inventory_of(const Release& release);

struct StoreOptions {
  Quota quota;
  StepHook hook;
};

/// Every file of every release on this kiosk, once, by the SHA-256 of its content.
///
///     objects/ab/cdef...   whole and verified, read-only; a release's manifest is one of them, under its id
///     partial/<sha256>     on their way
///     releases/<id>/       content folders of hard links, for the loader and the player
///     active               the id of the active release, and of the one before it
///     written              how much was written today
///     lock                 held while a Store is open
///
/// An object gets its name only after the disk gave back the right bytes, and is not hashed again when the
/// store is opened (a kiosk must start within seconds); from then on its length is looked at. `scrub` hashes
/// it all again, a little at a time. Whatever a power cut leaves is either not yet named or
/// whole; leftovers are swept at open. Not thread-safe: one thread fetches, activates and sweeps.
class Store {
 public:
  /// Makes the folders where they are missing. `refused` while another process has it open. A damaged active
  /// release is no error: the previous one is taken, and `damage` says so. Neither is a disk that has become
  /// read-only: what is there can be shown.
  static Result<Store> open(const std::filesystem::path& root, StoreOptions options = {});

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

  /// Makes room for the files of a release that are missing, if there is too little: partial files and
  /// objects that nobody needs go first, then the previous release; never the active one, nor what is here
  /// already of this one. `limit` says how much is missing where nothing of that would do; then nothing is
  /// removed. `again`: files of it that are here and are to come once more.
  Status make_room(const ReleaseId& id, std::span<const ManifestFile> again = {});
  /// What `make_room` would find. Removes nothing.
  Result<Room> room_for(const ReleaseId& id, std::span<const ManifestFile> again = {}) const;

  /// The content folder of a release whose files are all here, to be looked at before it is activated.
  /// `not_yet` names a file that is missing.
  Result<Release> stage(const ReleaseId& id) const { return whole(id); }
  /// Makes a release whose files are all here the active one, by one rename; the active one becomes the
  /// previous. `not_yet` names a file that is missing. On any error the old release stays active.
  Result<Release> activate(const ReleaseId& id);
  const std::optional<Release>& active() const { return active_; }
  const std::optional<Release>& previous() const { return previous_; }
  /// When it became so, by this kiosk's clock; nothing without one.
  std::optional<SysTime> active_since() const;
  /// What was found wrong when the store was opened, until the next `activate`.
  const std::optional<Bilingual>& damage() const { return damage_; }

  /// Looks at the next `budget` bytes of the active release as the disk gives them back. Files that are not
  /// what they should be stay until `receive` has brought them anew: a clip with a flaw is better than none.
  /// Then `activate` once more gives the release its new files.
  Scrubbed scrub(std::uint64_t budget);

  /// Removes releases, objects and partial files that neither the active nor the previous release nor those
  /// of `wanted` need; the number of files removed. Removes nothing (`refused`) while there is damage: what
  /// looks superfluous may be what mends it.
  Result<size_t> sweep(std::span<const ReleaseId> wanted = {});

  /// Adds what was written since the last call to today's count on the disk; writes nothing where that is
  /// nothing, or less than `least` bytes. For the end of a round, and now and then within a long one, for
  /// those that are cut off: counting each write would double the writes.
  Status note_written(SysTime now, std::uint64_t least = 1);
  /// Cheap: files are counted again only where something came or went since.
  Result<StoreUse> use(SysTime now);

 private:
  Store(std::filesystem::path root, StoreOptions options, UniqueFd lock);
  void recover();
  /// What the pointers name, in memory and on the disk, which differ after a failed `activate`. `refused`
  /// while there is damage.
  Result<Needed> needed() const;
  /// Before anything is removed: that the pointer which was read is there also after a power cut.
  Status settle();
  Result<Manifest> manifest_of(const ReleaseId& id) const;
  std::vector<ManifestFile> missing_of(const Manifest& manifest) const;
  /// The release if it is whole; makes its folder where that is missing or not of our objects.
  Result<Release> whole(const ReleaseId& id) const;
  void step(std::string_view name) const {
    if (options_.hook)
      options_.hook(name);
  }

  std::filesystem::path root_;
  StoreOptions options_;
  UniqueFd lock_;
  bool settled_ = false;
  std::optional<std::uint64_t> held_;  ///< bytes; nothing: to be counted again
  std::shared_ptr<std::uint64_t> unnoted_ = std::make_shared<std::uint64_t>(0);  ///< bytes
  std::optional<Release> active_;
  std::optional<Release> previous_;
  std::optional<Bilingual> damage_;
  Scrub scrub_;
};

}  // namespace madang
