// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/airtime.h"

#include "scheduler/calendar/resolve.h"
#include "tests/support/catch.h"
#include "tests/unit/calendar/local.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

using Days = std::vector<Interval>;

Item item(std::optional<std::chrono::year_month_day> from, std::optional<std::chrono::year_month_day> to) {
  Item made;
  made.what = TextItem{};
  made.valid = {from, to};
  return made;
}

Item page(std::string path, Validity valid) {
  Item made;
  made.what = LayoutItem{std::move(path)};
  made.valid = valid;
  return made;
}

void add(Document& document, const char* path, std::vector<Item> items) {
  document.playlists[path] = {path, "", std::move(items), {}};
}

/// From that day's midnight in Seoul to another's.
Interval days(const char* from, const char* to) {
  return {utc((std::string(from) + "T00:00:00+09:00").c_str()),
          utc((std::string(to) + "T00:00:00+09:00").c_str())};
}

}  // namespace

TEST_CASE("what has no days of its own is always on, and is not spoken of") {
  Document document;
  add(document, "a", {item({}, {}), item(2026y / 11 / 1, 2026y / 11 / 2)});
  add(document, "both-halves", {item({}, 2026y / 11 / 30), item(2026y / 12 / 1, {})});
  document.layouts["blank"].path = "blank";
  CHECK(airtimes(document, zone("Asia/Seoul")).empty());
}

TEST_CASE("a playlist is on while one of its items is, and offers that meet are one") {
  Document document;
  add(document, "a",
      {item(2026y / 11 / 10, 2026y / 11 / 20), item(2026y / 11 / 1, 2026y / 11 / 3),
       item(2026y / 11 / 21, 2026y / 11 / 21)});
  CHECK(airtimes(document, zone("Asia/Seoul")).at("a") ==
        Days{days("2026-11-01", "2026-11-04"), days("2026-11-10", "2026-11-22")});
}

TEST_CASE("a layout is on while one of its zones is, and on no other day than the item that shows it") {
  Document document;
  add(document, "left", {item(2026y / 11 / 1, 2026y / 11 / 5)});
  add(document, "right", {item(2026y / 11 / 8, 2026y / 11 / 9)});
  document.layouts["page"].zones.resize(2);
  document.layouts["page"].zones[0].playlist = "left";
  document.layouts["page"].zones[1].playlist = "right";
  add(document, "tour", {page("page", {2026y / 11 / 4, 2026y / 11 / 8})});
  const Airtimes found = airtimes(document, zone("Asia/Seoul"));
  CHECK(found.at("page") == Days{days("2026-11-01", "2026-11-06"), days("2026-11-08", "2026-11-10")});
  CHECK(found.at("tour") == Days{days("2026-11-04", "2026-11-06"), days("2026-11-08", "2026-11-09")});
}

TEST_CASE("an entry of an offer gives way when the offer ends, and its equals share without it") {
  Document document;
  add(document, "offer", {item({}, 2026y / 11 / 22)});
  document.schedule.entries.resize(4);
  auto& entries = document.schedule.entries;
  entries[0].show.path = "offer";
  entries[0].priority = 5;
  entries[0].when.times = {{22h, 2h}};
  entries[1].show.path = "usual";
  entries[1].when.times = {{21h, 3h}};
  entries[2].show.path = "usual";
  entries[2].priority = 5;
  entries[2].when.times = {{23h, 1h}};
  entries[3].show.path = "offer";
  entries[3].priority = 9;
  entries[3].when.dates = {{2026y / 11 / 23, 2026y / 11 / 24}};
  const TimeZone seoul = zone("Asia/Seoul");
  const auto held =
      resolve(document.schedule, {}, seoul, between("2026-11-22T21:00:00+09:00", "2026-11-23T03:00:00+09:00"),
              {}, airtimes(document, seoul));
  CHECK(held == std::vector<Held>{
                    {between("2026-11-22T21:00:00+09:00", "2026-11-22T22:00:00+09:00"), {1}},
                    {between("2026-11-22T22:00:00+09:00", "2026-11-22T23:00:00+09:00"), {0}},
                    {between("2026-11-22T23:00:00+09:00", "2026-11-23T00:00:00+09:00"), {0, 2}},
                    {between("2026-11-23T00:00:00+09:00", "2026-11-23T01:00:00+09:00"), {2}},
                    {between("2026-11-23T01:00:00+09:00", "2026-11-23T03:00:00+09:00"), {1}},
                });
}
