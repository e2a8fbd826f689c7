// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/outlook.h"

#include <algorithm>
#include <random>

#include "player/timeline/timeline.h"
#include "scheduler/plan/planner.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::tool;
using namespace std::chrono_literals;
using std::chrono::local_days;

namespace {

using Why = Outlook::Unseen::Why;

const local_days k_sunday{2026y / 11 / 22};

TimeZone seoul() {
  return TimeZone::find("Asia/Seoul").value();
}

Item text(Validity valid = {}) {
  Item item;
  item.what = TextItem{};
  item.duration = 8s;
  item.valid = valid;
  return item;
}

/// One gate and a default without end.
Document market() {
  Document document;
  document.site.zone = "Asia/Seoul";
  document.site.languages = {{"ko"}};
  document.site.fallback = {Show::Kind::playlist, "default"};
  document.site.screens.resize(1);
  document.site.screens[0].id = {"gate-1"};
  document.playlists["default"] = {"default", "", {text()}, {}};
  document.playlists["a"] = {"a", "", {text()}, {}};
  return document;
}

ScheduleEntry& add(Document& document, std::vector<TimeRange> times = {}, int priority = 0) {
  ScheduleEntry& entry = document.schedule.entries.emplace_back();
  entry.name = "entry " + std::to_string(document.schedule.entries.size());
  entry.show = {Show::Kind::playlist, "a"};
  entry.when.times = std::move(times);
  entry.priority = priority;
  return entry;
}

Outlook ahead(const Document& document) {
  return look_ahead(document, seoul(), k_sunday);
}

size_t overlaps(std::vector<TimeRange> first, std::vector<TimeRange> second, int share = 1) {
  Document document = market();
  add(document, std::move(first));
  add(document, std::move(second)).share = share;
  return ahead(document).overlaps.size();
}

}  // namespace

TEST_CASE("a market where all is well has nothing to tell") {
  Document document = market();
  add(document);
  add(document, {{9h, 21h}}, 10);
  const Outlook outlook = ahead(document);
  CHECK(outlook.unseen.empty());
  CHECK(outlook.overlaps.empty());
  CHECK(outlook.unplanned.empty());
  CHECK(outlook.black_outs.empty());
  CHECK(outlook.screens_left_out == 0);
}

TEST_CASE("an entry that never comes on is told with who has most of its time") {
  Document document = market();
  add(document, {{9h, 18h}});
  add(document, {{9h, 12h}}, 5);
  add(document, {{12h, 18h}}, 7);
  const auto unseen = ahead(document).unseen;
  REQUIRE(unseen.size() == 1);
  CHECK(unseen[0].entry == 0);
  CHECK(unseen[0].why == Why::beaten);
  CHECK(unseen[0].by == std::optional<size_t>(2));
}

TEST_CASE("an entry beaten at one gate and seen at another is seen") {
  Document document = market();
  document.site.screens.push_back(document.site.screens[0]);
  document.site.screens[1].id = {"gate-2"};
  add(document, {{9h, 18h}});
  add(document, {{9h, 18h}}, 5).screens = {{"gate-1"}};
  CHECK(ahead(document).unseen.empty());
}

TEST_CASE("what comes some year is not called never: the far future, a leap month, the 29th of February") {
  Document document = market();
  add(document).when.dates = {{2028y / 5 / 1, 2028y / 5 / 5}};
  add(document).when.lunar = {{{5, 1, true}, {5, 10, true}}};
  add(document).when.recurrences = {{2024y / 2 / 29, std::nullopt, 0ms, "FREQ=YEARLY"}};
  CHECK(ahead(document).unseen.empty());
}

TEST_CASE("over, and on no day at all, are told apart") {
  Document document = market();
  add(document).when.dates = {{2026y / 11 / 1, 2026y / 11 / 21}};
  add(document).when.recurrences = {{2026y / 1 / 1, std::nullopt, 0ms, "FREQ=DAILY;UNTIL=20261121"}};
  auto& never = add(document).when;
  never.dates = {{2026y / 12 / 25, 2026y / 12 / 25}};
  never.days = {std::chrono::Monday};
  const auto unseen = ahead(document).unseen;
  REQUIRE(unseen.size() == 3);
  CHECK(unseen[0].why == Why::over);
  CHECK(unseen[1].why == Why::over);
  CHECK(unseen[2].why == Why::no_day);
}

