// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/codec.h"
#include "content-schema/wire/describe.h"

namespace madang {

namespace wire {
template <>
inline constexpr std::array k_names<LiveStyle::Stale>{"hide", "grey", "as-of"};
template <>
inline constexpr std::array k_names<DataValue::Type>{"number", "text"};
template <>
inline constexpr std::array k_names<DataSource::Format>{"json", "csv"};
}  // namespace wire

template <class Io>
void describe(Io& io, Ref<Io, Threshold> value) {
  io.field("value", value.value);
  io.field("from", value.from);
  io.field("below", value.below);
  io.field("colour", value.colour);
}

template <class Io>
void describe(Io& io, Ref<Io, LiveStyle> value) {
  io.field("stale", value.stale);
  io.field("missing", value.missing);
  io.field("thresholds", value.thresholds);
}

template <class Io>
void describe(Io& io, Ref<Io, DataValue> value) {
  io.field("type", value.type);
  io.field("pointer", value.pointer);
  io.field("row-column", value.row_column);
  io.field("row-text", value.row_text);
  io.field("column", value.column);
}

template <class Io>
void describe(Io& io, Ref<Io, DataSource> value) {
  io.field("id", value.id);
  io.field("url", value.url);
  io.field("format", value.format);
  io.field("every", value.every);
  io.field("stale-after", value.stale_after);
  io.field("gone-after", value.gone_after);
  io.field("values", value.values);
  io.field("taken", value.taken);
  io.field("zone", value.zone);
  io.field("mark", value.mark);
}

template <class Io>
void describe(Io& io, Ref<Io, LiveValue> value) {
  io.field("value", value.value);
  io.field("as-of", value.as_of);
  io.field("stale-after", value.stale_after);
  io.field("gone-after", value.gone_after);
}

template <class Io>
void describe(Io& io, Ref<Io, LiveValuesMessage> value) {
  io.field("values", value.values);
}

using wire::Reader, wire::Writer;
template void describe(Writer&, const LiveStyle&);
template void describe(Reader&, LiveStyle&);
template void describe(Writer&, const DataSource&);
template void describe(Reader&, DataSource&);
template void describe(Writer&, const LiveValuesMessage&);
template void describe(Reader&, LiveValuesMessage&);

std::string encode(const LiveValues& values) {
  return wire::to_bytes(LiveValuesMessage{values});
}
Result<LiveValues> decode_live_values(std::span<const std::byte> bytes) {
  return wire::from_bytes<LiveValuesMessage>(bytes, k_most_live_bytes).map([](LiveValuesMessage message) {
    return std::move(message.values);
  });
}

}  // namespace madang
