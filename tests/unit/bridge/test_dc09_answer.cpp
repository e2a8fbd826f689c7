// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/dc09_answer.h"

#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

constexpr const char* k_key = "0123456789abcdef";
const SysTime k_now = std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) + 12h;

const std::vector<Dc09Account>& accounts() {
  static const std::vector<Dc09Account> made{
      {"1234", "", TimestampCheck::encrypted, 0ms},
      {"C0DE", k_key, TimestampCheck::encrypted, 0ms},
      {"5555", "", TimestampCheck::always, 0ms},
      {"BAD0", k_key, TimestampCheck::never, 0ms},
  };
  return made;
}

std::string framed(const std::string& body) {
  return fmt::format("\n{:04X}{:04X}{}\r", crc16(body), body.size(), body);
}

std::string stamp(SysTime time) {
  const auto second =
      std::chrono::floor<std::chrono::seconds>(time - std::chrono::floor<std::chrono::days>(time));
  return fmt::format("_{:02}:{:02}:{:02},11-22-2026", second.count() / 3600, second.count() / 60 % 60,
                     second.count() % 60);
}

std::string sealed(const std::string& token, const std::string& account, const std::string& data,
                   std::optional<SysTime> sent, const std::string& key = k_key) {
  Dc09Frame frame;
  frame.token = token;
  frame.sequence = 17;
  frame.line = "0";
  frame.account = account;
  frame.data = data;
  frame.sent = sent;
  return encode(seal(frame, key, Padding{1, 2, 3})).value();
}

Dc09Answer ask(const std::string& frame, ClockReading clock = {k_now, ClockTrust::trusted}) {
  return answer(frame, accounts(), clock, Padding{4, 5, 6});
}

/// Without checksum and length: what a reader wants to see.
std::string body(const Dc09Answer& said) {
  return said.bytes.empty() ? "" : said.bytes.substr(9, said.bytes.size() - 10);
}

