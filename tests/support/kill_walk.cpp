// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/kill_walk.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/thread_tracer.h"

namespace madang::test {

using namespace std::chrono_literals;

KillCount walk(const KillStory& story, std::size_t stride) {
  const auto thread = [&] {
    const auto found = thread_of(story.pid(), story.thread);
    REQUIRE(found);
    return *found;
  };
  story.prepare();
  ThreadTracer watcher(thread());
  REQUIRE(story.tell());
  REQUIRE(eventually(story.came_true));
  const auto steps = watcher.end();

  KillCount count;
  count.steps = static_cast<int>(steps.size());
  for (size_t i = 0; i < steps.size(); i += stride) {
    CAPTURE(steps[i].call, steps[i].nth);
    story.prepare();
    ThreadTracer killer(thread(), steps[i]);
    const bool acknowledged = story.tell();
    // It may come to the step only after the answer; and whoever gives none is dying.
    const bool died = eventually([&] { return !story.running(); }, acknowledged ? 200ms : 5s);
    killer.end();
    if (!died) {
      CHECK(acknowledged);
      continue;  // this time it went another way
    }
    ++count.killed;
    const auto start = std::chrono::steady_clock::now();
    story.restart();
    if (acknowledged) {
      ++count.acknowledged;
      REQUIRE(eventually(story.came_true));
    } else {
      REQUIRE(story.tell());  // as whoever got no answer does
      REQUIRE(eventually(story.came_true));
    }
    count.latest = std::max(
        count.latest, std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start));
  }
  CHECK(count.killed * 2 > count.steps / static_cast<int>(stride));
  return count;
}

void print(const std::string& what, const KillCount& count) {
  fmt::print(
      "{}: {} system calls; killed at {} of them, {} times after the acknowledgement; there again after {} "
      "ms at most\n",
      what, count.steps, count.killed, count.acknowledged, count.latest.count());
}

}  // namespace madang::test
