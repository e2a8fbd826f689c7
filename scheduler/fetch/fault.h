// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/base/error.h"

namespace madang::fetch {

/// Why a release did not come, as status and heartbeat name it.
enum class Reason {
  bad_address,   ///< the URL is none, or neither http nor https
  unreachable,   ///< no address, connection refused
  insecure,      ///< HTTPS, and it did not prove to be that server: certificate expired, of another, unknown
  stalled,       ///< too slow for too long, or no answer
  not_found,     ///< 404, 410, 403
  server_error,  ///< 5xx and any status that makes no sense here
  garbage,       ///< not HTTP, or a manifest that is none
  short_body,    ///< ended before its announced or expected length
  long_body,     ///< more than announced, expected or allowed
  wrong_digest,  ///< complete, but not what the manifest says
  untrusted,     ///< scheduler/trust does not believe the repository's metadata
  expired,       ///< nobody has signed them anew in time: frozen, or forgotten
  unassigned,    ///< no release is meant for this screen
  unfit,         ///< a release that came whole and cannot be shown
  disk,          ///< could not be written down
  no_room,       ///< a release larger than what its quota or the disk have left
  stopped,       ///< we were asked to stop; not a fault
};

/// `unreachable`, `short-body`...
const char* word(Reason reason);

struct Fault {
  Reason reason = Reason::stopped;
  Error error;
};

template <class T>
using Fetched = tl::expected<T, Fault>;

template <class... Args>
tl::unexpected<Fault> fault(Reason reason, fmt::format_string<Args...> ko, fmt::format_string<Args...> en,
                            Args&&... args) {
  return tl::unexpected<Fault>(
      Fault{reason, Error{ErrorKind::unavailable, say<Args...>(ko, en, std::forward<Args>(args)...)}});
}

inline tl::unexpected<Fault> fault(Reason reason, Error error) {
  return tl::unexpected<Fault>(Fault{reason, std::move(error)});
}

}  // namespace madang::fetch
