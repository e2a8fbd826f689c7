// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "scheduler/http/server.h"
#include "tools/server/changes.h"
#include "tools/server/repository.h"
#include "tools/server/screens.h"

namespace madang::server {

/// What the central server answers:
///
///     GET  /release.json              the current manifest; ETag is the release id
///     GET  /objects/ab/<sha256>       a file; Range, immutable
///     GET  /changes?after=ID&wait=25  {"release": ID} once it is another than ID; 204 after `wait` seconds
///     (60 at most) POST /heartbeat                 from a scheduler; 204 GET  /status {"release": ID,
///     "screens": [...]} GET  /healthz                   ok
///
/// The first two are plain files, and any web server can answer them. Nothing here vouches for a release: who
/// trusts one checks it on the kiosk. Thread-safe.
class Service {
 public:
  Service(Repository repository, Changes& changes, Screens& screens)
      : repository_(std::move(repository)), changes_(changes), screens_(screens) {}

  void handle(const http::Request& request, http::Responder responder);

 private:
  http::Response get(const http::Request& request) const;
  http::Response object(std::string_view path) const;
  http::Response heartbeat(const http::Request& request);

  const Repository repository_;
  Changes& changes_;
  Screens& screens_;
};

}  // namespace madang::server
