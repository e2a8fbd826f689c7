// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/sweep.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <map>
#include <vector>

#include "scheduler/store/folders.h"

namespace madang {

namespace fs = std::filesystem;

namespace {

using Visit = std::function<Status(const fs::path& path, const std::string& digest)>;

/// The names first and then each of them: a folder that changes while it is read may tell a name twice.
Result<std::vector<fs::path>> list(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code failure;
  for (fs::directory_iterator each(folder, failure), end; !failure && each != end; each.increment(failure))
    paths.push_back(each->path());
  if (failure)
    return disk_failure(failure.value(), "읽지", "list", folder);
  return paths;
}

Status for_each_in(const fs::path& folder, const std::string& prefix, const Visit& visit) {
  const auto paths = list(folder);
  if (!paths)
    return fail(paths.error());
  for (const fs::path& path : *paths) {
    if (auto done = visit(path, prefix + path.filename().string()); !done)
      return done;
  }
  return {};
}

Status for_each_partial(const fs::path& root, const Visit& visit) {
  return for_each_in(root / "partial", "", visit);
}

Status for_each_object(const fs::path& root, const Visit& visit) {
  return for_each_in(root / "objects", "", [&](const fs::path& folder, const std::string& prefix) {
    return for_each_in(folder, prefix, visit);
  });
}

/// As the disk counts it; 0 for what is gone meanwhile.
std::uint64_t bytes_on_disk(const fs::path& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 ? static_cast<std::uint64_t>(info.st_blocks) * 512 : 0;
}

}  // namespace

void Needed::add(const ReleaseId& id, const Manifest& manifest) {
  releases.insert(id.value);
  objects.insert(id.value);
  for (const ManifestFile& file : manifest.files)
    objects.insert(file.sha256.hex());
}

Result<size_t> remove_all_but(const fs::path& root, const Needed& needed, const StepHook& hook) {
  size_t removed = 0;
  const auto unless_in = [&](const std::set<std::string>& names) {
    return [&](const fs::path& path, const std::string& name) -> Status {
      if (names.contains(name))
        return {};
      if (auto gone = remove_tree(path); !gone)
        return gone;
      ++removed;
      if (hook)
        hook("removed");
      return {};
    };
  };
  // Folders go before the objects that they are links to.
  return for_each_in(root / "releases", "", unless_in(needed.releases))
      .and_then([&] { return for_each_partial(root, unless_in(needed.objects)); })
      .and_then([&] { return for_each_object(root, unless_in(needed.objects)); })
      .map([&] { return removed; });
}

Result<Holdings> weigh(const fs::path& root, const Needed& kept, const Needed& previous,
                       const Manifest& wanted, std::span<const ManifestFile> again) {
  Holdings holdings;
  const auto is_here = [&](const ManifestFile& file) {
    return file_length(object_path(root, file.sha256)) == file.length;
  };
  struct Coming {
    std::uint64_t length = 0;
    std::uint64_t begun = 0;  ///< as the disk counts it
    std::uint64_t* sum = nullptr;
  };
  std::map<std::string, Coming> coming;
  for (const ManifestFile& file : wanted.files) {
    if (!is_here(file))
      coming[file.sha256.hex()] = {file.length, 0, &holdings.to_come};
  }
  for (const ManifestFile& file : again) {
    if (is_here(file))
      coming[file.sha256.hex()] = {file.length, 0, &holdings.again};
  }
  const auto count = [&](const fs::path& path, const std::string& digest) -> Status {
    const std::uint64_t bytes = bytes_on_disk(path);
    if (kept.objects.contains(digest))
      holdings.kept += bytes;
    else if (previous.objects.contains(digest))
      holdings.previous += bytes;
    else
      holdings.superfluous += bytes;
    return {};
  };
  const auto count_partial = [&](const fs::path& path, const std::string& digest) -> Status {
    if (const auto found = coming.find(digest); found != coming.end())
      found->second.begun = bytes_on_disk(path);
    return count(path, digest);
  };
  auto counted = for_each_object(root, count).and_then([&] { return for_each_partial(root, count_partial); });
  if (!counted)
    return fail(std::move(counted.error()));
  struct statvfs disk {};
  if (::statvfs(root.c_str(), &disk) != 0)
    return disk_failure(errno, "살피지", "examine", root);
  const std::uint64_t block = std::max<std::uint64_t>(disk.f_frsize, 1);
  for (const auto& [digest, each] : coming) {
    const std::uint64_t blocks = (each.length + block - 1) / block * block;
    *each.sum += blocks - std::min(blocks, each.begun);
  }
  return holdings;
}

Result<DiskSpace> disk_space(const fs::path& folder) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0)
    return disk_failure(errno, "살피지", "examine", folder);
  return DiskSpace{std::uint64_t{disk.f_blocks} * disk.f_frsize,
                   std::uint64_t{disk.f_bavail} * disk.f_frsize};
}

Result<std::uint64_t> bytes_held(const fs::path& root) {
  std::uint64_t bytes = 0;
  const auto count = [&](const fs::path& path, const std::string&) -> Status {
    bytes += bytes_on_disk(path);
    return {};
  };
  return for_each_object(root, count).and_then([&] { return for_each_partial(root, count); }).map([&] {
    return bytes;
  });
}

}  // namespace madang
