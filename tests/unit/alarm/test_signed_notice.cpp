// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/signed_notice.h"

#include <fstream>

#include "content-schema/base/digest.h"
#include "content-schema/wire/codec.h"
#include "scheduler/alarm/state.h"
#include "scheduler/trust/canonical.h"
#include "tests/support/catch.h"
#include "tests/support/signing_key.h"
#include "tests/support/temp_folder.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;
using test::SigningKey;

const SysTime k_now{1'800'000'000s};

Incident fire(const std::string& id) {
  Incident made;
  made.id = {id};
  made.kind = "fire";
  made.source = "panel-1";
  made.raised = k_now;
  return made;
}

AlarmNotice notice(std::uint64_t sequence, std::vector<Incident> active = {}) {
  AlarmNotice made;
  made.site = "olle";
  made.source = "bridge-1";
  made.epoch = 5;
  made.sequence = sequence;
  made.sent = k_now;
  made.active = std::move(active);
  return made;
}

std::string sign(const AlarmNotice& notice, const SigningKey& key) {
  return sign_notice(notice, key.public_key(),
                     [&](std::span<const std::byte> bytes) { return key.sign(as_text(bytes)).hex; });
}

const AlarmPlace k_gate{"olle", {"east"}};

struct Fixture {
  SigningKey key = SigningKey::make();
  std::vector<AlarmKey> keys{{key.public_key(), "olle", {}}};

  std::optional<NoticeFault> fault_of(const std::string& bytes, const AlarmPlace& place = k_gate) const {
    const auto opened = open_notice(as_bytes(bytes), keys, place);
    return opened ? std::nullopt : std::optional(opened.error().fault);
  }
};

TEST_CASE("a notice arrives as its bridge wrote it, words and all") {
  const Fixture f;
  AlarmNotice said = notice(7, {fire("f-1")});
  said.active[0].words = {{"ko", "불이 났습니다 \"동문\"", "가까운 출구로\n나가세요"}, {"en", "Fire", ""}};
  said.cleared = {{{"f-0"}, k_now, "김시장"}};
  const auto opened = open_notice(as_bytes(sign(said, f.key)), f.keys, k_gate);
  REQUIRE(opened);
  CHECK(*opened == said);
}

/// As `sign`, of a document that a bridge of another version wrote.
std::string sign_text(const std::string& content, const SigningKey& key) {
  const auto json = trust::parse_json(as_bytes(content)).value();
  return "{\"signed\": " + trust::to_text(json) + ", \"signatures\": [{\"keyid\": \"" + key.id() +
         "\", \"sig\": \"" + key.sign(trust::canonical(json)).hex + "\"}]}";
}

TEST_CASE("what burns stands in the notice under its signature") {
  const Fixture f;
  AlarmNotice said = notice(7, {fire("f-1")});
  said.active[0].place = "나동";
  std::string bytes = sign(said, f.key);
  CHECK(open_notice(as_bytes(bytes), f.keys, k_gate).value().active[0].place == "나동");
  for (const char* other : {"다동", ""}) {  // changed on its way, or taken out
    std::string changed = bytes;
    changed.replace(changed.find("나동"), std::string("나동").size(), other);
    CHECK(f.fault_of(changed) == NoticeFault::not_signed);
  }
}

TEST_CASE("a notice of a bridge that knows of no places counts as ever") {
  const Fixture f;
  std::string old = madang::encode(notice(7, {fire("f-1")}));
  const std::string member = R"("place":"")";
  const auto at = old.find(member);
  REQUIRE(at != std::string::npos);
  old.erase(at - 1, member.size() + 1);  // with the comma before it
  const auto opened = open_notice(as_bytes(sign_text(old, f.key)), f.keys, k_gate);
  REQUIRE(opened);
  CHECK(*opened == notice(7, {fire("f-1")}));
}

TEST_CASE("a notice is believed only under a key of ours, whole and for its own site and zone") {
  Fixture f;
  const std::string good = sign(notice(7, {fire("f-1")}), f.key);
  CHECK_FALSE(f.fault_of(good));
  CHECK(f.fault_of(sign(notice(7), SigningKey::make())) == NoticeFault::not_signed);
  std::string changed = good;
  changed.replace(changed.find("f-1"), 3, "f-2");
  CHECK(f.fault_of(changed) == NoticeFault::not_signed);

  AlarmNotice other = notice(7);
  other.site = "dongmun";
  CHECK(f.fault_of(sign(other, f.key)) == NoticeFault::not_signed);  // the key is for olle
  f.keys[0].site = "dongmun";
  CHECK(f.fault_of(sign(other, f.key)) == NoticeFault::elsewhere);
  CHECK_FALSE(f.fault_of(sign(other, f.key), {}));  // nobody said where this screen stands

  f.keys[0] = {f.key.public_key(), "olle", {"east"}};
  CHECK(f.fault_of(good) == NoticeFault::not_signed);  // may speak for the east, not for all
  AlarmNotice east = notice(7);
  east.zone = "east";
  CHECK_FALSE(f.fault_of(sign(east, f.key)));
  CHECK(f.fault_of(sign(east, f.key), {"olle", {"west"}}) == NoticeFault::elsewhere);
  AlarmNotice west = notice(7);
  west.zone = "west";
  CHECK(f.fault_of(sign(west, f.key)) == NoticeFault::not_signed);
}

TEST_CASE("what is no notice is told, and costs nothing") {
  const Fixture f;
  for (const std::string bytes :
       {"", "{}", "[]", "{\"signed\": {}, \"signatures\": 3}", "{\"signed\": {}, \"signatures\": [{}]}"}) {
    INFO(bytes);
    CHECK(f.fault_of(bytes) == NoticeFault::malformed);
  }
  CHECK(f.fault_of(std::string(k_most_notice_bytes + 1, ' ')) == NoticeFault::malformed);
  std::string deep;
  for (int i = 0; i < 2000; ++i)
    deep += "{\"signed\":";
  CHECK(f.fault_of(deep) == NoticeFault::malformed);
  CHECK(f.fault_of("{\"signed\": {\"site\": \"olle\"}, \"signatures\": []}") == NoticeFault::not_signed);
}

TEST_CASE("a signature does not excuse names and numbers that are not allowed") {
  const Fixture f;
  const auto with = [&](auto change) {
    AlarmNotice one = notice(7, {fire("f-1")});
    change(one);
    return f.fault_of(sign(one, f.key));
  };
  CHECK_FALSE(with([](AlarmNotice&) {}));
  CHECK(with([](AlarmNotice& n) { n.sequence = 0; }) == NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) { n.source = "a/b"; }) == NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) { n.active[0].id = {"../etc"}; }) == NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) { n.active[0].kind = "all-clear"; }) == NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) { n.active[0].place = "block b"; }) == NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) { n.active.push_back(n.active[0]); }) == NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) { n.active[0].words = {{"ko", "", ""}}; }) == NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) { n.active[0].words = {{"ko", std::string(241, 'a'), ""}}; }) ==
        NoticeFault::malformed);
  CHECK(with([](AlarmNotice& n) {
          for (int i = 0; i < 64; ++i)
            n.active.push_back(fire("g-" + std::to_string(i)));
        }) == NoticeFault::malformed);
}

