// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/planning.h"

#include <semaphore>
#include <thread>

#include "content-schema/base/digest.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/unit/scheduler/one_shop.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

Content market(const std::string& release) {
  Content content;
  content.release.id = {release};
  content.document = std::make_shared<const Document>(test::one_shop());
  return content;
}

/// The thirtieth of February: libical looks for it through the centuries.
Content hopeless_market(const std::string& release) {
  Content content = market(release);
  Document document = test::one_shop();
  ScheduleEntry entry;
  entry.name = "never";
  entry.show = document.site.fallback;
  entry.when.recurrences = {{2026y / 1 / 6, std::nullopt, 0ms, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}};
  document.schedule.entries.push_back(std::move(entry));
  content.document = std::make_shared<const Document>(std::move(document));
  return content;
}

Planning::Order order(Content content, const char* screen = "gate-1") {
  return {std::move(content), {screen}, std::chrono::sys_days{2026y / 11 / 22}};
}

/// A planning that runs, and tells when it has something.
struct Running {
  std::counting_semaphore<> done{0};
  Planning planning{[this] { done.release(); }};
  std::jthread thread{[this](const std::stop_token& stop) { planning.run(stop); }};

  std::optional<Planning::Answer> wait() {
    return done.try_acquire_for(60s) ? planning.take() : std::nullopt;
  }
};

ReleaseId release_of(const Planning::Answer& answer) {
  const std::string_view payload = std::string_view(*answer->bytes).substr(4);  // after its length
  return std::get<ProgrammeMessage>(decode_message(as_bytes(payload)).value()).programme.release;
}

}  // namespace

TEST_CASE("a programme is worked out elsewhere and taken once") {
  Running running;
  CHECK_FALSE(running.planning.take());
  running.planning.ask(order(market("first")));
  const auto answer = running.wait();
  REQUIRE(answer);
  REQUIRE(*answer);
  CHECK((*answer)->kind == PlayerServer::Framed::Kind::programme);
  CHECK(release_of(*answer) == ReleaseId{"first"});
  CHECK_FALSE(running.planning.take());
}

TEST_CASE("who asks again before there is an answer gets one, and the last one last") {
  Running running;
  running.planning.ask(order(hopeless_market("slow")));
  std::this_thread::sleep_for(20ms);  // it is most likely at work on it by now, and what follows true if not
  running.planning.ask(order(market("replaced")));
  running.planning.ask(order(market("last")));
  auto answer = running.wait();
  while (answer && release_of(*answer) != ReleaseId{"last"}) {
    CHECK(release_of(*answer) == ReleaseId{"slow"});
    answer = running.wait();
  }
  CHECK(answer.has_value());
}

TEST_CASE("a screen that the site does not have is an answer, too") {
  Running running;
  running.planning.ask(order(market("first"), "gate-9"));
  const auto answer = running.wait();
  REQUIRE(answer);
  CHECK(answer->error().kind == ErrorKind::not_found);
}