TEST_CASE("only an overlap that looks like a change of hands is told") {
  CHECK(overlaps({{9h, 18h}}, {{17h, 22h}}) == 1);
  CHECK(overlaps({{17h, 22h}}, {{9h, 18h}}) == 1);
  CHECK(overlaps({{20h, 2h}}, {{1h, 9h}}) == 1);
  CHECK(overlaps({{9h, 18h}}, {{18h, 22h}}) == 0);
  CHECK(overlaps({{9h, 18h}}, {{9h, 18h}}) == 0);
  CHECK(overlaps({{9h, 18h}}, {{12h, 13h}}) == 0);
  CHECK(overlaps({{9h, 15h}}, {{12h, 18h}}) == 0);
  CHECK(overlaps({}, {{22h, 3h}}) == 0);
  CHECK(overlaps({{9h, 18h}}, {{17h, 22h}}, 2) == 0);
}

TEST_CASE("the overlap is told with its first time, and who begins later comes second") {
  Document document = market();
  add(document, {{17h, 22h}});
  add(document, {{9h, 18h}}).when.dates = {{2026y / 12 / 1, 2026y / 12 / 5}};
  const auto overlaps = ahead(document).overlaps;
  REQUIRE(overlaps.size() == 1);
  CHECK(overlaps[0].first == 1);
  CHECK(overlaps[0].second == 0);
  CHECK(overlaps[0].together == Interval{parse_time("2026-12-01T17:00", seoul()).value(),
                                         parse_time("2026-12-01T18:00", seoul()).value()});
}

TEST_CASE(
    "a schedule of weekends leaves the other days to the default on purpose, one with a hole does not") {
  Document document = market();
  auto& weekends = add(document).when;
  weekends.days = {std::chrono::Saturday, std::chrono::Sunday};
  CHECK(ahead(document).unplanned.empty());
  weekends.days.clear();
  weekends.except.emplace_back().dates = {{2026y / 12 / 1, 2026y / 12 / 1}, {2026y / 12 / 4, 2026y / 12 / 4}};
  const auto holes = ahead(document).unplanned;
  REQUIRE(holes.size() == 1);
  CHECK(holes[0].days == std::vector<local_days>{local_days{2026y / 12 / 1}, local_days{2026y / 12 / 4}});
  CHECK(holes[0].screens == std::vector<ScreenId>{{"gate-1"}});
}

TEST_CASE("a schedule that ends is told with all days after it, a screen without entries with none") {
  Document document = market();
  document.site.screens.push_back(document.site.screens[0]);
  document.site.screens[1].id = {"office"};
  auto& entry = add(document);
  entry.screens = {{"gate-1"}};
  entry.when.dates = {{2026y / 11 / 1, 2026y / 11 / 30}};
  const auto holes = ahead(document).unplanned;
  REQUIRE(holes.size() == 1);
  CHECK(holes[0].screens == std::vector<ScreenId>{{"gate-1"}});
  CHECK(holes[0].days.size() == 22);
  CHECK(holes[0].days.front() == local_days{2026y / 12 / 1});
}

TEST_CASE("offers: over, never in time, within a layout, and on an alarm page") {
  Document document = market();
  document.playlists["a"].items = {text(), text({{}, 2026y / 11 / 21}), text({2026y / 12 / 10, {}})};
  document.playlists["zone"] = {"zone", "", {text(), text({2026y / 12 / 6, 2026y / 12 / 7})}, {}};
  document.layouts["page"].zones.resize(1);
  document.layouts["page"].zones[0].playlist = "zone";
  Item page = text();
  page.what = LayoutItem{"page"};
  document.playlists["a"].items.push_back(page);
  document.playlists["fire"] = {"fire", "", {text(), text({2026y / 12 / 6, 2026y / 12 / 7})}, {}};
  document.alarms[{"fire"}].show = {Show::Kind::playlist, "fire"};
  add(document).when.dates = {{2026y / 11 / 20, 2026y / 12 / 5}};
  const Outlook outlook = ahead(document);
  CHECK(outlook.offers_over == std::vector<const Item*>{&document.playlists["a"].items[1]});
  CHECK(outlook.offers_unseen ==
        std::vector<const Item*>{&document.playlists["a"].items[2], &document.playlists["zone"].items[1]});
}

TEST_CASE("promises of more than the whole are told once, those that fit are not") {
  Document document = market();
  add(document).at_least = AtLeast{40min, 1h};
  add(document).at_least = AtLeast{20min, 1h};
  CHECK(ahead(document).promises.empty());
  add(document, {{9h, 10h}}).at_least = AtLeast{5min, 1h};
  const auto promises = ahead(document).promises;
  REQUIRE(promises.size() == 1);
  CHECK(promises[0].entries == std::vector<size_t>{0, 1, 2});
  CHECK(promises[0].sum == Approx(65.0 / 60));
}

