// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "content-schema/base/mailbox.h"
#include "content-schema/base/wakeup.h"
#include "player/prepare/loader.h"
#include "player/timeline/timeline.h"

namespace madang {

/// Lays out the words of an alarm the moment they come in. The preparer looks after all pages that follow;
/// but these cannot be made ready beforehand, and it may be busy with a picture of many megapixels just then,
/// so this has a thread and fonts of its own. `run` is for that thread; `request` may be called from any.
class Announcer {
 public:
  struct Job {
    std::shared_ptr<const Timeline> timeline;
    std::shared_ptr<const Alarms> alarms;
    Size viewport;
    SysTime now;  ///< whose page is wanted
    /// Where its texts go. Of this state alone: they die with it, so that any number of messages take no more
    /// memory than one.
    std::shared_ptr<ResourceCache> texts;
  };

  /// `rung` is called on the announcing thread when a page is ready; it must only wake somebody.
  static Result<std::unique_ptr<Announcer>> create(Typesetter typesetter, std::function<void()> rung);

  /// The latest job wins.
  void request(Job job);
  void run(std::stop_token stop);

 private:
  Announcer(Typesetter typesetter, Wakeup wakeup, std::function<void()> rung);
  void warm_up();

  Typesetter typesetter_;  // the running thread's alone
  Wakeup wakeup_;
  std::function<void()> rung_;
  Mailbox<Job> jobs_;
};

}  // namespace madang
