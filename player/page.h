// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/model/live.h"
#include "player/local_content.h"
#include "player/prepare/loader.h"
#include "player/scene/scene.h"

namespace madang {

/// Which screen, when, and during which alarm.
struct PageWish {
  ScreenId screen;  ///< empty: the site's first
  SysTime at;
  std::optional<AlarmKind> alarm;  ///< or `all-clear`; a kind without a page gets the built-in one
  std::optional<Size> size;        ///< px; the screen's resolution where there is none
  Exercise exercise = Exercise::actual;
  std::vector<Incident> incidents{};  ///< with `alarm`, or without: these, as they are
  std::string place{};                ///< what burns, with `alarm`: id of a feature of the map; may be empty
  LiveValues live{};                  ///< what sources are taken to say
};

/// What one screen shows at one instant, complete, drawn by no window: for `madang shot` and for tests.
struct Page {
  Scene scene;
  std::vector<Bilingual> remarks;       ///< what could not be drawn as written
  std::map<std::string, Error> broken;  ///< media that could not be shown, by path
};

/// Waits for media as long as it takes (ten seconds for a clip). Fails for a screen that site.yaml does not
/// know.
Result<Page> page_of(const LocalContent& content, const PageWish& wish, Typesetter& typesetter);

/// One screen for a while, picture by picture: for `madang record`.
class PageFilm {
 public:
  /// From `wish.at` for `length`; each picture stands for `period`, and of a clip's frames the one that a
  /// display of that rate would show is taken. Fails like `page_of`.
  static Result<PageFilm> open(const LocalContent& content, const PageWish& wish, Millis length,
                               std::chrono::duration<double, std::milli> period, Typesetter& typesetter);
  PageFilm(PageFilm&&) noexcept;
  PageFilm& operator=(PageFilm&&) noexcept;
  ~PageFilm();

  /// Later instants after earlier ones.
  Scene at(SysTime t);
  /// What could not be drawn or played so far.
  std::vector<Bilingual> remarks() const;

 private:
  struct Impl;
  explicit PageFilm(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// What a page asks of the text engine, and where.
struct PageText {
  SourceMark mark;  ///< of the item
  Rect place;       ///< px of the screen
  Colour colour;
  TextRequest request;  ///< `request.box` is the size of `place`
};

/// The texts of a page from back to front, without its tickers. No medium is opened.
Result<std::vector<PageText>> texts_of(const LocalContent& content, const PageWish& wish);

}  // namespace madang
