// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/http/server.h"
#include "tests/support/catch.h"

namespace madang::http {
namespace {

TEST_CASE("an endpoint is read as people write it") {
  CHECK(parse_endpoint("127.0.0.1:8640").value() == Endpoint{"127.0.0.1", 8640});
  CHECK(parse_endpoint("8640").value() == Endpoint{"127.0.0.1", 8640});
  CHECK(parse_endpoint(":8640").value() == Endpoint{"::", 8640});
  CHECK(parse_endpoint("[::1]:80").value() == Endpoint{"::1", 80});
  CHECK(parse_endpoint("localhost:0").value() == Endpoint{"127.0.0.1", 0});
  CHECK(to_url({"::1", 80}) == "http://[::1]:80");
  CHECK(to_url({"127.0.0.1", 8640}) == "http://127.0.0.1:8640");
}

TEST_CASE("what is no endpoint says how to write one") {
  const char* text = GENERATE("", ":", "market.example:80", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                              "127.0.0.1:80x");
  CAPTURE(text);
  const auto endpoint = parse_endpoint(text);
  REQUIRE_FALSE(endpoint);
  CHECK(endpoint.error().message.en.find("127.0.0.1:8640") != std::string::npos);
}

}  // namespace
}  // namespace madang::http
