// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_encoding.h"

#include "tests/support/catch.h"
#include "tests/unit/alarm/cap_text.h"

namespace madang::alarm {
namespace {

std::string declared(const std::string& encoding, const std::string& text) {
  return "<?xml version='1.0' encoding='" + encoding + "'?><a>" + text + "</a>";
}

std::string utf16(const std::string& ascii, bool big) {
  std::string result;
  for (const char c : ascii) {
    if (big)
      result += '\0';
    result += c;
    if (!big)
      result += '\0';
  }
  return result;
}

TEST_CASE("texts are read in the encodings that authorities use") {
  struct Row {
    const char* encoding;
    const char* bytes;
    const char* utf8;
  };
  const Row row =
      GENERATE(Row{"UTF-8", "화재", "화재"}, Row{"ISO-8859-1", "Usulut\xE1n", "Usulután"},
               Row{"iso-8859-1", "Usulut\xE1n", "Usulután"}, Row{"EUC-KR", "\xC8\xAD\xC0\xE7", "화재"},
               Row{"euc-kr", "\x8C\x63", "똠"},  // in CP949 only, and called EUC-KR all the same
               Row{"KS_C_5601-1987", "\xC8\xAD\xC0\xE7", "화재"}, Row{"US-ASCII", "fire", "fire"});
  CAPTURE(row.encoding);
  const auto read = decode_xml(as_bytes(declared(row.encoding, row.bytes))).value();
  CHECK(read.utf8 == declared(row.encoding, row.utf8));
  CHECK(read.remarks.empty());
}

TEST_CASE("UTF-16 is read with its mark and without, in both orders") {
  const std::string xml = declared("UTF-16", "fire");
  CHECK(decode_xml(as_bytes("\xFF\xFE" + utf16(xml, false))).value().utf8 == xml);
  CHECK(decode_xml(as_bytes("\xFE\xFF" + utf16(xml, true))).value().utf8 == xml);
  CHECK(decode_xml(as_bytes(utf16(xml, false))).value().utf8 == xml);
  CHECK(decode_xml(as_bytes(utf16(xml, true))).value().utf8 == xml);
  const std::string half = "\xFF\xFE" + utf16(xml, false) + "\x41";
  CHECK(decode_xml(as_bytes(half)).value().remarks.size() == 1);
}

TEST_CASE("single bytes that call themselves UTF-16 are read as what they are") {
  const auto read = decode_xml(as_bytes(declared("utf-16", "화재"))).value();
  CHECK(read.utf8 == declared("utf-16", "화재"));
  CHECK(read.remarks.size() == 1);
}

TEST_CASE("a broken letter costs itself and no alarm") {
  const auto read = decode_xml(as_bytes(declared("UTF-8", "a\xED\xA0\x80z\xC8\xAD"))).value();
  CHECK(read.utf8.find("z") != std::string::npos);
  CHECK(read.utf8.find("\xEF\xBF\xBD") != std::string::npos);
  CHECK(read.remarks.size() == 1);
  CapText text;
  text.infos = cap_info("\xC8\xAD\xC0\xE7");  // EUC-KR that calls itself UTF-8
  CHECK(text.alert().infos.size() == 1);
}

TEST_CASE("an unknown encoding is only refused where it says more than ASCII") {
  CHECK(decode_xml(as_bytes(declared("EBCDIC-X", "fire"))).value().remarks.size() == 1);
  const auto refused = decode_xml(as_bytes(declared("EBCDIC-X", "\xC8\xAD")));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::invalid);
  CHECK(refused.error().message.ko.find("UTF-8") != std::string::npos);
}

TEST_CASE("a Korean message in EUC-KR is an alarm like any other") {
  std::string xml = CapText{}.xml();
  xml.replace(xml.find("UTF-8"), 5, "EUC-KR");
  xml.insert(xml.find("</alert>"), cap_info("\xC8\xAD\xC0\xE7"));
  CHECK(parse_cap(as_bytes(xml)).value().infos.at(0).event == "화재");
}

}  // namespace
}  // namespace madang::alarm
