// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/live_file.h"

#include "tests/support/catch.h"

using namespace madang;
using namespace madang::tool;

namespace {

const SysTime k_noon = parse_iso8601("2026-11-24T12:00:00+09:00").value();

std::vector<DataSource> sources() {
  DataSource parking;
  parking.id = "parking";
  parking.values["lot-a"] = {DataValue::Type::number, "/a", "", "", ""};
  parking.values["sky"] = {DataValue::Type::text, "/sky", "", "", ""};
  return {parking};
}

}  // namespace

TEST_CASE("values for a picture are read as if their source had said them") {
  const LiveValues values = parse_live_values(R"({"parking.lot-a": 12,
                            "parking.sky": {"value": "맑음", "as_of": "2026-11-24T11:00:00+09:00"}})",
                                              sources(), k_noon)
                                .value();
  CHECK(values.at("parking.lot-a").value == Value(Value::What(Number{"12"})));
  CHECK(values.at("parking.lot-a").as_of == k_noon);
  CHECK(values.at("parking.sky").value == Value("맑음"));
  CHECK(values.at("parking.sky").as_of == k_noon - std::chrono::hours{1});
}

TEST_CASE("a mistake in them is told") {
  const auto told = [](const char* json) {
    return parse_live_values(json, sources(), k_noon).error().message.en;
  };
  CHECK(told(R"({"parking.lot-e": 12})") ==
        "there is no value 'parking.lot-e' in data.yaml. Did you mean 'parking.lot-a'?");
  CHECK(told(R"({"parking.lot-a": "many"})") == "the value 'parking.lot-a': 'many' is not a number.");
  CHECK(told(R"({"parking.lot-a": {"value": 1, "as_of": "noon"}})") ==
        "write the as_of of 'parking.lot-a' like 2026-11-24T14:05:00+09:00.");
  CHECK(told("12") == R"(write live values as JSON like {"parking.lot-a": 12}.)");
}
