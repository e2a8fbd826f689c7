// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/prune.h"

#include <sys/stat.h>

#include <charconv>
#include <set>

#include "tools/server/publish.h"

namespace madang::server {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::days k_rest{1};

/// Removes files and keeps the count; of a file with several names the bytes with its last one.
class Broom {
 public:
  explicit Broom(SysTime now) : now_(now) {}

  /// To be removed in the end: the first of a file's names that goes makes the others look new.
  void sweep(const fs::path& file) {
    // The time of the last change and not of the last write: a second name of an old file is new.
    struct stat info {};
    if (::lstat(file.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
        now_ - SysTime(std::chrono::seconds(info.st_ctim.tv_sec)) >= k_rest)
      files_.push_back(file);
  }

  Pruned finish() const {
    Pruned pruned;
    for (const fs::path& file : files_) {
      struct stat info {};
      if (::lstat(file.c_str(), &info) != 0 || ::unlink(file.c_str()) != 0)
        continue;
      ++pruned.files;
      pruned.bytes += info.st_nlink == 1 ? static_cast<std::uint64_t>(info.st_size) : 0;
    }
    return pruned;
  }

 private:
  const SysTime now_;
  std::vector<fs::path> files_;
};

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (auto each = fs::recursive_directory_iterator(folder, failure);
       !failure && each != fs::recursive_directory_iterator{}; each.increment(failure)) {
    if (!each->is_directory(failure))
      files.push_back(each->path());
  }
  return files;
}

/// `7.snapshot.json` is 7; 0 for anything else.
std::int64_t version_in(const std::string& name, std::string_view document) {
  std::int64_t version = 0;
  const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), version);
  return wrong == std::errc() && end == name.data() + name.find('.') &&
                 name.substr(name.find('.')) == fmt::format(".{}.json", document)
             ? version
             : 0;
}

}  // namespace

Result<Pruned> prune(const Repository& repository, const Catalogue& catalogue, SysTime now) {
  std::set<fs::path> needed;
  for (const ListedRelease& release : releases_of(catalogue)) {
    const auto manifest = manifest_of(repository, release.id);
    if (!manifest) {
      return fail(ErrorKind::invalid, "릴리스 {}의 목록을 읽을 수 없어 아무것도 지우지 않았습니다.",
                  "nothing was removed: the manifest of release {} cannot be read.", release.id.value.substr(0, 12));
    }
    needed.insert(repository.release(release.id));
    for (const ManifestFile& file : manifest->files)
      needed.insert(repository.object(file.sha256));
  }
  for (const auto& [screen, release] : assignments_of(catalogue))
    needed.insert(repository.assigned(screen, release));
  Broom broom(now);
  for (const char* folder : {"targets", "objects"}) {
    for (const fs::path& file : files_below(repository.folder / folder)) {
      if (!needed.contains(file))
        broom.sweep(file);
    }
  }
  const std::pair<const char*, std::int64_t> documents[] = {{"targets", catalogue.targets.version},
                                                            {"assignments", catalogue.assignments.version},
                                                            {"snapshot", catalogue.snapshot.version}};
  std::error_code failure;
  for (auto each = fs::directory_iterator(repository.folder, failure); !failure && each != fs::directory_iterator{};
       each.increment(failure)) {
    const std::string name = each->path().filename().string();
    for (const auto& [document, newest] : documents) {
      if (const auto version = version_in(name, document); version > 0 && version <= newest - k_kept_versions)
        broom.sweep(each->path());
    }
  }
  return broom.finish();
}

}  // namespace madang::server
