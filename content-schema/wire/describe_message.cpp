// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/codec.h"
#include "content-schema/wire/describe.h"

namespace madang {

template <class Io>
void describe(Io& io, Ref<Io, Incident> value) {
  io.field("id", value.id);
  io.field("kind", value.kind);
  io.field("source", value.source);
  io.field("sequence", value.sequence);
  io.field("raised", value.raised);
}

template <class Io>
void describe(Io& io, Ref<Io, AlarmState> value) {
  io.field("active", value.active);
}

template <class Io>
void describe(Io& io, Ref<Io, Turn> value) {
  io.field("show", value.show);
  io.field("length", value.length);
  io.field("entry", value.entry);
  io.field("share", value.share);
  io.field("at-least", value.at_least);
}

template <class Io>
void describe(Io& io, Ref<Io, Segment> value) {
  io.field("interval", value.interval);
  io.field("turns", value.turns);
}

template <class Io>
void describe(Io& io, Ref<Io, Programme> value) {
  io.field("release", value.release);
  io.field("screen", value.screen);
  io.field("document", value.document);
  io.field("inventory", value.inventory);
  io.field("covers", value.covers);
  io.field("segments", value.segments);
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
  io.one_of({"programme", "alarm", "presented", "report"}, value.message);
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
Result<AlarmState> decode_alarm_state(std::span<const std::byte> bytes) {
  return wire::from_bytes<AlarmState>(bytes, k_most_alarm_bytes);
}

}  // namespace madang
