// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/store.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <set>
#include <string>

#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "scheduler/store/folders.h"
#include "scheduler/store/materialise.h"
#include "scheduler/store/pointer.h"

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
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
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

Result<Store> Store::open(const fs::path& root, StepHook hook) {
  std::error_code failure;
  fs::create_directories(root, failure);
  if (failure)
    return disk_failure(failure.value(), "만들지", "make the folder", root);
  for (const char* name : {"objects", "partial", "releases"}) {
    if (auto made = make_folder(root / name); !made)
      return fail(std::move(made.error()));
  }
  auto lock = take_lock(root / "lock");
  if (!lock)
    return fail(std::move(lock.error()));
  Store store(root, std::move(hook), std::move(*lock));
  if (auto recovered = store.recover(); !recovered)
    return fail(std::move(recovered.error()));
  return store;
}

Status Store::recover() {
  if (auto swept = sweep_unfinished(root_); !swept)
    return swept;
  if (auto swept = sweep_unfinished_pointers(root_); !swept)
    return swept;
  const auto pointer = read_pointer(root_);
  if (!pointer) {
    damage_ = pointer.error().message;
    return {};
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
  return {};
}

bool Store::has(const Digest& digest, std::uint64_t length) const {
  return file_length(object_path(root_, digest)) == length;
}

Result<Incoming> Store::receive(const Digest& digest, std::uint64_t length) {
  return Incoming::open(root_, digest, length, hook_);
}

Status Store::put(std::span<const std::byte> bytes) {
  const Digest digest = sha256(bytes);
  if (has(digest, bytes.size()))
    return {};
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

Result<std::vector<ManifestFile>> Store::missing(const ReleaseId& id) const {
  const auto manifest = manifest_of(id);
  if (!manifest)
    return fail(manifest.error());
  std::vector<ManifestFile> left;
  std::set<Digest> asked;
  for (const ManifestFile& file : manifest->files) {
    if (!has(file.sha256, file.length) && asked.insert(file.sha256).second)
      left.push_back(file);
  }
  return left;
}

Result<Release> Store::whole(const ReleaseId& id) const {
  const auto left = missing(id);
  if (!left)
    return fail(left.error());
  if (!left->empty()) {
    return fail(ErrorKind::not_yet, "릴리스 {0}에 없는 파일이 {2}개 있습니다. 첫째는 '{1}'입니다.",
                "{2} files of release {0} are missing, '{1}' first.", id.value, left->front().path,
                left->size());
  }
  auto manifest = manifest_of(id);
  if (!manifest)
    return fail(std::move(manifest.error()));
  auto folder = materialise(root_, id, *manifest, hook_);
  if (!folder)
    return fail(std::move(folder.error()));
  return Release{id, std::move(*manifest), std::move(*folder)};
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

Result<size_t> Store::verify(const ReleaseId& id) {
  const auto manifest = manifest_of(id);
  if (!manifest)
    return fail(manifest.error());
  size_t dropped = 0;
  std::set<Digest> seen;
  for (const ManifestFile& file : manifest->files) {
    const fs::path path = object_path(root_, file.sha256);
    if (!seen.insert(file.sha256).second || !file_length(path))
      continue;
    const auto bytes = MappedFile::open(path);
    if (bytes && bytes->bytes().size() == file.length && sha256(bytes->bytes()) == file.sha256)
      continue;
    if (::unlink(path.c_str()) != 0)
      return disk_failure(errno, "지우지", "remove", path);
    ++dropped;
  }
  return dropped;
}

Result<size_t> Store::sweep(std::span<const ReleaseId> wanted) {
  if (damage_) {
    return fail({ErrorKind::refused,
                 {"저장소에 손상이 있어 아무것도 지우지 않았습니다: " + damage_->ko,
                  "nothing is removed while the store is damaged: " + damage_->en}});
  }
  std::set<std::string> releases;
  std::set<std::string> objects;  // by their digest in hexadecimal
  const auto keep = [&](const ReleaseId& id, const Manifest& manifest) {
    releases.insert(id.value);
    objects.insert(id.value);
    for (const ManifestFile& file : manifest.files)
      objects.insert(file.sha256.hex());
  };
  for (const auto* release : {&active_, &previous_}) {
    if (*release)
      keep((*release)->id, (*release)->manifest);
  }
  for (const ReleaseId& id : wanted) {
    const auto manifest = manifest_of(id);
    objects.insert(id.value);  // its manifest may still be on its way
    if (manifest)
      keep(id, *manifest);
  }

  size_t removed = 0;
  std::error_code failure;
  const auto remove_unless = [&](const fs::path& folder, const std::set<std::string>& kept,
                                 const std::string& prefix) -> Status {
    std::vector<fs::path> superfluous;
    for (fs::directory_iterator each(folder, failure), end; !failure && each != end;
         each.increment(failure)) {
      if (kept.count(prefix + each->path().filename().string()) == 0)
        superfluous.push_back(each->path());
    }
    if (failure)
      return disk_failure(failure.value(), "읽지", "list", folder);
    for (const fs::path& path : superfluous) {
      if (auto gone = remove_tree(path); !gone)
        return gone;
      ++removed;
      step("removed");
    }
    return {};
  };
  // Folders go before the objects that they are links to; cut off in between, the next sweep goes on.
  if (auto done = remove_unless(root_ / "releases", releases, ""); !done)
    return fail(std::move(done.error()));
  if (auto done = remove_unless(root_ / "partial", objects, ""); !done)
    return fail(std::move(done.error()));
  for (fs::directory_iterator each(root_ / "objects", failure), end; !failure && each != end;
       each.increment(failure)) {
    if (auto done = remove_unless(each->path(), objects, each->path().filename().string()); !done)
      return fail(std::move(done.error()));
  }
  if (failure)
    return disk_failure(failure.value(), "읽지", "list", root_ / "objects");
  return removed;
}

}  // namespace madang
