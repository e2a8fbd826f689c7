// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap.h"

#include <chrono>

#include "tests/support/catch.h"
#include "tests/unit/alarm/cap_text.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

constexpr SysTime k_sent = sys_days{2026y / 11 / 22} + 6h;  // 15:00 in Seoul

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

bool has_remark(const CapAlert& alert, const std::string& part) {
  for (const auto& each : alert.remarks) {
    if (each.en.find(part) != std::string::npos)
      return true;
  }
  return false;
}

TEST_CASE("a message of the Korean profile is read whole") {
  CapText text;
  text.more =
      "<source>중앙재난안전상황실</source><code>대한민국정부1.1</code><note>연습 아님</note>"
      "<references>a@b,x-1,2026-11-22T14:00:00+09:00 a@b,x-2,2026-11-22T14:30:00+09:00</references>"
      "<incidents>\"큰 불\" f-17</incidents>";
  text.infos =
      "<info><language>ko-KR</language><category>Fire</category><category>Safety</category>"
      "<event>화재</event><responseType>Evacuate</responseType><urgency>Immediate</urgency>"
      "<severity>Extreme</severity><certainty>Observed</certainty><audience>시장 방문객</audience>"
      "<eventCode><valueName>KRDSTCode</valueName><value>FRW</value></eventCode>"
      "<effective>2026-11-22T15:00:00+09:00</effective><onset>2026-11-22T15:00:30+09:00</onset>"
      "<expires>2026-11-22T18:00:00+09:00</expires><senderName>소방서</senderName>"
      "<headline>시장 화재</headline><description>동문 &amp; 서문 &#xB300;피</description>"
      "<instruction><![CDATA[낮은 자세로 <바로> 대피]]></instruction><web>https://example.org</web>"
      "<contact>119</contact>"
      "<parameter><valueName>BoardText</valueName><value>불이 났습니다</value></parameter>"
      "<resource><resourceDesc>map</resourceDesc><digest>00</digest></resource>"
      "<area><areaDesc>종로구</areaDesc><polygon>37.5,126.9 37.6,126.9 37.6,127.0 37.5,126.9</polygon>"
      "<circle>37.57,126.99 2.5</circle><geocode><valueName>KRDSTGeocode</valueName>"
      "<value>1111000000</value></geocode><altitude>0</altitude><ceiling>100.5</ceiling></area></info>";
  const CapAlert alert = text.alert();
  CHECK(alert.identifier == "KR-2026-17");
  CHECK(alert.sender == "fire@market.example");
  CHECK(alert.sent == k_sent);
  CHECK(alert.status == CapStatus::actual);
  CHECK(alert.type == CapType::alert);
  CHECK(alert.scope == CapScope::open);
  CHECK(alert.source == "중앙재난안전상황실");
  CHECK(alert.codes == std::vector<std::string>{"대한민국정부1.1"});
  CHECK(alert.note == "연습 아님");
  CHECK(alert.references == std::vector<CapReference>{{"a@b", "x-1", "2026-11-22T14:00:00+09:00"},
                                                      {"a@b", "x-2", "2026-11-22T14:30:00+09:00"}});
  CHECK(alert.incidents == std::vector<std::string>{"큰 불", "f-17"});
  CHECK(alert.remarks.empty());
  REQUIRE(alert.infos.size() == 1);

  CapInfo expected;
  expected.language = "ko-KR";
  expected.categories = {"Fire", "Safety"};
  expected.event = "화재";
  expected.responses = {"Evacuate"};
  expected.urgency = CapUrgency::immediate;
  expected.severity = CapSeverity::extreme;
  expected.certainty = CapCertainty::observed;
  expected.audience = "시장 방문객";
  expected.event_codes = {{"KRDSTCode", "FRW"}};
  expected.effective = k_sent;
  expected.onset = k_sent + 30s;
  expected.expires = k_sent + 3h;
  expected.sender_name = "소방서";
  expected.headline = "시장 화재";
  expected.description = "동문 & 서문 대피";
  expected.instruction = "낮은 자세로 <바로> 대피";
  expected.web = "https://example.org";
  expected.contact = "119";
  expected.parameters = {{"BoardText", "불이 났습니다"}};
  expected.areas = {{"종로구",
                     {{{37.5, 126.9}, {37.6, 126.9}, {37.6, 127.0}}},
                     {{{37.57, 126.99}, 2.5}},
                     {{"KRDSTGeocode", "1111000000"}},
                     0.0,
                     100.5}};
  CHECK(alert.infos.front() == expected);
  CHECK(*find_value(alert.infos.front().parameters, "boardtext") == "불이 났습니다");
  CHECK(find_value(alert.infos.front().parameters, "CBSText") == nullptr);
}

