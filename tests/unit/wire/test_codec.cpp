// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/codec.h"

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"
#include "tests/unit/wire/samples.h"

using namespace madang;

namespace {

Result<Message> read(std::string_view text) {
  return decode_message(as_bytes(text));
}

const std::string k_report =
    R"({"report":{"release":"","showing":"","since":"2026-11-22T03:00:00Z","frames":0,"problems":[]}})";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("every field of every value comes back from its bytes") {
  const Message messages[] = {ProgrammeMessage{test::full_programme()},
                              AlarmMessage{test::full_alarm_state()},
                              AlarmPresented{{{"incident-1"}}, SysTime{Millis{1'700'000'000'123}}},
                              test::full_report(),
                              LiveValuesMessage{test::full_live_values()},
                              ProgrammeMessage{},
                              AlarmMessage{}};
  for (const Message& message : messages) {
    const auto back = read(encode(message));
    if (!back)
      FAIL(back.error().message.en);
    CHECK(*back == message);
  }
  CHECK(decode_manifest(as_bytes(encode(test::full_manifest()))).value() == test::full_manifest());
  CHECK(decode_heartbeat(as_bytes(encode(test::full_heartbeat()))).value() == test::full_heartbeat());
  CHECK(decode_presented(as_bytes(encode(test::full_presented()))).value() == test::full_presented());
  CHECK(decode_alarm_state(as_bytes(encode(test::full_alarm_state()))).value() == test::full_alarm_state());
  CHECK(decode_live_values(as_bytes(encode(test::full_live_values()))).value() == test::full_live_values());
}

TEST_CASE("a programme that was kept before there were live values is still read") {
  Programme programme = test::full_programme();
  std::string bytes = encode(Message{ProgrammeMessage{programme}});
  for (const char* newer : {"\"data\":[", "\"live\":{"}) {
    while (bytes.find(newer) != std::string::npos)
      bytes = replaced(std::move(bytes), newer,
                       std::string("\"unknown\":") + newer[std::string_view(newer).size() - 1]);
  }
  const auto back = read(bytes);
  if (!back)
    FAIL(back.error().message.en);
  CHECK(std::get<ProgrammeMessage>(*back).programme.document.data.empty());
}

TEST_CASE("a message cut off anywhere is refused, and nothing is thrown") {
  const std::string whole = encode(Message{ProgrammeMessage{test::full_programme()}});
  for (size_t length = 0; length < whole.size(); length += 17)
    CHECK_FALSE(read(whole.substr(0, length)).has_value());
}

TEST_CASE("a message with any one byte changed is read or refused, never a crash") {
  const std::string whole = encode(Message{ProgrammeMessage{test::full_programme()}});
  for (size_t at = 0; at < whole.size(); at += 13) {
    for (const char other : {'\0', '"', '{', '9', '\xff'}) {
      std::string changed = whole;
      changed[at] = other;
      const auto back = read(changed);
      if (!back)
        CHECK_FALSE(back.error().message.ko.empty());
    }
  }
}

TEST_CASE("a problem told in English alone, by a program of old, is told in English to everybody") {
  const auto back =
      read(replaced(k_report, R"("problems":[])", R"("problems":["no font",{"ko":"글꼴","en":"font"}])"));
  REQUIRE(back.has_value());
  CHECK(std::get<PlayerReport>(*back).problems ==
        std::vector<Bilingual>{{"no font", "no font"}, {"글꼴", "font"}});
}

TEST_CASE("what is wrong is named with its place") {
  REQUIRE(read(k_report).has_value());
  struct Case {
    std::string_view what, with, place;
  };
  const Case cases[] = {
      {R"("frames":0)", R"("frames":-1)", "/report/frames: "},
      {R"("frames":0)", R"("frames":1.5)", "/report/frames: "},
      {R"("frames":0)", R"("frames":99999999999999999999)", "/report/frames: "},
      {R"("problems":[])", R"("problems":["a",7])", "/report/problems/1: "},
      {R"("problems":[])", R"("problems":{})", "/report/problems: "},
      {R"("problems":[])", R"("problems":[{"ko":"글"}])", "/report/problems/0/en: is missing"},
      {R"("showing":"",)", "", "/report/showing: is missing"},
      {"2026-11-22T03:00:00Z", "2026-11-22", "/report/since: "},
      {"2026-11-22T03:00:00Z", "9999-12-31T23:30:00-01:00", "/report/since: "},
      {R"("report")", R"("rapport")", "/: there should be a known kind"},
      {R"({"release")", R"([{"release")", "not JSON"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.with);
    const auto back = read(replaced(k_report, c.what, c.with));
    REQUIRE_FALSE(back.has_value());
    CHECK(back.error().kind == ErrorKind::invalid);
    CHECK(back.error().message.en.find(c.place) != std::string::npos);
  }
}

TEST_CASE("numbers and words out of range in a programme are refused") {
  const std::string whole = encode(Message{ProgrammeMessage{test::full_programme()}});
  const std::pair<std::string_view, std::string_view> changes[] = {
      {R"("length":400)", R"("length":-400)"},
      {R"("length":400)", R"("length":9223372036854775807)"},
      {R"("kind":"fade")", R"("kind":"melt")"},
      {R"("from":"2026-11-01")", R"("from":"2026-02-30")"},
      {R"("from":1320)", R"("from":1441)"},
      {R"("days":[7,1])", R"("days":[0])"},
      {R"("priority":-3)", R"("priority":4294967296)"},
      {R"("priority":-3)", R"("priority":18446744073709551615)"},
      {R"("colour":"#01020304")", R"("colour":"red")"},
      {R"("line-height":0.1)", R"("line-height":1e999)"},
  };
  for (const auto& [what, with] : changes) {
    CAPTURE(with);
    const auto back = read(replaced(whole, what, with));
    REQUIRE_FALSE(back.has_value());
    CHECK(back.error().kind == ErrorKind::invalid);
  }
}

namespace {

/// As many segments, which all the shops share.
Programme shared_programme(int segments, int shops, const std::string& name = "가게") {
  Programme programme = test::full_programme();
  programme.segments.clear();
  for (int i = 0; i < segments; ++i) {
    Segment segment{{SysTime{std::chrono::hours{i}}, SysTime{std::chrono::hours{i + 1}}}, {}};
    for (int shop = 0; shop < shops; ++shop)
      segment.turns.push_back({{}, Millis{8000}, name + std::to_string(shop), 1 + shop % 3, 0});
    programme.segments.push_back(std::move(segment));
  }
  return programme;
}

size_t length(const Programme& programme) {
  return encode(Message{ProgrammeMessage{programme}}).size();
}

}  // namespace

TEST_CASE("a turn that many segments share stands once on the wire") {
  const Programme programme = shared_programme(200, 50);
  const auto back = read(encode(Message{ProgrammeMessage{programme}}));
  REQUIRE(back.has_value());
  CHECK(std::get<ProgrammeMessage>(*back).programme == programme);
  // A segment more costs its times and two or three digits of each turn.
  CHECK(length(programme) - length(shared_programme(100, 50)) < 100 * (100 + 50 * 3));
  // Whatever makes turns different makes two of them.
  Programme other = shared_programme(1, 2);
  other.segments[0].turns[1] = other.segments[0].turns[0];
  other.segments[0].turns[1].at_least = 0.5;
  CHECK(std::get<ProgrammeMessage>(read(encode(Message{ProgrammeMessage{other}})).value()).programme ==
        other);
}

TEST_CASE("segments that name no turn, or too much of one, are refused") {
  const std::string whole = encode(Message{ProgrammeMessage{shared_programme(1, 2)}});
  for (const char* places : {R"("turns":[0,2])", R"("turns":[-1,1])", R"("turns":["a"])"}) {
    CAPTURE(places);
    const auto back = read(replaced(whole, R"("turns":[0,1])", places));
    REQUIRE_FALSE(back.has_value());
    CHECK(back.error().message.en.find("/programme/programme") != std::string::npos);
  }
  // A turn of a megabyte, three hundred times, in little more than a megabyte.
  const std::string bomb =
      encode(Message{ProgrammeMessage{shared_programme(300, 1, std::string(1 << 20, 'x'))}});
  CHECK(bomb.size() < 2 << 20);
  CHECK_FALSE(read(bomb).has_value());
}

TEST_CASE("too long and too deep are refused before anything is built") {
  CHECK(read(std::string(k_most_message_bytes + 1, ' ')).error().kind == ErrorKind::limit);
  CHECK(read(std::string(100'000, '[')).error().kind == ErrorKind::limit);
  CHECK(read(R"({"report":")" + std::string(1000, '[') + "\"}").error().kind == ErrorKind::invalid);
  CHECK(decode_heartbeat(as_bytes(std::string(k_most_heartbeat_bytes + 1, ' '))).error().kind ==
        ErrorKind::limit);
}

TEST_CASE("a newer peer may say more") {
  CHECK(read(replaced(k_report, R"("frames":0)", R"("frames":0,"mood":{"a":[1]})")).has_value());
}

TEST_CASE("text that is not UTF-8 does not end the program") {
  PlayerReport report = test::full_report();
  report.showing = "\xff\xfe";
  CHECK(read(encode(Message{report})).has_value());
}

TEST_CASE("a release is named by the bytes of its manifest") {
  CHECK(release_id(as_bytes("")).value == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(release_id(as_bytes(encode(test::full_manifest()))) != release_id(as_bytes(encode(Manifest{}))));
}
