// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/clock.h"

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

TEST_CASE("an instant survives text and back") {
  const SysTime t = SysTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}} + 6h + 1ms;
  CHECK(to_iso8601(t) == "2026-11-22T06:00:00.001Z");
  CHECK(parse_iso8601(to_iso8601(t)).value() == t);
}

TEST_CASE("an offset is taken off") {
  CHECK(parse_iso8601("2026-11-22T15:00:00+09:00").value() == parse_iso8601("2026-11-22T06:00:00Z").value());
  CHECK(parse_iso8601("2026-11-22T15:00+0900").value() == parse_iso8601("2026-11-22T06:00:00Z").value());
  CHECK(parse_iso8601("2026-01-01T00:00-05:00").value() == parse_iso8601("2026-01-01T05:00Z").value());
}

TEST_CASE("what is no instant is refused") {
  const auto* text =
      GENERATE("", "2026-11-22", "2026-02-30T00:00Z", "2026-11-22T24:00Z", "2026-11-22T10:00",
               "2026-11-22T10:00Zx", "2026-11-22T10:00:00.Z", "26-11-22T10:00Z", "2026-11-22T10:00+25:00");
  CAPTURE(text);
  CHECK_FALSE(parse_iso8601(text).has_value());
}
