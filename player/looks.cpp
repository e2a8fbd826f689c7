// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/looks.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <variant>

#include "content-schema/model/reach.h"
#include "content-schema/model/text.h"

namespace madang {
namespace {

class Looks {
 public:
  explicit Looks(const Document& document) : document_(document) {}

  std::vector<Look> all() && {
    for (const Screen& screen : document_.site.screens)
      add_all_of(screen);
    return std::move(all_);
  }

 private:
  void add_all_of(const Screen& screen) {
    const auto& entries = document_.schedule.entries;
    const bool always = std::any_of(entries.begin(), entries.end(), [&](const ScheduleEntry& entry) {
      return entry.when == When{} && shows_on(entry, screen);
    });
    if (!always)  // else the default never has its turn
      add(document_.site.fallback, false, screen);
    for (const ScheduleEntry& entry : entries) {
      if (shows_on(entry, screen))
        add(entry.show, false, screen);
    }
    for (const auto& [kind, page] : document_.alarms)
      add(page.show, true, screen);
  }

  void add(const Show& show, bool is_alarm, const Screen& screen) {
    const auto [place, is_new] =
        known_.try_emplace({show.path, is_alarm, looks_by(screen, show)}, all_.size());
    if (is_new)
      all_.push_back({show, is_alarm, {}});
    auto& screens = all_[place->second].screens;
    if (screens.empty() || screens.back() != &screen)
      screens.push_back(&screen);
  }

  /// All of a screen that can make a difference to how the show looks: its measures, and the values that
  /// texts of the show ask for.
  std::vector<std::string> looks_by(const Screen& screen, const Show& show) {
    std::vector<std::string> by{fmt::format("{}x{} {} {}", screen.resolution.width, screen.resolution.height,
                                            screen.width_mm.value_or(0),
                                            screen.viewing_distance_m.value_or(0))};
    for (const std::string& name : names_in(show.path, 0)) {
      if (const auto value = screen.values.find(name); value != screen.values.end()) {
        by.push_back(name);
        for (const TaggedText& version : value->second.versions)
          by.push_back(version.language + ' ' + version.text);
      }
    }
    return by;
  }

  /// The names that texts of a playlist or a layout use.
  const std::set<std::string>& names_in(const std::string& path, int depth) {
    constexpr int k_deepest = 16;
    const auto [known, is_new] = names_.try_emplace(path);
    if (!is_new || depth > k_deepest)
      return known->second;
    std::set<std::string> names;
    const auto add = [&](const std::set<std::string>& more) { names.insert(more.begin(), more.end()); };
    const auto add_text = [&](const LocalText& text) {
      for (const TaggedText& version : text.versions) {
        for (std::string& name : value_names(version.text))
          names.insert(std::move(name));
      }
    };
    if (const auto layout = document_.layouts.find(path); layout != document_.layouts.end()) {
      for (const Zone& zone : layout->second.zones)
        add(names_in(zone.playlist, depth + 1));
    }
    if (const auto playlist = document_.playlists.find(path); playlist != document_.playlists.end()) {
      for (const Item& item : playlist->second.items) {
        if (const auto* text = std::get_if<TextItem>(&item.what))
          add_text(text->text);
        if (const auto* ticker = std::get_if<TickerItem>(&item.what))
          add_text(ticker->text);
        if (const auto* countdown = std::get_if<CountdownItem>(&item.what)) {
          add_text(countdown->text);
          add_text(countdown->after);
        }
        if (const auto* nested = std::get_if<LayoutItem>(&item.what))
          add(names_in(nested->path, depth + 1));
      }
    }
    return names_[path] = std::move(names);
  }

  using Key = std::tuple<std::string, bool, std::vector<std::string>>;
  const Document& document_;
  std::vector<Look> all_;
  std::map<Key, size_t> known_;
  std::map<std::string, std::set<std::string>> names_;  // by path
};

}  // namespace

std::vector<Look> looks_of(const Document& document) {
  return Looks(document).all();
}

}  // namespace madang
