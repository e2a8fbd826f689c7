// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_meaning.h"

#include <chrono>

#include "scheduler/alarm/command.h"
#include "tests/support/catch.h"
#include "tests/unit/alarm/cap_text.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;

const SysTime k_sent = std::chrono::sys_days{2026y / 11 / 22} + 6h;
const CapPlace k_market{{{"KRDSTGeocode", "1111015700"}}, GeoPoint{37.57, 126.9996}, {"10.0.0.7", "LED"}};

CapMeaning meaning(const CapText& text, const CapPlace& place = k_market, std::optional<SysTime> now = {}) {
  return meaning_of(text.alert(), place, now);
}

CapText fire() {
  CapText text;
  text.infos = cap_info("화재");
  return text;
}

/// fire(), as an update of the message x-1 of the same sender.
CapText update(const std::string& infos) {
  CapText text;
  text.type = "Update";
  text.more = "<references>fire@market.example,x-1,2026-11-22T14:00:00+09:00</references>";
  text.infos = infos;
  return text;
}
const IncidentId k_before = message_id("fire@market.example", "x-1");

std::string area(const std::string& code) {
  return "<area><areaDesc>" + code + "</areaDesc><geocode><valueName>KRDSTGeocode</valueName><value>" + code +
         "</value></geocode></area>";
}
std::string expires(const std::string& time) {
  return "<expires>" + time + "</expires>";
}
const std::string k_all_clear = "<responseType>AllClear</responseType>";

TEST_CASE("an alert is raised under a name that is its own and stays the same") {
  const auto first = meaning(fire());
  CHECK(first.deed == CapDeed::raise);
  CHECK(first.reason == CapReason::none);
  CHECK(first.exercise == Exercise::actual);
  CHECK(first.ends.empty());
  REQUIRE(first.events.size() == 1);
  CHECK(first.events[0].id == message_id("fire@market.example", "KR-2026-17"));
  CHECK(first.events[0].kind == "fire");
  CHECK(first.events[0].severity == CapSeverity::severe);
  CHECK(first.events[0].urgency == CapUrgency::immediate);
  CHECK_FALSE(first.events[0].expires);
  CapText other = fire();
  other.sender = "other@market.example";
  CHECK(meaning(other).events[0].id != first.events[0].id);
}

TEST_CASE("any identifier makes a name that an incident may have") {
  const std::string identifier = GENERATE(
      values<std::string>({"a", "KR-2026-17", "tag:www.rfs.nsw.gov.au2011-10-06:40184",
                           "시도경기서해안경보대1122150000", "../../etc/passwd", std::string(5000, 'x'), "..",
                           "2.49.0.0.276.0.DWD.PVW.1661544180000.6ffa85ac-a5ed-4e69-977c-e767a423ecd6.MUL"}));
  CAPTURE(identifier);
  const IncidentId id = message_id("경보대", identifier);
  CHECK(is_name(id.value));
  CHECK(is_name(id.value + ".8"));
  CHECK(id != message_id("경보대", identifier + "x"));
  CHECK(message_id("a", "bc") != message_id("ab", "c"));
  CHECK(comes_from(id, id));
  CHECK(comes_from(IncidentId{id.value + ".2"}, id));
  CHECK_FALSE(comes_from(id, message_id("경보대", "other")));
}

TEST_CASE("an exercise is a drill and a test is a test, by status and by code") {
  CapText text = fire();
  text.status = "Exercise";
  CHECK(meaning(text).deed == CapDeed::raise);
  CHECK(meaning(text).exercise == Exercise::drill);
  text.status = "Test";
  CHECK(meaning(text).exercise == Exercise::test);
  text.status = "Actual";
  text.infos =
      cap_info("Weekly Test", "<eventCode><valueName>SAME</valueName><value>RWT</value></eventCode>");
  CHECK(meaning(text).exercise == Exercise::test);
  text.infos += cap_info("화재");
  CHECK(meaning(text).exercise == Exercise::actual);
}

TEST_CASE("what is not for screens is nothing, and says why") {
  struct Row {
    const char* status;
    const char* type;
    CapReason reason;
  };
  const Row row =
      GENERATE(Row{"System", "Alert", CapReason::system}, Row{"Draft", "Alert", CapReason::draft},
               Row{"Actual", "Ack", CapReason::receipt}, Row{"Actual", "Error", CapReason::receipt},
               Row{"System", "Cancel", CapReason::system}, Row{"Draft", "Update", CapReason::draft});
  CapText text = update(cap_info("화재"));
  text.status = row.status;
  text.type = row.type;
  const auto result = meaning(text);
  CHECK(result.deed == CapDeed::nothing);
  CHECK(result.reason == row.reason);
  CHECK(result.events.empty());
  CHECK(result.ends.empty());
}

