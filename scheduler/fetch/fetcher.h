// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "content-schema/base/backoff.h"
#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "scheduler/fetch/declined.h"
#include "scheduler/fetch/fault.h"
#include "scheduler/fetch/offer.h"
#include "scheduler/fetch/transfer.h"
#include "scheduler/store/store.h"

namespace madang::fetch {

/// How fetching goes, as the heartbeat tells it.
struct FetchStatus {
  ReleaseId wanted;            ///< what was offered to us last; empty: nothing heard yet
  std::optional<Fault> fault;  ///< of the last round
  int failures = 0;            ///< rounds in a row
  std::optional<StoreUse> use;
  std::optional<Fetching> fetching;  ///< told every two seconds
  std::size_t damaged = 0;           ///< files of the active release that the disk has spoilt
};

struct FetchOptions {
  OfferOptions offers;
  std::filesystem::path authorities;  ///< as of Transfer
  std::chrono::seconds wait{25};      ///< of one long poll
  Millis poll{30'000};                ///< between two looks at a server that knows no long poll
  BackoffLimits backoff{Millis{1'000}, Millis{10'000}};
  std::uint64_t note_bytes = 64 << 20;      ///< written, after which they are counted within a round, too
  std::uint64_t scrub_bytes = 32 << 20;     ///< of the active release that are read again
  Millis scrub_pause{20'000};               ///< before the next ones
  Millis scrub_rest{std::chrono::days{1}};  ///< when all of it was gone through
  Millis room_rest{k_room_rest};            ///< for a release that does not fit
};

/// What the rest of the scheduler does with a release; called on the fetching thread.
struct ReleaseCalls {
  /// All files are here: is the content fit to be shown? `active` is what plays now; may be null. Whoever
  /// says no is asked again only after a restart or another release; `unavailable` is no answer, and it is
  /// asked again after a while.
  std::function<Status(const Release&, const Release* active, std::stop_token)> accept;
  /// It is the active one from now on.
  std::function<void(const Release&)> activated;
  std::function<void(const FetchStatus&)> status;
};

/// Brings the release that this screen is to show into the store. A round compares what is offered with what
/// we have, so nothing is ever missed: a change during a download is found when the round after it asks. Any
/// fault leaves the active release as it is.
///
/// Objects are named by their content and verified by it, so a download is gone on with by Range alone:
/// whatever a server's idea of an entity tag, bytes that do not fit are found by the digest and fetched anew.
class Fetcher {
 public:
  /// `now` tells by when metadata expire; `random` is in [0, 1).
  Fetcher(FetchOptions options, Store store, ReleaseCalls calls, std::function<SysTime()> now,
          std::function<double()> random);

  /// Until asked to stop. On one thread.
  void run(std::stop_token stop);

  /// One round: true when another release became active. What it wrote is noted at its end.
  Fetched<bool> round(std::stop_token stop);

  const Store& store() const { return store_; }

 private:
  Fetched<bool> look(std::stop_token stop);
  void scrub(SteadyTime now);
  Fetched<void> mend(std::stop_token stop);
  Fetched<bool> take(const trust::Assignment& assignment, std::stop_token stop);
  Fetched<std::string> fetch_manifest(const trust::Assignment& assignment, std::stop_token stop);
  Fetched<void> download(const ManifestFile& file, std::stop_token stop);
  /// True: something changed, or may have; false: time was up. A fault of the server is told as such.
  Fetched<bool> wait_for_change(std::stop_token stop);
  void tell(std::optional<Fault> fault);
  Fetched<void> download_all(const ReleaseId& id, const std::vector<ManifestFile>& missing,
                             std::stop_token stop);
  void tell_progress(SteadyTime now);
  /// Whether there is something new to tell of the store.
  bool look_at_store();
  /// As is_worth_trying(), with what is left on the disk now.
  bool is_worth_trying(const ReleaseId& offered) const;
  void sleep(Millis length, std::stop_token stop);

  const FetchOptions options_;
  Store store_;
  const ReleaseCalls calls_;
  const std::function<SysTime()> now_;
  const std::function<double()> random_;
  Transfer transfer_;
  FetchStatus status_;
  SteadyTime told_progress_{};
  SteadyTime next_scrub_{};
  std::vector<ManifestFile> damaged_;  ///< files of the active release, to be fetched again
  std::int64_t version_ = 0;           ///< of the metadata that were trusted last
  std::optional<Declined> declined_;   ///< until something else is offered
};

}  // namespace madang::fetch
