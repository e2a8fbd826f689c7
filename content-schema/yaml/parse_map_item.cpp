// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

/// Names of features, each held against the map later.
std::vector<std::string> read_words(const Parse& parse, const Fields& fields, std::string_view key,
                                    const std::string& map, bool category) {
  std::vector<std::string> words;
  const Node* list = fields.find(key);
  if (list == nullptr)
    return words;
  for (const Node* node : elements(parse, {*list, key}, Single::allowed)) {
    const auto word = read_string(parse, {*node, key});
    if (!word)
      continue;
    parse.links.map_words.push_back({map, *word, parse.at(*node), category});
    words.push_back(*word);
  }
  return words;
}

std::optional<double> read_around(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto mm = parse_distance_mm(*text);
  if (!mm || *mm < 5'000 || *mm > 5'000'000) {
    refuse(parse, field, "bad-distance", "", "60m");
    return std::nullopt;
  }
  return *mm / 1000;
}

std::map<std::string, std::string> read_live(const Parse& parse, const Field& field, const std::string& map) {
  std::map<std::string, std::string> live;
  if (!field.node.is_map()) {
    refuse(parse, field, "wrong-type", "", "{ lot-a: parking.lot-a }");
    return live;
  }
  for (const Node::Entry& entry : field.node.entries) {
    const auto value = read_string(parse, {*entry.value, entry.key->text});
    if (!value)
      continue;
    parse.links.map_words.push_back({map, entry.key->text, parse.at(*entry.key), false});
    parse.link(Link::To::live_value, *value, *entry.value, entry.key->text);
    live[entry.key->text] = *value;
  }
  return live;
}

}  // namespace

MapItem parse_map_item(const Parse& parse, const Fields& fields) {
  using Route = MapItem::Route;
  MapItem item;
  if (parse.site != nullptr)
    item.font = parse.site->font;
  if (const Node* map = fields.find("map")) {
    item.path = read_path(parse, {*map, "map"}).value_or("");
    if (!item.path.empty())
      parse.link(Link::To::map, item.path, *map, "map");
  }
  item.languages = parse_languages(parse, fields);
  if (item.languages.empty() && parse.site != nullptr)
    item.languages = parse.site->languages;
  fields.take("every", item.rotate_every, read_duration);
  item.highlight = read_words(parse, fields, "highlight", item.path, true);
  item.tour = read_words(parse, fields, "tour", item.path, false);
  fields.take("tour-every", item.tour_every, read_duration);
  item.minutes = read_words(parse, fields, "minutes", item.path, false);
  if (const Node* live = fields.find("live"))
    item.live = read_live(parse, {*live, "live"}, item.path);
  fields.take("route", item.route, [](const Parse& p, const Field& f) {
    return read_choice<Route>(p, f, {{"exit", Route::exit}, {"step-free-exit", Route::steps_free_exit}});
  });
  fields.take("around", item.around, read_around);
  fields.take("legend", item.legend, read_yes_no);
  fields.take("font", item.font, read_font_role);
  return item;
}

}  // namespace madang::yaml
