// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/live_text.h"

#include <set>

#include "player/scene/typeset.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

using Stale = LiveStyle::Stale;

const SysTime k_said = parse_iso8601("2026-11-24T14:05:00+09:00").value();
const SysTime k_fresh = k_said + 1min;
const SysTime k_stale = k_said + 4min;
const SysTime k_gone = k_said + 31min;
const Colour k_own{255, 255, 255, 255};
const Colour k_few{255, 200, 0, 255};
const Colour k_many{0, 200, 0, 255};

LiveValue said(const char* digits, SysTime at = k_said) {
  return {Value(Value::What(Number{digits})), at, 3min, 30min};
}

Value live(const char* name) {
  return Value(Value::What(LiveName{name}));
}

/// "{free} 대", or in English "{free} spaces".
TextItem spaces(Stale stale) {
  TextItem item;
  item.text = {{{"ko", "{free}대"}, {"en", "{free} spaces"}}};
  item.values["free"] = live("parking.a");
  item.style.colour = k_own;
  item.live.stale = stale;
  return item;
}

std::vector<std::string> lines(const TextItem& item, const LiveValues& values, SysTime now) {
  std::vector<std::string> all;
  for (const TaggedText& block :
       request_for(item, {}, {{0, 0, 400, 200}, 1}, nullptr, {&values, now, "Asia/Seoul"}).blocks)
    all.push_back(block.text);
  return all;
}

Colour colour(const TextItem& item, const LiveValues& values, SysTime now) {
  return live_colour(item.style.colour, item.values, item.live, {&values, now, "Asia/Seoul"});
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a fresh value is written as each language writes numbers, whatever is said of old ones") {
  const LiveValues values{{"parking.a", said("1200")}};
  const Stale stale = GENERATE(Stale::hide, Stale::grey, Stale::as_of);
  CHECK(lines(spaces(stale), values, k_fresh) == Lines{"1,200대", "1,200 spaces"});
  CHECK(colour(spaces(stale), values, k_fresh) == k_own);
}

TEST_CASE("an old value is hidden, grey, or told with its time") {
  const LiveValues values{{"parking.a", said("37")}};
  CHECK(lines(spaces(Stale::hide), values, k_stale) == Lines{"–대", "– spaces"});
  CHECK(colour(spaces(Stale::hide), values, k_stale) == k_own);
  CHECK(lines(spaces(Stale::grey), values, k_stale) == Lines{"37대", "37 spaces"});
  CHECK(colour(spaces(Stale::grey), values, k_stale) == grey_for(k_own));
  CHECK(lines(spaces(Stale::as_of), values, k_stale) ==
        Lines{"37대", "오후\u00A02:05\u00A0기준", "37 spaces", "as\u00A0of\u00A02:05\u00A0PM"});
}

TEST_CASE("from when an old number is stands below it as a note: smaller, and never too small to read") {
  const LiveValues values{{"parking.a", said("37")}};
  TextItem item = spaces(Stale::as_of);
  const auto scales = [&](double size, double legible) {
    item.style.size = Length{size, Length::Unit::pixels};
    const LiveView live{&values, k_stale, "Asia/Seoul"};
    return request_for(item, {}, {{0, 0, 800, 600}, 1, legible}, nullptr, live).scales;
  };
  CHECK(scales(300, 0) == std::vector<double>{1, 1.0 / 3, 1, 1.0 / 3});
  CHECK(scales(72, 0) == std::vector<double>{1, 0.5, 1, 0.5});
  CHECK(scales(30, 0) == std::vector<double>{1, 1, 1, 1});
  CHECK(scales(300, 150) == std::vector<double>{1, 0.5, 1, 0.5});
}

TEST_CASE("a value that is gone or was never heard is a dash, or the words for that") {
  const LiveValues values{{"parking.a", said("37")}};
  const Stale stale = GENERATE(Stale::hide, Stale::grey, Stale::as_of);
  TextItem item = spaces(stale);
  CHECK(lines(item, values, k_gone) == Lines{"–대", "– spaces"});
  CHECK(lines(item, {}, k_fresh) == Lines{"–대", "– spaces"});
  item.live.missing = {{{"ko", "확인 중"}, {"en", "Checking"}}};
  CHECK(lines(item, values, k_gone) == Lines{"확인 중", "Checking"});
  CHECK(lines(item, {}, k_fresh) == Lines{"확인 중", "Checking"});
  CHECK(colour(item, values, k_gone) == k_own);
}

TEST_CASE("a value from the future is never fresh") {
  const LiveValues values{{"parking.a", said("37")}};
  CHECK(freshness(&values, "parking.a", k_said - 1s) == Freshness::fresh);  // clocks are slewed
  CHECK(freshness(&values, "parking.a", k_said - 3s) == Freshness::stale);
  CHECK(freshness(&values, "parking.a", k_said - 2h) == Freshness::missing);
}

