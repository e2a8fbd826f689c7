// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/timeline.h"

#include <algorithm>
#include <utility>

#include "content-schema/model/pass.h"
#include "player/timeline/builtin.h"
#include "player/timeline/transition.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr int k_deepest = 8;              // layouts within layouts; the loader allows fewer
constexpr Millis k_unknown_length = 8s;   // of a clip whose length nobody measured
constexpr Millis k_least_length = 100ms;  // keeps a round from becoming nothing
constexpr Millis k_alarm_turn = 10s;      // of each page while several alarms are active
constexpr Millis k_far = 24h;

Millis modulo(Millis value, Millis by) {
  const Millis rest = value % by;
  return rest < 0ms ? rest + by : rest;
}

const std::string* medium_of(const Item& item) {
  if (const auto* image = std::get_if<ImageItem>(&item.what))
    return &image->path;
  if (const auto* video = std::get_if<VideoItem>(&item.what))
    return &video->path;
  return nullptr;
}

Millis length_of(const Item& item, const Inventory& inventory) {
  return std::max(item_length(item, inventory).value_or(k_unknown_length), k_least_length);
}

Timeline::Track make_track(const Playlist& playlist, const Inventory& inventory, const BrokenMedia& broken) {
  Timeline::Track track;
  for (const Item& item : playlist.items) {
    const std::string* path = medium_of(item);
    if (path != nullptr && (inventory.count(*path) == 0 || broken.count(*path) != 0))
      continue;
    const Millis length = length_of(item, inventory);
    track.items.push_back({&item, track.round, length});
    track.round += length;
  }
  return track;
}

/// Whether nothing under the item can be seen once it is fully there.
bool covers(const Item& item) {
  if (item.background && item.background->a == 255)
    return true;
  if (const auto* image = std::get_if<ImageItem>(&item.what))
    return image->fit != MediaFit::contain;
  if (const auto* video = std::get_if<VideoItem>(&item.what))
    return video->fit != MediaFit::contain;
  return false;
}

/// When the item next says something else, counted from its start: a language turns, or a minute passes.
Millis next_word(const Item& item, SysTime start, Millis position) {
  const auto after = [&](Millis every) { return position - modulo(position, every) + every; };
  if (const auto* text = std::get_if<TextItem>(&item.what)) {
    if (text->languages == Languages::rotate && text->text.versions.size() > 1)
      return after(std::max(text->rotate_every, k_least_length));
  } else if (const auto* clock = std::get_if<ClockItem>(&item.what)) {
    const SysTime now = start + position;
    Millis next = std::chrono::floor<std::chrono::minutes>(now) + 1min - start;
    if (clock->languages.size() > 1)
      next = std::min(next, after(std::max(clock->rotate_every, k_least_length)));
    return next;
  }
  return position + k_far;
}

/// The kinds of the active incidents, each once, oldest first.
std::vector<const Incident*> distinct_kinds(const AlarmState& alarms) {
  std::vector<const Incident*> kinds;
  for (const Incident& incident : alarms.active) {
    if (std::none_of(kinds.begin(), kinds.end(),
                     [&](const Incident* known) { return known->kind == incident.kind; })) {
      kinds.push_back(&incident);
    }
  }
  return kinds;
}

}  // namespace

bool moves(const Cue& cue) {
  if (cue.appearance.opacity < 1 || cue.appearance.passage)
    return true;
  const auto* item = std::get_if<const Item*>(&cue.what);
  return item != nullptr && (std::holds_alternative<VideoItem>((*item)->what) ||
                             std::holds_alternative<TickerItem>((*item)->what));
}

/// One walk through show, layouts and playlists at one instant, collecting the next change, and the cues
/// where there is a place for them.
class Timeline::Walk {
 public:
  Walk(const Timeline& timeline, SysTime t, std::vector<Cue>* cues)
      : timeline_(timeline), t_(t), next_(t + k_far), cues_(cues) {}

  SysTime next() const { return next_; }

