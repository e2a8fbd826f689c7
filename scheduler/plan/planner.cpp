// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/plan/planner.h"

#include <map>
#include <string>
#include <utility>

#include "content-schema/model/pass.h"
#include "scheduler/calendar/resolve.h"

namespace madang {
namespace {

tl::unexpected<Error> unknown_screen(const ScreenId& screen, const Site& site) {
  std::string known;
  for (const Screen& each : site.screens)
    known += (known.empty() ? "" : ", ") + each.id.value;
  return fail(ErrorKind::not_found, "'{}' 화면이 없습니다. 있는 화면: {}",
              "there is no screen '{}'; the screens are: {}", screen.value, known);
}

/// A show's pass is asked for once per segment that it plays in, and counted once.
class PassLengths {
 public:
  PassLengths(const Document& document, const Inventory& inventory)
      : document_(document), inventory_(inventory) {}

  Millis of(const Show& show) {
    const auto [length, is_new] = lengths_.try_emplace({show.kind, show.path});
    if (is_new)
      length->second = pass_length(show, document_, inventory_);
    return length->second;
  }

 private:
  const Document& document_;
  const Inventory& inventory_;
  std::map<std::pair<Show::Kind, std::string>, Millis> lengths_;
};

/// A picture whose file turns out to move (a GIF, an APNG) is played, not shown: for as long as the item
/// says.
void play_what_moves(Document& document, const Inventory& inventory) {
  for (auto& [path, playlist] : document.playlists) {
    for (Item& item : playlist.items) {
      const auto* image = std::get_if<ImageItem>(&item.what);
      const auto asset = image != nullptr ? inventory.find(image->path) : inventory.end();
      if (asset != inventory.end() && asset->second.facts.kind == MediaFacts::Kind::video)
        item.what = VideoItem{image->path, image->fit, std::nullopt};
    }
  }
}

}  // namespace

Result<Programme> plan(const ReleaseId& release, const Document& document, const Inventory& inventory,
                       const ScreenId& screen_id, Interval covers) {
  const Screen* screen = document.site.find(screen_id);
  if (screen == nullptr)
    return unknown_screen(screen_id, document.site);
  if (covers.to <= covers.from) {
    return fail(ErrorKind::invalid, "편성할 시간이 비어 있습니다: {}부터 {}까지",
                "the time to plan is empty: from {} to {}", to_iso8601(covers.from), to_iso8601(covers.to));
  }
  const auto zone = TimeZone::find(document.site.zone);
  if (!zone)
    return fail(zone.error());

  Programme programme{release, screen_id, document, inventory, covers, {}};
  play_what_moves(programme.document, inventory);
  PassLengths lengths(document, inventory);
  const auto turn = [&](const Show& show, const std::string& entry) {
    return Turn{show, lengths.of(show), entry};
  };
  const auto& entries = document.schedule.entries;
  for (const Held& held : resolve(document.schedule, *screen, *zone, covers)) {
    Segment segment{held.interval, {}};
    for (const size_t index : held.entries)
      segment.turns.push_back(turn(entries[index].show, entries[index].name));
    if (segment.turns.empty())
      segment.turns.push_back(turn(document.site.fallback, ""));
    programme.segments.push_back(std::move(segment));
  }
  return programme;
}

}  // namespace madang
