// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>

#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

std::optional<AtLeast> read_at_least(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto at_least = parse_at_least(*text);
  if (!at_least)
    refuse(parse, field, "bad-share", "", "5m per 1h");
  return at_least;
}

template <class IdType>
std::vector<IdType> parse_targets(const Parse& parse, const Field& field, Link::To to) {
  std::vector<IdType> ids;
  for (const Node* node : elements(parse, field, Single::allowed)) {
    const auto id = read_id(parse, {*node, field.key});
    if (!id)
      continue;
    ids.push_back({*id});
    parse.link(to, *id, *node, field.key);
  }
  return ids;
}

ScheduleEntry parse_entry(const Parse& parse, const Node& node) {
  ScheduleEntry entry;
  entry.mark = parse.mark(node);
  const Fields fields(parse, node, keys::entry);
  if (!fields.valid())
    return entry;
  if (fields.require("name", "가을 감귤 축제") != nullptr && fields.take("name", entry.name, read_string)) {
    parse.links.named.push_back({Named::What::entry, entry.name, parse.at(*fields.find("name"))});
  }
  entry.show = parse_show(parse, fields, "play").value_or(Show{});
  if (const Node* when = fields.find("when"))
    entry.when = parse_when(parse, *when);
  fields.take("priority", entry.priority,
              [](const Parse& p, const Field& f) { return read_integer(p, f, -1000, 1000); });
  fields.take("share", entry.share,
              [](const Parse& p, const Field& f) { return read_integer(p, f, 1, k_most_share); });
  fields.take("at-least", entry.at_least, read_at_least);
  if (const Node* screens = fields.find("screens")) {
    entry.screens = parse_targets<ScreenId>(parse, {*screens, "screens"}, Link::To::screen);
  }
  if (const Node* groups = fields.find("groups")) {
    entry.groups = parse_targets<GroupId>(parse, {*groups, "groups"}, Link::To::group);
  }
  return entry;
}

}  // namespace

std::optional<Show> parse_show(const Parse& parse, const Fields& fields, std::string_view playlist_key) {
  const std::array<std::string_view, 2> choices{playlist_key, "layout"};
  const Node::Entry* chosen = fields.exactly_one(choices);
  if (chosen == nullptr)
    return std::nullopt;
  const bool is_layout = chosen->key->text == "layout";
  const auto path = read_path(parse, {*chosen->value, chosen->key->text});
  if (!path)
    return std::nullopt;
  parse.link(is_layout ? Link::To::layout : Link::To::playlist, *path, *chosen->value, chosen->key->text);
  return Show{is_layout ? Show::Kind::layout : Show::Kind::playlist, *path};
}

std::optional<Schedule> parse_schedule(const Parse& parse, const Node& root) {
  Schedule schedule;
  const Fields fields(parse, root, keys::schedule);
  if (!check_header(parse, fields, "schedule"))
    return std::nullopt;
  const Node* entries = fields.require("entries", "[ ]");
  if (entries == nullptr)
    return schedule;
  if (entries->is_list() && entries->items.empty())
    return schedule;  // the default plays all day
  for (const Node* entry : elements(parse, {*entries, "entries"}, Single::refused)) {
    schedule.entries.push_back(parse_entry(parse, *entry));
  }
  return schedule;
}

}  // namespace madang::yaml