  /// False where the show has nothing that can be shown.
  bool show(const Show& what, SysTime anchor) {
    items_ = 0;
    if (cues_ != nullptr)
      cues_->clear();
    const Placement whole;
    if (what.kind == Show::Kind::layout)
      layout(what.path, anchor, whole, {}, {}, 0);
    else
      playlist(what.path, anchor, whole, {}, {}, 0);
    return items_ > 0;
  }

  void change_at(SysTime t) {
    if (t > t_)
      next_ = std::min(next_, t);
  }

 private:
  void add(Cue cue) {
    items_ += std::holds_alternative<const Item*>(cue.what) ? 1 : 0;
    if (cues_ != nullptr)
      cues_->push_back(cue);
  }

  void panel(const Colour& colour, const Length& radius, const Placement& place, const Appearance& appearance,
             Slot slot) {
    add({slot, Panel{colour, radius}, place, t_, 0ms, 0ms, appearance});
  }

  void layout(const std::string& path, SysTime anchor, const Placement& parent, const Appearance& appearance,
              Slot slot, int depth) {
    const auto found = timeline_.grounds_.find(path);
    if (found == timeline_.grounds_.end() || depth > k_deepest)
      return;
    const Layout* layout = found->second.layout;
    if (layout->canvas.empty())
      return;
    Placement canvas = parent;
    canvas.pixel_x = parent.width / layout->canvas.width;
    canvas.pixel_y = parent.height / layout->canvas.height;
    if (layout->background)
      panel(*layout->background, {}, canvas, appearance, slot);

    for (const Zone* zone : found->second.zones) {
      Placement place = canvas;
      place.left = canvas.left + zone->left.resolve(canvas.width, canvas.pixel_x);
      place.top = canvas.top + zone->top.resolve(canvas.height, canvas.pixel_y);
      place.width = zone->width.resolve(canvas.width, canvas.pixel_x);
      place.height = zone->height.resolve(canvas.height, canvas.pixel_y);
      const Slot zone_slot = slot.inside(zone->id.value);
      if (zone->background)
        panel(*zone->background, zone->radius, place, appearance, zone_slot);
      playlist(zone->playlist, anchor, place, appearance, zone_slot, depth + 1);
    }
  }

  void playlist(const std::string& path, SysTime anchor, const Placement& place, const Appearance& appearance,
                Slot slot, int depth) {
    const auto found = timeline_.tracks_.find(path);
    if (found == timeline_.tracks_.end() || found->second.items.empty())
      return;
    const Track& track = found->second;
    if (track.items.size() == 1) {
      // Alone in its zone an item has no turns: a ticker glides on, a clip loops, languages rotate through.
      item(*track.items.front().item, anchor, 0ms, place, appearance, slot, depth);
      return;
    }
    const Millis since = t_ - anchor;
    const Millis phase = modulo(since, track.round);
    const auto after =
        std::upper_bound(track.items.begin(), track.items.end(), phase,
                         [](Millis value, const TrackItem& entry) { return value < entry.begin; });
    const auto current = std::prev(after);
    const Millis elapsed = phase - current->begin;
    const SysTime start = t_ - elapsed;
    change_at(start + current->length);

    const Transition& transition = current->item->transition;
    const bool has_before = since >= track.round || current != track.items.begin();
    if (!has_before || elapsed >= transition.length) {
      item(*current->item, start, current->length, place, appearance, slot, depth);
      return;
    }
    change_at(start + transition.length);
    const Takeover both = take_over(transition, elapsed, place, covers(*current->item));
    const TrackItem& previous = current == track.items.begin() ? track.items.back() : *std::prev(current);
    item(*previous.item, start - previous.length, previous.length, place, combine(appearance, both.before),
         slot, depth);
    item(*current->item, start, current->length, place, combine(appearance, both.after), slot, depth);
  }

