// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <map>
#include <tuple>
#include <type_traits>

#include "content-schema/wire/codec.h"
#include "content-schema/wire/describe.h"

namespace madang {

namespace wire {
template <>
inline constexpr std::array k_names<Exercise>{"actual", "drill", "test"};
template <>
inline constexpr std::array k_names<Origin>{"local", "external"};
}  // namespace wire

template <class Io>
void describe(Io& io, Ref<Io, IncidentWords> value) {
  io.field("language", value.language);
  io.field("line", value.line);
  io.field("more", value.more);
}

template <class Io>
void describe(Io& io, Ref<Io, Incident> value) {
  io.field("id", value.id);
  io.field("kind", value.kind);
  io.field("source", value.source);
  io.field("sequence", value.sequence);
  io.field("raised", value.raised);
  io.later_field("exercise", value.exercise);
  io.later_field("origin", value.origin);
  io.later_field("extreme", value.extreme);
  io.later_field("expires", value.expires);
  io.later_field("lifetime", value.lifetime);
  io.later_field("by", value.by);
  io.later_field("words", value.words);
  io.later_field("place", value.place);
}

template <class Io>
void describe(Io& io, Ref<Io, AllClear> value) {
  io.field("exercise", value.exercise);
  io.field("since", value.since);
  io.field("by", value.by);
}

template <class Io>
void describe(Io& io, Ref<Io, AlarmState> value) {
  io.field("active", value.active);
  io.field("all-clear", value.all_clear);
}

template <class Io>
void describe(Io& io, Ref<Io, ClearedIncident> value) {
  io.field("id", value.id);
  io.field("at", value.at);
  io.field("by", value.by);
}

template <class Io>
void describe(Io& io, Ref<Io, AlarmNotice> value) {
  io.field("site", value.site);
  io.field("zone", value.zone);
  io.field("source", value.source);
  io.field("epoch", value.epoch);
  io.field("sequence", value.sequence);
  io.field("sent", value.sent);
  io.field("active", value.active);
  io.field("cleared", value.cleared);
}

template <class Io>
void describe(Io& io, Ref<Io, Turn> value) {
  io.field("show", value.show);
  io.field("length", value.length);
  io.field("entry", value.entry);
  io.field("share", value.share);
  io.field("at-least", value.at_least);
}

namespace {

/// Where the shops of a market share the screen, every segment has hundreds of turns, and the next one nearly
/// the same. On the wire each turn stands once, and segments name theirs by their places.
struct PooledSegment {
  Interval interval;
  std::vector<int> turns;
};

struct Pool {
  std::vector<Turn> turns;
  std::vector<PooledSegment> segments;
};

/// What a pool may grow to when it is spread out again, bytes: places are short, and a hostile message
/// could name one long turn a million times.
constexpr size_t k_most_spread_out = 256 << 20;

template <class Io>
void describe(Io& io, Ref<Io, PooledSegment> value) {
  io.field("interval", value.interval);
  io.field("turns", value.turns);
}

Pool pooled(const std::vector<Segment>& segments) {
  using Key = std::tuple<Show::Kind, std::string, Millis, std::string, int, double>;
  Pool pool;
  std::map<Key, int> places;
  for (const Segment& segment : segments) {
    PooledSegment& made = pool.segments.emplace_back();
    made.interval = segment.interval;
    made.turns.reserve(segment.turns.size());
    for (const Turn& turn : segment.turns) {
      const auto [place, is_new] = places.try_emplace(
          Key{turn.show.kind, turn.show.path, turn.length, turn.entry, turn.share, turn.at_least},
          static_cast<int>(pool.turns.size()));
      if (is_new)
        pool.turns.push_back(turn);
      made.turns.push_back(place->second);
    }
  }
  return pool;
}

void spread_out(wire::Reader& reader, const Pool& pool, std::vector<Segment>& segments) {
  segments.clear();
  segments.reserve(pool.segments.size());
  size_t room = k_most_spread_out;
  for (const PooledSegment& from : pool.segments) {
    Segment& segment = segments.emplace_back();
    segment.interval = from.interval;
    if (from.turns.size() > room / sizeof(Turn))
      return reader.wrong("메모리에 들어가는 구간", "segments that fit into memory");
    segment.turns.reserve(from.turns.size());
    for (const int place : from.turns) {
      if (place < 0 || static_cast<size_t>(place) >= pool.turns.size())
        return reader.wrong("구간의 차례가 적힌 곳", "segments with turns that are listed");
      const Turn& turn = pool.turns[static_cast<size_t>(place)];
      const size_t size = sizeof turn + turn.show.path.size() + turn.entry.size();
      if (size > room)
        return reader.wrong("메모리에 들어가는 구간", "segments that fit into memory");
      room -= size;
      segment.turns.push_back(turn);
    }
  }
}

}  // namespace

template <class Io>
void describe(Io& io, Ref<Io, Programme> value) {
  io.field("release", value.release);
  io.field("screen", value.screen);
  io.field("document", value.document);
  io.field("inventory", value.inventory);
  io.field("covers", value.covers);
  if constexpr (std::is_same_v<Io, wire::Writer>) {
    const Pool pool = pooled(value.segments);
    io.field("turns", pool.turns);
    io.field("segments", pool.segments);
  } else {
    Pool pool;
    io.field("turns", pool.turns);
    io.field("segments", pool.segments);
    if (!io.failed())
      spread_out(io, pool, value.segments);
  }
}

template <class Io>
void describe(Io& io, Ref<Io, ProgrammeMessage> value) {
  io.field("programme", value.programme);
}

template <class Io>
void describe(Io& io, Ref<Io, AlarmMessage> value) {
  io.field("state", value.state);
}

template <class Io>
void describe(Io& io, Ref<Io, AlarmPresented> value) {
  io.field("incidents", value.incidents);
  io.field("at", value.at);
}

template <class Io>
void describe(Io& io, Ref<Io, PlayerReport> value) {
  io.field("release", value.release);
  io.field("showing", value.showing);
  io.field("since", value.since);
  io.field("frames", value.frames);
  io.field("problems", value.problems);
}

template <class Io>
void describe(Io& io, Ref<Io, PresentedItem> value) {
  io.field("mark", value.mark);
  io.field("medium", value.medium);
  io.field("start", value.start);
  io.field("position", value.position);
  io.field("frame", value.frame);
  io.field("opacity", value.opacity);
}

template <class Io>
void describe(Io& io, Ref<Io, Presented> value) {
  io.field("due", value.due);
  io.field("at", value.at);
  io.field("frame", value.frame);
  io.field("release", value.release);
  io.field("items", value.items);
  io.field("incidents", value.incidents);
}

namespace {

/// A message stands under the name of its kind: {"alarm": {...}}.
struct Envelope {
  Message message;
};

template <class Io>
void describe(Io& io, Ref<Io, Envelope> value) {
  io.one_of({"programme", "alarm", "presented", "report", "live"}, value.message);
}

}  // namespace

std::string encode(const Message& message) {
  return wire::to_bytes(Envelope{message});
}

Result<Message> decode_message(std::span<const std::byte> bytes) {
  return wire::from_bytes<Envelope>(bytes, k_most_message_bytes).map([](Envelope envelope) {
    return std::move(envelope.message);
  });
}

std::string encode(const Presented& presented) {
  return wire::to_bytes(presented);
}
Result<Presented> decode_presented(std::span<const std::byte> bytes) {
  return wire::from_bytes<Presented>(bytes, k_most_presented_bytes);
}

std::string encode(const AlarmState& state) {
  return wire::to_bytes(state);
}
std::string encode(const AlarmNotice& notice) {
  return wire::to_bytes(notice);
}
Result<AlarmNotice> decode_alarm_notice(std::span<const std::byte> bytes) {
  return wire::from_bytes<AlarmNotice>(bytes, k_most_alarm_bytes);
}

Result<AlarmState> decode_alarm_state(std::span<const std::byte> bytes) {
  return wire::from_bytes<AlarmState>(bytes, k_most_alarm_bytes);
}

}  // namespace madang