TEST_CASE("prefix, order, version, white space and byte order mark make no difference") {
  const std::string plain = CapText{}.xml();
  const CapAlert expected = CapText{}.alert();
  CHECK(parse_cap(as_bytes("\xEF\xBB\xBF" + plain)).value() == expected);
  CHECK(parse_cap(as_bytes("\n  " + plain)).value() == expected);
  CHECK(parse_cap(as_bytes(replaced(plain, "cap:1.2", "cap:1.1"))).value() == expected);
  CHECK(parse_cap(as_bytes(replaced(plain, "KR-2026-17", "\n\t KR-2026-17 \r\n"))).value() == expected);
  CHECK(parse_cap(as_bytes(replaced(plain, ">Actual<", ">actual<"))).value() == expected);
  const std::string turned =
      "<c:alert "
      "xmlns:c='urn:oasis:names:tc:emergency:cap:1.2'><c:scope>Public</c:scope><c:msgType>Alert</c:msgType>"
      "<c:status>Actual</c:status><!-- late --><c:sent>2026-11-22T15:00:00+09:00</c:sent>"
      "<c:sender>fire@market.example</c:sender><c:identifier>KR-<!-- -->2026-17</c:identifier></c:alert>";
  CHECK(parse_cap(as_bytes(turned)).value() == expected);
}

TEST_CASE("elements of another name space say nothing, and a signature is only noticed") {
  CapText text;
  text.more =
      "<x:status xmlns:x='urn:else'>Test</x:status><identifier xmlns='urn:else'>other</identifier>"
      "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><SignedInfo/></Signature>";
  const CapAlert alert = text.alert();
  CHECK(alert.is_signed);
  CHECK(alert.status == CapStatus::actual);
  CHECK(alert.identifier == "KR-2026-17");
  CHECK_FALSE(CapText{}.alert().is_signed);
}

TEST_CASE("times are read with any offset, and Z is told") {
  CapText text;
  text.sent = "2026-11-22T06:00:00-00:00";
  CHECK(text.alert().sent == k_sent);
  CHECK(text.alert().remarks.empty());
  text.sent = "2026-11-22T06:00:00Z";
  CHECK(text.alert().sent == k_sent);
  CHECK(has_remark(text.alert(), "-00:00, not Z"));
}

TEST_CASE("what an info says wrongly costs only itself, and is told") {
  CapText text;
  text.infos =
      "<info><event>화재</event><urgency>Now</urgency><severity>severe</severity>"
      "<expires>tomorrow</expires><headline>first</headline><headline>second</headline>"
      "<area><areaDesc>x</areaDesc><polygon>1,2 3,4 "
      "1,2</polygon><circle>1,2</circle><ceiling>high</ceiling></area>"
      "</info>";
  const CapAlert alert = text.alert();
  const CapInfo& info = alert.infos.at(0);
  CHECK(info.language == "en-US");
  CHECK(info.urgency == CapUrgency::unknown);
  CHECK(info.severity == CapSeverity::severe);
  CHECK(info.certainty == CapCertainty::unknown);
  CHECK_FALSE(info.expires);
  CHECK(info.headline == "first");
  CHECK(info.areas.at(0).polygons.empty());
  CHECK(info.areas.at(0).circles.empty());
  CHECK_FALSE(info.areas.at(0).ceiling_ft);
  for (const char* each : {"alert/info/urgency", "alert/info/certainty", "alert/info/expires (line 9)",
                           "alert/info/headline[2]", "area/polygon", "area/circle", "area/ceiling"}) {
    CAPTURE(each);
    CHECK(has_remark(alert, each));
  }
}

TEST_CASE("without a scope it is for all, and that is told") {
  CapText text;
  text.scope.clear();
  CHECK_FALSE(text.alert().scope);
  CHECK(has_remark(text.alert(), "meant for all"));
}

