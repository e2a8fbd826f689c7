// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <list>

#include "tests/integration/alarm/alarm_door.h"
#include "tests/integration/alarm/stranger.h"
#include "tests/integration/bridge/panel.h"
#include "tests/support/catch.h"
#include "tools/alarm-bridge/dc09.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t k_megabyte = 1024 * 1024;

/// The head of a POST by a stranger; what is missing at its end, he says as he likes.
std::string head(const std::string& lines) {
  return "POST /alarm HTTP/1.1\r\nHost: market\r\n" + lines;
}

std::string post_of(const std::string& body, const std::string& authorization) {
  return head(
      fmt::format("Authorization: {}\r\nContent-Length: {}\r\n\r\n{}", authorization, body.size(), body));
}

/// As the last line tells that does.
int refused_so_far(const AlarmDoor& door) {
  const std::string log = door.process().errors();
  const auto end = log.rfind(" so far)");
  return end == std::string::npos ? 0 : std::stoi(log.substr(log.rfind('(', end) + 1));
}

std::size_t still_there(const std::list<Stranger>& strangers) {
  return static_cast<std::size_t>(std::count_if(strangers.begin(), strangers.end(),
                                                [](const Stranger& each) { return !each.is_cut_off(); }));
}

TEST_CASE("forged, replayed and truncated: refused, told, and a good one gets in between any two") {
  const Hearer hearer = GENERATE(Hearer::kiosk, Hearer::bridge);
  const AlarmDoor door(hearer);
  const std::string url = door.url();
  const auto bad = [&](const std::string& body, const std::string& authorization) {
    return post_as(url + "/alarm", body, authorization, "127.0.0.1").status;
  };
  const std::string fire = raise_command("f-1", 1);

  CHECK(bad(fire, sign(fire, "a secret of somebody")) == 401);
  CHECK(door.tells("refused an alarm from 127.0.0.1 with a wrong signature (1 so far)"));
  CHECK(post_signed(url, raise_command("good-1", 1, "gateway-2")).status == 200);
  CHECK(bad(raise_command("f-2", 1), sign(fire)) == 401);
  CHECK(bad(fire, "Basic bWFkYW5nOm1hZGFuZw==") == 401);
  CHECK(post_signed(url, raise_command("good-2", 2, "gateway-2")).status == 200);

  // Half of a good one; with its length as announced, and with what was announced never coming.
  CHECK(bad(fire.substr(0, fire.size() / 2), sign(fire)) == 401);
  CHECK(door.tells("(4 so far)"));
  const Stranger half(door.port());
  const std::string whole = post_of(fire, sign(fire));
  REQUIRE(half.say(whole.substr(0, whole.size() - 5)));
  CHECK(post_signed(url, raise_command("good-3", 3, "gateway-2")).status == 200);
  half.say_no_more();
  CHECK(half.status() != 200);
  CHECK(active_at(url) == std::vector<std::string>{"good-1", "good-2", "good-3"});

  // A fire that is over, and was recorded.
  REQUIRE(post_signed(url, fire).status == 200);
  REQUIRE(post_signed(url, clear_command("f-1", 2)).status == 200);
  CHECK(bad(fire, sign(fire)) == 409);
  CHECK(door.tells(hearer == Hearer::kiosk ? "raise fire f-1 of gateway-1 #1: old"
                                           : "refused f-1 of gateway-1"));
  CHECK(active_at(url) == std::vector<std::string>{"good-1", "good-2", "good-3"});
}

