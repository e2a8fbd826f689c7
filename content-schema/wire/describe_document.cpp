// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/describe.h"

namespace madang {

namespace wire {
template <>
inline constexpr std::array k_names<Show::Kind>{"playlist", "layout"};
template <>
inline constexpr std::array k_names<Rotation>{"0", "90", "180", "270"};
template <>
inline constexpr std::array k_names<HolidaySet>{"site", "kr"};
}  // namespace wire

template <class Io>
void describe(Io& io, Ref<Io, Show> value) {
  io.field("kind", value.kind);
  io.field("path", value.path);
}

template <class Io>
void describe(Io& io, Ref<Io, Zone> value) {
  io.field("id", value.id);
  io.field("left", value.left);
  io.field("top", value.top);
  io.field("width", value.width);
  io.field("height", value.height);
  io.field("z", value.z);
  io.field("playlist", value.playlist);
  io.field("background", value.background);
  io.field("radius", value.radius);
  io.field("mark", value.mark);
}

template <class Io>
void describe(Io& io, Ref<Io, Layout> value) {
  io.field("path", value.path);
  io.field("name", value.name);
  io.field("canvas", value.canvas);
  io.field("background", value.background);
  io.field("zones", value.zones);
  io.field("mark", value.mark);
}

template <class Io>
void describe(Io& io, Ref<Io, DateRange> value) {
  io.field("from", value.from);
  io.field("to", value.to);
}

template <class Io>
void describe(Io& io, Ref<Io, TimeRange> value) {
  io.field("from", value.from);
  io.field("to", value.to);
}

template <class Io>
void describe(Io& io, Ref<Io, MarketDays> value) {
  io.field("digits", value.digits);
  io.field("also-31st", value.also_31st);
}

template <class Io>
void describe(Io& io, Ref<Io, LunarDay> value) {
  io.field("month", value.month);
  io.field("day", value.day);
  io.field("leap", value.leap);
}

template <class Io>
void describe(Io& io, Ref<Io, LunarRange> value) {
  io.field("from", value.from);
  io.field("to", value.to);
}

template <class Io>
void describe(Io& io, Ref<Io, Recurrence> value) {
  io.field("start", value.start);
  io.field("time", value.time);
  io.field("lasts", value.lasts);
  io.field("rule", value.rule);
}

template <class Io>
void describe(Io& io, Ref<Io, When> value) {
  io.field("dates", value.dates);
  io.field("days", value.days);
  io.field("market-days", value.market_days);
  io.field("lunar", value.lunar);
  io.field("holidays", value.holidays);
  io.field("recurrences", value.recurrences);
  io.field("times", value.times);
  io.field("except", value.except);
}

template <class Io>
void describe(Io& io, Ref<Io, AtLeast> value) {
  io.field("voice", value.voice);
  io.field("per", value.per);
}

template <class Io>
void describe(Io& io, Ref<Io, ScheduleEntry> value) {
  io.field("name", value.name);
  io.field("show", value.show);
  io.field("when", value.when);
  io.field("priority", value.priority);
  io.field("share", value.share);
  io.field("at-least", value.at_least);
  io.field("screens", value.screens);
  io.field("groups", value.groups);
  io.field("mark", value.mark);
}

template <class Io>
void describe(Io& io, Ref<Io, Schedule> value) {
  io.field("entries", value.entries);
}

template <class Io>
void describe(Io& io, Ref<Io, ScreenPlace> value) {
  io.field("feature", value.feature);
  io.field("x", value.x);
  io.field("y", value.y);
  io.field("faces", value.faces);
}

template <class Io>
void describe(Io& io, Ref<Io, Screen> value) {
  io.field("id", value.id);
  io.field("name", value.name);
  io.field("resolution", value.resolution);
  io.field("rotation", value.rotation);
  io.field("width-mm", value.width_mm);
  io.field("viewing-distance-m", value.viewing_distance_m);
  io.field("groups", value.groups);
  io.field("values", value.values);
  io.field("mark", value.mark);
  io.later_field("speaker", value.speaker);
  io.later_field("place", value.place);
}

template <class Io>
void describe(Io& io, Ref<Io, Holiday> value) {
  io.field("date", value.date);
  io.field("name", value.name);
  io.field("taken-back", value.taken_back);
}

template <class Io>
void describe(Io& io, Ref<Io, Site> value) {
  io.field("name", value.name);
  io.field("zone", value.zone);
  io.field("languages", value.languages);
  io.field("colours", value.colours);
  io.field("font", value.font);
  io.field("fallback", value.fallback);
  io.field("holidays", value.holidays);
  io.field("screens", value.screens);
  io.field("mark", value.mark);
}

template <class Io>
void describe(Io& io, Ref<Io, AlarmSound> value) {
  io.field("medium", value.medium);
}

template <class Io>
void describe(Io& io, Ref<Io, AlarmPage> value) {
  io.field("alarm", value.alarm);
  io.field("show", value.show);
  io.field("mark", value.mark);
  io.later_field("sound", value.sound);
}

template <class Io>
void describe(Io& io, Ref<Io, Document> value) {
  io.field("site", value.site);
  io.field("schedule", value.schedule);
  io.field("playlists", value.playlists);
  io.field("layouts", value.layouts);
  io.field("alarms", value.alarms);
  io.later_field("maps", value.maps);
  io.later_field("data", value.data);
}

using wire::Reader, wire::Writer;
template void describe(Writer&, const Show&);
template void describe(Reader&, Show&);
template void describe(Writer&, const Document&);
template void describe(Reader&, Document&);

}  // namespace madang
