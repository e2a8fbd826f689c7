// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/alarm.h"
#include "content-schema/model/data.h"
#include "content-schema/model/fonts.h"
#include "content-schema/model/layout.h"
#include "content-schema/model/playlist.h"
#include "content-schema/model/schedule.h"
#include "content-schema/model/site.h"
#include "content-schema/yaml/fields.h"
#include "content-schema/yaml/map_draft.h"

namespace madang::yaml {

// Nodes of one file to model values. Every problem is reported and parsing goes on; what comes back is whole
// only where nothing was reported. Nothing comes back where the file is of another kind.

/// Colours and languages of the site are the ones that its own texts are read with.
std::optional<Site> parse_site(const Parse& parse, const Node& root);
std::optional<Schedule> parse_schedule(const Parse& parse, const Node& root);
std::optional<Playlist> parse_playlist(const Parse& parse, const Node& root);
/// Items written inside a zone become playlists of their own, `layouts/a.yaml#main`, in `playlists`.
std::optional<Layout> parse_layout(const Parse& parse, const Node& root,
                                   std::map<std::string, Playlist>& playlists);
std::optional<MapDraft> parse_map(const Parse& parse, const Node& root);
std::optional<AlarmPage> parse_alarm(const Parse& parse, const Node& root);
/// `zone`: the site's.
std::optional<std::vector<DataSource>> parse_data(const Parse& parse, const Node& root, const std::string& zone);
/// Files that are not absolute are looked for beside fonts.yaml, in `folder`.
std::optional<FontConfig> parse_fonts(const Parse& parse, const Node& root,
                                      const std::filesystem::path& folder);

// Parts that several kinds share.

/// `playlist` is the path of the playlist it will stand in.
std::optional<Item> parse_item(const Parse& parse, const Node& node, std::string_view playlist);
std::vector<Item> parse_items(const Parse& parse, const Field& field, std::string_view playlist);
MapItem parse_map_item(const Parse& parse, const Fields& fields);
/// Of the key `values`: what `{name}` in the text stands for. Those that are wrong are there, and empty.
Values parse_values(const Parse& parse, const Fields& fields);
/// `parking.lot-a`, which data.yaml must have.
std::optional<LiveName> read_live_name(const Parse& parse, const Field& field);
/// Of the keys `stale`, `missing` and `thresholds` of an item with these values.
LiveStyle parse_live(const Parse& parse, const Fields& fields, const Values& values);
/// Of the keys `languages` and `every` of an item whose text is stacked, or has its languages in turns.
void parse_turns(const Parse& parse, const Fields& fields, Languages& languages, Millis& every);
/// Of the key `languages` where it lists them; empty where it is not there.
std::vector<LanguageTag> parse_languages(const Parse& parse, const Fields& fields,
                                         Single single = Single::allowed);
/// Of the keys of text's style, as far as they are there.
TextStyle parse_style(const Parse& parse, const Fields& fields, TextStyle style = {});
/// That every `{name}` in the text has a value, of the item or of the screens, and every value of the item is
/// used.
void match_values(const Parse& parse, const Node& node, std::string_view playlist, const LocalText& text,
                  const Values& values, const Node* values_node);
/// `{ money: 30000, currency: KRW }` and its like.
std::optional<Value> parse_quantity(const Parse& parse, const Node& node);
/// `KRW`: three letters of ISO 4217.
std::optional<std::string> read_currency(const Parse& parse, const Field& field);
/// Of the key `qr` and those beside it; likewise the others.
QrItem parse_qr(const Parse& parse, const Fields& fields);
TableItem parse_table(const Parse& parse, const Fields& fields);
CountdownItem parse_countdown(const Parse& parse, const Fields& fields, std::string_view playlist);
/// When an entry applies, of the key `when`.
When parse_when(const Parse& parse, const Node& node);
/// `play`, `playlist` or `layout`, whichever of the two keys is there.
std::optional<Show> parse_show(const Parse& parse, const Fields& fields, std::string_view playlist_key);

}  // namespace madang::yaml
