// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <string>

#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "scheduler/store/folders.h"
#include "scheduler/store/materialise.h"
#include "scheduler/store/pointer.h"
#include "scheduler/store/sweep.h"

namespace madang {

namespace fs = std::filesystem;

namespace {

Result<Digest> digest_of(const ReleaseId& id) {
  const auto digest = Digest::from_hex(id.value);
  if (digest)
    return *digest;
  return fail(ErrorKind::invalid, "'{}'은(는) 릴리스의 이름이 아닙니다.",
              "'{}' is not the name of a release.", id.value);
}

Result<UniqueFd> take_lock(const fs::path& path) {
  // For reading: that works on a disk that has become read-only.
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (!fd.valid())
    return disk_failure(errno, "열지", "open", path);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (errno != EWOULDBLOCK)
    return disk_failure(errno, "잠그지", "lock", path);
  return fail(ErrorKind::refused, "다른 madang-scheduler가 '{}'을(를) 쓰고 있습니다.",
              "another madang-scheduler is using '{}'.", path.parent_path().string());
}

}  // namespace

Inventory inventory_of(const Release& release) {
  Inventory inventory;
  for (const ManifestFile& file : release.manifest.files) {
    if (file.media)
      inventory[file.path] = {fs::absolute(release.folder / file.path), *file.media};
  }
  return inventory;
}

Store::Store(fs::path root, StoreOptions options, UniqueFd lock)
    : root_(std::move(root)), options_(std::move(options)), lock_(std::move(lock)) {}

Result<Store> Store::open(const fs::path& root, StoreOptions options) {
  if (auto made = make_lasting_folders(root); !made)
    return fail(std::move(made.error()));
  // Their names are synced with the first pointer.
  for (const char* name : {"objects", "partial", "releases"}) {
    if (auto made = make_folder(root / name); !made)
      return fail(std::move(made.error()));
  }
  auto lock = take_lock(root / "lock");
  if (!lock)
    return fail(std::move(lock.error()));
  Store store(root, std::move(options), std::move(*lock));
  store.recover();
  return store;
}

void Store::recover() {
  // Leftovers that cannot be removed harm nobody, and the next sweep comes back to them.
  for (const auto& sweep : {sweep_unfinished, sweep_unfinished_files})
    [[maybe_unused]] const auto swept = sweep(root_);
  const auto pointer = read_pointer(root_);
  if (!pointer) {
    damage_ = pointer.error().message;
    return;
  }
  for (const auto& [id, place] :
       {std::pair(pointer->active, &active_), std::pair(pointer->previous, &previous_)}) {
    if (id.empty())
      continue;
    auto release = whole(id);
    if (release)
      *place = std::move(*release);
    else
      damage_ = release.error().message;
  }
  // One step down rather than none: the release before it was good once.
  if (!active_)
    active_ = std::exchange(previous_, std::nullopt);
}

bool Store::has(const Digest& digest, std::uint64_t length) const {
  return file_length(object_path(root_, digest)) == length;
}

Result<Incoming> Store::receive(const Digest& digest, std::uint64_t length) {
  return Incoming::open(root_, digest, length, options_.hook, unnoted_);
}

Status Store::put(std::span<const std::byte> bytes) {
  const Digest digest = sha256(bytes);
  if (has(digest, bytes.size())) {
    const auto there = read_file(object_path(root_, digest), bytes.size());
    if (there && std::equal(there->begin(), there->end(), bytes.begin(), bytes.end()))
      return {};
  }
  return receive(digest, bytes.size()).and_then([&](Incoming incoming) -> Status {
    return incoming.restart().and_then([&] { return incoming.write(bytes); }).and_then([&] {
      return incoming.commit();
    });
  });
}

Status Store::put_manifest(const ReleaseId& id, std::span<const std::byte> bytes) {
  if (release_id(bytes) == id)
    return put(bytes);
  return fail(ErrorKind::invalid, "릴리스 목록의 내용이 그 이름 {}과(와) 다릅니다.",
              "the manifest is not the one named {}.", id.value);
}

Result<Manifest> Store::manifest_of(const ReleaseId& id) const {
  const auto digest = digest_of(id);
  if (!digest)
    return fail(digest.error());
  const auto bytes = read_file(object_path(root_, *digest), k_most_manifest_bytes);
  if (!bytes)
    return fail(bytes.error());
  if (release_id(*bytes) != id) {
    return fail(ErrorKind::invalid, "릴리스 {}의 목록이 손상되었습니다.",
                "the manifest of release {} is damaged.", id.value);
  }
  return decode_manifest(*bytes);
}

std::vector<ManifestFile> Store::missing_of(const Manifest& manifest) const {
  std::vector<ManifestFile> left;
  std::set<Digest> asked;
  for (const ManifestFile& file : manifest.files) {
    if (!has(file.sha256, file.length) && asked.insert(file.sha256).second)
      left.push_back(file);
  }
  return left;
}

Result<std::vector<ManifestFile>> Store::missing(const ReleaseId& id) const {
  return manifest_of(id).map([&](const Manifest& manifest) { return missing_of(manifest); });
}

Result<Release> Store::whole(const ReleaseId& id) const {
  auto manifest = manifest_of(id);
  if (!manifest)
    return fail(std::move(manifest.error()));
  if (const auto left = missing_of(*manifest); !left.empty()) {
    return fail(ErrorKind::not_yet, "릴리스 {0}에 없는 파일이 {2}개 있습니다. 첫째는 '{1}'입니다.",
                "{2} files of release {0} are missing, '{1}' first.", id.value, left.front().path,
                left.size());
  }
  auto folder = materialise(root_, id, *manifest, options_.hook);
  if (!folder)
    return fail(std::move(folder.error()));
  return Release{id, std::move(*manifest), std::move(*folder)};
}

std::optional<SysTime> Store::active_since() const {
  struct stat info {};
  if (!active_ || ::stat((root_ / "active").c_str(), &info) != 0)
    return std::nullopt;
  return SysTime(std::chrono::floor<Millis>(std::chrono::seconds(info.st_mtim.tv_sec) +
                                            std::chrono::nanoseconds(info.st_mtim.tv_nsec)));
}

Result<Release> Store::activate(const ReleaseId& id) {
  auto release = whole(id);
  if (!release)
    return release;
  step("release whole");
  const bool is_same = active_ && active_->id == id;
  if (!is_same || damage_) {
    const ReleaseId before =
        is_same ? (previous_ ? previous_->id : ReleaseId{}) : (active_ ? active_->id : ReleaseId{});
    if (auto written = write_pointer(root_, {id, before}); !written)
      return fail(std::move(written.error()));
    step("active written");
  }
  if (!is_same)
    previous_ = std::exchange(active_, std::nullopt);
  active_ = *release;
  damage_.reset();
  return release;
}

Scrubbed Store::scrub(std::uint64_t budget) {
  return active_ ? scrub_.look(root_, active_->id, active_->manifest, budget) : Scrubbed{{}, true};
}

Result<Needed> Store::needed() const {
  if (damage_) {
    return fail({ErrorKind::refused,
                 {"저장소에 손상이 있어 아무것도 지우지 않았습니다: " + damage_->ko,
                  "nothing is removed while the store is damaged: " + damage_->en}});
  }
  Needed needed;
  if (active_)
    needed.add(active_->id, active_->manifest);
  const auto pointer = read_pointer(root_);
  if (!pointer)
    return fail(pointer.error());
  for (const ReleaseId& id : {pointer->active, pointer->previous}) {
    if (id.empty() || needed.releases.contains(id.value) || (previous_ && previous_->id == id))
      continue;
    const auto manifest = manifest_of(id);
    if (manifest)
      needed.add(id, *manifest);
  }
  return needed;
}

Status Store::settle() {
  if (settled_)
    return {};
  auto synced = sync_folder(root_);
  settled_ = synced.has_value();
  return synced;
}

Result<size_t> Store::sweep(std::span<const ReleaseId> wanted) {
  auto kept = needed();
  if (!kept)
    return fail(kept.error());
  if (previous_)
    kept->add(previous_->id, previous_->manifest);
  for (const ReleaseId& id : wanted) {
    const auto manifest = manifest_of(id);
    kept->objects.insert(id.value);  // its manifest may still be on its way
    if (manifest)
      kept->add(id, *manifest);
  }
  held_.reset();
  return settle().and_then([&] { return sweep_unfinished_files(root_); }).and_then([&] {
    return remove_all_but(root_, *kept, options_.hook);
  });
}

Result<Room> Store::room_for(const ReleaseId& id, std::span<const ManifestFile> again) const {
  const auto wanted = manifest_of(id);
  if (!wanted)
    return fail(wanted.error());
  auto kept = needed();
  if (!kept) {
    // While there is damage nothing is removed; what fits without that may come, and mend it.
    if (kept.error().kind != ErrorKind::refused)
      return fail(kept.error());
    kept.emplace();
  }
  kept->add(id, *wanted);
  Needed before;
  if (previous_)
    before.add(previous_->id, previous_->manifest);
  const auto holdings = weigh(root_, *kept, before, *wanted, again);
  if (!holdings)
    return fail(holdings.error());
  const auto disk = disk_space(root_);
  if (!disk)
    return fail(disk.error());
  return work_out_room(*holdings, *disk, options_.quota);
}

Status Store::make_room(const ReleaseId& id, std::span<const ManifestFile> again) {
  const auto room = room_for(id, again);
  if (!room)
    return fail(room.error());
  if (room->give == Room::Give::too_little)
    return fail({ErrorKind::limit, say_too_little(*room)});
  if (room->give == Room::Give::nothing)
    return {};
  // What nobody needs goes first in any case: on a full disk not even a pointer can be written.
  if (auto swept = sweep(std::span(&id, 1)); !swept)
    return fail(std::move(swept.error()));
  if (room->give == Room::Give::superfluous)
    return {};
  // Not even a power cut may leave a pointer to what is being removed.
  if (auto written = write_pointer(root_, {active_ ? active_->id : ReleaseId{}, {}}); !written)
    return written;
  previous_.reset();
  step("previous let go");
  const auto swept = sweep(std::span(&id, 1));
  return swept ? Status{} : fail(swept.error());
}

Status Store::note_written(SysTime now, std::uint64_t least) {
  if (*unnoted_ < std::max<std::uint64_t>(least, 1))
    return {};
  held_.reset();
  const Written written = add(read_written(root_), *unnoted_, now);
  if (auto noted = write_file_atomically(root_ / "written", as_bytes(to_text(written))); !noted)
    return noted;
  *unnoted_ = 0;
  return {};
}

Result<StoreUse> Store::use(SysTime now) {
  if (!held_) {
    const auto held = bytes_held(root_);
    if (!held)
      return fail(held.error());
    held_ = *held;
  }
  const auto disk = disk_space(root_);
  if (!disk)
    return fail(disk.error());
  return StoreUse{*held_, disk->free, read_written(root_).on(now)};
}

}  // namespace madang