TEST_CASE("private and restricted messages are for those whom they name") {
  struct Row {
    const char* scope;
    const char* more;
    CapDeed deed;
  };
  const Row row =
      GENERATE(Row{"Private", "<addresses>10.0.0.8 10.0.0.7</addresses>", CapDeed::raise},
               Row{"Private", "<addresses>10.0.0.8 \"hall 7\"</addresses>", CapDeed::nothing},
               Row{"Private", "", CapDeed::raise},  // on doubt
               Row{"Restricted", "<restriction>TTS LED</restriction>", CapDeed::raise},
               Row{"Restricted", "<restriction>TTS</restriction>", CapDeed::nothing},
               Row{"Public", "<restriction>TTS</restriction><addresses>10.0.0.8</addresses>", CapDeed::raise},
               Row{"", "<addresses>10.0.0.8</addresses>", CapDeed::raise});
  CAPTURE(row.scope, row.more);
  CapText text = fire();
  text.scope = row.scope;
  text.more = row.more;
  CHECK(meaning(text).deed == row.deed);
  CHECK(meaning(text).reason == (row.deed == CapDeed::nothing ? CapReason::not_addressed : CapReason::none));
  CHECK(meaning(text, {}).deed == CapDeed::raise);  // nobody has told us our names
}

TEST_CASE("an update replaces what it refers to") {
  const auto result = meaning(update(cap_info("화재")));
  CHECK(result.deed == CapDeed::replace);
  CHECK(result.events.size() == 1);
  CHECK(result.ends == std::vector{k_before});
}

TEST_CASE("a reference under another sender's name is tried under the message's own too, and each once") {
  CapText text = update(cap_info("화재"));
  text.more = "<references>PAAQ,x-1,t PAAQ,x-1,t</references>";
  CHECK(meaning(text).ends == std::vector{message_id("PAAQ", "x-1"), k_before});
}

TEST_CASE("a cancel ends what it refers to, wherever its area and whatever it says") {
  CapText text = update(cap_info("화재", area("2600000000")));
  text.type = "Cancel";
  CHECK(meaning(text).deed == CapDeed::end);
  CHECK(meaning(text).ends == std::vector{k_before});
  CHECK(meaning(text).events.empty());
  text.infos.clear();
  CHECK(meaning(text).ends == std::vector{k_before});
  text.more.clear();
  CHECK(meaning(text).ends == std::vector{message_id("fire@market.example", "KR-2026-17")});
}

TEST_CASE("an update that only clears, is over or is elsewhere ends what it replaces") {
  struct Row {
    std::string more;
    CapReason reason;
  };
  const Row row = GENERATE(
      Row{k_all_clear, CapReason::all_clear},
      Row{"<eventCode><valueName>KRDSTCode</valueName><value>CLR</value></eventCode>", CapReason::all_clear},
      Row{expires("2026-11-22T15:00:00+09:00"), CapReason::over_when_sent},
      Row{area("2600000000"), CapReason::elsewhere});
  CAPTURE(row.more);
  const auto result = meaning(update(cap_info("화재", row.more)));
  CHECK(result.deed == CapDeed::end);
  CHECK(result.reason == row.reason);
  CHECK(result.ends == std::vector{k_before});
}

TEST_CASE("urgency Past alone ends nothing: an earthquake is always past") {
  std::string info = cap_info("지진");
  info.replace(info.find("Immediate"), 9, "Past");
  CHECK(meaning(update(info)).deed == CapDeed::replace);
}

TEST_CASE("an alert that only clears raises nothing, and ends what it names") {
  CapText text;
  text.infos = cap_info("화재", k_all_clear);
  CHECK(meaning(text).deed == CapDeed::nothing);
  CHECK(meaning(text).reason == CapReason::all_clear);
  text.more = "<references>fire@market.example,x-1,t</references>";
  CHECK(meaning(text).deed == CapDeed::end);
  CHECK(meaning(text).ends == std::vector{k_before});
}

TEST_CASE("an alert that raises ends nothing, even where it refers to something") {
  CapText text = fire();
  text.more = "<references>fire@market.example,x-1,t</references>";
  CHECK(meaning(text).deed == CapDeed::raise);
  CHECK(meaning(text).ends.empty());
}

TEST_CASE("only a trusted clock finds an alert expired, at the very millisecond") {
  CapText text;
  text.infos = cap_info("화재", expires("2026-11-22T18:00:00+09:00"));
  CHECK(meaning(text).deed == CapDeed::raise);
  CHECK(meaning(text, k_market, k_sent + 3h - 1ms).deed == CapDeed::raise);
  const auto over = meaning(text, k_market, k_sent + 3h);
  CHECK(over.deed == CapDeed::nothing);
  CHECK(over.reason == CapReason::expired);
  CHECK(meaning(text).events.at(0).expires == k_sent + 3h);
}

TEST_CASE("an alert without an info is shown all the same, an update without one changes nothing") {
  CapText text;
  text.more = "<note>곧 자세히 알립니다</note>";
  const auto bare = meaning(text);
  CHECK(bare.deed == CapDeed::raise);
  REQUIRE(bare.events.size() == 1);
  CHECK(bare.events[0].kind == "emergency");
  CHECK(bare.events[0].words.at(0).line == "곧 자세히 알립니다");
  const auto empty = meaning(update(""));
  CHECK(empty.deed == CapDeed::nothing);
  CHECK(empty.reason == CapReason::no_info);
  CHECK(empty.ends.empty());
}