TEST_CASE("the black-outs are those that the player would have, and no others") {
  std::mt19937 random(13);
  const auto some_days = [&]() -> Validity {
    const local_days from = k_sunday + std::chrono::days{random() % 30};
    return {std::chrono::year_month_day{from},
            std::chrono::year_month_day{from + std::chrono::days{random() % 10}}};
  };
  size_t dark = 0, lit = 0;
  for (int round = 0; round < 20; ++round) {
    Document document = market();
    document.playlists["default"].items = {text(some_days()), text(some_days())};
    document.playlists["a"].items = {text(some_days())};
    document.playlists["b"].items = {text(some_days()), text(some_days())};
    document.layouts["page"] = {"page", "", {1920, 1080}, {}, {}, {}};
    document.layouts["page"].zones.resize(1);
    document.layouts["page"].zones[0].playlist = "b";
    document.layouts["page"].zones[0].width = document.layouts["page"].zones[0].height =
        Length{100, Length::Unit::percent};
    for (int i = 0; i < 3; ++i) {
      auto& entry = add(document, {{std::chrono::hours{random() % 24}, std::chrono::hours{random() % 25}}},
                        static_cast<int>(random() % 2));
      if (i == 1)
        entry.show = {Show::Kind::layout, "page"};
    }
    const Outlook outlook = ahead(document);
    REQUIRE(outlook.black_outs.size() <= 1);
    const auto programme = plan({}, document, {}, {"gate-1"}, outlook.month).value();
    const Timeline timeline(std::make_shared<const Programme>(programme));
    for (SysTime t = outlook.month.from + 1s; t < outlook.month.to; t += 1h) {
      const auto cues = timeline.at(t);
      const bool own = std::none_of(cues.begin(), cues.end(), [&](const Cue& cue) {
        const auto* item = std::get_if<const Item*>(&cue.what);
        if (item == nullptr)
          return false;
        const auto& playlists = timeline.programme().document.playlists;
        return std::any_of(playlists.begin(), playlists.end(), [&](const auto& each) {
          const auto& items = each.second.items;
          return std::any_of(items.begin(), items.end(), [&](const Item& one) { return &one == *item; });
        });
      });
      const bool told =
          !outlook.black_outs.empty() &&
          std::any_of(outlook.black_outs[0].stretches.begin(), outlook.black_outs[0].stretches.end(),
                      [&](const Interval& each) { return each.contains(t); });
      CAPTURE(round, to_iso8601(t));
      REQUIRE(own == told);
      ++(own ? dark : lit);
    }
  }
  CHECK(dark > 1000);
  CHECK(lit > 1000);
}

TEST_CASE("screens for which the same is meant are worked out once, and told together") {
  Document document = market();
  document.site.screens.clear();
  for (int i = 0; i < 3000; ++i) {
    Screen screen;
    screen.id = {"screen-" + std::to_string(i)};
    screen.groups = {{i % 2 == 0 ? "gates" : "halls"}, {"row-" + std::to_string(i)}};
    document.site.screens.push_back(screen);
  }
  for (int i = 0; i < 500; ++i)
    add(document, {{9h, 18h}}, i).groups = {{"gates"}};
  document.playlists["default"].items[0].valid.to = 2026y / 12 / 1;
  const Outlook outlook = ahead(document);
  CHECK(outlook.screens_left_out == 0);
  CHECK(outlook.unseen.size() == 499);
  REQUIRE(outlook.black_outs.size() == 2);
  CHECK(outlook.black_outs[0].screens.size() == 1500);
}

TEST_CASE("rules by the minute without end are looked at as far as there is time for") {
  Document document = market();
  document.schedule.entries.reserve(12);
  for (int i = 0; i < 12; ++i)
    add(document, {}, i).when.recurrences = {{2026y / 1 / 1, 0min, 1min, "FREQ=MINUTELY"}};
  const Outlook outlook = ahead(document);
  CHECK(outlook.is_cut);
  CHECK(outlook.year.length() > 250 * 24h);
  CHECK(outlook.year.length() < 399 * 24h);
  CHECK(outlook.unseen.size() == 11);
  CHECK(outlook.unplanned.empty());
}

TEST_CASE("what would fill the memory is not looked at, and a crowd of equals not for a year") {
  Document minutes = market();
  for (int i = 0; i < 150; ++i)
    add(minutes).when.recurrences = {{2026y / 1 / 1, 0min, 1h, "FREQ=MINUTELY"}};
  const Outlook none = ahead(minutes);
  CHECK(none.is_cut);
  CHECK(none.month.length() == 0ms);
  CHECK(none.unseen.empty());

  Document crowd = market();
  for (int i = 0; i < 450; ++i)
    add(crowd, {{std::chrono::minutes{i}, std::chrono::minutes{900 + i * 7 % 500}}});
  const Outlook outlook = ahead(crowd);
  CHECK(outlook.is_cut);
  CHECK(outlook.year.length() > 45 * 24h);
  CHECK(outlook.year.length() < 399 * 24h);
  CHECK(outlook.month.length() == 31 * 24h);
}