TEST_CASE("a thousand forged ones at once are counted, and a good one is answered before them") {
  const AlarmDoor door(GENERATE(Hearer::kiosk, Hearer::bridge));
  const std::string fire = raise_command("f-1", 1);
  std::string forged;
  for (int i = 0; i < 100; ++i)
    forged += post_of(fire, sign(fire, "a secret of somebody"));
  std::list<Stranger> strangers;
  for (int i = 0; i < 10; ++i) {
    strangers.emplace_back(door.port());
    // All but the last byte of the last one: so nobody has ended when the good one is answered.
    CHECK(strangers.back().say(forged.substr(0, forged.size() - 1)));
  }
  CHECK(post_signed(door.url(), raise_command("good-1", 1, "gateway-2")).status == 200);
  for (const Stranger& each : strangers)
    CHECK(each.say(forged.substr(forged.size() - 1)));
  CHECK(active_at(door.url()) == std::vector<std::string>{"good-1"});
  // Most are not logged one by one; the next that is tells how many there were.
  CHECK(eventually([&] {
    post_as(door.url() + "/alarm", fire, "Madang-HMAC 00", "127.0.0.1");
    return refused_so_far(door) > 1000;
  }));
  const std::string log = door.process().errors();
  CHECK(std::count(log.begin(), log.end(), '\n') < 100);
}

