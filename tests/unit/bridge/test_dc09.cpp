// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/dc09.h"

#include "tests/support/catch.h"
#include "tools/alarm-bridge/dc09_cipher.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

SysTime at(int year, unsigned month, unsigned day, std::chrono::seconds of_day) {
  return std::chrono::sys_days(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}) +
         of_day;
}

/// `body` with the checksum and the length that belong to it.
std::string framed(const std::string& body) {
  return fmt::format("\n{:04X}{:04X}{}\r", crc16(body), body.size(), body);
}

TEST_CASE("the checksum is CRC-16/ARC") {
  CHECK(crc16("123456789") == 0xBB3D);
  CHECK(crc16("") == 0);
}

// Frames of panels of six makers, as they were seen on the wire.
TEST_CASE("what panels send is read, field by field") {
  const auto full =
      parse_dc09("\nF6F30044\"ADM-CID\"1447R01L01#0001[#0001|1603 01 000][S13]_04:45:01,08-30-2014\r")
          .value();
  CHECK(full.token == "ADM-CID");
  CHECK(full.sequence == 1447);
  CHECK(full.receiver == "01");
  CHECK(full.line == "01");
  CHECK(full.account == "0001");
  CHECK(full.data == "#0001|1603 01 000");
  CHECK(full.extended == std::vector<std::string>{"S13"});
  CHECK(full.sent == at(2014, 8, 30, 4h + 45min + 1s));
  CHECK(full.content_read);
  CHECK_FALSE(full.encrypted);

  const auto bare = parse_dc09("\n3BAC0029\"SIA-DCS\"0002#0123[#0123|Nti20:50:26RP99]\r").value();
  CHECK_FALSE(bare.receiver);
  CHECK_FALSE(bare.line);
  CHECK_FALSE(bare.sent);
  CHECK(bare.data == "#0123|Nti20:50:26RP99");

  const auto letter = parse_dc09("\n78FC003B\"SIA-DCS\"0001L#22334455[#22334455|NCQ1]_14:33:53,02-09-2020\r");
  CHECK(letter.value().line == "");

  const auto null = parse_dc09("\nEEA50029\"NULL\"0000R1L1#9413[]_16:56:18,09-07-2023\r").value();
  CHECK(null.token == "NULL");
  CHECK(null.data.empty());

  const auto nak = parse_dc09("\n3C3B0025\"NAK\"0000R0L0A0[]_15:39:35,05-07-2019\r").value();
  CHECK(nak.line == "0");
  CHECK(nak.account == "A0");
}

TEST_CASE("a checksum of two bytes is a checksum, and is answered in kind") {
  const std::string ascii =
      "\nF6F30044\"ADM-CID\"1447R01L01#0001[#0001|1603 01 000][S13]_04:45:01,08-30-2014\r";
  const std::string binary = "\n\xF6\xF3" + ascii.substr(5);
  const auto frame = parse_dc09(binary).value();
  CHECK(frame.crc_form == CrcForm::binary);
  CHECK(frame.sequence == 1447);
  CHECK(encode(frame).value() == binary);
}

TEST_CASE("letters of either case are read where they are numbers, and come back as they came") {
  const auto frame = parse_dc09("\n3bac0029\"SIA-DCS\"0002#0123[#0123|Nti20:50:26RP99]\r");
  CHECK(frame.value().sequence == 2);
  const auto lower = parse_dc09(framed("\"sia-dcs\"0002r1l2a#ab12[#ab12|NFA1]")).value();
  CHECK(lower.token == "SIA-DCS");
  CHECK(lower.line == "2a");
  CHECK(lower.account == "ab12");
}

TEST_CASE("a frame that is sent is the frame that was meant") {
  Dc09Frame frame;
  frame.token = "SIA-DCS";
  frame.sequence = 42;
  frame.receiver = "1";
  frame.line = "";
  frame.account = "1234AB";
  frame.data = "#1234AB|Nri1/FA005";
  frame.extended = {"X127W15.5", ""};
  frame.sent = at(2026, 11, 22, 23h + 59min + 59s);
  const auto bytes = encode(frame).value();
  CHECK(bytes.substr(9) ==
        "\"SIA-DCS\"0042R1L#1234AB[#1234AB|Nri1/FA005][X127W15.5][]_23:59:59,11-22-2026\r");
  CHECK(parse_dc09(bytes).value() == frame);

  frame.data = std::string(0xfff, 'A');
  CHECK(encode(frame).error().kind == ErrorKind::limit);
}

TEST_CASE("what is not whole and right gets silence") {
  const std::string good = "\n3BAC0029\"SIA-DCS\"0002#0123[#0123|Nti20:50:26RP99]\r";
  REQUIRE(parse_dc09(good));
  // One bit anywhere.
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string spoilt = good;
      spoilt[i] = static_cast<char>(spoilt[i] ^ (1 << bit));
      const bool same_number = (i >= 1 && i <= 8) && std::tolower(spoilt[i]) == std::tolower(good[i]);
      CAPTURE(i, bit);
      CHECK(parse_dc09(spoilt).has_value() == same_number);
    }
  }
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(parse_dc09(good.substr(0, size)));

  const auto* const body = GENERATE("", "\"", "\"SIA-DCS\"", "\"SIA-DCS\"002#0123[]", "\"SIA-DCS\"12345#1[]",
                                    "\"SIA-DCS\"00x2#0123[]", "\"SIA-DCS\"0002#0123", "\"SIA-DCS0002#0123[]",
                                    "\"\"0002#0123[]", "\"SIA-DCS\"0002#0123456789abcdef0[]",
                                    "\"SIA-DCS\"0002R1234567L0#0123[]", "\"SIA-DCS\"0002#01 23[]");
  CAPTURE(body);
  CHECK_FALSE(parse_dc09(framed(body)));
}

