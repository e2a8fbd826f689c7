// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/content.h"

#include "content-schema/base/digest.h"
#include "content-schema/wire/check.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/unit/scheduler/one_shop.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

/// Six hundred shops, each open for hours of its own: more than any market has at one gate.
Content crowded_market() {
  Document document = test::one_shop();
  for (int shop = 0; shop < 600; ++shop) {
    ScheduleEntry entry;
    entry.name = "가게 " + std::to_string(shop);
    entry.show = document.site.fallback;
    entry.when.times = {
        {std::chrono::minutes{360 + shop % 24 * 10}, std::chrono::minutes{1080 + shop % 36 * 10}}};
    document.schedule.entries.push_back(std::move(entry));
  }
  Content content;
  content.document = std::make_shared<const Document>(std::move(document));
  return content;
}

}  // namespace

TEST_CASE("a programme carries a week and a day, and is the same all day") {
  const Content content = crowded_market();
  const SysTime day = std::chrono::sys_days{2026y / 11 / 22};
  const Programme first = plan_around(content, {"gate-1"}, day).value();
  for (const Millis later : {1ms, 1h + 0ms, 13h + 0ms, 24h - 1ms}) {
    CAPTURE(later.count());
    const Programme programme = plan_around(content, {"gate-1"}, day + later).value();
    CHECK(programme == first);
    CHECK(programme.covers.contains(day + later - 1h));
    CHECK(programme.covers.contains(day + later + std::chrono::days{7}));
    CHECK(programme.covers.to - (day + later) >= k_planned_ahead);
  }
  CHECK_FALSE(plan_around(content, {"gate-1"}, day + 24h).value() == first);
}

TEST_CASE("the programme of a crowded market fits on the wire with room") {
  const Programme programme =
      plan_around(crowded_market(), {"gate-1"}, SysTime{std::chrono::sys_days{2026y / 11 / 22}}).value();
  CHECK(check(programme).has_value());
  CHECK(programme.segments.size() > 500);
  const std::string bytes = encode(Message{ProgrammeMessage{programme}});
  CHECK(bytes.size() < k_most_message_bytes / 4);
  CHECK(decode_message(as_bytes(bytes)).has_value());
}
