// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/reach.h"

#include <algorithm>
#include <vector>

namespace madang {
namespace {

using Screens = std::set<size_t>;

class Reach {
 public:
  explicit Reach(const Document& document) : document_(document) {}

  void add(const std::string& path, const Screens& screens) {
    const auto [found, is_new] = reached.try_emplace(path);
    const size_t before = found->second.size();
    found->second.insert(screens.begin(), screens.end());
    if (is_new || found->second.size() != before)
      waiting_.push_back(path);
  }

  void run() {
    while (!waiting_.empty()) {
      const std::string path = waiting_.back();
      waiting_.pop_back();
      const Screens screens = reached[path];
      if (const auto layout = document_.layouts.find(path); layout != document_.layouts.end()) {
        for (const Zone& zone : layout->second.zones)
          add(zone.playlist, screens);
      }
      if (const auto playlist = document_.playlists.find(path); playlist != document_.playlists.end()) {
        for (const Item& item : playlist->second.items) {
          if (const auto* nested = std::get_if<LayoutItem>(&item.what))
            add(nested->path, screens);
        }
      }
    }
  }

  std::map<std::string, Screens> reached;

 private:
  const Document& document_;
  std::vector<std::string> waiting_;
};

}  // namespace

bool shows_on(const ScheduleEntry& entry, const Screen& screen) {
  if (entry.screens.empty() && entry.groups.empty())
    return true;
  if (std::find(entry.screens.begin(), entry.screens.end(), screen.id) != entry.screens.end())
    return true;
  return std::any_of(screen.groups.begin(), screen.groups.end(), [&](const GroupId& group) {
    return std::find(entry.groups.begin(), entry.groups.end(), group) != entry.groups.end();
  });
}

Reached reach(const Document& document) {
  const std::vector<Screen>& screens = document.site.screens;
  Screens all;
  for (size_t i = 0; i < screens.size(); ++i)
    all.insert(i);

  Reach reach(document);
  reach.add(document.site.fallback.path, all);
  for (const auto& [kind, page] : document.alarms)
    reach.add(page.show.path, all);
  for (const ScheduleEntry& entry : document.schedule.entries) {
    Screens shown;
    for (size_t i = 0; i < screens.size(); ++i) {
      if (shows_on(entry, screens[i]))
        shown.insert(i);
    }
    reach.add(entry.show.path, shown);
  }
  reach.run();
  return std::move(reach.reached);
}

}  // namespace madang