TEST_CASE("content of no known form leaves a head that can be answered") {
  const auto* const body = GENERATE("\"SIA-DCS\"0002L0#0123[NFA1", "\"SIA-DCS\"0002L0#0123[NFA1][X",
                                    "\"SIA-DCS\"0002L0#0123[NFA1]x");
  CAPTURE(body);
  const auto frame = parse_dc09(framed(body)).value();
  CHECK_FALSE(frame.content_read);
  CHECK(frame.sequence == 2);
  CHECK(frame.account == "0123");
}

TEST_CASE("a time stamp that is no time is none") {
  const auto* const stamp = GENERATE("", "14:12:04,09-25-201", "24:00:00,09-25-2019", "14:60:04,09-25-2019",
                                     "14:12:60,09-25-2019", "14:12:04,02-30-2019", "14:12:04,13-01-2019",
                                     "14:12:04,09-25-2019 ", "14.12.04,09-25-2019", "aa:12:04,09-25-2019");
  CAPTURE(stamp);
  const auto frame = parse_dc09(framed("\"NULL\"0000L0#1[]_"s + stamp)).value();
  CHECK_FALSE(frame.sent);
  CHECK(frame.content_read);
}

TEST_CASE("frames are cut from a stream however it arrives") {
  const std::string one = "\n3BAC0029\"SIA-DCS\"0002#0123[#0123|Nti20:50:26RP99]\r";
  const std::string two = "\nEEA50029\"NULL\"0000R1L1#9413[]_16:56:18,09-07-2023\r";
  const std::string stream = "noise\r\n\n\"" + one + std::string("\0", 1) + two + "\n12";

  // Byte by byte.
  std::vector<std::string> frames;
  std::string buffer;
  for (const char c : stream) {
    buffer += c;
    const auto cut = cut_dc09(buffer);
    if (cut.what == Dc09Cut::What::frame)
      frames.push_back(buffer.substr(cut.from, cut.end - cut.from));
    buffer.erase(0, cut.what == Dc09Cut::What::frame ? cut.end : cut.from);
  }
  CHECK(frames == std::vector<std::string>{one, two});
  CHECK(buffer == "\n12");

  // In one piece.
  const auto first = cut_dc09(stream);
  CHECK(stream.substr(first.from, first.end - first.from) == one);
  const auto rest = stream.substr(first.end);
  const auto second = cut_dc09(rest);
  CHECK(rest.substr(second.from, second.end - second.from) == two);
}

TEST_CASE("a frame that lies about its length does not swallow the next") {
  const std::string liar = "\n00000FFF\"SIA-DCS\"0001#0123[#0123|NFA1]\r";
  const std::string honest = "\n3BAC0029\"SIA-DCS\"0002#0123[#0123|Nti20:50:26RP99]\r";
  const auto cut = cut_dc09(liar + honest);
  CHECK(cut.what == Dc09Cut::What::frame);
  CHECK(cut.end == liar.size());
  CHECK_FALSE(parse_dc09(liar));

  // Nor does one without an end keep more than a frame's worth.
  const std::string endless = "\n00000FFF\"" + std::string(2 * k_most_frame_bytes, 'A');
  CHECK(cut_dc09(endless).from == endless.size());
  CHECK(cut_dc09(endless + honest).from == endless.size());
  CHECK(cut_dc09(endless.substr(0, k_most_frame_bytes - 1)).from == 0);
}

TEST_CASE("a panel's encrypted message opens with its key") {
  // Of a panel in the field; the key is sixteen times the letter A.
  const std::string sent =
      framed("\"*NULL\"0000R0L0#AAAB[B4BC8B40D0E6D959D6BEA78E88CC0B2155741A3C44FBB96D476A3E557CAD64D9");
  CHECK(sent.substr(1, 4) == "76D8");
  const auto sealed = parse_dc09(sent).value();
  CHECK(sealed.encrypted);
  CHECK_FALSE(sealed.content_read);
  const auto clear = unseal(sealed, std::string(16, 'A')).value();
  CHECK(clear.sent == at(2020, 7, 5, 18h + 24min + 52s));
  CHECK(clear.data.empty());
  CHECK(clear.content_read);
  CHECK_FALSE(unseal(sealed, std::string(16, 'B')));
}

TEST_CASE("what is sealed opens again, with keys of all three lengths") {
  const std::size_t length = GENERATE(16u, 24u, 32u);
  const std::string key(length, 'k');
  Dc09Frame frame;
  frame.token = "SIA-DCS";
  frame.sequence = 7;
  frame.account = "1234";
  frame.data = GENERATE("", "#1234|NFA1", "#1234|Nri1/FA005^12345678901^");
  frame.sent = at(2026, 1, 2, 3h + 4min + 5s);
  const Padding padding{1, 2, 3, 255};
  const auto sealed = seal(frame, key, padding);
  CHECK(sealed.sealed.size() % 32 == 0);
  CHECK(sealed.sealed != seal(frame, key, Padding{9, 9, 9}).sealed);
  const auto received = parse_dc09(encode(sealed).value()).value();
  CHECK(unseal(received, key).value() == frame);
}

TEST_CASE("ciphertext of no whole blocks does not open") {
  Dc09Frame frame;
  frame.encrypted = true;
  frame.sealed = GENERATE("", "00", "B4BC8B40D0E6D959D6BEA78E88CC0B215574");
  CHECK(unseal(frame, std::string(16, 'A')).error().kind == ErrorKind::invalid);
}

}  // namespace
}  // namespace madang::bridge
