// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <fstream>
#include <map>
#include <string>

#include "content-schema/wire/codec.h"
#include "scheduler/store/store.h"

namespace madang::test {

/// A release as it lies on a server: the manifest's bytes, and files by path.
struct Published {
  std::map<std::string, std::string> files;
  std::string manifest;
  ReleaseId id;
};

inline Published publish(std::map<std::string, std::string> files) {
  Manifest manifest;
  for (const auto& [path, text] : files)
    manifest.files.push_back({path, text.size(), sha256(as_bytes(text)), std::nullopt});
  Published made{std::move(files), encode(manifest), {}};
  made.id = release_id(as_bytes(made.manifest));
  return made;
}

/// Brings all of it in, in small pieces, and makes it active; as the fetcher does.
inline Result<Release> install(Store& store, const Published& release) {
  if (auto put = store.put_manifest(release.id, as_bytes(release.manifest)); !put)
    return fail(put.error());
  const auto missing = store.missing(release.id);
  if (!missing)
    return fail(missing.error());
  for (const ManifestFile& file : *missing) {
    auto incoming = store.receive(file.sha256, file.length);
    if (!incoming)
      return fail(incoming.error());
    std::string_view rest = std::string_view(release.files.at(file.path)).substr(incoming->have());
    while (!rest.empty()) {
      if (auto put = incoming->write(as_bytes(rest.substr(0, 3))); !put)
        return fail(put.error());
      rest.remove_prefix(std::min<size_t>(3, rest.size()));
    }
    if (auto done = incoming->commit(); !done)
      return fail(done.error());
  }
  return store.activate(release.id);
}

/// Every file of a folder with what is in it, by relative path.
inline std::map<std::string, std::string> files_under(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
    if (!each.is_regular_file())
      continue;
    std::ifstream in(each.path(), std::ios::binary);
    files[each.path().lexically_relative(folder).string()] = {std::istreambuf_iterator<char>(in), {}};
  }
  return files;
}

}  // namespace madang::test
