// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <array>
#include <set>

#include "content-schema/yaml/parse.h"

namespace madang::yaml {
namespace {

void warn_outside(const Parse& parse, const Node& node, const Zone& zone, Size canvas) {
  const auto crosses = [&](const Length& from, const Length& length, int whole) {
    constexpr double k_rounding = 0.01;  // 33.33% three times is meant to fit
    const double start = from.resolve(whole, 1), end = start + length.resolve(whole, 1);
    return start < -k_rounding || end > whole * (1 + k_rounding / 100) + k_rounding;
  };
  const bool wide = crosses(zone.left, zone.width, canvas.width);
  if (!wide && !crosses(zone.top, zone.height, canvas.height))
    return;
  parse.warning(
      "zone-outside", node,
      say("구역 '{0}'이(가) {1} 화면 밖으로 나갑니다. 나간 부분은 보이지 않습니다.",
          "the zone '{0}' reaches beyond the canvas {2}; that part is not shown.", zone.id.value,
          wide ? "가로로" : "세로로", wide ? "sideways" : "up or down"),
      wide ? say("left와 width의 합을 100% 이하로 하세요.", "keep left plus width at 100% or less.")
           : say("top과 height의 합을 100% 이하로 하세요.", "keep top plus height at 100% or less."));
}

std::string parse_content(const Parse& parse, const Fields& fields, const Zone& zone,
                          std::map<std::string, Playlist>& playlists) {
  static constexpr std::array<std::string_view, 3> choices{"playlist", "items", "item"};
  const Node::Entry* content = fields.exactly_one(choices);
  if (content == nullptr)
    return {};
  if (content->key->text == "playlist") {
    const auto path = read_path(parse, {*content->value, "playlist"});
    if (path)
      parse.link(Link::To::playlist, *path, *content->value, "playlist");
    return path.value_or("");
  }
  Playlist playlist{parse.file + "#" + zone.id.value, {}, {}, parse.mark(*content->value)};
  if (content->key->text == "items") {
    playlist.items = parse_items(parse, {*content->value, "items"}, playlist.path);
  } else if (auto item = parse_item(parse, *content->value, playlist.path)) {
    playlist.items.push_back(std::move(*item));
  }
  std::string path = playlist.path;
  playlists.emplace(path, std::move(playlist));
  return path;
}

Zone parse_zone(const Parse& parse, const Node& node, std::map<std::string, Playlist>& playlists) {
  Zone zone{{},
            {},
            {},
            {100, Length::Unit::percent},
            {100, Length::Unit::percent},
            0,
            {},
            {},
            {},
            parse.mark(node)};
  const Fields fields(parse, node, keys::zone);
  if (!fields.valid())
    return zone;
  const auto any = [](const Parse& p, const Field& f) { return read_length(p, f, Sign::any); };
  const auto positive = [](const Parse& p, const Field& f) { return read_length(p, f, Sign::positive); };
  const auto not_negative = [](const Parse& p, const Field& f) {
    return read_length(p, f, Sign::not_negative);
  };
  if (fields.require("id", "main") != nullptr)
    fields.take("id", zone.id.value, read_id);
  fields.take("left", zone.left, any);
  fields.take("top", zone.top, any);
  fields.take("width", zone.width, positive);
  fields.take("height", zone.height, positive);
  fields.take("z", zone.z, [](const Parse& p, const Field& f) { return read_integer(p, f, -1000, 1000); });
  fields.take("background", zone.background, read_colour);
  fields.take("radius", zone.radius, not_negative);
  zone.playlist = parse_content(parse, fields, zone, playlists);
  return zone;
}

}  // namespace

std::optional<Layout> parse_layout(const Parse& parse, const Node& root,
                                   std::map<std::string, Playlist>& playlists) {
  constexpr size_t k_most_zones = 64;  // each may decode a video and lay out text
  const Fields fields(parse, root, keys::layout);
  if (!check_header(parse, fields, "layout"))
    return std::nullopt;
  Layout layout;
  layout.path = parse.file;
  layout.mark = parse.mark(root);
  fields.take("name", layout.name, read_string);
  fields.take("canvas", layout.canvas, read_size);
  fields.take("background", layout.background, read_colour);
  const Node* zones = fields.find("zones");
  if (zones == nullptr || (zones->is_list() && zones->items.empty()))
    return layout;  // a coloured page

  std::set<std::string> ids;
  for (const Node* node : elements(parse, {*zones, "zones"}, Single::refused)) {
    if (layout.zones.size() == k_most_zones) {
      parse.error("out-of-range", *node,
                  say("구역은 {}개까지 쓸 수 있습니다.", "a layout may have {} zones.", k_most_zones));
      break;
    }
    Zone zone = parse_zone(parse, *node, playlists);
    if (!zone.id.empty() && !ids.insert(zone.id.value).second) {
      parse.error("duplicate-id", *node->find("id"),
                  say("구역 '{}'이(가) 이 레이아웃에 이미 있습니다.", "this layout already has a zone '{}'.",
                      zone.id.value),
                  say("구역마다 다른 id를 쓰세요.", "give each zone an id of its own."));
    }
    if (node->is_map())
      warn_outside(parse, *node, zone, layout.canvas);
    layout.zones.push_back(std::move(zone));
  }
  return layout;
}

}  // namespace madang::yaml
