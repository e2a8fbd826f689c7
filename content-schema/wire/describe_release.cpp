// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/codec.h"
#include "content-schema/wire/describe.h"

namespace madang {

namespace wire {
template <>
inline constexpr std::array k_names<MediaFacts::Kind>{"image", "video", "sound"};
}  // namespace wire

template <class Io>
void describe(Io& io, Ref<Io, MediaFacts> value) {
  io.field("kind", value.kind);
  io.field("size", value.size);
  io.field("duration", value.duration);
}

template <class Io>
void describe(Io& io, Ref<Io, Asset> value) {
  io.field("file", value.file);
  io.field("facts", value.facts);
}

template <class Io>
void describe(Io& io, Ref<Io, ManifestFile> value) {
  io.field("path", value.path);
  io.field("length", value.length);
  io.field("sha256", value.sha256);
  io.field("media", value.media);
}

template <class Io>
void describe(Io& io, Ref<Io, Manifest> value) {
  io.field("published", value.published);
  io.field("files", value.files);
}

template <class Io>
void describe(Io& io, Ref<Io, StoreUse> value) {
  io.field("held", value.held);
  io.field("free", value.free);
  io.field("written-today", value.written_today);
}

template <class Io>
void describe(Io& io, Ref<Io, Fetching> value) {
  io.field("release", value.release);
  io.field("bytes", value.bytes);
  io.field("left", value.left);
}

template <class Io>
void describe(Io& io, Ref<Io, Heartbeat> value) {
  io.field("screen", value.screen);
  io.field("release", value.release);
  io.field("release-since", value.release_since);
  io.field("fetching", value.fetching);
  io.field("showing", value.showing);
  io.field("since", value.since);
  io.field("clock", value.clock);
  io.field("player", value.player);
  io.field("alarms", value.alarms);
  io.field("problems", value.problems);
  io.field("store", value.store);
}

using wire::Reader, wire::Writer;
template void describe(Writer&, const Asset&);
template void describe(Reader&, Asset&);

std::string encode(const Manifest& manifest) {
  return wire::to_bytes(manifest);
}
Result<Manifest> decode_manifest(std::span<const std::byte> bytes) {
  return wire::from_bytes<Manifest>(bytes, k_most_manifest_bytes);
}

std::string encode(const Heartbeat& heartbeat) {
  return wire::to_bytes(heartbeat);
}
Result<Heartbeat> decode_heartbeat(std::span<const std::byte> bytes) {
  return wire::from_bytes<Heartbeat>(bytes, k_most_heartbeat_bytes);
}

ReleaseId release_id(std::span<const std::byte> encoded_manifest) {
  return ReleaseId{sha256(encoded_manifest).hex()};
}

}  // namespace madang
