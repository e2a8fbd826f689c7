// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/release_changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "content-schema/model/reach.h"

namespace madang::tool {
namespace {

using Screens = std::set<size_t>;

/// By file: what is written inside a layout is known as `layouts/a.yaml#main`.
std::map<std::string, Screens> screens_by_file(const Document& document) {
  std::map<std::string, Screens> all;
  for (const auto& [path, screens] : reach(document)) {
    all[path.substr(0, path.find('#'))].insert(screens.begin(), screens.end());
    const auto playlist = document.playlists.find(path);
    if (playlist == document.playlists.end())
      continue;
    for (const Item& item : playlist->second.items) {
      if (const auto* image = std::get_if<ImageItem>(&item.what))
        all[image->path].insert(screens.begin(), screens.end());
      if (const auto* video = std::get_if<VideoItem>(&item.what))
        all[video->path].insert(screens.begin(), screens.end());
    }
  }
  Screens every;
  for (size_t i = 0; i < document.site.screens.size(); ++i)
    every.insert(i);
  all["site.yaml"] = every;
  all["schedule.yaml"] = every;
  all["data.yaml"] = every;
  for (const auto& [kind, page] : document.alarms) {
    all[page.mark.file] = every;
    for (const AlarmSound& sound : page.sound)
      all[sound.medium] = every;
  }
  return all;
}

std::map<std::string, Digest> digests(const Manifest& manifest) {
  std::map<std::string, Digest> all;
  for (const ManifestFile& file : manifest.files)
    all[file.path] = file.sha256;
  return all;
}

}  // namespace

std::vector<ReleaseChanges> changes_between(const Manifest& before, const Manifest& after,
                                            const Document& document) {
  const auto shown = screens_by_file(document);
  const auto old_files = digests(before), new_files = digests(after);
  std::map<Screens, ReleaseChanges> found;
  const auto at = [&](const std::string& path) -> ReleaseChanges& {
    const auto known = shown.find(path);
    return found[known == shown.end() ? Screens() : known->second];
  };
  for (const auto& [path, digest] : new_files) {
    const auto old = old_files.find(path);
    if (old == old_files.end())
      at(path).added.push_back(path);
    else if (old->second != digest)
      at(path).changed.push_back(path);
  }
  for (const auto& [path, digest] : old_files) {
    if (!new_files.contains(path))
      at(path).removed.push_back(path);
  }
  std::vector<ReleaseChanges> all;
  for (auto& [screens, changes] : found) {
    for (const size_t screen : screens)
      changes.screens.push_back(document.site.screens[screen].id);
    all.push_back(std::move(changes));
  }
  std::stable_sort(all.begin(), all.end(), [](const ReleaseChanges& a, const ReleaseChanges& b) {
    return a.screens.size() > b.screens.size();
  });
  return all;
}

}  // namespace madang::tool
