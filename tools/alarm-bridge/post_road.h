// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "tools/alarm-bridge/road.h"

namespace madang::bridge {

/// Where a screen listens, and which notices concern it besides those of the whole site.
struct PostScreen {
  std::string id;
  std::string url;                 ///< `http://10.0.0.21:8650`, also https; a slash at its end is allowed
  std::vector<std::string> zones;  ///< may be empty; few: each holds up to four connections of the screen
};

struct PostLimits {
  Millis connect{2'000};
  Millis answer{15'000};   ///< to its last byte; a screen holds one back for at most 10 s
  Millis silence{30'000};  ///< without any answer, after which a screen is unreachable
  Millis first_retry{1'000};
  Millis last_retry{10'000};             ///< the pauses double up to this
  std::size_t answer_bytes = 64 * 1024;  ///< with its head
};

struct PostOptions {
  std::vector<PostScreen> screens;
  std::filesystem::path authorities;  ///< PEM, for https; empty: those of the system
  PostLimits limits;
  std::function<double()> random;  ///< in [0, 1), spreads the retries; called on the road's thread
};

/// POSTs every notice to every screen it concerns, all at once: none waits for another.
///
/// A notice is posted plainly first, whose answer says `received`: on the screen's disk. One with active
/// incidents is then posted again with `?wait=displayed`, and its answer, which the screen holds back, says
/// `displayed`. What is held back has a connection of its own, so that a later notice passes it. When an
/// incident is over, the screen is asked in the same way to tell when it is off the glass.
///
/// The newest notice of a zone replaces one that was not delivered. A screen that gives no answer is tried
/// again after 1, 2, 4, ... 10 s, at once when there is something newer, and told as unreachable after 30 s.
/// Whoever answers with nonsense is told as `refused`, and left alone until the next notice.
///
/// For a thousand screens the process needs some thousand file descriptors. They are taken above 1024 where
/// the limit allows it, as others in the process may wait with select().
class PostRoad final : public Road {
 public:
  /// Starts its thread. `invalid` for a screen without a name, named twice, or whose URL is none.
  static Result<std::unique_ptr<PostRoad>> create(PostOptions options, TakeNews take_news);
  /// Gives up whatever is under way, and returns without waiting for any screen.
  ~PostRoad() override;

  void send(SignedNotice notice) override;

 private:
  class Work;
  explicit PostRoad(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace madang::bridge
