// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <set>

#include "player/inspect.h"
#include "player/prepare/preparer.h"
#include "player/timeline/timeline.h"
#include "tests/golden/pages/dump_scene.h"
#include "tests/golden/pages/examples.h"
#include "tests/golden/pages/thumbnail.h"

// Every example is content that staff copy: it reads without a warning, all its media play, and no page that
// any of its screens shows in a day has a text that does not fit or a character that no font draws.
namespace madang {
namespace {

using namespace std::chrono_literals;

/// What says which page is on, whatever the second: the items and their slots.
std::string page_name(std::span<const Cue> cues) {
  std::string name;
  for (const Cue& cue : cues) {
    if (const auto* item = std::get_if<const Item*>(&cue.what))
      name += std::to_string(cue.slot.value()) + " " + (*item)->mark.file + ":" +
              std::to_string((*item)->mark.line) + "\n";
  }
  return name;
}

/// Instants at which a screen shows something it did not show before that day, and a moment later: after a
/// fade.
std::vector<SysTime> new_pages(const LocalContent& content, const ScreenId& screen, SysTime from) {
  const Timeline timeline(
      std::make_shared<const Programme>(programme_of(content, screen, {from, from + 24h}).value()));
  std::vector<SysTime> found;
  std::set<std::string> seen;
  for (SysTime hour = from; hour < from + 24h; hour += 30min) {
    for (const SysTime at : change_points(timeline, {}, hour, hour + 2min, 64)) {
      if (seen.insert(page_name(timeline.at(at))).second)
        found.push_back(at + 700ms);
    }
  }
  return found;
}

bool is_blank(const test::Thumbnail& picture) {
  for (size_t at = 4; at < picture.pixels.size(); ++at) {
    if (picture.pixels[at] != picture.pixels[at % 4])
      return false;
  }
  return true;
}

void check_inspection(const LocalContent& content) {
  for (const Finding& finding : inspect(content, {&test::typesetter(), 1}))
    FAIL_CHECK(finding.mark.file << ":" << finding.mark.line << ": " << finding.what.en);
}

void check_example(const std::string& name, const std::string& day, size_t least_pages) {
  const LocalContent& content = test::example(name);
  CHECK(content.problems.list.empty());
  CHECK(content.unplayable.empty());
  check_inspection(content);
  size_t pages = 0;
  for (const Screen& screen : content.document.site.screens) {
    for (const SysTime at : new_pages(content, screen.id, test::local_time(content, day))) {
      const auto page = page_of(content, {screen.id, at, std::nullopt, std::nullopt}, test::typesetter());
      REQUIRE(page);
      CAPTURE(name, screen.id.value, at.time_since_epoch().count(), test::dump_scene(page->scene));
      for (const Bilingual& remark : page->remarks)
        FAIL_CHECK(remark.en);
      for (const auto& [path, error] : page->broken)
        FAIL_CHECK(error.message.en);
      CHECK_FALSE(is_blank(test::draw_small(page->scene, 8)));
      ++pages;
    }
  }
  CHECK(pages >= least_pages);
}

}  // namespace

TEST_CASE("hello: every page can be drawn as written") {
  check_example("hello", "2026-11-24", 1);
}

TEST_CASE("type-specimen: every page can be drawn as written") {
  check_example("type-specimen", "2026-11-24", 10);
}

TEST_CASE(
    "olle-market: every page of an ordinary day, a market day, a feast and a night can be drawn as written") {
  check_example("olle-market", "2026-11-24", 20);
  check_example("olle-market", "2026-11-27", 20);
  check_example("olle-market", "2026-09-25", 20);
  check_example("olle-market", "2027-01-04", 10);
}

TEST_CASE("olle-market: the fire page can be drawn as written on every screen, in every language") {
  const LocalContent& content = test::example("olle-market");
  for (const Screen& screen : content.document.site.screens) {
    for (Millis later{0}; later < 60s; later += 3s) {
      const SysTime at = test::local_time(content, "2026-11-24") + later;
      const auto page = page_of(content, {screen.id, at, "fire", std::nullopt}, test::typesetter());
      REQUIRE(page);
      CAPTURE(screen.id.value, later.count());
      CHECK(page->remarks.empty());
    }
  }
}

}  // namespace madang
