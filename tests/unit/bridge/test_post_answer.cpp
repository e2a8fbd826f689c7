// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/post_answer.h"

#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using What = PostAnswer::What;

const SignedNotice k_newest{"", 5, 17, {}, ""};

TEST_CASE("what a screen answers to a notice") {
  struct Row {
    long status;
    std::string body;
    What what;
  };
  const std::vector<Row> rows = {
      {200, R"({"verdict":"accepted","written":true,"epoch":5,"sequence":17})", What::received},
      {200, R"({"verdict":"duplicate","written":true})", What::received},
      {200, R"({"verdict":"accepted","written":false})", What::again},
      {200, R"({"verdict":"accepted","written":"true"})", What::again},
      {200, R"({"verdict":"accepted"})", What::again},
      {200, "<html>Welcome</html>", What::refused},
      {200, "", What::refused},
      {200, "[]", What::refused},
      {204, "", What::refused},
      {302, "", What::refused},
      {400, "malformed", What::refused},
      {401, "the signature is missing or wrong", What::refused},
      {403, "for another market", What::refused},
      {404, "", What::refused},
      {429, "too many wrong signatures", What::refused},
      {500, "", What::again},
      {503, R"({"verdict":"accepted","written":false})", What::again},
      {409, R"({"verdict":"old","written":true,"epoch":5,"sequence":18})", What::refused},
      {409, R"({"verdict":"old","written":true,"epoch":6,"sequence":1})", What::refused},
      {409, R"({"verdict":"old","written":true,"epoch":5,"sequence":17})", What::overtaken},
      {409, R"({"verdict":"old","written":true,"epoch":4,"sequence":99})", What::overtaken},
      {409, R"({"verdict":"old","epoch":-1,"sequence":"x"})", What::refused},
      {409, "", What::refused},
  };
  for (const Row& each : rows) {
    INFO(each.status << " " << each.body);
    CHECK(understand_answer(each.status, each.body, k_newest).what == each.what);
  }
}

TEST_CASE("a screen that counts past us says where it is") {
  const auto answer = understand_answer(409, R"({"verdict":"old","epoch":6,"sequence":3})", k_newest);
  CHECK(answer.epoch == 6);
  CHECK(answer.sequence == 3);
}

TEST_CASE("what a refusal says is fit for a log") {
  const auto answer = understand_answer(403, "no\r\n\x1b[31m" + std::string(1000, 'x'), k_newest);
  CHECK(answer.detail.size() <= 200);
  CHECK(answer.detail.find_first_of("\r\n\x1b") == std::string::npos);
}

TEST_CASE("what is on the glass, and what takes turns there") {
  const std::string state =
      R"({"active":[{"incident":"f-1","displayed":"2026-11-22T00:00:00.000Z","display_ms":41},
      {"incident":"f-2","displayed":null},{"incident":"x"},7],"on_glass":["f-2","x"]})";
  const auto glass = understand_glass(state, {IncidentId{"f-1"}, IncidentId{"f-2"}});
  REQUIRE(glass);
  CHECK(glass->incidents.size() == 3);
  CHECK(glass->shows({"f-2"}));
  CHECK(glass->shows({"f-1"}));  // shown before, another has its turn
  CHECK(glass->display_ms == Millis{41});
  CHECK_FALSE(understand_glass(state, {IncidentId{"f-2"}})->display_ms);
  CHECK(understand_glass(R"({"on_glass":[]})", {IncidentId{"f-1"}})->incidents.empty());
  for (const std::string body : {"", "{}", "[]", R"({"on_glass":{}})", "{\"on_glass\":["}) {
    INFO(body);
    CHECK_FALSE(understand_glass(body, {IncidentId{"f-1"}}));
  }
}

}  // namespace
}  // namespace madang::bridge
