// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/fuzz/must.h"
#include "tools/alarm-bridge/dc09_answer.h"

namespace {

using namespace madang;
using namespace madang::bridge;

const std::string k_key = "0123456789abcdef";

std::string framed(const std::string& body) {
  return fmt::format("\n{:04X}{:04X}{}\r", crc16(body), body.size(), body);
}

/// What is answered can be read by the panel, and what is handed on can be written to a log.
void judge(std::string_view frame) {
  static const std::vector<Dc09Account> accounts{{"1234", "", TimestampCheck::encrypted, Millis{0}},
                                                 {"C0DE", k_key, TimestampCheck::never, Millis{0}}};
  const auto said = answer(frame, accounts, {SysTime{}, ClockTrust::trusted}, Padding{});
  must((said.reply == Dc09Reply::nothing) == said.bytes.empty());
  must(said.bytes.empty() || parse_dc09(said.bytes).has_value());
  must(said.events.size() <= k_most_events);
  must(said.reply == Dc09Reply::ack || said.events.empty());
  for (const auto& each : said.events)
    must(std::all_of(each.text.begin(), each.text.end(), [](char c) { return c >= ' ' && c <= '~'; }));
  if (const auto parsed = parse_dc09(frame)) {
    const auto again = encode(*parsed);
    must(again.has_value());
    // A NAK names its account in a way of its own, and nobody sends us one.
    if (parsed->token != "NAK" && (parsed->content_read || parsed->encrypted))
      must(parse_dc09(*again) == *parsed);
  }
}

}  // namespace

/// Whatever comes in over the port. The first byte says how far in it begins: a stream; a body whose checksum
/// is right, which no fuzzer would find; what a panel of ours would have encrypted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0: {
      std::string_view rest = text;
      for (auto cut = cut_dc09(rest); cut.what == Dc09Cut::What::frame; cut = cut_dc09(rest)) {
        must(cut.from < cut.end && cut.end <= rest.size() && cut.end - cut.from <= k_most_frame_bytes);
        judge(rest.substr(cut.from, cut.end - cut.from));
        rest.remove_prefix(cut.end);
      }
      break;
    }
    case 1:
      judge(framed(text));
      break;
    case 2:
      judge(framed("\"SIA-DCS\"0001L0#1234[#1234|" + text));
      break;
    default: {
      Dc09Frame frame;
      frame.token = size % 2 == 0 ? "ADM-CID" : "SIA-DCS";
      frame.account = "C0DE";
      frame.data = text;
      if (const auto sent = encode(seal(frame, k_key, Padding{})))
        judge(*sent);
    }
  }
  return 0;
}
