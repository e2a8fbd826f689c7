// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/clock_watch.h"

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;
using namespace std::chrono_literals;
using News = ClockWatch::News;

namespace {

const SysTime k_published = parse_iso8601("2026-11-01T00:00:00Z").value();
const SysTime k_noon = parse_iso8601("2026-11-22T03:00:00Z").value();

constexpr auto k_vouched = KernelClock::synchronised;
constexpr auto k_alone = KernelClock::unsynchronised;

}  // namespace

TEST_CASE("a kiosk without a battery: 1970, then a time server, then none again") {
  test::TempFolder folder;
  ClockWatch watch(KeptTime(folder / "time"));
  CHECK(watch.look({SysTime{30s}, 30s, k_alone}, k_published) == News::trust);
  CHECK_FALSE(watch.trusted());
  REQUIRE(watch.problems().size() == 1);
  CHECK(watch.problems()[0].en.find("cannot be trusted: it says 1970-01-01T00:00:30.000Z") !=
        std::string::npos);
  CHECK(watch.look({SysTime{40s}, 40s, k_alone}, k_published) == News::none);

  CHECK(watch.look({k_noon, 45s, k_vouched}, k_published) == News::trust);
  CHECK(watch.trusted());
  CHECK(watch.problems().empty());
  CHECK(KeptTime(folder / "time").time() == k_noon);

  CHECK(watch.look({k_noon + 10h, 10h + 45s, k_alone}, k_published) == News::none);
  CHECK(watch.verdict() == ClockVerdict::steady);
  CHECK(KeptTime(folder / "time").time() == k_noon);  // nobody vouches for what came after
}

TEST_CASE("the kernel comes to vouch for a clock without setting it") {
  test::TempFolder folder;
  ClockWatch watch(KeptTime(folder / "time"));
  watch.look({k_published - 24h, 30s, k_alone}, k_published);
  REQUIRE_FALSE(watch.trusted());
  CHECK(watch.look({k_published - 24h + 10s, 40s, k_vouched}, k_published) == News::trust);
  CHECK(watch.trusted());
}

TEST_CASE("a step is seen against the time since boot, a slewed clock is none") {
  test::TempFolder folder;
  ClockWatch watch(KeptTime(folder / "time"));
  watch.look({k_noon, 100s, k_vouched}, k_published);
  CHECK(watch.look({k_noon + 61s, 160s, k_vouched}, k_published) == News::none);
  CHECK(watch.look({k_noon + 24h, 161s, k_alone}, k_published) == News::stepped);
  CHECK(watch.trusted());
  CHECK(watch.look({k_noon + 62s, 162s, k_alone}, k_published) == News::stepped);
  CHECK(watch.trusted());
  CHECK(watch.look({k_noon - 24h, 163s, k_alone}, k_published) == News::trust);
  CHECK(watch.verdict() == ClockVerdict::before_kept);
}

TEST_CASE("a clock that is far ahead leaves no trace unless the kernel vouches for it, and that heals") {
  test::TempFolder folder;
  const SysTime far = k_noon + 24h * 365 * 74;
  {
    ClockWatch watch(KeptTime(folder / "time"));
    watch.look({k_noon, 30s, k_vouched}, k_published);
    watch.look({far, 31s, k_alone}, k_published);
    CHECK(watch.verdict() == ClockVerdict::too_far_ahead);
    watch.end();
    CHECK(KeptTime(folder / "time").time() == k_noon);
    watch.look({far + 1s, 32s, k_vouched}, k_published);  // a time server that is wrong
    CHECK(KeptTime(folder / "time").time() == far + 1s);
  }
  ClockWatch watch(KeptTime(folder / "time"));
  watch.look({k_noon + 1h, 30s, k_alone}, k_published);
  CHECK_FALSE(watch.trusted());
  watch.look({k_noon + 1h + 10s, 40s, k_vouched}, k_published);
  CHECK(watch.trusted());
  CHECK(KeptTime(folder / "time").time() == k_noon + 1h + 10s);
}

TEST_CASE("a new release is news about the clock") {
  test::TempFolder folder;
  ClockWatch watch(KeptTime(folder / "time"));
  watch.look({k_noon, 30s, k_alone}, std::nullopt);
  CHECK(watch.verdict() == ClockVerdict::nothing_known);
  CHECK(watch.look({k_noon + 1s, 31s, k_alone}, k_published) == News::trust);
  CHECK(watch.look({k_noon + 2s, 32s, k_alone}, k_noon + 24h) == News::trust);
  CHECK(watch.verdict() == ClockVerdict::before_publication);
}

TEST_CASE("a disk that fails is told, and not tried at every look") {
  test::TempFolder folder;
  ClockWatch watch(KeptTime(folder / "missing/time"));
  watch.look({k_noon, 30s, k_vouched}, k_published);
  REQUIRE(watch.problems().size() == 1);
  std::filesystem::create_directory(folder / "missing");
  watch.look({k_noon + 1s, 31s, k_vouched}, k_published);
  CHECK(watch.problems().size() == 1);
  watch.look({k_noon + 61s, 91s, k_vouched}, k_published);
  CHECK(watch.problems().empty());
  CHECK(KeptTime(folder / "missing/time").time() == k_noon + 61s);
}

TEST_CASE("the kernel's clocks are read, and go on") {
  const ClockReading first = read_clock();
  const ClockReading second = read_clock();
  CHECK(first.since_boot > Millis{0});
  CHECK(second.since_boot >= first.since_boot);
  CHECK(std::chrono::abs(first.now - Clock().now()) < 1min);
}
