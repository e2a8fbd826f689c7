// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/http/range.h"

#include "tests/support/catch.h"

namespace madang::http {
namespace {

using Kind = RangeAnswer::Kind;

TEST_CASE("a range is part of a file, the whole of it, or none") {
  struct Row {
    const char* range;
    std::uint64_t length;
    RangeAnswer expected;
  };
  const Row row = GENERATE(
      Row{"bytes=0-9", 100, {Kind::part, 0, 10}}, Row{"bytes=90-", 100, {Kind::part, 90, 10}},
      Row{"bytes=-10", 100, {Kind::part, 90, 10}}, Row{"bytes=-1000", 100, {Kind::part, 0, 100}},
      Row{"bytes=50-5000", 100, {Kind::part, 50, 50}}, Row{"bytes=0-0", 1, {Kind::part, 0, 1}},
      Row{"bytes=100-", 100, {Kind::unsatisfiable, 0, 0}}, Row{"bytes=-0", 100, {Kind::unsatisfiable, 0, 0}},
      Row{"bytes=0-", 0, {Kind::unsatisfiable, 0, 0}},
      Row{"bytes=18446744073709551615-", 5, {Kind::unsatisfiable, 0, 0}}, Row{"", 100, {Kind::whole, 0, 100}},
      Row{"bytes=9-1", 100, {Kind::whole, 0, 100}}, Row{"bytes=0-1,5-6", 100, {Kind::whole, 0, 100}},
      Row{"lines=0-1", 100, {Kind::whole, 0, 100}}, Row{"bytes=", 100, {Kind::whole, 0, 100}},
      Row{"bytes=-", 100, {Kind::whole, 0, 100}},
      Row{"bytes=99999999999999999999-", 100, {Kind::whole, 0, 100}},
      Row{"bytes=+1-2", 100, {Kind::whole, 0, 100}});
  CAPTURE(row.range);
  CHECK(choose_range(row.range, row.length) == row.expected);
}

TEST_CASE("If-None-Match compares weakly, If-Range strongly") {
  CHECK(names_etag("\"abc\"", "abc"));
  CHECK(names_etag("\"x\", W/\"abc\"", "abc"));
  CHECK(names_etag("*", "abc"));
  CHECK_FALSE(names_etag("abc", "abc"));
  CHECK_FALSE(names_etag("\"abcd\"", "abc"));
  CHECK_FALSE(names_etag("", "abc"));

  CHECK(allows_range("", "abc"));
  CHECK(allows_range("\"abc\"", "abc"));
  CHECK_FALSE(allows_range("W/\"abc\"", "abc"));
  CHECK_FALSE(allows_range("\"other\"", "abc"));
  CHECK_FALSE(allows_range("Sun, 22 Nov 2026 08:00:00 GMT", "abc"));
}

}  // namespace
}  // namespace madang::http
