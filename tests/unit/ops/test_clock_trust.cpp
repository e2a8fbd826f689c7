// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/clock_trust.h"

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

SysTime at(const char* text) {
  return parse_iso8601(text).value();
}

const SysTime k_published = at("2026-11-01T09:00:00Z");
const SysTime k_kept = at("2026-11-22T15:00:00Z");
const SysTime k_now = at("2026-11-22T15:40:00Z");

constexpr auto k_vouched = KernelClock::synchronised;
constexpr auto k_alone = KernelClock::unsynchronised;

}  // namespace

TEST_CASE("what is known about the clock decides whether dates are believed") {
  struct Row {
    const char* story;
    ClockFacts facts;  // now, kernel, reckoned, kept, published
    ClockVerdict verdict;
  };
  using V = ClockVerdict;
  const std::vector<Row> rows = {
      {"a kiosk with a time server", {k_now, k_vouched, {}, k_kept, k_published}, V::synchronised},
      {"a time server at the first start", {k_now, k_vouched, {}, {}, {}}, V::synchronised},
      {"the time server corrects a clock that was years ahead",
       {k_now, k_vouched, k_now + 24h * 900, k_now + 24h * 900, k_published},
       V::synchronised},
      {"the office's clock is years ahead", {k_now, k_vouched, {}, {}, k_now + 24h * 900}, V::synchronised},
      {"the network has been away since yesterday",
       {k_now, k_alone, k_now + 3s, k_kept, k_published},
       V::steady},
      {"the time service takes two seconds back, just after they were written down",
       {k_now, k_alone, k_now + 2s, k_now + 1s, k_published},
       V::steady},
      {"someone sets it back an hour", {k_kept - 1h, k_alone, k_kept, k_kept, k_published}, V::before_kept},
      {"someone sets it a day ahead", {k_now + 24h, k_alone, k_now, k_kept, k_published}, V::later},
      {"no battery: 1970", {SysTime{40s}, k_alone, {}, k_kept, k_published}, V::before_kept},
      {"no battery, and the state folder is new",
       {SysTime{40s}, k_alone, {}, {}, k_published},
       V::before_publication},
      {"no battery: the date of the image",
       {at("2026-03-01T00:00:00Z"), k_alone, {}, {}, k_published},
       V::before_publication},
      {"the very moment that was kept", {k_kept, k_alone, {}, k_kept, k_published}, V::later},
      {"a millisecond before it", {k_kept - 1ms, k_alone, {}, k_kept, k_published}, V::before_kept},
      {"the office's clock is some minutes ahead of ours",
       {k_published - k_publication_slack, k_alone, {}, {}, k_published},
       V::later},
      {"more than an hour",
       {k_published - k_publication_slack - 1ms, k_alone, {}, {}, k_published},
       V::before_publication},
      {"a container without a time service", {k_now, k_alone, {}, {}, k_published}, V::later},
      {"a kernel that would not say", {k_now, KernelClock::unknown, {}, {}, k_published}, V::later},
      {"a new machine, nothing fetched yet", {k_now, k_alone, {}, {}, {}}, V::nothing_known},
      {"years in a store room", {k_kept + k_farthest_ahead, k_alone, {}, k_kept, k_published}, V::later},
      {"a battery that runs low: 2099",
       {at("2099-12-31T00:00:00Z"), k_alone, {}, k_kept, k_published},
       V::too_far_ahead},
      {"the later of the two counts",
       {k_kept + k_farthest_ahead, k_alone, {}, {}, k_published},
       V::too_far_ahead},
  };
  for (const Row& row : rows) {
    CAPTURE(row.story);
    CHECK(judge(row.facts) == row.verdict);
  }
}

TEST_CASE("three verdicts are trust, four are not, and each says why in both languages") {
  const ClockFacts facts{k_now, k_alone, {}, k_kept, k_published};
  for (const auto verdict : {ClockVerdict::synchronised, ClockVerdict::steady, ClockVerdict::later})
    CHECK(is_trusted(verdict));
  for (const auto verdict : {ClockVerdict::before_kept, ClockVerdict::before_publication,
                             ClockVerdict::too_far_ahead, ClockVerdict::nothing_known}) {
    CHECK_FALSE(is_trusted(verdict));
    CHECK(reason(verdict, facts).en.find("2026-11-22T15:40:00.000Z") != std::string::npos);
    CHECK(reason(verdict, facts).ko.find("2026-11-22T15:40:00.000Z") != std::string::npos);
  }
  CHECK(reason(ClockVerdict::before_kept, facts).en.find("2026-11-22T15:00:00.000Z") != std::string::npos);
}
