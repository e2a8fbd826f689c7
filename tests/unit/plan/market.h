// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/wire/programme.h"

namespace madang::test {

using namespace std::chrono_literals;

inline Item text_item(Millis length) {
  Item item;
  item.what = TextItem{};
  item.duration = length;
  return item;
}

inline Item video_item(std::string path) {
  Item item;
  item.what = VideoItem{std::move(path), MediaFit::cover, {}};
  item.mark = {"playlists/b.yaml", 7, 5};
  return item;
}

/// A market with two screens, three playlists and a layout of two zones.
inline Document market() {
  Document document;
  document.site.zone = "Asia/Seoul";
  document.site.fallback = {Show::Kind::playlist, "a"};
  Screen gate, hall;
  gate.id = {"gate-1"};
  gate.groups = {{"gates"}};
  hall.id = {"hall"};
  document.site.screens = {gate, hall};
  document.playlists["a"] = {"a", "", {text_item(8s), text_item(4s)}, {}};
  document.playlists["b"] = {"b", "", {text_item(8s), video_item("media/b.mp4")}, {}};
  document.playlists["c"] = {"c", "", {video_item("media/gone.mp4")}, {}};
  ::madang::Zone left, right;
  left.playlist = "a";
  right.playlist = "b";
  document.layouts["page"] = {"page", "", {1920, 1080}, {}, {left, right}, {}};
  document.layouts["blank"] = {"blank", "", {1920, 1080}, {}, {}, {}};
  return document;
}

inline Inventory media() {
  return {{"media/b.mp4", {"/srv/b.mp4", {MediaFacts::Kind::video, {1920, 1080}, 12345ms}}}};
}

}  // namespace madang::test
