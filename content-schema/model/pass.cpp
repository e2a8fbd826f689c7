// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/pass.h"

#include <algorithm>
#include <variant>

namespace madang {
namespace {

/// A layout without zones is a coloured page and says nothing of its time.
constexpr Millis k_page_length{10'000};

Result<Millis> playlist_length(const std::string& path, const Document& document,
                               const Inventory& inventory) {
  const auto found = document.playlists.find(path);
  if (found == document.playlists.end()) {
    return fail(ErrorKind::not_found, "재생 목록 '{}'을(를) 찾을 수 없습니다.", "there is no playlist '{}'.",
                path);
  }
  Millis sum{0};
  for (const Item& item : found->second.items) {
    const auto length = item_length(item, inventory);
    if (!length) {
      const auto* video = std::get_if<VideoItem>(&item.what);
      return fail(
          ErrorKind::not_found,
          "{0}:{1}: 항목의 길이를 알 수 없습니다({2}). 영상이 있는지 확인하거나 duration을 적으세요.",
          "{0}:{1}: the item's length is not known ({2}); see that the video is there, or write a duration.",
          item.mark.file, item.mark.line, video != nullptr ? video->path : path);
    }
    sum += *length;
  }
  if (sum <= Millis{0}) {
    return fail(ErrorKind::invalid, "재생 목록 '{}'에 재생할 항목이 없습니다.",
                "the playlist '{}' has nothing to play.", path);
  }
  return sum;
}

}  // namespace

std::optional<Millis> item_length(const Item& item, const Inventory& inventory) {
  std::optional<Millis> length = item.duration;
  if (const auto* video = std::get_if<VideoItem>(&item.what); video != nullptr && !length) {
    const auto asset = inventory.find(video->path);
    if (asset != inventory.end())
      length = asset->second.facts.duration;
  }
  return length && *length > Millis{0} ? length : std::nullopt;
}

Result<Millis> pass_length(const Show& show, const Document& document, const Inventory& inventory) {
  if (show.kind == Show::Kind::playlist)
    return playlist_length(show.path, document, inventory);
  const auto found = document.layouts.find(show.path);
  if (found == document.layouts.end()) {
    return fail(ErrorKind::not_found, "레이아웃 '{}'을(를) 찾을 수 없습니다.", "there is no layout '{}'.",
                show.path);
  }
  Millis longest{0};
  for (const Zone& zone : found->second.zones) {
    const auto length = playlist_length(zone.playlist, document, inventory);
    if (!length)
      return fail(length.error());
    longest = std::max(longest, *length);
  }
  return longest > Millis{0} ? longest : k_page_length;
}

}  // namespace madang
