// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/loop.h"

#include <pthread.h>

#include "content-schema/base/wakeup.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

TEST_CASE("what became readable is called until it is forgotten") {
  Loop loop;
  const auto first = Wakeup::create().value();
  const auto second = Wakeup::create().value();
  int heard = 0;
  loop.watch(first.fd(), [&] {
    first.hear();
    loop.forget(first.fd());  // also while it is being called
    first.ring();
    second.ring();
    ++heard;
  });
  loop.watch(second.fd(), [&] { loop.stop(); });
  first.ring();
  loop.run();
  CHECK(heard == 1);
}

TEST_CASE("a party brings descriptors of its own and serves them") {
  Loop loop;
  const auto bell = Wakeup::create().value();
  loop.add_party({[&](std::vector<pollfd>& set) {
                    set.push_back({bell.fd(), POLLIN, 0});
                  },
                  [&](std::span<const pollfd> set) {
                    for (const pollfd& each : set) {
                      if (each.fd == bell.fd() && each.revents != 0)
                        loop.stop();
                    }
                  }});
  bell.ring();
  loop.run();
}

TEST_CASE("timers ring in their order, once for each arming") {
  Loop loop;
  std::string rang;
  const auto b = loop.add_timer([&] {
    rang += 'b';
    loop.stop();
  });
  const auto a = loop.add_timer([&] { rang += 'a'; });
  const auto never = loop.add_timer([&] { rang += 'x'; });
  const auto now = std::chrono::steady_clock::now();
  loop.arm(a, now + 1ms);
  loop.arm(b, now + 20ms);
  loop.arm(never, now);
  loop.arm(never, std::nullopt);
  loop.run();
  CHECK(rang == "ab");
}

TEST_CASE("a signal is an event like others") {
  block_signals({SIGUSR1});
  Loop loop;
  int heard = 0;
  REQUIRE(loop.on_signals({SIGUSR1}, [&](int number) {
    heard = number;
    loop.stop();
  }));
  ::pthread_kill(::pthread_self(), SIGUSR1);
  loop.run();
  CHECK(heard == SIGUSR1);
}

TEST_CASE("the clock's steps can be watched, and an unstepped clock says nothing") {
  Loop loop;
  bool stepped = false;
  REQUIRE(loop.on_clock_step([&] { stepped = true; }));
  loop.arm(loop.add_timer([&] { loop.stop(); }), std::chrono::steady_clock::now() + 5ms);
  loop.run();
  CHECK_FALSE(stepped);
}

}  // namespace
}  // namespace madang