TEST_CASE("the first threshold that fits colours a fresh number, and never an old one") {
  TextItem item = spaces(Stale::as_of);
  item.live.thresholds = {{"free", std::nullopt, 10, k_few}, {"free", 10, 100, k_many}};
  const auto fresh = [&](const char* digits) { return colour(item, {{"parking.a", said(digits)}}, k_fresh); };
  CHECK(fresh("9") == k_few);
  CHECK(fresh("9.5") == k_few);
  CHECK(fresh("-1") == k_few);
  CHECK(fresh("10") == k_many);
  CHECK(fresh("100") == k_own);
  CHECK(colour(item, {{"parking.a", said("9")}}, k_stale) == k_own);
  CHECK(colour(item, {{"parking.a", said("9")}}, k_gone) == k_own);
  CHECK(colour(item, {}, k_fresh) == k_own);
}

TEST_CASE("of several values the worst counts, and the oldest gives the time") {
  TextItem item = spaces(Stale::as_of);
  item.text = {{{"en", "{free} {more}"}}};
  item.values["more"] = live("parking.b");
  item.live.thresholds = {{"free", std::nullopt, 100, k_few}};
  const LiveValues values{{"parking.a", said("1", k_said + 3min)}, {"parking.b", said("2")}};
  CHECK(lines(item, values, k_stale) == Lines{"1 2", "as\u00A0of\u00A02:05\u00A0PM"});
  CHECK(colour(item, values, k_stale) == k_own);
  const LiveValues one{{"parking.a", said("1", k_said + 3min)}};
  CHECK(lines(item, one, k_stale) == Lines{"1 –"});
  item.live.stale = Stale::grey;
  CHECK(colour(item, values, k_stale) == grey_for(k_own));
}

TEST_CASE("as of is said in the reader's language and the site's time") {
  const LiveValue value = said("1");
  const auto words = [&](const char* language) { return as_of_words(value, "Asia/Seoul", language); };
  CHECK(words("ko") == "오후\u00A02:05\u00A0기준");
  CHECK(words("en") == "as\u00A0of\u00A02:05\u00A0PM");
  CHECK(words("zh-Hans") == "截\u2060至\u206014:05");
  CHECK(words("zh-Hant").starts_with("截\u2060至\u2060"));
  CHECK(words("ja") == "14:05\u2060現\u2060在");
  CHECK(words("de") == "(14:05)");
  CHECK(as_of_words(value, "UTC", "en") == "as\u00A0of\u00A05:05\u00A0AM");
  LiveValue kept = value;
  kept.gone_after = 48h;
  CHECK(as_of_words(kept, "Asia/Seoul", "en").find("November") != std::string::npos);
}

TEST_CASE("the grey can be read on the grounds that its letters were meant for") {
  const auto contrast = [](Colour letters, Colour ground) {
    return contrast_ratio(grey_for(letters), ground);
  };
  const Colour white{255, 255, 255, 255}, black{0, 0, 0, 255};
  CHECK(contrast(white, black) >= 4.5);
  CHECK(contrast(white, {0x30, 0x30, 0x30, 255}) >= 4.5);
  CHECK(contrast(black, white) >= 4.5);
  CHECK(contrast(black, {0xe6, 0xe6, 0xe6, 255}) >= 4.5);
  CHECK(grey_for({10, 10, 10, 128}).a == 128);
}

TEST_CASE("what is said changes with its number, and at the instants that are foretold") {
  const LiveValues values{{"parking.a", said("37")}};
  const TextItem item = spaces(Stale::as_of);
  const auto version = [&](SysTime now) { return version_at(item, {}, {&values, now, "Asia/Seoul"}); };
  std::set<std::int64_t> versions;
  SysTime t = k_said - 1h;
  for (int i = 0; i < 10 && t != SysTime::max(); ++i) {
    const SysTime next = next_change(values, t);
    if (next != SysTime::max()) {
      CAPTURE(to_iso8601(t), to_iso8601(next));
      CHECK(version(next - 1ms) == version(t));
      CHECK(lines(item, values, next - 1ms) == lines(item, values, t));
    }
    versions.insert(version(t));
    t = next;
  }
  CHECK(t == SysTime::max());
  CHECK(versions.size() == 3);
  CHECK(version(k_fresh) != version(k_stale));
  CHECK(version(k_stale) != version(k_gone));
}

TEST_CASE("a ticker says its live values in its one line") {
  TickerItem item;
  item.text = {{{"en", "Free: {free}"}}};
  item.values["free"] = live("parking.a");
  item.live.stale = Stale::as_of;
  const LiveValues values{{"parking.a", said("37")}};
  const auto line = [&](SysTime now) {
    return request_for(item, {{0, 0, 400, 50}, 1}, nullptr, {&values, now, "Asia/Seoul"}).text.blocks[0].text;
  };
  CHECK(line(k_fresh) == "Free: 37");
  CHECK(line(k_stale) == "Free: 37 as\u00A0of\u00A02:05\u00A0PM");
}

TEST_CASE("words of a source cannot turn what stands around them") {
  TextItem item;
  item.text = {{{"en", "Sky: {sky}!"}}};
  item.values["sky"] = live("weather.sky");
  const LiveValues values{{"weather.sky", {Value("مشمس"), k_said, 3min, 30min}}};
  CHECK(lines(item, values, k_fresh) == Lines{"Sky: \u2068مشمس\u2069!"});
}
