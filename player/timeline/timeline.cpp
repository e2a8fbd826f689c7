// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/timeline.h"

#include <algorithm>
#include <utility>

#include "content-schema/model/pass.h"
#include "player/timeline/alarm_turn.h"
#include "player/timeline/builtin.h"
#include "player/timeline/transition.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr double k_band = 0.1;            // of the screen, where an exercise says so
constexpr int k_deepest = 8;              // layouts within layouts; the loader allows fewer
constexpr Millis k_unknown_length = 8s;   // of a clip whose length nobody measured
constexpr Millis k_least_length = 100ms;  // keeps a round from becoming nothing
constexpr Millis k_far = 24h;

Millis modulo(Millis value, Millis by) {
  const Millis rest = value % by;
  return rest < 0ms ? rest + by : rest;
}

/// So many whole days earlier that it does not lie after `t`: where the clock was set back behind it, what
/// began there plays on all the same.
SysTime not_after(SysTime t, SysTime anchor) {
  return anchor <= t ? anchor : anchor - std::chrono::ceil<std::chrono::days>(anchor - t);
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

/// The playlist from `from` on, until the next instant at which an item begins or ends to be valid. None of
/// those has its turn before `planned`.
Timeline::Track make_track(const Playlist& playlist, SysTime from, SysTime planned,
                           const Inventory& inventory, const BrokenMedia& broken) {
  Timeline::Track track;
  track.from = from;
  for (const Item& item : playlist.items) {
    const std::string* path = medium_of(item);
    if (path != nullptr && (inventory.count(*path) == 0 || broken.count(*path) != 0))
      continue;
    if (item.airs && (from < planned || !item.airs->contains(from)))
      continue;
    const Millis length = length_of(item, inventory);
    track.items.push_back({&item, track.round, length});
    track.round += length;
  }
  return track;
}

/// From when on the programme speaks. Its first segment may have begun hours before it was planned, and the
/// turns of a segment are counted from its beginning.
SysTime first_of(const Programme& programme) {
  const SysTime planned = programme.covers.from - k_longest_finish;
  return programme.segments.empty() ? planned : std::min(planned, programme.segments.front().interval.from);
}

/// A clock that is earlier than what was planned is wrong (it is the last programme, and the scheduler is not
/// there to say better): an offer must not come back because it says 1970.
std::vector<Timeline::Track> make_tracks(const Playlist& playlist, SysTime planned,
                                         const Inventory& inventory, const BrokenMedia& broken) {
  std::set<SysTime> begins{SysTime::min()};
  for (const Item& item : playlist.items) {
    if (item.airs)
      begins.insert({planned, item.airs->from, item.airs->to});
  }
  std::vector<Timeline::Track> tracks;
  for (const SysTime from : begins)
    tracks.push_back(make_track(playlist, from, planned, inventory, broken));
  return tracks;
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

}  // namespace

bool moves_at_each_refresh(const Cue& cue) {
  if (cue.appearance.opacity < 1 || cue.appearance.passage)
    return true;
  const auto* item = std::get_if<const Item*>(&cue.what);
  return item != nullptr && std::holds_alternative<TickerItem>((*item)->what);
}

bool moves(const Cue& cue) {
  const auto* item = std::get_if<const Item*>(&cue.what);
  return moves_at_each_refresh(cue) || (item != nullptr && std::holds_alternative<VideoItem>((*item)->what));
}

/// One walk through show, layouts and playlists at one instant, collecting the next change, and the cues
/// where there is a place for them.
class Timeline::Walk {
 public:
  Walk(const Timeline& timeline, SysTime t, std::vector<Cue>* cues)
      : timeline_(timeline), t_(t), next_(t + k_far), cues_(cues) {}

  SysTime next() const { return next_; }

  /// False where the show has nothing that can be shown.
  bool show(const Show& what, SysTime anchor, const Placement& place = {}) {
    items_ = 0;
    if (cues_ != nullptr)
      cues_->clear();
    if (what.kind == Show::Kind::layout)
      layout(what.path, anchor, place, {}, {}, 0);
    else
      playlist(what.path, anchor, place, {}, {}, 0);
    return items_ > 0;
  }

  /// And this layout of ours on a part of the screen that was left free.
  void band(const char* path, SysTime anchor, const Placement& place) {
    layout(path, anchor, place, {}, Slot().inside(path), 0);
  }

  /// An item of a playlist on the whole screen.
  bool piece(const Shown& current, Millis length, const Shown& before) {
    items_ = 0;
    if (cues_ != nullptr)
      cues_->clear();
    after_another(current, length, before, {}, {}, {}, 0);
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
    const Track* found = timeline_.track_at(path, t_);
    if (found == nullptr || found->items.empty())
      return;
    const Track& track = *found;
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

    Shown before;
    if (since >= track.round || current != track.items.begin()) {
      const auto previous =
          current == track.items.begin() ? std::prev(track.items.end()) : std::prev(current);
      before = {&*previous, start - previous->length};
    }
    after_another({&*current, start}, current->length, before, place, appearance, slot, depth);
  }

  /// The item, and for the time of its transition the one before it, where there is one.
  void after_another(const Shown& current, Millis length, const Shown& before, const Placement& place,
                     const Appearance& appearance, Slot slot, int depth) {
    const Item& what = *current.piece->item;
    const Millis elapsed = t_ - current.start;
    if (before.piece == nullptr || elapsed >= what.transition.length) {
      item(what, current.start, length, place, appearance, slot, depth);
      return;
    }
    change_at(current.start + what.transition.length);
    const Takeover both = take_over(what.transition, elapsed, place, covers(what));
    item(*before.piece->item, before.start, current.start - before.start, place,
         combine(appearance, both.before), slot, depth);
    item(what, current.start, length, place, combine(appearance, both.after), slot, depth);
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
      builtin_(std::make_shared<const Document>(builtin_document(programme_->document.site))),
      turns_(std::make_unique<Turns[]>(programme_->segments.size())) {
  for (const Document* document : {&programme_->document, builtin_.get()}) {
    for (const auto& [path, playlist] : document->playlists)
      tracks_.try_emplace(path, make_tracks(playlist, first_of(*programme_), programme_->inventory, broken));
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
    const AlarmTurn turn = turn_of(alarms, t);
    walk.change_at(turn.until);
    const SysTime began = not_after(t, turn.began);
    // What is only an exercise leaves a band free that says so.
    const bool actual = turn.exercise == Exercise::actual;
    Placement place, band;
    band.height = actual ? 0 : k_band;
    place.top = band.height;
    place.height = 1 - band.height;
    const auto page = document.alarms.find(turn.kind);
    if (page == document.alarms.end() || !walk.show(page->second.show, began, place)) {
      const char* ours = turn.incidents.empty() ? k_builtin_all_clear : k_builtin_alarm;
      walk.show({Show::Kind::layout, ours}, began, place);
    }
    if (!actual)
      walk.band(turn.exercise == Exercise::drill ? k_builtin_drill : k_builtin_test, began, band);
    return walk.next();
  }

  const auto& segments = programme_->segments;
  const auto after =
      std::upper_bound(segments.begin(), segments.end(), t,
                       [](SysTime value, const Segment& segment) { return value < segment.interval.from; });
  if (after != segments.end())
    walk.change_at(after->interval.from);
  SysTime anchor = not_after(t, segments.empty() ? SysTime{} : segments.back().interval.to);
  if (after != segments.begin() && std::prev(after)->interval.contains(t)) {
    const auto current = static_cast<size_t>(after - segments.begin()) - 1;
    walk.change_at(segments[current].interval.to);
    anchor = segments[current].interval.from;
    if (walk_segment(walk, current, t))
      return walk.next();
  }
  if (!walk.show(document.site.fallback, anchor))
    walk.show({Show::Kind::layout, k_builtin_card}, anchor);
  return walk.next();
}

bool Timeline::walk_segment(Walk& walk, size_t index, SysTime t) const {
  const Segment& segment = programme_->segments[index];
  if (index > 0) {
    if (const Shown last = finishing(index - 1, t); last.piece != nullptr) {
      walk.change_at(
          std::min(last.start + last.piece->length, segment.interval.from + last.piece->item->finish));
      if (last.piece->item->airs)
        walk.change_at(last.piece->item->airs->to);
      return walk.piece(last, last.piece->length, {});
    }
  }
  if (segment.turns.size() == 1)
    return walk.show(segment.turns.front().show, segment.interval.from);
  const Rota& rota = rota_of(index);
  if (rota.turns().empty())
    return false;
  const size_t now = rota.at(t - segment.interval.from);
  const SysTime begin = segment.interval.from + rota.turns()[now].begin;
  const Millis length = rota.end_of(now) - rota.turns()[now].begin;
  walk.change_at(begin + length);
  const Show& show = segment.turns[rota.turns()[now].contender].show;
  if (show.kind == Show::Kind::layout)
    return walk.show(show, begin);
  return walk.piece(shown_in(segment, rota, now), length,
                    now > 0 ? shown_in(segment, rota, now - 1) : Shown{});
}

const Timeline::Track* Timeline::track_at(const std::string& path, SysTime t) const {
  const auto found = tracks_.find(path);
  if (found == tracks_.end())
    return nullptr;
  const auto after = std::upper_bound(found->second.begin(), found->second.end(), t,
                                      [](SysTime value, const Track& track) { return value < track.from; });
  return &*std::prev(after);  // the first one is from ever
}

std::vector<Contender> Timeline::contenders_of(const Segment& segment) const {
  std::vector<Contender> contenders;
  for (const Turn& turn : segment.turns) {
    Contender contender{turn.share, turn.at_least, {}};
    if (turn.show.kind == Show::Kind::layout) {
      contender.pieces.push_back(std::max(turn.length, k_least_length));
    } else if (const Track* track = track_at(turn.show.path, segment.interval.from)) {
      for (const TrackItem& item : track->items)
        contender.pieces.push_back(item.length);
    }
    contenders.push_back(std::move(contender));
  }
  return contenders;
}

std::vector<double> Timeline::dues_in(size_t segment) const {
  return dues(contenders_of(programme_->segments[segment]));
}

const Rota& Timeline::rota_of(size_t index) const {
  std::call_once(turns_[index].counted, [&] {
    const Segment& segment = programme_->segments[index];
    turns_[index].rota = Rota(contenders_of(segment), segment.interval.to - segment.interval.from);
  });
  return turns_[index].rota;
}

Timeline::Shown Timeline::shown_in(const Segment& segment, const Rota& rota, size_t index) const {
  const Rota::Turn& turn = rota.turns()[index];
  const Show& show = segment.turns[turn.contender].show;
  const Track* track =
      show.kind == Show::Kind::playlist ? track_at(show.path, segment.interval.from) : nullptr;
  return track != nullptr && turn.piece < track->items.size()
             ? Shown{&track->items[turn.piece], segment.interval.from + turn.begin}
             : Shown{};
}

Timeline::Shown Timeline::shown_in(size_t index, SysTime t) const {
  const Segment& segment = programme_->segments[index];
  if (segment.turns.size() > 1) {
    const Rota& rota = rota_of(index);
    return rota.turns().empty() ? Shown{} : shown_in(segment, rota, rota.at(t - segment.interval.from));
  }
  const Show& show = segment.turns.front().show;
  const Track* track = show.kind == Show::Kind::playlist ? track_at(show.path, t) : nullptr;
  if (track == nullptr || track->items.empty())
    return {};
  const Millis phase = modulo(t - segment.interval.from, track->round);
  const auto after = std::upper_bound(track->items.begin(), track->items.end(), phase,
                                      [](Millis value, const TrackItem& each) { return value < each.begin; });
  const TrackItem& piece = *std::prev(after);
  return {&piece, t - (phase - piece.begin)};
}

Timeline::Shown Timeline::finishing(size_t index, SysTime t) const {
  const SysTime end = programme_->segments[index].interval.to;
  if (t - end >= k_longest_finish)
    return {};
  const Shown last = shown_in(index, end - 1ms);
  if (last.piece == nullptr || t >= end + last.piece->item->finish || t >= last.start + last.piece->length)
    return {};
  if (last.piece->item->airs && !last.piece->item->airs->contains(t))
    return {};  // an offer that is over does not stay to finish
  return last;
}

Timeline::Holder Timeline::holder(SysTime t) const {
  const auto& segments = programme_->segments;
  const auto after =
      std::upper_bound(segments.begin(), segments.end(), t,
                       [](SysTime value, const Segment& segment) { return value < segment.interval.from; });
  Walk walk(*this, t, nullptr);
  if (after != segments.end())
    walk.change_at(after->interval.from);
  if (after == segments.begin() || !std::prev(after)->interval.contains(t)) {
    const bool shown = walk.show(programme_->document.site.fallback, t);
    return {shown ? Holder::By::fallback : Holder::By::card, 0, 0, nullptr, {t, walk.next()}};
  }
  const auto index = static_cast<size_t>(after - segments.begin()) - 1;
  const Segment& segment = segments[index];
  walk.change_at(segment.interval.to);
  if (index > 0) {
    if (const Shown last = finishing(index - 1, t); last.piece != nullptr) {
      const Segment& before = segments[index - 1];
      size_t whose = 0;
      if (before.turns.size() > 1) {
        const Rota& rota = rota_of(index - 1);
        whose = rota.turns()[rota.at(before.interval.length() - 1ms)].contender;
      }
      const Item& item = *last.piece->item;
      SysTime end = std::min(last.start + last.piece->length, before.interval.to + item.finish);
      if (item.airs)
        end = std::min(end, item.airs->to);
      return {Holder::By::finishing, index - 1, whose, &item, {last.start, end}};
    }
  }
  if (!walk_segment(walk, index, t)) {
    const bool shown = walk.show(programme_->document.site.fallback, segment.interval.from);
    return {shown ? Holder::By::fallback : Holder::By::card, index, 0, nullptr, {t, walk.next()}};
  }
  Holder holder{Holder::By::turn, index, 0, nullptr, segment.interval};
  const Shown shown = shown_in(index, t);
  if (shown.piece != nullptr)
    holder.item = shown.piece->item;
  if (segment.turns.size() > 1) {
    const Rota& rota = rota_of(index);
    const size_t now = rota.at(t - segment.interval.from);
    holder.turn = rota.turns()[now].contender;
    holder.on = {segment.interval.from + rota.turns()[now].begin, segment.interval.from + rota.end_of(now)};
  } else if (shown.piece != nullptr && track_at(segment.turns.front().show.path, t)->items.size() > 1) {
    holder.on = {shown.start, shown.start + shown.piece->length};
  }
  holder.on.to = std::min(holder.on.to, segment.interval.to);
  return holder;
}

}  // namespace madang
