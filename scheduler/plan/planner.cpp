// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/plan/planner.h"

#include <algorithm>
#include <map>
#include <optional>
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

/// Farther than any time that a screen will show, and still one that can be written down.
constexpr SysTime k_ever = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};

/// What `valid` means in UTC, at every item that says something; all the instants at which one begins or
/// ends.
std::vector<SysTime> settle_validity(Document& document, const TimeZone& zone) {
  std::vector<SysTime> turns;
  for (auto& [path, playlist] : document.playlists) {
    for (Item& item : playlist.items) {
      if (!item.valid.from && !item.valid.to)
        continue;
      item.airs = airtime(item.valid, zone);
      turns.push_back(item.airs->from);
      turns.push_back(item.airs->to);
    }
  }
  std::sort(turns.begin(), turns.end());
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
  return turns;
}

/// When each countdown ends, in UTC. A wall time that the clocks skip is the instant at which they are set,
/// one that comes twice its first pass.
void settle_countdowns(Document& document, const TimeZone& zone) {
  for (auto& [path, playlist] : document.playlists) {
    for (Item& item : playlist.items) {
      if (auto* countdown = std::get_if<CountdownItem>(&item.what))
        countdown->ends = zone.to_utc(LocalTime(std::chrono::local_days(countdown->day)) + countdown->time);
    }
  }
}

/// Takes every item that depends on the date out of its playlist, for all time. It stays in the document, so
/// that lines and order are those that were published.
void leave_out_dates(Document& document) {
  for (auto& [path, playlist] : document.playlists) {
    for (Item& item : playlist.items) {
      if (item.valid.from || item.valid.to || std::holds_alternative<ClockItem>(item.what) ||
          std::holds_alternative<CountdownItem>(item.what))
        item.airs = Interval{k_ever, k_ever};
    }
  }
}

/// The entries that hold their screens at any time.
Schedule always_of(const Schedule& schedule) {
  Schedule always;
  for (const ScheduleEntry& entry : schedule.entries) {
    if (entry.when == When{})
      always.entries.push_back(entry);
  }
  return always;
}

/// Adds the segment, in parts where an item begins or ends to be valid: turns are counted anew from there.
void add(std::vector<Segment>& segments, Segment segment, const std::vector<SysTime>& cuts) {
  for (auto cut = std::upper_bound(cuts.begin(), cuts.end(), segment.interval.from);
       cut != cuts.end() && *cut < segment.interval.to; ++cut) {
    segments.push_back(segment);
    segments.back().interval.to = *cut;
    segment.interval.from = *cut;
  }
  segments.push_back(std::move(segment));
}

}  // namespace

Result<Programme> plan(const ReleaseId& release, const Document& document, const Inventory& inventory,
                       const ScreenId& screen_id, Interval covers, ClockTrust clock) {
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
  settle_countdowns(programme.document, *zone);
  auto cuts = settle_validity(programme.document, *zone);
  std::optional<Schedule> always;
  if (clock == ClockTrust::untrusted) {
    always = always_of(document.schedule);
    leave_out_dates(programme.document);
    cuts.clear();
  }
  const Schedule& schedule = always ? *always : document.schedule;
  PassLengths lengths(document, inventory);
  const auto turn_of = [&](const ScheduleEntry& entry) {
    const double at_least = entry.at_least ? static_cast<double>(entry.at_least->voice.count()) /
                                                 static_cast<double>(entry.at_least->per.count())
                                           : 0;
    return Turn{entry.show, lengths.of(entry.show), entry.name, entry.share, at_least};
  };
  const Holidays holidays(document.site.holidays);
  // An item of the segment before may still be finishing.
  const Interval asked{covers.from - k_longest_finish, covers.to};
  const Airtimes shown = airtimes(programme.document, *zone);
  for (const Held& held : resolve(schedule, *screen, *zone, asked, holidays, shown)) {
    Segment segment{held.interval, {}};
    for (const size_t index : held.entries)
      segment.turns.push_back(turn_of(schedule.entries[index]));
    if (segment.turns.empty())
      segment.turns.push_back(Turn{document.site.fallback, lengths.of(document.site.fallback), "", 1, 0});
    add(programme.segments, std::move(segment), cuts);
  }
  std::erase_if(programme.segments, [&](const Segment& each) { return each.interval.to <= asked.from; });
  return programme;
}

}  // namespace madang
