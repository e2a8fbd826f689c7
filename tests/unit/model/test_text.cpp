// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/text.h"

#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("values go in by name: what has no value stays to be seen") {
  const std::map<std::string, std::string> values{{"price", "30,000"}};
  CHECK(insert_values("10kg {price}원", values) == "10kg 30,000원");
  CHECK(insert_values("{prise}원", values) == "{prise}원");
  CHECK(insert_values("{{price}} {price", values) == "{price} {price");
  CHECK(insert_values("{}{\n}}", values) == "{}{\n}");
  CHECK(insert_values("", values).empty());
}

TEST_CASE("names are listed once, in order") {
  CHECK(value_names("{b} {a} {b} {{c}}") == std::vector<std::string>{"b", "a"});
}

TEST_CASE("a language falls back to its near kin, then to the first") {
  const LocalText text{{{"ko", "불"}, {"zh-Hans", "火灾"}, {"en", "fire"}}};
  CHECK(text.in("en")->text == "fire");
  CHECK(text.in("zh-Hant")->text == "火灾");
  CHECK(text.in("th")->text == "불");
  CHECK(LocalText{}.in("ko") == nullptr);
}
