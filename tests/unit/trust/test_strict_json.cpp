// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/strict_json.h"

#include "content-schema/base/digest.h"
#include "scheduler/trust/canonical.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::trust;

namespace {

Result<Json> parse(std::string_view text, const JsonLimits& limits = {}) {
  return parse_json(as_bytes(text), limits);
}

}  // namespace

TEST_CASE("a JSON text becomes the value it spells") {
  const auto json = parse(R"( {"b": [1, -2, true, null], "a": {"한": "글\u00e9\n"}, "": -0} )");
  REQUIRE(json.has_value());
  CHECK(*json == Json{Json::Object{{"a", Json{Json::Object{{"한", Json{std::string("글é\n")}}}}},
                                   {"b", Json{Json::List{Json{1}, Json{-2}, Json{true}, Json{}}}},
                                   {"", Json{0}}}});
  CHECK(*json->find("a")->find("한")->string() == "글é\n");
  CHECK(json->find("nothing") == nullptr);
  CHECK(parse("9223372036854775807")->integer() != nullptr);
  CHECK(*parse("-9223372036854775808")->integer() == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("texts that two readers could understand differently are refused") {
  const std::string refused[] = {
      "",
      " ",
      "{",
      "[1,]",
      "{\"a\":1,}",
      "{a:1}",
      "'a'",
      "[1] [2]",
      "1 x",
      "{\"a\":1,\"a\":1}",
      "{\"b\":{\"a\":1,\"\\u0061\":2}}",
      "\xef\xbb\xbf{}",
      "1.0",
      "1e2",
      "0.5",
      "01",
      "+1",
      "9223372036854775808",
      "-9223372036854775809",
      "NaN",
      "// x\n1",
      "\"\xff\"",
      "\"\xc0\xaf\"",
      "\"\xed\xa0\x80\"",
      "\"\\ud800\"",
      "\"a\nb\"",
      "\"a\tb\"",
      std::string("[1\0]", 4),
  };
  for (const auto& text : refused) {
    CAPTURE(text);
    const auto json = parse(text);
    REQUIRE_FALSE(json.has_value());
    CHECK(json.error().kind == ErrorKind::invalid);
  }
}

TEST_CASE("a text that costs too much is refused before it is built") {
  const std::string deep_enough = std::string(32, '[') + std::string(32, ']');
  CHECK(parse(deep_enough).has_value());
  CHECK(parse("[" + deep_enough + "]").error().kind == ErrorKind::limit);
  CHECK(parse(std::string(1'000'000, '[')).error().kind == ErrorKind::limit);
  CHECK(parse("[1,2,3]", {100, 4, 4}).has_value());
  CHECK(parse("[1,2,3,4]", {100, 4, 4}).error().kind == ErrorKind::limit);
  CHECK(parse("[1,2,3]", {7, 4, 4}).has_value());
  CHECK(parse("[1,2,3] ", {7, 4, 4}).error().kind == ErrorKind::limit);
}

TEST_CASE("a value written for a file is read back the same") {
  const auto json = parse(R"({"a":[],"b":{},"c":[1,{"d":"\"\\\u0001\u007f é"}],"e":false})").value();
  CHECK(parse(to_text(json)).value() == json);
  CHECK(to_text(parse(R"({"b":[1],"a":{}})").value()) == "{\n \"a\": {},\n \"b\": [\n  1\n ]\n}\n");
}

TEST_CASE("canonical JSON has one form for one value") {
  const auto canonical_of = [](std::string_view text) { return canonical(parse(text).value()); };
  CHECK(canonical_of(R"( { "b" : [ 1 , -20 , true, false, null ] , "a" : { } } )") ==
        R"({"a":{},"b":[1,-20,true,false,null]})");
  // Only these two are escaped; line breaks and control characters stand as they are.
  CHECK(canonical_of(R"("\"\\\/\n\u0000\u001f\u007f")") == std::string("\"\\\"\\\\/\n\0\x1f\x7f\"", 11));
  CHECK(canonical_of(R"("\ud55c\uD83D\uDE00")") == "\"한😀\"");
  // In the order of code points: A, a, U+D55C, U+FF5E, U+1F600, and not of UTF-16.
  CHECK(canonical_of(R"({"\uff5e":1,"\ud83d\ude00":2,"a":3,"A":4,"\ud55c":5,"":6})") ==
        "{\"\":6,\"A\":4,\"a\":3,\"한\":5,\"～\":1,\"😀\":2}");
}
