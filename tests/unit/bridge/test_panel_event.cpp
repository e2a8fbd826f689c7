// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/panel_event.h"

#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using enum PanelSubject;
using enum PanelHappening;

TEST_CASE("SIA codes say what happened, and where") {
  struct Row {
    const char* data;
    PanelEvent event;
  };
  const auto row = GENERATE(
      Row{"#1234|Nri1/FA005", {fire, raised, "FA", "5", "1", ""}},
      Row{"#1234|NFA005", {fire, raised, "FA", "5", "", ""}},
      Row{"|Nri02/KA12", {heat, raised, "KA", "12", "2", ""}}, Row{"FA5", {fire, raised, "FA", "5", "", ""}},
      Row{"#1234|OFA5", {fire, raised, "FA", "5", "", ""}},
      Row{"#1234|Nri1/FR005", {fire, restored, "FR", "5", "1", ""}},
      Row{"#1234|Nri1/FH005", {fire, restored, "FH", "5", "1", ""}},
      Row{"#1234|NFC5", {fire, restored, "FC", "5", "", ""}},
      Row{"#1234|NFT5", {fire, trouble, "FT", "5", "", ""}},
      Row{"#1234|NFJ5", {fire, trouble_over, "FJ", "5", "", ""}},
      Row{"#1234|NFB5", {fire, trouble, "FB", "5", "", ""}},
      Row{"#1234|NFS5", {fire, trouble, "FS", "5", "", ""}},
      Row{"#1234|NFX5", {fire, test, "FX", "5", "", ""}}, Row{"#1234|NFL", {fire, other, "FL", "", "", ""}},
      Row{"#1234|NFM5", {fire, raised, "FM", "5", "", ""}},
      Row{"#1234|NSA5", {sprinkler, raised, "SA", "5", "", ""}},
      Row{"#1234|NWA000", {water, raised, "WA", "0", "", ""}},
      Row{"#1234|Nri0/KR1^Stall 001   ^", {heat, restored, "KR", "1", "0", "Stall 001"}},
      Row{"#1234|Nri0KR1^Stall 001^", {heat, restored, "KR", "1", "0", "Stall 001"}},
      Row{"#1234|Nri1BA503^Gate^", {burglary, raised, "BA", "503", "1", "Gate"}},
      Row{"#1234|NRR|Astart", {system, other, "RR", "", "", "Astart"}},
      Row{"#1234|Nti20:50:26RP99", {system, test, "RP", "99", "", ""}},
      Row{"#1234|Nri1/NL501", {system, other, "NL", "501", "1", ""}},
      Row{"#1234|NL501", {system, other, "NL", "501", "", ""}},
      Row{"#006969|Nri04/OP001NM", {system, other, "OP", "1", "4", ""}},
      Row{"#1234|Nid7/ri1/AT0", {power, trouble, "AT", "0", "1", ""}},
      Row{"#1234|NFA5*\"\xEA\xB0\x80\"NM", {fire, raised, "FA", "5", "", "*\"???\""}});
  CAPTURE(row.data);
  const auto events = read_sia(row.data).value();
  REQUIRE(events.size() == 1);
  auto expected = row.event;
  if (expected.text.rfind("*", 0) == 0 || expected.text.rfind("A", 0) == 0)
    expected.text.erase(0, 1);  // the mark itself is no word
  CHECK(events.front() == expected);
}

TEST_CASE("one message may tell of several zones") {
  const auto events = read_sia("#1234|Nri1/FA001/FA002^Fish hall^/ri2/FT3").value();
  CHECK(events == std::vector<PanelEvent>{{fire, raised, "FA", "1", "1", ""},
                                          {fire, raised, "FA", "2", "1", "Fish hall"},
                                          {fire, trouble, "FT", "3", "2", ""}});
}

TEST_CASE("a panel's words are never taken for codes") {
  CHECK(read_sia("#1234|Nri1/FR1^FA 2^").value().size() == 1);
  CHECK_FALSE(read_sia("#1234|^FA2^"));
  CHECK(read_sia("#1234|Nri1/FR1*\"Hall/FA 2\"NM").value().size() == 1);
  CHECK(read_sia("#1234|Nri1/FR1|AHall/FA 2").value().size() == 1);
  CHECK(read_sia("#1234|Nri1/FR1*\"Hall/FA 2\"NM/FR3").value().size() == 2);
  CHECK(read_sia("#1234|Nri1/FR1|AHall/FA 2|Nri2/FR3").value().size() == 2);
}

