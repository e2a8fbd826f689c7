// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/utf8.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

constexpr size_t k_most_categories = 24;  // a legend of more helps nobody

/// A pictogram: an emoji, a sign or a letter or two, as wide as two Hangul at most.
std::optional<std::string> read_icon(const Parse& parse, const Field& field) {
  constexpr int k_most_columns = 4;
  constexpr size_t k_most_characters = 8;  // an emoji of several, joined
  auto icon = read_string(parse, field);
  if (!icon)
    return std::nullopt;
  int columns = 0;
  const std::u32string characters = to_code_points(*icon);
  for (const char32_t each : characters)
    columns += display_width(each);
  if (characters.empty() || characters.size() > k_most_characters || columns == 0 || columns > k_most_columns) {
    refuse(parse, field, "bad-icon", "", "🐟");
    return std::nullopt;
  }
  return icon;
}

std::optional<MapCategory> parse_category(const Parse& parse, const Node& node) {
  const Fields fields(parse, node, keys::map_category);
  if (!fields.valid())
    return std::nullopt;
  MapCategory category;
  if (fields.require("id", "food") != nullptr)
    fields.take("id", category.id, read_id);
  if (const Node* name = fields.require("name", "{ ko: 먹거리, en: Food }"))
    category.name = read_text(parse, {*name, "name"}).value_or(LocalText{});
  if (fields.require("colour", "\"#d55e00\"") != nullptr)
    fields.take("colour", category.colour, read_colour);
  fields.take("icon", category.icon, read_icon);
  return category;
}

/// Metres in a minute.
std::optional<double> read_walking(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto mm = parse_distance_mm(*text);
  if (!mm || *mm < 10'000 || *mm > 200'000) {
    refuse(parse, field, "bad-distance", "", "60m");
    return std::nullopt;
  }
  return *mm / 1000;
}

}  // namespace

std::optional<MapDraft> parse_map(const Parse& parse, const Node& root) {
  using geo::Coordinates;
  const Fields fields(parse, root, keys::map);
  if (!check_header(parse, fields, "map"))
    return std::nullopt;
  MapDraft draft;
  geo::MapSource& source = draft.source;
  source.path = parse.file;
  source.mark = parse.mark(root);
  if (const Node* name = fields.find("name"))
    source.name = read_text(parse, {*name, "name"}).value_or(LocalText{});
  if (const Node* features = fields.require("features", "maps/market.geojson")) {
    source.features = read_path(parse, {*features, "features"}).value_or("");
    draft.place = parse.at(*features);
  }
  fields.take("coordinates", source.coordinates, [](const Parse& p, const Field& f) {
    return read_choice<Coordinates>(
        p, f,
        {{"degrees", Coordinates::degrees}, {"metres", Coordinates::metres}, {"pixels", Coordinates::pixels}});
  });
  if (const Node* plan = fields.find("plan")) {
    source.plan = read_path(parse, {*plan, "plan"}).value_or("");
    if (!source.plan.empty())
      parse.link(Link::To::image, source.plan, *plan, "plan");
    fields.require("metres-per-pixel", "0.05");
  }
  fields.take("metres-per-pixel", source.metres_per_pixel,
              [](const Parse& p, const Field& f) { return read_number(p, f, 0.001, 10); });
  if (const Node* categories = fields.find("categories")) {
    for (const Node* node : elements(parse, {*categories, "categories"}, Single::refused)) {
      if (source.categories.size() == k_most_categories) {
        parse.error("out-of-range", *node,
                    say("업종은 {}개까지 적을 수 있습니다.", "there may be {} categories.", k_most_categories));
        break;
      }
      auto category = parse_category(parse, *node);
      if (!category)
        continue;
      const auto same = [&](const MapCategory& each) { return each.id == category->id; };
      if (!category->id.empty() && std::any_of(source.categories.begin(), source.categories.end(), same)) {
        parse.error("duplicate-id", *node,
                    say("업종 '{}'이(가) 이미 있습니다.", "there already is a category '{}'.", category->id),
                    say("하나만 남기세요.", "keep one of them."));
        continue;
      }
      source.categories.push_back(*std::move(category));
    }
  }
  fields.take("walking", source.metres_per_minute, read_walking);
  return draft;
}

}  // namespace madang::yaml