TEST_CASE("areas decide, and on doubt it is for us") {
  const auto with = [](const std::string& more) {
    CapText text;
    text.infos = cap_info("화재", more);
    return meaning(text);
  };
  CHECK(with(area("1100000000")).deed == CapDeed::raise);
  CHECK(with(area("2600000000")).reason == CapReason::elsewhere);
  CHECK(with(area("2600000000") + area("1111000000")).deed == CapDeed::raise);
  CHECK(with("<area><areaDesc>서울 어딘가</areaDesc></area>").deed == CapDeed::raise);
  CHECK(with("<area><areaDesc>x</areaDesc><circle>37.57,126.98 5</circle></area>").deed == CapDeed::raise);
  CHECK(with("<area><areaDesc>x</areaDesc><circle>35.18,129.08 5</circle></area>").reason ==
        CapReason::elsewhere);
  CHECK(
      with("<area><areaDesc>x</areaDesc><polygon>37,126 38,126 38,128 37,128 37,126</polygon></area>").deed ==
      CapDeed::raise);
}

TEST_CASE("languages of one event are one event, board text first") {
  const std::string code = "<eventCode><valueName>SAME</valueName><value>CAE</value></eventCode>";
  CapText text;
  text.infos =
      cap_info("아이를 찾습니다", code +
                                      "<headline>제목</headline><parameter><valueName>BoardText</valueName>"
                                      "<value>아이를\n   찾습니다</value></parameter>") +
      cap_info("Missing child",
               code +
                   "<headline>Amber</headline><description>one&lt;br /&gt;two\n   three"
                   "</description>",
               "en-US") +
      cap_info("Abducción", code, "es");
  const auto result = meaning(text);
  REQUIRE(result.events.size() == 1);
  const auto& words = result.events[0].words;
  REQUIRE(words.size() == 3);
  CHECK(result.events[0].kind == "missing-child");
  CHECK(words[0].language == "ko-KR");
  CHECK(words[0].line == "아이를 찾습니다");
  CHECK(words[0].headline == "제목");
  CHECK(words[1].line == "Amber");
  CHECK(words[1].description == "one\ntwo three");
  CHECK(words[2].line == "Abducción");
}

TEST_CASE("a translated event without codes is the same event, where its kind is not understood") {
  CapText text;
  text.infos = cap_info("화재") + cap_info("Incendie", "", "fr") + cap_info("Пожар", "", "ru");
  const auto result = meaning(text);
  REQUIRE(result.events.size() == 1);
  CHECK(result.events[0].kind == "fire");
  CHECK(result.events[0].words.size() == 3);
}

TEST_CASE("different events of one message are incidents of their own") {
  CapText text;
  text.infos = cap_info("화재") + cap_info("홍수", expires("2026-11-22T18:00:00+09:00")) +
               cap_info("Fire", "", "en") + cap_info("Flood", "", "en");
  const auto result = meaning(text);
  REQUIRE(result.events.size() == 2);
  const IncidentId id = message_id("fire@market.example", "KR-2026-17");
  CHECK(result.events[0].id == id);
  CHECK(result.events[1].id == IncidentId{id.value + ".2"});
  CHECK(result.events[0].kind == "fire");
  CHECK(result.events[1].kind == "flood");
  CHECK(result.events[0].words.size() == 2);
  CHECK(result.events[1].words.size() == 2);
  CHECK_FALSE(result.events[1].expires);  // one of its infos has no end
  for (const auto& each : result.events)
    CHECK(comes_from(each.id, id));
}

TEST_CASE("of several infos about one event the gravest counts, and what is elsewhere or over does not") {
  std::string minor = cap_info("화재", "<headline>작은 불</headline>" + expires("2026-11-22T20:00:00+09:00"));
  minor.replace(minor.find("Severe"), 6, "Minor");
  CapText text;
  text.infos = minor + cap_info("화재", "<headline>큰 불</headline>" + expires("2026-11-22T18:00:00+09:00")) +
               cap_info("화재", "<headline>부산의 불</headline>" + area("2600000000"));
  const auto result = meaning(text);
  REQUIRE(result.events.size() == 1);
  CHECK(result.events[0].severity == CapSeverity::severe);
  CHECK(result.events[0].words.at(0).line == "큰 불");
  CHECK(result.events[0].expires == k_sent + 5h);
  const auto later = meaning(text, k_market, k_sent + 4h);
  CHECK(later.events.at(0).severity == CapSeverity::minor);
}

TEST_CASE("a message of very many events becomes a few, and a quick answer") {
  CapText text;
  for (int i = 0; i < 300; ++i)
    text.infos += cap_info("event " + std::to_string(i));
  CHECK(text.alert().infos.size() == k_most_cap_infos);
  CHECK(meaning(text).events.size() == 8);
}

}  // namespace
}  // namespace madang::alarm
