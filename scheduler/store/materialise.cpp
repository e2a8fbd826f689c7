// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/materialise.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "content-schema/base/file.h"
#include "scheduler/store/folders.h"

namespace madang {

namespace fs = std::filesystem;

namespace {

bool same_file(const std::string& a, const std::string& b) {
  struct stat of_a {
  }, of_b{};
  return ::lstat(a.c_str(), &of_a) == 0 && ::lstat(b.c_str(), &of_b) == 0 && S_ISREG(of_a.st_mode) &&
         of_a.st_ino == of_b.st_ino && of_a.st_dev == of_b.st_dev;
}

bool consists_of_our_objects(const fs::path& folder, const fs::path& root, const Manifest& manifest) {
  const std::string below = folder.string() + "/";
  return is_there(folder) &&
         std::all_of(manifest.files.begin(), manifest.files.end(), [&](const ManifestFile& file) {
           return same_file(below + file.path, object_path(root, file.sha256).native());
         });
}

/// `trust` has judged the paths; this only makes sure that no mistake elsewhere lets one out of the folder.
bool stays_inside(const fs::path& path) {
  return !path.empty() && path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

Status make_folders(const fs::path& base, const fs::path& below, std::set<fs::path>& made) {
  fs::path folder = base;
  for (const fs::path& part : below) {
    folder /= part;
    if (!made.insert(folder).second)
      continue;
    if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST)
      return disk_failure(errno, "만들지", "make the folder", folder);
  }
  return {};
}

/// The names of the release's objects, of its manifest too, whoever gave them: a process that was killed
/// before it came to this may have.
Status sync_objects(const fs::path& root, const ReleaseId& id, const Manifest& manifest) {
  std::set<fs::path> folders{root / "objects"};
  if (const auto digest = Digest::from_hex(id.value))
    folders.insert(object_path(root, *digest).parent_path());
  for (const ManifestFile& file : manifest.files)
    folders.insert(object_path(root, file.sha256).parent_path());
  for (const fs::path& each : folders) {
    if (auto synced = sync_folder(each); !synced)
      return synced;
  }
  return {};
}

Status link_files(const fs::path& folder, const fs::path& root, const Manifest& manifest,
                  const StepHook& hook) {
  std::set<fs::path> folders{folder};
  for (const ManifestFile& file : manifest.files) {
    const fs::path path(file.path);
    if (!stays_inside(path)) {
      return fail(ErrorKind::invalid, "릴리스의 경로 '{}'은(는) 폴더를 벗어납니다.",
                  "the release's path '{}' leaves its folder.", file.path);
    }
    if (auto made = make_folders(folder, path.parent_path(), folders); !made)
      return made;
    const fs::path object = object_path(root, file.sha256);
    if (::link(object.c_str(), (folder / path).c_str()) != 0) {
      return disk_failure(errno, "연결하지(하드 링크를 쓸 수 있는 파일 시스템이 필요합니다)",
                          "link (the store needs a file system with hard links)", folder / path);
    }
    if (hook)
      hook("file linked");
  }
  for (const fs::path& each : folders) {
    if (auto synced = sync_folder(each); !synced)
      return synced;
  }
  return {};
}

}  // namespace

Result<fs::path> materialise(const fs::path& root, const ReleaseId& id, const Manifest& manifest,
                             const StepHook& hook) {
  const fs::path releases = root / "releases";
  const fs::path place = releases / id.value;
  if (consists_of_our_objects(place, root, manifest))
    return place;
  if (auto synced = sync_objects(root, id, manifest); !synced)
    return fail(std::move(synced.error()));

  const fs::path aside = releases / (".new-" + id.value);
  if (auto removed = remove_tree(aside); !removed)
    return fail(std::move(removed.error()));
  if (auto made = make_folder(aside); !made)
    return fail(std::move(made.error()));  // not synced yet: until it is renamed nobody needs it
  if (hook)
    hook("folder begun");
  if (auto linked = link_files(aside, root, manifest, hook); !linked)
    return fail(std::move(linked.error()));
  if (is_there(place)) {
    // A rename does not replace a folder that has something in it.
    const fs::path old = releases / (".old-" + id.value);
    if (auto removed = remove_tree(old); !removed)
      return fail(std::move(removed.error()));
    if (::rename(place.c_str(), old.c_str()) != 0)
      return disk_failure(errno, "치우지", "move away", place);
    if (hook)
      hook("old folder moved away");
  }
  if (::rename(aside.c_str(), place.c_str()) != 0)
    return disk_failure(errno, "제자리에 놓지", "rename into place", place);
  if (hook)
    hook("folder renamed");
  if (auto synced = sync_folder(releases); !synced)
    return fail(std::move(synced.error()));
  return place;
}

Status sweep_unfinished(const fs::path& root) {
  std::vector<fs::path> unfinished;
  std::error_code failure;
  for (fs::directory_iterator each(root / "releases", failure), end; !failure && each != end;
       each.increment(failure)) {
    if (each->path().filename().string().front() == '.')
      unfinished.push_back(each->path());
  }
  if (failure)
    return disk_failure(failure.value(), "읽지", "list", root / "releases");
  for (const fs::path& path : unfinished) {
    if (auto removed = remove_tree(path); !removed)
      return removed;
  }
  return {};
}

}  // namespace madang
