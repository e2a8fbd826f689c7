// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/keys.h"

#include <array>

namespace madang::yaml {
namespace keys {

const Keys site{
    "site",
    {"kind", "version", "name", "zone", "languages", "colours", "font", "default", "holidays", "screens"}};
const Keys screen{"screen",
                  {"id", "name", "resolution", "rotation", "width", "distance", "groups", "values", "at",
                   "faces", "speaker"}};
const Keys fallback{"default", {"playlist", "layout"}};

const Keys holiday{"holiday", {"date", "name", "not"}};

const Keys schedule{"schedule", {"kind", "version", "entries"}};
const Keys entry{"entry", {"name", "play", "layout", "when", "priority", "share", "at-least", "screens", "groups"}};
const Keys when{"when", {"dates", "days", "market-days", "lunar", "holidays", "rrule", "times", "except"}};
const Keys exception{"exception", {"dates", "days", "market-days", "lunar", "holidays", "rrule", "times"}};
const Keys market_days{"market-days", {"on", "31st"}};
const Keys recurrence{"recurrence", {"start", "rule", "lasts"}};

const Keys playlist{"playlist", {"kind", "version", "name", "items"}};
const Keys text_item{
    "text-item",
    {"text",    "values",      "stale",   "missing",  "thresholds", "languages",  "every", "font",
     "weight",  "size",        "colour",  "align",    "valign",     "fit",        "break", "dir",
     "writing", "line-height", "padding", "duration", "background", "transition", "valid", "finish"}};
const Keys image_item{"image-item", {"image", "fit", "duration", "background", "transition", "valid", "finish"}};
const Keys video_item{"video-item", {"video", "fit", "sound", "duration", "background", "transition", "valid", "finish"}};
const Keys ticker_item{
    "ticker-item",
    {"ticker", "values", "stale", "missing", "speed", "font", "weight", "size", "colour", "align", "break",
     "dir", "line-height", "padding", "duration", "background", "transition", "valid", "finish"}};
const Keys clock_item{"clock-item",
                      {"clock", "languages", "every", "font", "weight", "size", "colour", "align", "valign",
                       "fit", "break", "line-height", "padding", "duration", "background", "transition",
                       "valid", "finish"}};
const Keys qr_item{"qr-item", {"qr", "level", "dark", "light", "duration", "background", "transition", "valid", "finish"}};
const Keys qr{"qr", {"url", "zeropay", "alipay", "kakao", "naver-place", "instagram"}};
const Keys layout_item{"layout-item", {"layout", "duration", "background", "transition", "valid", "finish"}};
const Keys table_item{
    "table-item",
    {"table", "languages", "every", "head", "stripe", "font", "weight", "size", "colour", "valign",
     "line-height", "padding", "duration", "background", "transition", "valid", "finish"}};
const Keys table{"table", {"columns", "rows", "csv"}};
const Keys table_column{"table-column", {"title", "align", "width", "currency"}};
const Keys table_row{"table-row", {"cells", "sold-out"}};
const Keys countdown_item{
    "countdown-item",
    {"countdown", "until",       "values",  "after",    "seconds",    "languages",  "every", "font",
     "weight",    "size",        "colour",  "align",    "valign",     "fit",        "break", "dir",
     "writing",   "line-height", "padding", "duration", "background", "transition", "valid", "finish"}};
const Keys transition{"transition", {"fade", "slide", "wipe", "from"}};
const Keys value{"value", {"number", "money", "currency", "date", "time", "data"}};
const Keys threshold{"threshold", {"value", "from", "below", "colour"}};

const Keys data{"data", {"kind", "version", "sources"}};
const Keys source{"source", {"id", "url", "format", "every", "stale_after", "gone_after", "taken", "values"}};
const Keys source_value{"source-value", {"type", "pointer", "row", "column"}};
const Keys source_taken{"source-taken", {"pointer", "row", "column"}};

const Keys layout{"layout", {"kind", "version", "name", "canvas", "background", "zones"}};
const Keys zone{
    "zone",
    {"id", "left", "top", "width", "height", "z", "background", "radius", "playlist", "items", "item"}};

const Keys map{"map",
               {"kind", "version", "name", "features", "coordinates", "plan", "metres-per-pixel",
                "categories", "walking"}};
const Keys map_category{"map-category", {"id", "name", "colour", "icon"}};
const Keys map_item{
    "map-item",
    {"map", "languages", "every", "highlight", "tour", "tour-every", "route", "around", "minutes", "live",
     "legend", "font", "duration", "background", "transition", "valid", "finish"}};

const Keys alarm_page{"alarm-page", {"kind", "version", "alarm", "layout", "playlist", "sound"}};

const Keys fonts{"fonts", {"kind", "version", "families", "roles", "emoji", "last_resort"}};
const Keys font_family{"font-family", {"regular", "bold", "index", "package"}};
const Keys font_role{"font-role", {"like", "weight", "chains"}};
const Keys font_chain{"font-chain", {"languages", "families"}};

}  // namespace keys

std::span<const Keys* const> content_keys() {
  static constexpr std::array<const Keys*, 37> all{
      &keys::site,         &keys::screen,       &keys::fallback,    &keys::schedule,
      &keys::entry,        &keys::when,         &keys::exception,   &keys::market_days,
      &keys::recurrence,   &keys::holiday,      &keys::playlist,    &keys::text_item,
      &keys::image_item,   &keys::video_item,   &keys::ticker_item, &keys::clock_item,
      &keys::qr_item,      &keys::layout_item,  &keys::transition,  &keys::value,
      &keys::layout,       &keys::zone,         &keys::alarm_page,  &keys::map,
      &keys::map_category, &keys::map_item,     &keys::threshold,   &keys::data,
      &keys::source,       &keys::source_value, &keys::source_taken, &keys::qr,          &keys::table_item,
      &keys::table,        &keys::table_column, &keys::table_row,   &keys::countdown_item,
  };
  return all;
}

}  // namespace madang::yaml
