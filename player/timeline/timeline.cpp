// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/timeline.h"

#include <algorithm>
#include <utility>

#include "content-schema/model/pass.h"
#include "player/timeline/alarm_turn.h"
#include "player/timeline/builtin.h"
#include "player/timeline/table_turn.h"
#include "player/timeline/transition.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr double k_band = 0.1;            // of the screen, where an exercise says so
constexpr int k_deepest = 8;              // layouts within layouts; the loader allows fewer
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

/// From when on the programme speaks. Its first segment may have begun hours before it was planned, and the
/// turns of a segment are counted from its beginning.
SysTime first_of(const Programme& programme) {
  const SysTime planned = programme.covers.from - k_longest_finish;
  return programme.segments.empty() ? planned : std::min(planned, programme.segments.front().interval.from);
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

/// When the countdown next says another time, or is over.
SysTime next_count(const CountdownItem& item, SysTime now) {
  if (!item.ends || now >= *item.ends)
    return now + k_far;
  const Millis left = *item.ends - now;
  const Millis unit = item.seconds && left <= 24h ? Millis{1s} : Millis{1min};
  const Millis rest = left % unit;
  return now + (rest > 0ms ? rest : unit);
}

/// When the item next says something else, counted from its start: a language turns, or a minute passes.
Millis next_word(const Item& item, SysTime start, Millis length, Millis position) {
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
  } else if (const auto* map = std::get_if<MapItem>(&item.what)) {
    if (map->languages.size() > 1)
      return after(std::max(map->rotate_every, k_least_length));
  } else if (const auto* table = std::get_if<TableItem>(&item.what)) {
    // How many pages there are is known where it is laid out; that one of them does not turn does no harm.
    if (table->rows.size() > 1 || table->languages.size() > 1)
      return after(step_of(*table, length));
  } else if (const auto* countdown = std::get_if<CountdownItem>(&item.what)) {
    Millis next = next_count(*countdown, start + position) - start;
    if (countdown->languages == Languages::rotate)
      next = std::min(next, after(std::max(countdown->rotate_every, k_least_length)));
    return next;
  }
  return position + k_far;
}

}  // namespace

bool moves_at_each_refresh(const Cue& cue) {
  if (cue.appearance.opacity < 1 || cue.appearance.passage)
    return true;
  const auto* item = std::get_if<const Item*>(&cue.what);
  if (item == nullptr)
    return false;
  if (const auto* map = std::get_if<MapItem>(&(*item)->what))
    return !map->tour.empty() || map->route != MapItem::Route::none;
  return std::holds_alternative<TickerItem>((*item)->what);
}

bool moves(const Cue& cue) {
  const auto* item = std::get_if<const Item*>(&cue.what);
  return moves_at_each_refresh(cue) || (item != nullptr && std::holds_alternative<VideoItem>((*item)->what));
}

/// One walk through show, layouts and playlists at one instant, collecting the next change, and the cues
/// where there is a place for them.
class Timeline::Walk {
 public:
  Walk(const Repertoire& repertoire, SysTime t, std::vector<Cue>* cues)
      : repertoire_(&repertoire), t_(t), next_(t + k_far), cues_(cues) {}

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

  /// From now on out of this one.
  void turn_to(const Repertoire& repertoire) { repertoire_ = &repertoire; }

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
    const Repertoire::Ground* ground = repertoire_->ground(path);
    if (ground == nullptr || depth > k_deepest)
      return;
    const Layout* layout = ground->layout;
    if (layout->canvas.empty())
      return;
    Placement canvas = parent;
    canvas.pixel_x = parent.width / layout->canvas.width;
    canvas.pixel_y = parent.height / layout->canvas.height;
    if (layout->background)
      panel(*layout->background, {}, canvas, appearance, slot);

    for (const Zone* zone : ground->zones) {
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
    const Repertoire::Track* found = repertoire_->track(path, t_);
    if (found == nullptr || found->items.empty())
      return;
    const Repertoire::Track& track = *found;
    if (track.items.size() == 1) {
      // Alone in its zone an item has no turns: a ticker glides on, a clip loops, languages rotate through.
      item(*track.items.front().item, anchor, 0ms, place, appearance, slot, depth);
      return;
    }
    const Millis since = t_ - anchor;
    const Millis phase = modulo(since, track.round);
    const auto after = std::upper_bound(
        track.items.begin(), track.items.end(), phase,
        [](Millis value, const Repertoire::TrackItem& entry) { return value < entry.begin; });
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
    change_at(start + next_word(item, start, length, position));
    add({slot, &item, place, start, length, position, appearance});
  }

