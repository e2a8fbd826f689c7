// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstdint>

#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/reader.h"

/// Bytes -> nodes -> every kind of document; each problem is also said, so that the carets are drawn.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size) {
  using namespace madang;
  yaml::Report report(50);
  yaml::Links links;
  const auto tree = yaml::read_yaml(std::as_bytes(std::span(data, size)), "a.yaml", Limits{}, report);
  if (tree) {
    const yaml::Node& root = *tree->root;
    const auto site = yaml::parse_site({"site.yaml", report, links}, root);
    const yaml::Parse parse{"a.yaml", report, links, site ? &*site : nullptr};
    std::map<std::string, Playlist> playlists;
    yaml::parse_schedule(parse, root);
    yaml::parse_playlist(parse, root);
    yaml::parse_layout(parse, root, playlists);
    yaml::parse_alarm(parse, root);
    yaml::parse_fonts(parse, root, "/");
  }
  for (const Problem& problem : report.finish().list)
    to_text(problem, Lang::ko);
  return 0;
}
