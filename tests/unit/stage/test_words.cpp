// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/unit/stage/footprint.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

constexpr Size k_screen{1920, 1080};

AlarmState warning(int number) {
  Incident made;
  made.id = {"w"};
  made.kind = "rain";
  made.source = "kma";
  made.raised = SysTime{1h};
  made.origin = Origin::external;
  const std::string n = std::to_string(number);
  made.words = {{"ko", n + "번 골목 호우경보, 산사태·상습침수 등 위험지역 대피",
                 "외출을 자제하고 하천에서 떨어지세요 " + n},
                {"en", "Heavy rain warning, lane " + n, "Stay inside, keep away from streams " + n}};
  return {{made}};
}

/// The announcing thread, and a way to wait until it has worked.
class Announcing {
 public:
  Announcing()
      : announcer_(Announcer::create(Typesetter::open(MADANG_SOURCE_DIR "/fonts/fonts.yaml").value(),
                                     [this] { rung(); })
                       .value()),
        thread_([this](std::stop_token stop) { announcer_->run(std::move(stop)); }) {}

  void work(Announcer::Job job) {
    announcer_->request(std::move(job));
    std::unique_lock lock(mutex_);
    rang_.wait(lock, [this] { return rings_ > 0; });
    rings_ = 0;
  }

 private:
  void rung() {
    const std::lock_guard lock(mutex_);
    ++rings_;
    rang_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable rang_;
  int rings_ = 0;
  std::unique_ptr<Announcer> announcer_;
  std::jthread thread_;
};

}  // namespace

TEST_CASE("a message is displayed when its words are on the glass, and not with its ground alone") {
  ResourceCache cache(20);
  VideoDeck deck(Decoders("/nowhere/decoder"));
  Stage stage(cache, deck, k_screen);
  const SysTime now{1h};
  const auto refresh = [&] {
    stage.refresh(now);
    stage.presented(now);
  };
  stage.set_alarms(warning(1));
  refresh();
  CHECK_FALSE(stage.take_alarm_presented());
  CHECK(stage.next_refresh(now) == now);  // looks again at once

  Announcing announcing;
  announcing.work(stage.announcement(now));
  refresh();
  const auto presented = stage.take_alarm_presented();
  REQUIRE(presented);
  CHECK(presented->incidents == std::vector<IncidentId>{{"w"}});
}

/// MADANG_MESSAGES=10000 makes it the proof, and tells how long a page of words takes.
TEST_CASE("messages that come and go leave memory as it was") {
  const char* many = std::getenv("MADANG_MESSAGES");
  const int messages = many != nullptr ? std::atoi(many) : 400;
  ResourceCache cache(20);
  VideoDeck deck(Decoders("/nowhere/decoder"));
  Stage stage(cache, deck, k_screen);
  Announcing announcing;
  std::optional<test::Footprint> early;
  std::vector<double> took_ms;
  int displayed = 0;
  SysTime now{1h};
  for (int message = 0; message < messages; ++message, now += 1s) {
    const auto from = std::chrono::steady_clock::now();
    stage.set_alarms(warning(message));
    announcing.work(stage.announcement(now));
    took_ms.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
    stage.refresh(now);
    stage.presented(now);
    displayed += stage.glass().items.size() == 6 ? 1 : 0;
    if (message == messages / 2)
      early = test::footprint();
  }
  const test::Footprint late = test::footprint();
  if (many != nullptr) {
    std::sort(took_ms.begin(), took_ms.end());
    WARN(messages << " messages: " << early->bytes / 1024 << " kB after half, " << late.bytes / 1024
                  << " kB at the end; a page takes " << took_ms[took_ms.size() / 2] << " ms, p99 "
                  << took_ms[took_ms.size() * 99 / 100] << " ms, worst " << took_ms.back() << " ms");
  }
  CHECK(displayed == messages);
  CHECK(late.bytes < early->bytes + early->bytes / 10 + (size_t{4} << 20));
  CHECK(stage.report().problems.empty());
}