  const Repertoire* repertoire_;
  SysTime t_;
  SysTime next_;
  std::vector<Cue>* cues_;
  size_t items_ = 0;  // of the show, panels not counted
};

Timeline::Timeline(std::shared_ptr<const Programme> programme, const BrokenMedia& broken)
    : programme_(std::move(programme)),
      builtin_(std::make_shared<const Document>(builtin_document(programme_->document.site))),
      turns_(std::make_unique<Turns[]>(programme_->segments.size())) {
  // The folder's own goes before the built-in.
  repertoire_.add(programme_->document, first_of(*programme_), programme_->inventory, broken);
  repertoire_.add(*builtin_, first_of(*programme_), programme_->inventory, broken);
}

std::vector<Cue> Timeline::at(SysTime t, const Alarms& alarms, std::vector<Cue> spare) const& {
  walk(t, alarms, &spare);
  return spare;
}

SysTime Timeline::next_change(SysTime t, const Alarms& alarms) const {
  return walk(t, alarms, nullptr);
}

SysTime Timeline::walk(SysTime t, const Alarms& alarms, std::vector<Cue>* cues) const {
  Walk walk(repertoire_, t, cues);
  const Document& document = programme_->document;

  if (!alarms.quiet()) {
    walk_alarms(walk, alarms, t);
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

void Timeline::walk_alarms(Walk& walk, const Alarms& alarms, SysTime t) const {
  const AlarmTurn turn = turn_of(alarms.state(), t);
  walk.change_at(turn.until);
  const SysTime began = not_after(t, turn.began);
  // What is only an exercise leaves a band free that says so.
  const bool actual = turn.exercise == Exercise::actual;
  Placement place, band;
  band.height = actual ? 0 : k_band;
  place.top = band.height;
  place.height = 1 - band.height;

  const Incident* incident = turn.incidents.empty() ? nullptr : turn.incidents.front();
  const std::string* own = incident != nullptr ? alarms.page_of(*incident) : nullptr;
  const auto theirs = programme_->document.alarms.find(turn.kind);
  const bool says_more = own != nullptr && incident->origin == Origin::external && !incident->words.empty();
  if (says_more || theirs == programme_->document.alarms.end() ||
      !walk.show(theirs->second.show, began, place)) {
    if (own != nullptr) {
      walk.turn_to(alarms.repertoire());
      walk.show({Show::Kind::layout, *own}, began, place);
      walk.turn_to(repertoire_);
    } else {
      const char* ours = incident == nullptr ? k_builtin_all_clear : k_builtin_alarm;
      walk.show({Show::Kind::layout, ours}, began, place);
    }
  }
  if (!actual)
    walk.band(turn.exercise == Exercise::drill ? k_builtin_drill : k_builtin_test, began, band);
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

std::vector<Contender> Timeline::contenders_of(const Segment& segment) const {
  std::vector<Contender> contenders;
  for (const Turn& turn : segment.turns) {
    Contender contender{turn.share, turn.at_least, {}};
    if (turn.show.kind == Show::Kind::layout) {
      contender.pieces.push_back(std::max(turn.length, k_least_length));
    } else if (const Repertoire::Track* track = repertoire_.track(turn.show.path, segment.interval.from)) {
      for (const Repertoire::TrackItem& item : track->items)
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
  const Repertoire::Track* track =
      show.kind == Show::Kind::playlist ? repertoire_.track(show.path, segment.interval.from) : nullptr;
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
  const Repertoire::Track* track =
      show.kind == Show::Kind::playlist ? repertoire_.track(show.path, t) : nullptr;
  if (track == nullptr || track->items.empty())
    return {};
  const Millis phase = modulo(t - segment.interval.from, track->round);
  const auto after =
      std::upper_bound(track->items.begin(), track->items.end(), phase,
                       [](Millis value, const Repertoire::TrackItem& each) { return value < each.begin; });
  const Repertoire::TrackItem& piece = *std::prev(after);
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
  Walk walk(repertoire_, t, nullptr);
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
  } else if (shown.piece != nullptr &&
             repertoire_.track(segment.turns.front().show.path, t)->items.size() > 1) {
    holder.on = {shown.start, shown.start + shown.piece->length};
  }
  holder.on.to = std::min(holder.on.to, segment.interval.to);
  return holder;
}

}  // namespace madang