TEST_CASE("who says what must be there once, with path and line") {
  const std::string plain = CapText{}.xml();
  struct Row {
    const char* what;
    const char* by;
    const char* named;
  };
  const Row row =
      GENERATE(Row{"<identifier>KR-2026-17</identifier>", "", "alert/identifier (line 2)"},
               Row{"<identifier>KR-2026-17</identifier>", "<identifier> </identifier>", "alert/identifier"},
               Row{"<sender>fire@market.example</sender>", "", "alert/sender"},
               Row{"<sender>", "<sender>a</sender><sender>", "alert/sender[2] (line 4)"},
               Row{"<status>Actual</status>", "<status>Actual</status><status>Test</status>",
                   "alert/status[2] (line 6)"},
               Row{">Actual<", ">Real<", "Exercise"}, Row{">Alert<", ">Alarm<", "Cancel"},
               Row{"2026-11-22T15:00:00+09:00", "2026-11-22T15:00:00", "alert/sent (line 5)"},
               Row{"2026-11-22T15:00:00+09:00", "2026-02-30T15:00:00+09:00", "alert/sent"},
               Row{"2026-11-22T15:00:00+09:00", "1795330800", "alert/sent"},
               Row{"<scope>", "<references>a,b,c</references><references>d,e,f</references><scope>",
                   "alert/references[2]"},
               Row{"tc:emergency:cap:1.2", "tc:emergency:other:1.2", "no CAP alert"});
  CAPTURE(row.what, row.by);
  const auto alert = parse_cap(as_bytes(replaced(plain, row.what, row.by)));
  REQUIRE_FALSE(alert);
  CHECK(alert.error().kind == ErrorKind::invalid);
  CAPTURE(alert.error().message.en);
  CHECK(alert.error().message.en.find(row.named) != std::string::npos);
}

TEST_CASE("a document cannot grow, reach out, or be anything but XML") {
  const std::string plain = CapText{}.xml();
  const std::string laughs = replaced(plain, "<alert",
                                      "<!DOCTYPE alert [<!ENTITY a \"ha\"><!ENTITY b "
                                      "\"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>\n<alert");
  const std::string outside = replaced(
      replaced(plain, "<alert", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alert"),
      "KR-2026-17", "&x;");
  const std::string bad = GENERATE_COPY(values<std::string>(
      {laughs, outside, replaced(plain, "<alert", "<!DOCTYPE alert SYSTEM 'http://a/b'><alert"),
       replaced(plain, "KR-2026-17", "&nbsp;"), replaced(plain, "KR-2026-17", "&amp"),
       replaced(plain, "KR-2026-17", "&#0;"), replaced(plain, "KR-2026-17", "&#xD800;"),
       replaced(plain, "KR-2026-17", "&#99999999999999999999;"), plain.substr(0, plain.size() / 2),
       plain.substr(0, plain.size() - 3), plain + plain,
       replaced(plain, "KR-2026-17", std::string("a\0b", 3)), "", "\n", "{\"action\":\"raise\"}", "<alert>",
       "\xFF\xFE", "\xFF\xD8\xFF\xE0", "<alert/>"}));
  CAPTURE(bad);
  const auto alert = parse_cap(as_bytes(bad));
  REQUIRE_FALSE(alert);
  CHECK(alert.error().kind == ErrorKind::invalid);
  CHECK_FALSE(alert.error().message.ko.empty());
}

TEST_CASE("a message has a greatest size, depth and number of elements") {
  const std::string plain = CapText{}.xml();
  const auto with = [&](const std::string& more) {
    return parse_cap(as_bytes(replaced(plain, "</alert>", more + "</alert>")));
  };
  const auto repeated = [](const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i)
      result += text;
    return result;
  };
  CHECK(with("<note>" + std::string(250'000, 'x') + "</note>"));
  CHECK(with("<note>" + std::string(k_most_cap_bytes, 'x') + "</note>").error().kind == ErrorKind::limit);
  CHECK(with(repeated("<a>", 30) + repeated("</a>", 30)));
  CHECK(with(repeated("<a>", 32) + repeated("</a>", 32)).error().kind == ErrorKind::limit);
  CHECK(with(repeated("<a>", 30'000) + repeated("</a>", 30'000)).error().kind == ErrorKind::limit);
  CHECK(with(repeated("<a/>", 19'000)));
  CHECK(with(repeated("<a/>", 21'000)).error().kind == ErrorKind::limit);
  std::string many = "<a";
  for (int i = 0; i < 100; ++i)
    many += " xmlns:n" + std::to_string(i) + "='u'";
  CHECK(with(many + "/>").error().kind == ErrorKind::limit);
}

TEST_CASE("the remarks about one message have an end") {
  CapText text;
  for (int i = 0; i < 100; ++i)
    text.infos += "<info/>";
  CHECK(text.alert().infos.size() == 100);
  CHECK(text.alert().remarks.size() == 32);
}

}  // namespace
}  // namespace madang::alarm