TEST_CASE("data without an event are no event, and there is a most of them") {
  CHECK_FALSE(read_sia(""));
  CHECK_FALSE(read_sia("#1234"));
  CHECK_FALSE(read_sia("#1234|"));
  CHECK_FALSE(read_sia("#1234|N"));
  CHECK_FALSE(read_sia("#1234|Nri1/"));
  CHECK_FALSE(read_sia("#1234|12345"));
  std::string many = "#1|N";
  for (std::size_t i = 0; i < k_most_events; ++i)
    many += "/FA1";
  CHECK(read_sia(many).value().size() == k_most_events);
  CHECK(read_sia(many + "/FA1").error().kind == ErrorKind::limit);
}

TEST_CASE("Contact ID says the same in numbers") {
  struct Row {
    const char* data;
    PanelEvent event;
  };
  const auto row = GENERATE(Row{"#1234|1110 01 005", {fire, raised, "E110", "5", "1", ""}},
                            Row{"#1234|3110 01 005", {fire, restored, "R110", "5", "1", ""}},
                            Row{"#1234|6110 01 005", {fire, raised, "P110", "5", "1", ""}},
                            Row{"#1234|E111 00 129", {smoke, raised, "E111", "129", "0", ""}},
                            Row{"#1234|R111 00 129", {smoke, restored, "R111", "129", "0", ""}},
                            Row{"1114 01 001", {heat, raised, "E114", "1", "1", ""}},
                            Row{"|1115 01 001", {call_point, raised, "E115", "1", "1", ""}},
                            Row{"#1234|111301001", {sprinkler, raised, "E113", "1", "1", ""}},
                            Row{"#1234|1116 01 001", {smoke, raised, "E116", "1", "1", ""}},
                            Row{"#1234|1117 01 001", {flame, raised, "E117", "1", "1", ""}},
                            Row{"#1234|1118 01 001", {fire, trouble, "E118", "1", "1", ""}},
                            Row{"#1234|1130 01 001", {burglary, raised, "E130", "1", "1", ""}},
                            Row{"#1234|1151 01 001", {gas, raised, "E151", "1", "1", ""}},
                            Row{"#1234|1201 01 001", {fire, trouble, "E201", "1", "1", ""}},
                            Row{"#1234|3201 01 001", {fire, trouble_over, "R201", "1", "1", ""}},
                            Row{"#1234|1301 00 000", {power, trouble, "E301", "0", "0", ""}},
                            Row{"#1234|3301 00 000", {power, trouble_over, "R301", "0", "0", ""}},
                            Row{"#1234|1350 99 999", {communication, trouble, "E350", "999", "99", ""}},
                            Row{"#1234|1373 01 001", {fire, trouble, "E373", "1", "1", ""}},
                            Row{"#1234|1401 01 001", {system, other, "E401", "1", "1", ""}},
                            Row{"#1234|1571 01 001", {fire, trouble, "E571", "1", "1", ""}},
                            Row{"#1234|1602 00 000", {system, test, "E602", "0", "0", ""}},
                            Row{"#1234|1604 00 000", {fire, test, "E604", "0", "0", ""}},
                            Row{"#1234|3604 00 000", {fire, test, "R604", "0", "0", ""}},
                            Row{"#1234|1999 00 000", {system, other, "E999", "0", "0", ""}});
  CAPTURE(row.data);
  CHECK(read_contact_id(row.data).value() == row.event);

  const auto* const wrong =
      GENERATE("", "#1234", "#1234|", "#1234|2110 01 005", "#1234|111", "#1234|1110 01 005 7",
               "#1234|1110 01 0055", "#1234|11x0 01 005", "#1234|NFA1");
  CAPTURE(wrong);
  CHECK_FALSE(read_contact_id(wrong));
}

TEST_CASE("only a raised fire is one that screens show") {
  for (const auto subject : {fire, smoke, heat, flame, call_point, sprinkler}) {
    CHECK(is_fire({subject, raised, "", "", "", ""}));
    for (const auto happening : {restored, trouble, trouble_over, test, other})
      CHECK_FALSE(is_fire({subject, happening, "", "", "", ""}));
  }
  for (const auto subject :
       {gas, water, freeze, burglary, panic, medical, power, communication, PanelSubject::system})
    CHECK_FALSE(is_fire({subject, raised, "", "", "", ""}));
}

}  // namespace
}  // namespace madang::bridge