TEST_CASE("the file of keys: what was written is read, and what is none says what to do") {
  const test::TempFolder folder;
  const auto file = folder.path() / "alarm-keys.json";
  const std::vector<AlarmKey> keys{{SigningKey::make().public_key(), "olle", {"east"}},
                                   {SigningKey::make().public_key(), "dongmun", {}}};
  std::ofstream(file) << encode(keys);
  CHECK(read_alarm_keys(file).value() == keys);
  for (const std::string text : {"", "{\"keys\": []}", "{\"keys\": [{\"site\": \"olle\"}]}",
                                 "{\"keys\": [{\"key\": {\"keytype\": \"ed25519\", \"scheme\": \"ed25519\", "
                                 "\"keyval\": {\"public\": \"12\"}}, \"site\": \"olle\"}]}"}) {
    INFO(text);
    std::ofstream(file) << text;
    const auto read = read_alarm_keys(file);
    REQUIRE_FALSE(read);
    CHECK(read.error().message.en.find("madang keys alarm") != std::string::npos);
  }
}

/// What a kiosk makes of notices, one after the other.
struct Kiosk {
  State state;
  Verdict hear(const AlarmNotice& said) {
    auto outcome = apply(std::move(state), said, k_now);
    state = std::move(outcome.state);
    return outcome.verdict;
  }
  std::vector<std::string> on() const {
    std::vector<std::string> ids;
    for (const Incident& each : state.alarms.active)
      ids.push_back(each.id.value);
    return ids;
  }
};
using Ids = std::vector<std::string>;

