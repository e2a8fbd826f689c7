// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/document.h"

namespace madang::test {

/// A market in Seoul with one gate, whose default is the eight seconds of one shop.
inline Document one_shop() {
  Document document;
  document.site.zone = "Asia/Seoul";
  document.site.fallback = {Show::Kind::playlist, "playlists/shop.yaml"};
  document.site.screens.emplace_back().id = {"gate-1"};
  Item item;
  item.what = TextItem{};
  item.duration = std::chrono::seconds{8};
  document.playlists["playlists/shop.yaml"] = {"playlists/shop.yaml", "", {item}, {}};
  return document;
}

}  // namespace madang::test
