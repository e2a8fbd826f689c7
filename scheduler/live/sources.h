// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/mailbox.h"
#include "content-schema/model/data.h"
#include "content-schema/model/live.h"
#include "scheduler/fetch/transfers.h"
#include "scheduler/live/kept_values.h"
#include "scheduler/live/live_book.h"

namespace madang::live {

/// Asks the sources of live values, side by side, and tells what is known. On a thread of its own: releases
/// are fetched one file after the other, for hours where the line is slow, and a source that hangs may hold
/// up neither them nor its neighbours. No redirect is followed: the address is signed with the release, and
/// the one that a server sends us to is not.
class Sources {
 public:
  struct News {
    LiveValues values;                ///< all of them
    std::vector<Bilingual> problems;  ///< one line for each source with which something is wrong
  };

  /// `kept`: the file that remembers values over a restart. `rung` is called on the running thread, when
  /// there is something to take. `authorities`: a PEM file of those who are believed over HTTPS besides the
  /// system's, since a car park's own server and a public weather service are both asked; empty: nobody else.
  Sources(std::filesystem::path kept, Clock clock, std::function<double()> dice, std::function<void()> rung,
          std::filesystem::path authorities = {})
      : clock_(clock),
        dice_(std::move(dice)),
        rung_(std::move(rung)),
        transfers_({std::move(authorities), fetch::Authorities::System::believed}),
        kept_(std::move(kept)) {}

  /// These from now on, instead of those before. Thread-safe, as the next two.
  void follow(std::vector<DataSource> sources);
  /// What is known is older or younger than it looks.
  void clock_was_set();
  std::optional<News> take_news() { return news_.take(); }

  void run(const std::stop_token& stop);

 private:
  void ask_due(LiveBook& book);
  void tell(const LiveBook& book);

  const Clock clock_;
  const std::function<double()> dice_;
  const std::function<void()> rung_;
  Mailbox<std::vector<DataSource>> wanted_;
  Mailbox<News> news_;
  std::atomic<bool> doubt_{false};
  fetch::Transfers transfers_;  // the running thread's, but for its wake()
  KeptValues kept_;             // the running thread's
};

}  // namespace madang::live
