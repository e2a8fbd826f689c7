// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// Private to this folder: every struct that travels, and the file that describes it. Each is instantiated
// there for Writer and Reader, so that no source compiles all of them.

#include "content-schema/model/document.h"
#include "content-schema/wire/json_io.h"
#include "content-schema/wire/manifest.h"
#include "content-schema/wire/message.h"
#include "content-schema/wire/presented.h"

namespace madang {

template <class Io, class T>
using Ref = wire::Ref<Io, T>;

// describe_item.cpp
template <class Io>
void describe(Io& io, Ref<Io, Interval> value);
template <class Io>
void describe(Io& io, Ref<Io, Size> value);
template <class Io>
void describe(Io& io, Ref<Io, Length> value);
template <class Io>
void describe(Io& io, Ref<Io, SourceMark> value);
template <class Io>
void describe(Io& io, Ref<Io, LocalText> value);
template <class Io>
void describe(Io& io, Ref<Io, Value> value);
template <class Io>
void describe(Io& io, Ref<Io, TextStyle> value);
template <class Io>
void describe(Io& io, Ref<Io, Item> value);
template <class Io>
void describe(Io& io, Ref<Io, Playlist> value);

// describe_table.cpp
template <class Io>
void describe(Io& io, Ref<Io, TableItem> value);

// describe_document.cpp
template <class Io>
void describe(Io& io, Ref<Io, Show> value);
template <class Io>
void describe(Io& io, Ref<Io, Layout> value);
template <class Io>
void describe(Io& io, Ref<Io, ScheduleEntry> value);
template <class Io>
void describe(Io& io, Ref<Io, Site> value);
template <class Io>
void describe(Io& io, Ref<Io, Document> value);

// describe_live.cpp
template <class Io>
void describe(Io& io, Ref<Io, LiveStyle> value);
template <class Io>
void describe(Io& io, Ref<Io, DataSource> value);
template <class Io>
void describe(Io& io, Ref<Io, LiveValuesMessage> value);

// describe_map.cpp
template <class Io>
void describe(Io& io, Ref<Io, MarketMap> value);

// describe_release.cpp
template <class Io>
void describe(Io& io, Ref<Io, MediaFacts> value);
template <class Io>
void describe(Io& io, Ref<Io, Asset> value);
template <class Io>
void describe(Io& io, Ref<Io, Manifest> value);
template <class Io>
void describe(Io& io, Ref<Io, Heartbeat> value);

// describe_message.cpp
template <class Io>
void describe(Io& io, Ref<Io, Presented> value);
template <class Io>
void describe(Io& io, Ref<Io, AlarmState> value);
template <class Io>
void describe(Io& io, Ref<Io, ProgrammeMessage> value);
template <class Io>
void describe(Io& io, Ref<Io, AlarmMessage> value);
template <class Io>
void describe(Io& io, Ref<Io, AlarmPresented> value);
template <class Io>
void describe(Io& io, Ref<Io, PlayerReport> value);

}  // namespace madang
