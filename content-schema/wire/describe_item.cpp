// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/describe.h"

namespace madang {

namespace wire {
template <>
inline constexpr std::array k_names<Length::Unit>{"pixels", "percent"};
template <>
inline constexpr std::array k_names<Align>{"start", "centre", "end"};
template <>
inline constexpr std::array k_names<VerticalAlign>{"top", "middle", "bottom"};
template <>
inline constexpr std::array k_names<TextFit>{"shrink", "none"};
template <>
inline constexpr std::array k_names<TextBreak>{"word", "syllable"};
template <>
inline constexpr std::array k_names<TextDirection>{"automatic", "left-to-right", "right-to-left"};
template <>
inline constexpr std::array k_names<Writing>{"horizontal", "vertical"};
template <>
inline constexpr std::array k_names<Weight>{"regular", "bold"};
template <>
inline constexpr std::array k_names<Languages>{"stack", "rotate"};
template <>
inline constexpr std::array k_names<MediaFit>{"cover", "contain", "stretch"};
template <>
inline constexpr std::array k_names<ClockItem::Show>{"time", "date", "date-time"};
template <>
inline constexpr std::array k_names<QrItem::Level>{"low", "medium", "quartile", "high"};
template <>
inline constexpr std::array k_names<MapItem::Route>{"none", "exit", "steps-free-exit"};
template <>
inline constexpr std::array k_names<Transition::Kind>{"cut", "fade", "slide", "wipe"};
template <>
inline constexpr std::array k_names<Transition::Side>{"left", "right", "top", "bottom"};
}  // namespace wire

template <class Io>
void describe(Io& io, Ref<Io, Interval> value) {
  io.field("from", value.from);
  io.field("to", value.to);
}

template <class Io>
void describe(Io& io, Ref<Io, Size> value) {
  io.field("width", value.width);
  io.field("height", value.height);
}

template <class Io>
void describe(Io& io, Ref<Io, Length> value) {
  io.field("value", value.value);
  io.field("unit", value.unit);
}

template <class Io>
void describe(Io& io, Ref<Io, SourceMark> value) {
  io.field("file", value.file);
  io.field("line", value.line);
  io.field("column", value.column);
}

template <class Io>
void describe(Io& io, Ref<Io, TaggedText> value) {
  io.field("language", value.language);
  io.field("text", value.text);
}

template <class Io>
void describe(Io& io, Ref<Io, LocalText> value) {
  io.field("versions", value.versions);
}

template <class Io>
void describe(Io& io, Ref<Io, Number> value) {
  io.field("digits", value.digits);
}

template <class Io>
void describe(Io& io, Ref<Io, Money> value) {
  io.field("amount", value.amount);
  io.field("currency", value.currency);
}

template <class Io>
void describe(Io& io, Ref<Io, LiveName> value) {
  io.field("name", value.name);
}

template <class Io>
void describe(Io& io, Ref<Io, Value> value) {
  io.one_of({"words", "number", "money", "date", "time", "data"}, value.what);
}

template <class Io>
void describe(Io& io, Ref<Io, TextStyle> value) {
  io.field("font", value.font);
  io.field("weight", value.weight);
  io.field("size", value.size);
  io.field("colour", value.colour);
  io.field("align", value.align);
  io.field("vertical-align", value.vertical_align);
  io.field("fit", value.fit);
  io.field("line-break", value.line_break);
  io.field("direction", value.direction);
  io.field("writing", value.writing);
  io.field("line-height", value.line_height);
  io.field("padding", value.padding);
}

template <class Io>
void describe(Io& io, Ref<Io, TextItem> value) {
  io.field("text", value.text);
  io.field("values", value.values);
  io.field("languages", value.languages);
  io.field("rotate-every", value.rotate_every);
  io.field("style", value.style);
  io.later_field("live", value.live);
}

template <class Io>
void describe(Io& io, Ref<Io, ImageItem> value) {
  io.field("path", value.path);
  io.field("fit", value.fit);
}

template <class Io>
void describe(Io& io, Ref<Io, VideoItem> value) {
  io.field("path", value.path);
  io.field("fit", value.fit);
  io.field("volume", value.volume);
}

template <class Io>
void describe(Io& io, Ref<Io, TickerItem> value) {
  io.field("text", value.text);
  io.field("values", value.values);
  io.field("speed", value.speed);
  io.field("style", value.style);
  io.later_field("live", value.live);
}

template <class Io>
void describe(Io& io, Ref<Io, ClockItem> value) {
  io.field("show", value.show);
  io.field("languages", value.languages);
  io.field("rotate-every", value.rotate_every);
  io.field("style", value.style);
}

template <class Io>
void describe(Io& io, Ref<Io, QrItem> value) {
  io.field("data", value.data);
  io.field("level", value.level);
  io.field("dark", value.dark);
  io.field("light", value.light);
}

template <class Io>
void describe(Io& io, Ref<Io, LayoutItem> value) {
  io.field("path", value.path);
}

template <class Io>
void describe(Io& io, Ref<Io, MapItem> value) {
  io.field("path", value.path);
  io.field("languages", value.languages);
  io.field("rotate-every", value.rotate_every);
  io.field("highlight", value.highlight);
  io.field("tour", value.tour);
  io.field("tour-every", value.tour_every);
  io.field("route", value.route);
  io.field("around", value.around);
  io.field("minutes", value.minutes);
  io.field("live", value.live);
  io.field("legend", value.legend);
  io.field("font", value.font);
}

template <class Io>
void describe(Io& io, Ref<Io, CountdownItem> value) {
  io.field("day", value.day);
  io.field("time", value.time);
  io.field("ends", value.ends);
  io.field("text", value.text);
  io.field("values", value.values);
  io.field("after", value.after);
  io.field("seconds", value.seconds);
  io.field("languages", value.languages);
  io.field("rotate-every", value.rotate_every);
  io.field("style", value.style);
}

template <class Io>
void describe(Io& io, Ref<Io, Transition> value) {
  io.field("kind", value.kind);
  io.field("length", value.length);
  io.field("from", value.from);
}

template <class Io>
void describe(Io& io, Ref<Io, Validity> value) {
  io.field("from", value.from);
  io.field("to", value.to);
}

template <class Io>
void describe(Io& io, Ref<Io, Item> value) {
  io.one_of({"text", "image", "video", "ticker", "clock", "qr", "layout", "map", "table", "countdown"},
            value.what);
  io.field("duration", value.duration);
  io.field("transition", value.transition);
  io.field("background", value.background);
  io.field("valid", value.valid);
  io.field("airs", value.airs);
  io.field("finish", value.finish);
  io.field("mark", value.mark);
}

template <class Io>
void describe(Io& io, Ref<Io, Playlist> value) {
  io.field("path", value.path);
  io.field("name", value.name);
  io.field("items", value.items);
  io.field("mark", value.mark);
}

using wire::Reader, wire::Writer;
template void describe(Writer&, const Interval&);
template void describe(Reader&, Interval&);
template void describe(Writer&, const Size&);
template void describe(Reader&, Size&);
template void describe(Writer&, const Length&);
template void describe(Reader&, Length&);
template void describe(Writer&, const SourceMark&);
template void describe(Reader&, SourceMark&);
template void describe(Writer&, const LocalText&);
template void describe(Reader&, LocalText&);
template void describe(Writer&, const Value&);
template void describe(Reader&, Value&);
template void describe(Writer&, const TextStyle&);
template void describe(Reader&, TextStyle&);
template void describe(Writer&, const Item&);
template void describe(Reader&, Item&);
template void describe(Writer&, const Playlist&);
template void describe(Reader&, Playlist&);

}  // namespace madang
