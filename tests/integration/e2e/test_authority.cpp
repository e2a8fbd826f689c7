// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "scheduler/alarm/guard.h"
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

constexpr Colour k_navy{0, 44, 110, 255};  // under what is grave, and not extreme

struct Words {
  const char* ko;
  const char* en;
};

std::string info(const char* language, const char* words, const char* urgency, const char* severity) {
  return fmt::format(
      "<info><language>{}</language><category>Met</category><event>호우</event><urgency>{}</"
      "urgency><severity>{}</severity>"
      "<certainty>Observed</certainty><eventCode><valueName>KRDSTCode</valueName><value>HRA</value></"
      "eventCode>"
      "<headline>{}</headline><instruction>{}</instruction><area><areaDesc>제주시</areaDesc></area></info>",
      language, urgency, severity, words,
      language[0] == 'k' ? "낮은 곳에서 나오세요." : "Leave low-lying places.");
}

/// A message of an authority: `of`, what it refers to.
std::string message(const char* name, const char* type, const char* of, const std::string& infos) {
  const std::string references =
      *of == '\0' ? "" : fmt::format("<references>kma.go.kr,{},2026-11-24T14:00:00+09:00</references>", of);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><alert "
      "xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>{}</identifier>"
      "<sender>kma.go.kr</sender><sent>2026-11-24T14:00:00+09:00</sent><status>Actual</status><msgType>{}</"
      "msgType><scope>Public</scope>"
      "{}{}</alert>",
      name, type, references, infos);
}

/// Answered when it is on the glass.
int post(const Market& market, const std::string& xml) {
  HttpOrder order;
  order.method = "POST";
  order.headers = {"Content-Type: application/cap+xml",
                   "Authorization: " + alarm::authorization(k_secret, xml)};
  order.body = xml;
  return http(market.kiosk.alarm_url("/alarm?wait=displayed"), order).status;
}

/// What `madang shot` says such a screen would show, after these messages.
std::vector<std::uint8_t> shot_after(const Market& market, const std::vector<std::string>& messages) {
  std::vector<std::string> command{program("madang").string(), "shot", (market.folder / "content").string(),
                                   "--out", (market.folder / "shot.png").string()};
  for (size_t i = 0; i < messages.size(); ++i)
    command.insert(
        command.end(),
        {"--message", market.folder.write(fmt::format("message-{}.xml", i), messages[i]).string()});
  const Ended shot = run_to_end(command);
  CAPTURE(shot.errors);
  REQUIRE(shot.code == 0);
  const auto raw = market.folder / "shot.raw";
  REQUIRE(
      run_to_end({"/usr/bin/ffmpeg", "-nostdin", "-v", "error", "-y", "-i",
                  (market.folder / "shot.png").string(), "-f", "rawvideo", "-pix_fmt", "bgr0", raw.string()})
          .code == 0);
  std::ifstream in(raw, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

size_t different(const ScreenImage& image, const std::vector<std::uint8_t>& expected) {
  REQUIRE(expected.size() == image.pixels.size());
  size_t count = 0;
  for (size_t i = 0; i < expected.size(); i += 4)
    count += std::equal(&expected[i], &expected[i] + 3, &image.pixels[i]) ? 0 : 1;
  return count;
}

}  // namespace

TEST_CASE(
    "an authority's words are on the glass when it is told so, are replaced, give way to a fire here, and "
    "are cancelled") {
  Market market;
  market.write_page("#007800");
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);

  const std::string alert =
      message("rain-1", "Alert", "",
              info("ko-KR", "제주시 호우주의보", "Expected", "Severe") +
                  info("en-US", "Heavy rain advisory for Jeju City", "Expected", "Severe"));
  REQUIRE(post(market, alert) == 200);
  CHECK(market.screen().colour(2, 100) == k_navy);
  CHECK(different(market.screen(), shot_after(market, {alert})) == 0);

  const std::string update =
      message("rain-2", "Update", "rain-1",
              info("ko-KR", "제주시 호우경보", "Immediate", "Extreme") +
                  info("en-US", "Heavy rain warning for Jeju City", "Immediate", "Extreme"));
  REQUIRE(post(market, update) == 200);
  CHECK(market.screen().colour(2, 100) == k_fire);  // the same red
  CHECK(different(market.screen(), shot_after(market, {alert, update})) == 0);

  REQUIRE(market.alarm({"raise", "--kind", "fire", "--incident", "f1", "--wait"}).code == 0);
  CHECK(market.corner() == k_fire);
  REQUIRE(market.alarm({"clear", "--incident", "f1", "--wait"}).code == 0);
  CHECK(different(market.screen(), shot_after(market, {alert, update})) == 0);

  REQUIRE(post(market, message("rain-3", "Cancel", "rain-2", "")) == 200);
  CHECK(market.corner_becomes(k_green) == k_green);
}