TEST_CASE("XML that grows or reaches out is refused, also from a gateway that knows the secret") {
  const AlarmDoor door(GENERATE(Hearer::kiosk, Hearer::bridge));
  std::string laughs = "<!DOCTYPE alert [\n<!ENTITY l0 \"ha\">\n";
  for (int i = 1; i < 30; ++i) {
    laughs += fmt::format("<!ENTITY l{} \"", i);
    for (int times = 0; times < 10; ++times)
      laughs += fmt::format("&l{};", i - 1);
    laughs += "\">\n";
  }
  laughs += "]>\n";
  // Whoever opens this waits there; and whoever reads that tells it.
  const auto pipe = door.folder() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const auto diary = door.folder().write("diary", "words that nobody is to read");
  const auto outside = [](const std::string& file) {
    return "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file://" + file + "\">]>\n";
  };
  const auto parameter = "<!DOCTYPE alert [<!ENTITY % x SYSTEM \"file://" + pipe.string() + "\"> %x;]>\n";
  const auto elsewhere = "<!DOCTYPE alert SYSTEM \"file://" + pipe.string() + "\">\n";

  door.forget_memory();
  const auto before = door.most_memory();
  std::list<Stranger> strangers;
  for (const std::string& bomb :
       {cap_message(laughs, "&l29;"), cap_message(outside(pipe), "&x;"), cap_message(outside(diary), "&x;"),
        cap_message(parameter), cap_message(elsewhere)}) {
    strangers.emplace_back(door.port());
    REQUIRE(strangers.back().say(post_of(bomb, sign(bomb))));
  }
  // With all of them under way.
  CHECK(post_signed(door.url(), raise_command("good-1", 1)).status == 200);
  for (const Stranger& each : strangers)
    CHECK(each.status() == 400);
  CHECK(door.tells("what 127.0.0.1 signed is malformed"));
  const UniqueFd nobody(::open(pipe.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
  CHECK_FALSE(nobody.valid());  // has it open for reading
  const std::string bomb = cap_message(outside(diary), "&x;");
  CHECK(post_signed(door.url(), bomb).body.find("words that nobody") == std::string::npos);
  CHECK(door.process().errors().find("words that nobody") == std::string::npos);
  CHECK(http(door.url() + "/alarm").body.find("words that nobody") == std::string::npos);
  CHECK(door.most_memory() < before + 16 * k_megabyte);
  CHECK(active_at(door.url()) == std::vector<std::string>{"good-1"});
  // The same without its type of document is a message as any other.
  CHECK(post_signed(door.url(), cap_message()).status == 200);
}

TEST_CASE("a body of a gigabyte is refused when it is announced, and cut off where it just comes") {
  const AlarmDoor door(GENERATE(Hearer::kiosk, Hearer::bridge));
  door.forget_memory();
  const auto before = door.most_memory();
  const Stranger announces(door.port());
  REQUIRE(announces.say(head("Content-Length: 1073741824\r\n\r\n{")));
  CHECK(announces.status() == 413);

  const std::string chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
  const Stranger streams(door.port());
  REQUIRE(streams.say(head("Transfer-Encoding: chunked\r\n\r\n")));
  for (int i = 0; i < 32; ++i)
    REQUIRE(streams.say(chunk));
  CHECK(post_signed(door.url(), raise_command("good-1", 1)).status == 200);
  CHECK_FALSE(streams.is_cut_off());  // so the good one was answered in the midst of it
  std::uint64_t said = 2 * k_megabyte;
  while (said < 1024 * k_megabyte && streams.say(chunk))
    said += 65536;
  CHECK(said < 64 * k_megabyte);
  CHECK(door.most_memory() < before + 32 * k_megabyte);
  CHECK(active_at(door.url()) == std::vector<std::string>{"good-1"});
}

TEST_CASE("two hundred clients that say a byte now and then keep nobody out, and are cut off") {
  const AlarmDoor door(GENERATE(Hearer::kiosk, Hearer::bridge));
  const bool many_machines = GENERATE(false, true);
  CAPTURE(many_machines);
  std::list<Stranger> strangers;
  const auto drip = [&] {
    for (const Stranger& each : strangers)
      each.say("a");
  };
  for (int i = 1; i <= 200; ++i) {
    strangers.emplace_back(door.port(), many_machines ? fmt::format("127.0.1.{}", i) : "127.0.0.1");
    strangers.back().say(head("X-Slow: "));
  }
  drip();
  CHECK(post_signed(door.url(), raise_command("good-1", 1)).status == 200);
  drip();
  CHECK(still_there(strangers) >= (many_machines ? 100 : 32));  // it was answered before they were cut off
  CHECK(post_signed(door.url(), raise_command("good-2", 2)).status == 200);
  CHECK(eventually(
      [&] {
        drip();
        return still_there(strangers) == 0;
      },
      30s));
  CHECK(active_at(door.url()) == std::vector<std::string>{"good-1", "good-2"});
}

TEST_CASE("two hundred who ask and would wait for a minute keep nobody out") {
  const AlarmDoor door(GENERATE(Hearer::kiosk, Hearer::bridge));
  std::list<Stranger> strangers;
  for (int i = 1; i <= 200; ++i) {
    strangers.emplace_back(door.port(), fmt::format("127.0.1.{}", i));
    strangers.back().say("GET /alarm?shown=never&wait=60 HTTP/1.1\r\nHost: market\r\n\r\n");
  }
  CHECK(post_signed(door.url(), raise_command("good-1", 1)).status == 200);
  CHECK(still_there(strangers) >= 100);
  CHECK(is_on(door.url(), "good-1"));
}

TEST_CASE("noise and lies on the panels' port are no alarm, and a panel's fire is acknowledged among them") {
  const AlarmDoor door(Hearer::bridge);
  const auto port = door.bridge().panel_port();
  std::string noise;
  for (int i = 0; i < 4000; ++i)
    noise += static_cast<char>(i * 7919 % 251);
  std::string damaged = fire_frame(1, 6);
  damaged[damaged.size() - 3] ^= 1;
  std::string long_one = fire_frame(1, 7);
  long_one.replace(5, 4, "0FFF");  // so much is still to come, it says
  std::list<Stranger> strangers;
  for (const std::string& each : {noise, damaged, long_one, std::string("\n"), std::string(4000, '\n'),
                                  std::string("GET / HTTP/1.1\r\n\r\n"), std::string(4000, '\0')}) {
    strangers.emplace_back(port);
    REQUIRE(strangers.back().say(each));
  }
  // Well made, and of no account here.
  const std::string body = "\"SIA-DCS\"0001L0#9999[#9999|Nri1/FA001]";
  const Stranger unknown(port);
  REQUIRE(unknown.say(fmt::format("\n{:04X}{:04X}{}\r", bridge::crc16(body), body.size(), body)));
  Panel panel(port);
  panel.send(fire_frame(1, 5));
  CHECK(panel.hears(ack_frame(1)));
  CHECK(still_there(strangers) > 0);
  CHECK(door.tells("9999"));
  CHECK(door.tells("DC-09: not answered"));
  CHECK(active_at(door.url()) == std::vector<std::string>{"1234.1.5"});
  for (const Stranger& each : strangers)
    each.say(noise);
  panel.send(fire_frame(2, 9));
  CHECK(panel.hears(ack_frame(2)));
  CHECK(active_at(door.url()) == std::vector<std::string>{"1234.1.5", "1234.1.9"});
}

}  // namespace
}  // namespace madang::test
