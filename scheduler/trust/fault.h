// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"

namespace madang::trust {

/// Why metadata are not believed, as status names it.
enum class Reason {
  bad_json,        ///< no JSON, or such as `strict_json.h` refuses
  bad_metadata,    ///< JSON, but not the document that TUF 1.0 section 4 describes
  unknown_format,  ///< of another major version of TUF
  too_large,       ///< beyond a limit of ours, or longer than announced
  not_signed,      ///< fewer good signatures than the threshold
  rollback,        ///< older than what was trusted before, or less than it
  wrong_version,   ///< not the version that was asked for or announced
  wrong_digest,    ///< not the bytes that were announced
  expired,         ///< its time is over: a repository may be frozen, or nobody has signed for too long
  no_root,         ///< no trusted root to begin with
  not_listed,      ///< no such file in what is trusted
  too_many,        ///< root rotations or delegations at one time
  not_found,       ///< the repository has announced it and does not have it
  unreachable,     ///< it could not be fetched now
  disk,            ///< it could not be kept
};

/// `bad-json`, `not-signed`...
const char* word(Reason reason);

struct Fault {
  Reason reason = Reason::bad_json;
  Error error;
};

template <class T>
using Checked = tl::expected<T, Fault>;

template <class... Args>
tl::unexpected<Fault> fault(Reason reason, fmt::format_string<Args...> ko, fmt::format_string<Args...> en,
                            Args&&... args) {
  return tl::unexpected<Fault>(
      Fault{reason, Error{ErrorKind::invalid, say<Args...>(ko, en, std::forward<Args>(args)...)}});
}

inline tl::unexpected<Fault> fault(Reason reason, Error error) {
  return tl::unexpected<Fault>(Fault{reason, std::move(error)});
}
inline tl::unexpected<Fault> fault(Fault fault) {
  return tl::unexpected<Fault>(std::move(fault));
}

}  // namespace madang::trust