TEST_CASE("a notice raises what is on, ends what was cleared, and what it does not speak of stays") {
  Kiosk kiosk;
  CHECK(kiosk.hear(notice(1, {fire("a"), fire("b")})) == Verdict::accepted);
  CHECK(kiosk.on() == Ids{"a", "b"});
  AlarmNotice forgetful = notice(2);
  CHECK(kiosk.hear(forgetful) == Verdict::accepted);
  CHECK(kiosk.on() == Ids{"a", "b"});  // a bridge that lost its memory ends no fire

  AlarmNotice cleared = notice(3, {fire("b")});
  cleared.cleared = {{{"a"}, k_now, "박"}};
  kiosk.hear(cleared);
  CHECK(kiosk.on() == Ids{"b"});
  CHECK_FALSE(kiosk.state.alarms.all_clear);
  AlarmNotice over = notice(4);
  over.cleared = {{{"a"}, k_now, "박"}, {{"b"}, k_now, "김"}};
  kiosk.hear(over);
  CHECK(kiosk.on().empty());
  REQUIRE(kiosk.state.alarms.all_clear);
  CHECK(kiosk.state.alarms.all_clear->by == "김");
  kiosk.state.alarms.all_clear.reset();
  over.sequence = 5;
  kiosk.hear(over);
  CHECK_FALSE(kiosk.state.alarms.all_clear);  // said again, it is no second all-clear
}

TEST_CASE("a notice said again keeps the time of its incidents, one that was overtaken changes nothing") {
  Kiosk kiosk;
  Incident warning = fire("w");
  warning.kind = "weather";
  warning.lifetime = 60s;
  kiosk.hear(notice(7, {warning}));
  kiosk.state = pass(std::move(kiosk.state), 50s, k_now, false);
  CHECK(kiosk.hear(notice(8, {warning})) == Verdict::accepted);
  kiosk.state = pass(std::move(kiosk.state), 15s, k_now, false);
  CHECK(kiosk.on().empty());  // its minute was not begun anew

  CHECK(kiosk.hear(notice(8, {fire("f")})) == Verdict::duplicate);
  CHECK(kiosk.hear(notice(6, {fire("f")})) == Verdict::old);
  CHECK(kiosk.on().empty());
  AlarmNotice anew = notice(1, {fire("f")});
  anew.epoch = 6;  // the bridge counts anew
  CHECK(kiosk.hear(anew) == Verdict::accepted);
  CHECK(kiosk.on() == Ids{"f"});
  CHECK(kiosk.hear(notice(99)) == Verdict::old);
}

TEST_CASE("a bridge that learns where it burns tells all, and one that does not know takes it from nobody") {
  Kiosk kiosk;
  Incident somewhere = fire("f");
  Incident in_b = fire("f");
  in_b.place = "block-b";
  kiosk.hear(notice(1, {somewhere}));
  CHECK(kiosk.state.alarms.active[0].place.empty());
  kiosk.hear(notice(2, {in_b}));
  CHECK(kiosk.state.alarms.active[0].place == "block-b");

  const AlarmState known = kiosk.state.alarms;
  AlarmNotice second = notice(1, {somewhere});
  second.source = "bridge-2";
  CHECK(kiosk.hear(second) == Verdict::accepted);
  CHECK(kiosk.state.alarms == known);  // so nothing is shown or written anew every ten seconds
}

TEST_CASE("zones and bridges count for themselves, and none ends what only another one raised") {
  Kiosk kiosk;
  AlarmNotice east = notice(3, {fire("e")});
  east.zone = "east";
  CHECK(kiosk.hear(notice(9, {fire("a")})) == Verdict::accepted);
  CHECK(kiosk.hear(east) == Verdict::accepted);
  AlarmNotice second = notice(1);
  second.source = "bridge-2";
  CHECK(kiosk.hear(second) == Verdict::accepted);
  CHECK(kiosk.on() == Ids{"a", "e"});
}

TEST_CASE("of two bridges that disagree the one that says fire is believed until it says clear") {
  Kiosk kiosk;
  AlarmNotice second = notice(1, {fire("a")});
  second.source = "bridge-2";
  AlarmNotice first = notice(1);
  first.cleared = {{{"a"}, k_now, ""}};
  kiosk.hear(second);
  kiosk.hear(first);
  CHECK(kiosk.on().empty());
  second.sequence = 2;
  kiosk.hear(second);
  CHECK(kiosk.on() == Ids{"a"});
}

TEST_CASE("a drill in a notice waits while a real alarm is on") {
  Kiosk kiosk;
  Incident drill = fire("d");
  drill.exercise = Exercise::drill;
  kiosk.hear(notice(1, {fire("f"), drill}));
  CHECK(kiosk.on() == Ids{"f"});
  AlarmNotice over = notice(2, {drill});
  over.cleared = {{{"f"}, k_now, ""}};
  kiosk.hear(over);
  CHECK(kiosk.on() == Ids{"d"});
}

}  // namespace
}  // namespace madang::alarm
