// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/dc09_answer.h"

#include <algorithm>
#include <chrono>

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_most_behind = 40s;
constexpr Millis k_most_ahead = 20s;

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

/// Some panels name themselves only inside the brackets. What stands there goes into our reply, so it has to
/// have the form of a name.
std::string_view name_of(const Dc09Frame& frame) {
  std::string_view name = frame.account;
  if (name.empty() && !frame.data.empty() && frame.data.front() == '#') {
    name = frame.data;
    name = name.substr(1, std::min(name.find('|'), name.size()) - 1);
  }
  return is_account_name(name) ? name : std::string_view{};
}

const Dc09Account* find_account(std::span<const Dc09Account> accounts, std::string_view name) {
  const auto found = std::find_if(accounts.begin(), accounts.end(),
                                  [&](const Dc09Account& each) { return same_name(each.name, name); });
  return found == accounts.end() ? nullptr : &*found;
}

/// ACK and DUH go to whom the message came from, in its own words and with its own sequence number.
Dc09Frame reply_to(const Dc09Frame& frame, std::string token) {
  Dc09Frame reply;
  reply.token = std::move(token);
  reply.sequence = frame.sequence;
  reply.receiver = frame.receiver;
  reply.line = frame.line;
  reply.account = name_of(frame);
  reply.crc_form = frame.crc_form;
  return reply;
}

std::string bytes_of(const Dc09Frame& reply) {
  return encode(reply).value();  // a reply has no data, so it is never too long
}

Dc09Answer duh(Dc09Answer so_far, const Dc09Frame& frame, Bilingual why) {
  so_far.reply = Dc09Reply::duh;
  so_far.bytes = bytes_of(reply_to(frame, "DUH"));
  so_far.events.clear();
  so_far.why = std::move(why);
  return so_far;
}

/// NAK names nobody (DC-09, 5.5.3.2): `"NAK"0000R0L0A0[]_time`, never encrypted.
Dc09Answer nak(Dc09Answer so_far, const Dc09Frame& frame, SysTime now) {
  Dc09Frame reply;
  reply.token = "NAK";
  reply.receiver = "0";
  reply.line = "0";
  reply.account = "A0";
  reply.sent = now;
  reply.crc_form = frame.crc_form;
  so_far.reply = Dc09Reply::nak;
  so_far.bytes = bytes_of(reply);
  so_far.account.clear();
  so_far.why = say("계정 {} 전문의 시각이 맞지 않습니다. 수신기 시계를 확인하십시오.",
                   "the time stamp of account {} is off. See to the panel's clock.", frame.account);
  return so_far;
}

bool in_time(const Dc09Frame& frame, SysTime now) {
  return frame.sent && *frame.sent >= now - k_most_behind && *frame.sent <= now + k_most_ahead;
}

Status read_events(const Dc09Frame& frame, std::vector<PanelEvent>& events) {
  if (frame.token == "NULL")
    return {};
  if (frame.token == "SIA-DCS") {
    auto read = read_sia(frame.data);
    if (!read)
      return fail(std::move(read.error()));
    events = std::move(*read);
    return {};
  }
  if (frame.token == "ADM-CID") {
    auto read = read_contact_id(frame.data);
    if (!read)
      return fail(std::move(read.error()));
    events = {std::move(*read)};
    return {};
  }
  return fail(ErrorKind::invalid, "DC-09 전문 종류 {}은(는) 지원하지 않습니다.",
              "DC-09 messages of token {} are not supported.", frame.token);
}

}  // namespace

Status check_accounts(std::span<const Dc09Account> accounts) {
  for (const auto& each : accounts) {
    if (!is_account_name(each.name) || find_account(accounts, each.name) != &each) {
      return fail(ErrorKind::invalid,
                  "DC-09 계정 \"{}\"의 이름이 잘못되었거나 겹칩니다. 영문자와 숫자 16자까지 쓸 수 있습니다.",
                  "the DC-09 account \"{}\" comes twice, or its name is not 1 to 16 letters and digits.",
                  each.name);
    }
    if (!each.key.empty() && !is_key(each.key)) {
      return fail(ErrorKind::invalid, "DC-09 계정 {}의 암호 열쇠는 16, 24, 32바이트 중 하나여야 합니다.",
                  "the key of DC-09 account {} must have 16, 24 or 32 bytes.", each.name);
    }
  }
  return {};
}

Dc09Answer answer(std::string_view bytes, std::span<const Dc09Account> accounts, const ClockReading& clock,
                  const Padding& padding) {
  Dc09Answer result;
  auto parsed = parse_dc09(bytes);
  if (!parsed) {
    result.why = std::move(parsed.error().message);
    return result;
  }
  const Dc09Frame sent = std::move(*parsed);
  if (sent.token == "ACK" || sent.token == "NAK" || sent.token == "DUH") {
    // Answering an answer would make two receivers talk for ever.
    result.why = say("수신기의 응답 전문이 들어왔습니다.", "this is a receiver's reply.");
    return result;
  }
  result.sequence = sent.sequence;
  const Dc09Account* const account = find_account(accounts, name_of(sent));
  if (account == nullptr) {
    return duh(std::move(result), sent,
               say("모르는 DC-09 계정 \"{}\"입니다.", "DC-09 account \"{}\" is unknown.", name_of(sent)));
  }
  if (sent.encrypted == account->key.empty()) {
    return duh(std::move(result), sent,
               sent.encrypted
                   ? say("계정 {}의 암호 열쇠가 설정되지 않았습니다.",
                         "account {} sends encrypted, and no key is set for it.", account->name)
                   : say("계정 {}이(가) 암호화하지 않은 전문을 보냈습니다. 받아들이지 않습니다.",
                         "account {} has a key and sent a plain message: refused.", account->name));
  }
  Dc09Frame clear = sent;
  if (sent.encrypted) {
    auto opened = unseal(sent, account->key);
    if (!opened)
      return duh(std::move(result), sent, std::move(opened.error().message));
    clear = std::move(*opened);
  }
  const bool check = account->timestamps == TimestampCheck::always ||
                     (account->timestamps == TimestampCheck::encrypted && sent.encrypted);
  if (check && clock.trust == ClockTrust::trusted && !in_time(clear, clock.now))
    return nak(std::move(result), sent, clock.now);

  result.account = account->name;
  if (!clear.content_read) {
    return duh(std::move(result), sent,
               say("계정 {} 전문의 내용을 읽을 수 없습니다.", "what account {} sent cannot be read.",
                   account->name));
  }
  if (auto read = read_events(clear, result.events); !read)
    return duh(std::move(result), sent, std::move(read.error().message));

  result.content = clear.token + '|' + clear.data;
  for (const auto& each : clear.extended)
    result.content += '[' + each;
  result.reply = Dc09Reply::ack;
  Dc09Frame reply = reply_to(sent, "ACK");
  if (sent.encrypted) {
    reply.sent = clock.now;
    reply = seal(std::move(reply), account->key, padding);
  }
  result.bytes = bytes_of(reply);
  return result;
}

}  // namespace madang::bridge
