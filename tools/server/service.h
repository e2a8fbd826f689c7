// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "scheduler/http/server.h"
#include "tools/server/changes.h"
#include "tools/server/repository.h"
#include "tools/server/screens.h"
#include "tools/server/steward.h"

namespace madang::server {

/// What the central server answers:
///
///     GET  /timestamp.json, /3.snapshot.json...   metadata, as they lie in the repository
///     GET  /targets/releases/<id>.<id>.json       the manifest of a release
///     GET  /targets/screens/<id>.<screen>.json    the same, as a screen's assignment names it
///     GET  /objects/ab/<sha256>                   a file; Range, immutable
///     GET  /changes?after=7&wait=25               {"version": 8} once `timestamp.json` is not version 7; 204
///                                                 after `wait` seconds (60 at most)
///     POST /heartbeat                             from a scheduler; 204
///     GET  /status                                {"release": ID, "assigned": {SCREEN: ID}, "screens":
///     [...]} GET  /healthz                               ok
///
/// The first four are plain files, and any web server can answer them. Nothing here vouches for a release:
/// who trusts one checks it on the kiosk. Thread-safe.
class Service {
 public:
  /// `steward`: who is asked how the last roll-out stands; may be null.
  Service(Repository repository, Changes& changes, Screens& screens, const Steward* steward = nullptr)
      : repository_(std::move(repository)), changes_(changes), screens_(screens), steward_(steward) {}

  void handle(const http::Request& request, http::Responder responder);

 private:
  http::Response get(const http::Request& request) const;
  http::Response status() const;
  http::Response object(std::string_view path) const;
  http::Response document(std::string_view name) const;
  http::Response manifest(std::string_view name) const;
  http::Response assigned(std::string_view name) const;
  http::Response heartbeat(const http::Request& request);

  const Repository repository_;
  Changes& changes_;
  Screens& screens_;
  const Steward* steward_;
};

}  // namespace madang::server
