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

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "scheduler/fetch/backoff.h"
#include "scheduler/fetch/fault.h"
#include "scheduler/fetch/transfer.h"
#include "scheduler/store/store.h"

namespace madang::fetch {

/// How fetching goes, as the heartbeat tells it.
struct FetchStatus {
  ReleaseId wanted;            ///< what the server offered last; empty: nothing heard yet
  std::optional<Fault> fault;  ///< of the last round
  int failures = 0;            ///< rounds in a row
};

struct FetchOptions {
  std::string server;             ///< `http://server:8640`, without a slash at its end
  std::chrono::seconds wait{25};  ///< of one long poll
  Millis poll{30'000};            ///< between two looks at a server that knows no long poll
  BackoffLimits backoff{Millis{1'000}, Millis{10'000}};
  Patience patience;
};

/// What the rest of the scheduler does with a release; called on the fetching thread.
struct ReleaseCalls {
  /// All files are here: is the content fit to be shown? Whoever says no is asked again only after a restart
  /// or another release.
  std::function<Status(const Release&)> accept;
  /// It is the active one from now on.
  std::function<void(const Release&)> activated;
  std::function<void(const FetchStatus&)> status;
};

/// Brings the server's current release into the store. A round compares what the server has with what we
/// have, so nothing is ever missed: a change during a download is found when the round after it asks. Any
/// fault leaves the active release as it is.
///
/// Objects are named by their content and verified by it, so a download is gone on with by Range alone:
/// whatever a server's idea of an entity tag, bytes that do not fit are found by the digest and fetched anew.
class Fetcher {
 public:
  /// `random` is in [0, 1).
  Fetcher(FetchOptions options, Store store, ReleaseCalls calls, std::function<double()> random);

  /// Until asked to stop. On one thread.
  void run(std::stop_token stop);

  /// One round: true when another release became active.
  Fetched<bool> round(std::stop_token stop);

  const Store& store() const { return store_; }

 private:
  Fetched<bool> take(const ReleaseId& id, const std::string& manifest, std::stop_token stop);
  Fetched<void> download(const ManifestFile& file, std::stop_token stop);
  /// True: something changed, or may have; false: time was up. A fault of the server is told as such.
  Fetched<bool> wait_for_change(std::stop_token stop);
  void tell(std::optional<Fault> fault);
  void sleep(Millis length, std::stop_token stop);

  const FetchOptions options_;
  Store store_;
  const ReleaseCalls calls_;
  const std::function<double()> random_;
  Transfer transfer_;
  FetchStatus status_;
  ReleaseId refused_;                    ///< offered, complete or not, but not fit
  std::optional<Fault> refused_reason_;  ///< told until something else is offered
};

}  // namespace madang::fetch
