// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/describe.h"

namespace madang {

namespace wire {
template <>
inline constexpr auto k_names<MapType> = k_map_type_words;
}  // namespace wire

template <class Io>
void describe(Io& io, Ref<Io, MapPoint> value) {
  io.field("x", value.x);
  io.field("y", value.y);
}

template <class Io>
void describe(Io& io, Ref<Io, MapArea> value) {
  io.field("outer", value.outer);
  io.field("holes", value.holes);
}

template <class Io>
void describe(Io& io, Ref<Io, MapFeature> value) {
  io.field("id", value.id);
  io.field("type", value.type);
  io.field("number", value.number);
  io.field("name", value.name);
  io.field("category", value.category);
  io.field("block", value.block);
  io.field("areas", value.areas);
  io.field("lines", value.lines);
  io.field("at", value.at);
  io.field("room", value.room);
  io.field("width", value.width);
  io.field("closed", value.closed);
  io.field("steps", value.steps);
}

template <class Io>
void describe(Io& io, Ref<Io, MapCategory> value) {
  io.field("id", value.id);
  io.field("name", value.name);
  io.field("colour", value.colour);
  io.field("icon", value.icon);
}

template <class Io>
void describe(Io& io, Ref<Io, WalkNetwork::Edge> value) {
  io.field("from", value.from);
  io.field("to", value.to);
  io.field("metres", value.metres);
  io.field("steps", value.steps);
}

template <class Io>
void describe(Io& io, Ref<Io, WalkNetwork> value) {
  io.field("nodes", value.nodes);
  io.field("edges", value.edges);
  io.field("doors", value.doors);
}

template <class Io>
void describe(Io& io, Ref<Io, MapStand> value) {
  io.field("at", value.at);
  io.field("up", value.up);
  io.field("node", value.node);
}

template <class Io>
void describe(Io& io, Ref<Io, MarketMap> value) {
  io.field("path", value.path);
  io.field("source", value.source);
  io.field("name", value.name);
  io.field("features", value.features);
  io.field("categories", value.categories);
  io.field("network", value.network);
  io.field("stands", value.stands);
  io.field("plan", value.plan);
  io.field("metres-per-pixel", value.metres_per_pixel);
  io.field("digest", value.digest);
  io.field("metres-per-minute", value.metres_per_minute);
  io.field("mark", value.mark);
}

using wire::Reader, wire::Writer;
template void describe(Writer&, const MarketMap&);
template void describe(Reader&, MarketMap&);

}  // namespace madang