TEST_CASE("good frames and bad get ACK, NAK, DUH or silence, as the standard says") {
  using enum Dc09Reply;
  struct Row {
    std::string frame;
    Dc09Reply reply;
    std::string body;
    std::size_t events;
  };
  const auto row = GENERATE(
      // Plain accounts: the time stamp is optional and not judged.
      Row{framed("\"SIA-DCS\"0001L0#1234[#1234|Nri1/FA005]"), ack, "\"ACK\"0001L0#1234[]", 1},
      Row{framed("\"SIA-DCS\"9999R1L2#1234[#1234|NFA005/FA6]"), ack, "\"ACK\"9999R1L2#1234[]", 2},
      Row{framed("\"SIA-DCS\"0001L0#1234[#1234|NFA005]_00:00:00,01-01-1999"), ack, "\"ACK\"0001L0#1234[]", 1},
      Row{framed("\"SIA-DCS\"0001L#1234[#1234|NFA005]"), ack, "\"ACK\"0001L#1234[]", 1},
      Row{framed("\"SIA-DCS\"0001[#1234|NFA005]"), ack, "\"ACK\"0001#1234[]", 1},
      Row{framed("\"SIA-DCS\"0001L0#1234[|NFA005]"), ack, "\"ACK\"0001L0#1234[]", 1},
      Row{framed("\"ADM-CID\"0002L0#1234[#1234|1110 01 005]"), ack, "\"ACK\"0002L0#1234[]", 1},
      Row{framed("\"ADM-CID\"0002L0#1234[#1234|3110 01 005][S13]"), ack, "\"ACK\"0002L0#1234[]", 1},
      Row{framed("\"NULL\"0000L0#1234[]"), ack, "\"ACK\"0000L0#1234[]", 0},
      Row{framed("\"NULL\"0000R1L1#1234[]_12:00:00,11-22-2026"), ack, "\"ACK\"0000R1L1#1234[]", 0},
      Row{framed("\"SIA-DCS\"0003L0#1234[#1234|NZZ1]"), ack, "\"ACK\"0003L0#1234[]", 1},
      // Received well, and of no use.
      Row{framed("\"SIA-DCS\"0001L0#9999[#9999|NFA1]"), duh, "\"DUH\"0001L0#9999[]", 0},
      Row{framed("\"SIA-DCS\"0001L0#1234[#1234|]"), duh, "\"DUH\"0001L0#1234[]", 0},
      Row{framed("\"SIA-DCS\"0001L0#1234[#1234|NFA1"), duh, "\"DUH\"0001L0#1234[]", 0},
      Row{framed("\"ADM-CID\"0001L0#1234[#1234|9110 01 005]"), duh, "\"DUH\"0001L0#1234[]", 0},
      Row{framed("\"SIA-PUL\"0001L0#1234[#1234|NFA1]"), duh, "\"DUH\"0001L0#1234[]", 0},
      Row{framed("\"*SIA-DCS\"0001L0#1234[00112233445566778899AABBCCDDEEFF"), duh, "\"DUH\"0001L0#1234[]", 0},
      Row{framed("\"SIA-DCS\"0001L0#C0DE[#C0DE|NFA1]" + stamp(k_now)), duh, "\"DUH\"0001L0#C0DE[]", 0},
      Row{framed("\"NULL\"0000L0#C0DE[]" + stamp(k_now)), duh, "\"DUH\"0000L0#C0DE[]", 0},
      Row{framed("\"*SIA-DCS\"0001L0#C0DE[0011"), duh, "\"DUH\"0001L0#C0DE[]", 0},
      Row{sealed("SIA-DCS", "C0DE", "#C0DE|NFA1", k_now, "another key 1234"), duh, "\"DUH\"0017L0#C0DE[]", 0},
      Row{framed("\"SIA-DCS\"0001[#12\x12 34|NFA1]"), duh, "\"DUH\"0001#[]", 0},
      // Time stamps, where one is required.
      Row{framed("\"SIA-DCS\"0001L0#5555[#5555|NFA1]" + stamp(k_now)), ack, "\"ACK\"0001L0#5555[]", 1},
      Row{framed("\"SIA-DCS\"0001L0#5555[#5555|NFA1]" + stamp(k_now - 40s)), ack, "\"ACK\"0001L0#5555[]", 1},
      Row{framed("\"SIA-DCS\"0001L0#5555[#5555|NFA1]" + stamp(k_now + 20s)), ack, "\"ACK\"0001L0#5555[]", 1},
      Row{framed("\"SIA-DCS\"0001L0#5555[#5555|NFA1]" + stamp(k_now - 41s)), nak,
          "\"NAK\"0000R0L0A0[]_12:00:00,11-22-2026", 0},
      Row{framed("\"SIA-DCS\"0001L0#5555[#5555|NFA1]" + stamp(k_now + 21s)), nak,
          "\"NAK\"0000R0L0A0[]_12:00:00,11-22-2026", 0},
      Row{framed("\"SIA-DCS\"0001L0#5555[#5555|NFA1]"), nak, "\"NAK\"0000R0L0A0[]_12:00:00,11-22-2026", 0},
      Row{sealed("SIA-DCS", "C0DE", "#C0DE|NFA1", k_now - 41s), nak,
          "\"NAK\"0000R0L0A0[]_12:00:00,11-22-2026", 0},
      Row{sealed("SIA-DCS", "C0DE", "#C0DE|NFA1", std::nullopt), nak,
          "\"NAK\"0000R0L0A0[]_12:00:00,11-22-2026", 0},
      Row{sealed("NULL", "C0DE", "", k_now - 3600s), nak, "\"NAK\"0000R0L0A0[]_12:00:00,11-22-2026", 0},
      // Silence: not whole, or not for a receiver.
      Row{"", nothing, "", 0}, Row{"\n\r", nothing, "", 0},
      Row{"\n00000027\"SIA-DCS\"0001L0#1234[#1234|Nri1/FA005]\r", nothing, "", 0},
      Row{framed("\"ACK\"0001L0#1234[]"), nothing, "", 0},
      Row{framed("\"DUH\"0001L0#1234[]"), nothing, "", 0},
      Row{framed("\"NAK\"0000R0L0A0[]_12:00:00,11-22-2026"), nothing, "", 0});
  CAPTURE(row.frame);
  const auto said = ask(row.frame);
  CHECK(said.reply == row.reply);
  CHECK(body(said) == row.body);
  CHECK(said.events.size() == row.events);
  CHECK(said.why.en.empty() == (said.reply == ack));
  CHECK(said.why.ko.empty() == said.why.en.empty());
  if (said.reply != nothing)
    CHECK(parse_dc09(said.bytes));  // its checksum and length are right
}