  void item(const Item& item, SysTime start, Millis length, const Placement& place,
            const Appearance& appearance, Slot slot, int depth) {
    if (const auto* nested = std::get_if<LayoutItem>(&item.what)) {
      if (item.background)
        panel(*item.background, {}, place, appearance, slot);
      layout(nested->path, start, place, appearance, slot, depth + 1);
      return;
    }
    const Millis position = t_ - start;
    change_at(start + next_word(item, start, position));
    add({slot, &item, place, start, length, position, appearance});
  }

  const Timeline& timeline_;
  SysTime t_;
  SysTime next_;
  std::vector<Cue>* cues_;
  size_t items_ = 0;  // of the show, panels not counted
};

Timeline::Timeline(std::shared_ptr<const Programme> programme, const BrokenMedia& broken)
    : programme_(std::move(programme)),
      builtin_(std::make_shared<const Document>(builtin_document(programme_->document.site))) {
  for (const Document* document : {&programme_->document, builtin_.get()}) {
    for (const auto& [path, playlist] : document->playlists)
      tracks_.try_emplace(path, make_track(playlist, programme_->inventory, broken));
    for (const auto& [path, layout] : document->layouts) {
      Ground ground{&layout, {}};
      for (const Zone& zone : layout.zones)
        ground.zones.push_back(&zone);
      std::stable_sort(ground.zones.begin(), ground.zones.end(),
                       [](const Zone* a, const Zone* b) { return a->z < b->z; });
      grounds_.try_emplace(path, std::move(ground));  // the folder's own goes before the built-in
    }
  }
}

std::vector<Cue> Timeline::at(SysTime t, const AlarmState& alarms, std::vector<Cue> spare) const& {
  walk(t, alarms, &spare);
  return spare;
}

SysTime Timeline::next_change(SysTime t, const AlarmState& alarms) const {
  return walk(t, alarms, nullptr);
}

SysTime Timeline::walk(SysTime t, const AlarmState& alarms, std::vector<Cue>* cues) const {
  Walk walk(*this, t, cues);
  const Document& document = programme_->document;

  if (!alarms.quiet()) {
    const auto kinds = distinct_kinds(alarms);
    const auto count = static_cast<Millis::rep>(kinds.size());
    const Millis turn = modulo(t.time_since_epoch(), k_alarm_turn * count);
    if (count > 1)
      walk.change_at(t + k_alarm_turn - turn % k_alarm_turn);
    const Incident& incident = *kinds[static_cast<size_t>(turn / k_alarm_turn)];
    const auto page = document.alarms.find(incident.kind);
    if (page != document.alarms.end() && walk.show(page->second.show, incident.raised))
      return walk.next();
    walk.show({Show::Kind::layout, k_builtin_alarm}, incident.raised);
    return walk.next();
  }

  const auto& segments = programme_->segments;
  const auto after =
      std::upper_bound(segments.begin(), segments.end(), t,
                       [](SysTime value, const Segment& segment) { return value < segment.interval.from; });
  if (after != segments.end())
    walk.change_at(after->interval.from);
  SysTime anchor = segments.empty() ? SysTime{} : segments.back().interval.to;
  if (after != segments.begin() && std::prev(after)->interval.contains(t)) {
    const Segment& segment = *std::prev(after);
    walk.change_at(segment.interval.to);
    Millis round{0};
    for (const Turn& turn : segment.turns)
      round += std::max(turn.length, k_least_length);
    anchor = segment.interval.from;
    Millis phase = segment.turns.size() > 1 ? modulo(t - anchor, round) : t - anchor;
    for (const Turn& turn : segment.turns) {
      const Millis length = std::max(turn.length, k_least_length);
      if (segment.turns.size() > 1 && phase >= length) {
        phase -= length;
        continue;
      }
      if (segment.turns.size() > 1)
        walk.change_at(t - phase + length);
      if (walk.show(turn.show, t - phase))
        return walk.next();
      break;
    }
  }
  if (!walk.show(document.site.fallback, anchor))
    walk.show({Show::Kind::layout, k_builtin_card}, anchor);
  return walk.next();
}

}  // namespace madang
