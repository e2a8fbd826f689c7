// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "content-schema/wire/programme.h"

namespace madang::test {

/// A programme for tests, built in a few words: one screen, playlists of named text items, one segment.
class ProgrammeBuilder {
 public:
  ProgrammeBuilder() {
    programme_.release = {"test"};
    programme_.screen = {"gate-1"};
    Screen screen;
    screen.id = {"gate-1"};
    auto& site = programme_.document.site;
    site.name = {{{"ko", "올레시장"}}};
    site.languages = {"ko", "en"};
    site.screens = {screen};
    site.fallback = {Show::Kind::playlist, "playlists/default.yaml"};
    playlist("default", {text("default", 8)});
  }

  static Item text(std::string words, int seconds) {
    TextItem what;
    what.text = {{{"ko", std::move(words)}}};
    return lasting(what, seconds);
  }
  static Item image(std::string path, int seconds) {
    return lasting(ImageItem{std::move(path), MediaFit::cover}, seconds);
  }
  static Item video(std::string path) {
    Item item;
    item.what = VideoItem{std::move(path), MediaFit::cover, {}};
    return item;
  }
  static Item page(std::string layout, int seconds) {
    return lasting(LayoutItem{std::move(layout)}, seconds);
  }
  static Item fading(Item item, int milliseconds) {
    item.transition = {Transition::Kind::fade, Millis{milliseconds}};
    return item;
  }

  ProgrammeBuilder& playlist(const std::string& name, std::vector<Item> items) {
    Playlist made;
    made.path = "playlists/" + name + ".yaml";
    made.items = std::move(items);
    programme_.document.playlists[made.path] = std::move(made);
    return *this;
  }
  /// A layout of zones side by side, each with the playlist of its name.
  ProgrammeBuilder& layout(const std::string& name, const std::vector<std::string>& playlists) {
    Layout made;
    made.path = "layouts/" + name + ".yaml";
    made.background = Colour{1, 2, 3, 255};
    const double width = 100.0 / static_cast<double>(playlists.size());
    for (size_t i = 0; i < playlists.size(); ++i) {
      Zone zone;
      zone.id = {playlists[i]};
      zone.left = {width * static_cast<double>(i), Length::Unit::percent};
      zone.width = {width, Length::Unit::percent};
      zone.height = {100, Length::Unit::percent};
      zone.playlist = "playlists/" + playlists[i] + ".yaml";
      made.zones.push_back(zone);
    }
    programme_.document.layouts[made.path] = std::move(made);
    return *this;
  }
  ProgrammeBuilder& medium(const std::string& path, std::optional<Millis> length = std::nullopt) {
    programme_.inventory[path] = {
        "/media/" + path, {length ? MediaFacts::Kind::video : MediaFacts::Kind::image, {1920, 1080}, length}};
    return *this;
  }
  ProgrammeBuilder& alarm(const AlarmKind& kind, const std::string& name) {
    programme_.document.alarms[kind] = {kind, {Show::Kind::playlist, "playlists/" + name + ".yaml"}, {}};
    return *this;
  }
  /// The next segment, from the end of the one before (or the epoch).
  ProgrammeBuilder& segment(Millis length, std::vector<Turn> turns) {
    const SysTime from = programme_.segments.empty() ? SysTime{} : programme_.segments.back().interval.to;
    programme_.segments.push_back({{from, from + length}, std::move(turns)});
    programme_.covers = {SysTime{}, from + length};
    return *this;
  }
  static Turn turn(const std::string& playlist, Millis length = Millis{1000}) {
    return {{Show::Kind::playlist, "playlists/" + playlist + ".yaml"}, length, playlist};
  }
  static Turn layout_turn(const std::string& layout, Millis length) {
    Turn turn;
    turn.show.kind = Show::Kind::layout;
    turn.show.path.append("layouts/").append(layout).append(".yaml");
    turn.length = length;
    return turn;
  }

  std::shared_ptr<const Programme> build() const { return std::make_shared<const Programme>(programme_); }

 private:
  static Item lasting(Item::What what, int seconds) {
    Item item;
    item.what = std::move(what);
    item.duration = Millis{seconds * 1000};
    return item;
  }

  Programme programme_;
};

}  // namespace madang::test
