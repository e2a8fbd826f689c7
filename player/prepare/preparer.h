// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "content-schema/base/mailbox.h"
#include "content-schema/base/wakeup.h"
#include "content-schema/model/live.h"
#include "player/prepare/loader.h"
#include "player/timeline/timeline.h"

namespace madang {

/// Opens, decodes and lays out ahead of need: builds the scenes of the next seconds, and of every alarm page,
/// with resources that load, so that the main thread finds everything in the cache. `run` is for a thread of
/// its own; the rest may be called from any thread.
class Preparer {
 public:
  struct Job {
    std::shared_ptr<const Timeline> timeline;
    Size viewport;
    SysTime now;                           ///< to look ahead from
    std::shared_ptr<const Alarms> alarms;  ///< what is on; then its all-clear is made ready. May be null
    std::shared_ptr<const LiveValues> live{};  ///< what sources say; may be null
  };
  struct News {
    std::shared_ptr<const Timeline> timeline;  ///< that is now prepared for its next seconds
    std::map<std::string, Error> broken;       ///< media that do not decode
    std::vector<Bilingual> remarks;            ///< what could not be drawn as written
  };

  /// `rung` is called on the preparing thread after news were put; it must only wake somebody.
  static Result<std::unique_ptr<Preparer>> create(Typesetter typesetter, ResourceCache& cache,
                                                  std::function<void()> rung);

  /// The latest job wins; the round under way ends first.
  void request(Job job);
  std::optional<News> take_news() { return news_.take(); }
  void run(std::stop_token stop);

 private:
  Preparer(Typesetter typesetter, ResourceCache& cache, Wakeup wakeup, std::function<void()> rung);
  News work_through(const Job& job);

  Typesetter typesetter_;  // the running thread's alone
  ResourceCache& cache_;
  Wakeup wakeup_;
  std::function<void()> rung_;
  Mailbox<Job> jobs_;
  Mailbox<News> news_;
  std::weak_ptr<const Timeline> pinned_for_;  // the running thread's alone
  std::optional<Exercise> pinned_in_;
  int rounds_ = 0;
};

/// How far ahead of its time everything is made ready.
inline constexpr Millis k_look_ahead{6000};

/// The instants from `now` to `until` at which the screen changes, `now` first, at most `most`.
std::vector<SysTime> change_points(const Timeline& timeline, const Alarms& alarms, SysTime now, SysTime until,
                                   size_t most);

}  // namespace madang
