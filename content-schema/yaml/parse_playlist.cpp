// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/parse.h"

namespace madang::yaml {

std::optional<Playlist> parse_playlist(const Parse& parse, const Node& root) {
  const Fields fields(parse, root, keys::playlist);
  if (!check_header(parse, fields, "playlist"))
    return std::nullopt;
  Playlist playlist{parse.file, {}, {}, parse.mark(root)};
  fields.take("name", playlist.name, read_string);
  if (const Node* items = fields.require("items", "[ { text: ... } ]")) {
    playlist.items = parse_items(parse, {*items, "items"}, playlist.path);
  }
  return playlist;
}

}  // namespace madang::yaml
