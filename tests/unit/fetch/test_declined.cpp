// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/declined.h"

#include "tests/support/catch.h"

namespace madang::fetch {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t k_mb = 1'000'000;
constexpr std::uint64_t k_free = 300 * k_mb;
const SteadyTime k_now{1h};
const ReleaseId k_large{"large"};
const Fault k_why{Reason::no_room, Error{ErrorKind::limit, {"", ""}}};

Room short_of(std::uint64_t disk, std::uint64_t quota) {
  return {Room::Give::too_little, disk, quota};
}

TEST_CASE("where nothing was declined, or something else is offered, it is tried") {
  CHECK(is_worth_trying(std::nullopt, k_large, 0, k_now));
  const auto declined = without_room(k_large, k_why, short_of(1, 1), k_free, k_now);
  CHECK(is_worth_trying(declined, ReleaseId{"small"}, 0, k_now));
  CHECK_FALSE(is_worth_trying(declined, k_large, k_free, k_now));
}

TEST_CASE("a disk is tried again when it has as much more as was missing") {
  const auto declined = without_room(k_large, k_why, short_of(50 * k_mb, 0), k_free, k_now);
  CHECK_FALSE(is_worth_trying(declined, k_large, k_free + 50 * k_mb - 1, k_now));
  CHECK(is_worth_trying(declined, k_large, k_free + 50 * k_mb, k_now));
}

TEST_CASE("more disk does not help against a quota") {
  const auto declined = without_room(k_large, k_why, short_of(50 * k_mb, 1), k_free, k_now);
  CHECK_FALSE(is_worth_trying(declined, k_large, k_free * 100, k_now));
}

TEST_CASE("after ten minutes either is tried again") {
  const auto room = GENERATE(short_of(50 * k_mb, 0), short_of(0, 50 * k_mb));
  const auto declined = without_room(k_large, k_why, room, k_free, k_now);
  CHECK_FALSE(is_worth_trying(declined, k_large, k_free, k_now + 10min - 1ms));
  CHECK(is_worth_trying(declined, k_large, k_free, k_now + 10min));
}

TEST_CASE("what is not fit stays so, however long and however empty the disk") {
  const Declined declined{k_large, {Reason::unfit, k_why.error}, std::nullopt};
  CHECK_FALSE(is_worth_trying(declined, k_large, k_free * 100, k_now + 24h * 365));
  CHECK(is_worth_trying(declined, ReleaseId{"mended"}, 0, k_now));
}

}  // namespace
}  // namespace madang::fetch
