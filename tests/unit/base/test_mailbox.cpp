// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/mailbox.h"

#include <poll.h>

#include "content-schema/base/thread.h"
#include "content-schema/base/wakeup.h"
#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("the latest value wins and is taken once") {
  Mailbox<int> box;
  box.put(1);
  box.put(2);
  CHECK(box.take() == 2);
  CHECK_FALSE(box.take().has_value());
}

TEST_CASE("an inbox drops nothing and refuses when it is full") {
  Inbox<int, 2> inbox;
  CHECK(inbox.put(1));
  CHECK(inbox.put(2));
  CHECK_FALSE(inbox.put(3));
  CHECK(inbox.take_all() == std::vector<int>{1, 2});
  CHECK(inbox.put(4));
}

TEST_CASE("a ring from another thread is heard by poll, once") {
  const auto wakeup = Wakeup::create().value();
  Mailbox<int> box;
  const auto thread = start_thread("ringer", [&](std::stop_token) {
    box.put(7);
    wakeup.ring();
  });
  pollfd waiting{wakeup.fd(), POLLIN, 0};
  REQUIRE(::poll(&waiting, 1, 10'000) == 1);
  CHECK(wakeup.hear());
  CHECK_FALSE(wakeup.hear());
  CHECK(box.take() == 7);
}