TEST_CASE("an encrypted message is acknowledged encrypted, with our time") {
  const auto* const token = GENERATE("SIA-DCS", "NULL");
  const std::string data = token == std::string("NULL") ? "" : "#C0DE|Nri1/FA1";
  const auto said = ask(sealed(token, "C0DE", data, k_now - 5s));
  CHECK(said.reply == Dc09Reply::ack);
  CHECK(said.account == "C0DE");
  CHECK(said.sequence == 17);
  const auto reply = parse_dc09(said.bytes).value();
  CHECK(reply.token == "ACK");
  CHECK(reply.encrypted);
  const auto clear = unseal(reply, k_key).value();
  CHECK(clear.sent == k_now);
  CHECK(clear.sequence == 17);
  CHECK(clear.account == "C0DE");
  CHECK(clear.line == "0");
}

TEST_CASE("on doubt about our own clock no time stamp refuses an alarm") {
  const auto late = sealed("SIA-DCS", "C0DE", "#C0DE|NFA1", k_now - 24h);
  CHECK(ask(late).reply == Dc09Reply::nak);
  CHECK(ask(late, {k_now, ClockTrust::untrusted}).reply == Dc09Reply::ack);
}

TEST_CASE("a panel whose clock is not worth the name can be believed without it") {
  CHECK(ask(sealed("SIA-DCS", "BAD0", "#BAD0|NFA1", k_now - 24h)).reply == Dc09Reply::ack);
}

TEST_CASE("supervision starts anew for what is the account's own, and for nothing else") {
  CHECK(ask(framed("\"NULL\"0000L0#1234[]")).account == "1234");
  CHECK(ask(framed("\"NULL\"0000L0#c0de[]")).account.empty());
  CHECK(ask(framed("\"SIA-PUL\"0001L0#1234[x]")).account == "1234");
  CHECK(ask(framed("\"NULL\"0000L0#9999[]")).account.empty());
  CHECK(ask(sealed("NULL", "c0de", "", k_now)).account == "C0DE");
  CHECK(ask(sealed("NULL", "C0DE", "", k_now - 24h)).account.empty());
}

TEST_CASE("a repetition says the same, whenever it is sent and however it is padded") {
  const auto first = ask(sealed("SIA-DCS", "C0DE", "#C0DE|NFA1", k_now - 5s));
  const auto again = ask(sealed("SIA-DCS", "C0DE", "#C0DE|NFA1", k_now));
  const auto other = ask(sealed("SIA-DCS", "C0DE", "#C0DE|NFA2", k_now));
  CHECK(first.content == again.content);
  CHECK(first.content != other.content);
}

TEST_CASE("accounts are checked before they are believed") {
  using Accounts = std::vector<Dc09Account>;
  CHECK(check_accounts(accounts()));
  const auto wrong = GENERATE(
      Accounts{{"", "", TimestampCheck::always, 0ms}}, Accounts{{"12 4", "", TimestampCheck::always, 0ms}},
      Accounts{{"12", "short", TimestampCheck::always, 0ms}},
      Accounts{{"ab", "", TimestampCheck::always, 0ms}, {"AB", "", TimestampCheck::always, 0ms}});
  CHECK(check_accounts(wrong).error().kind == ErrorKind::invalid);
}

}  // namespace
}  // namespace madang::bridge
