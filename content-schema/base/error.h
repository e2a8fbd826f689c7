// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <tl/expected.hpp>

#include "content-schema/base/message.h"

namespace madang {

/// What a caller can do about it, not where it came from.
enum class ErrorKind {
  invalid,        ///< the data is wrong; trying again will not help
  not_found,      ///< the thing named is not there
  limit,          ///< refused because it is too large, too deep, too many
  refused,        ///< whoever asked may not
  unavailable,    ///< an outside reason (network, disk, display); trying later may help
  end_of_stream,  ///< nothing more will come; not a fault
  not_yet,        ///< nothing now, ask again; not a fault
  bug,            ///< ours
};

/// A failure as a value: the message names the thing and the operation, and what to do next.
struct [[nodiscard]] Error {
  ErrorKind kind = ErrorKind::bug;
  Bilingual message;
};

template <class T>
using Result = tl::expected<T, Error>;

/// What a function returns that can fail and has nothing else to say.
using Status = Result<void>;

/// `return fail(ErrorKind::not_found, {"... {}", "... {}"}, name);`
template <class... Args>
tl::unexpected<Error> fail(ErrorKind kind, fmt::format_string<Args...> ko, fmt::format_string<Args...> en,
                           Args&&... args) {
  return tl::unexpected<Error>(Error{kind, say<Args...>(ko, en, std::forward<Args>(args)...)});
}

/// Hands an error of a callee to our caller as it is.
inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

/// errno as a sentence's tail, e.g. "No such file or directory" (strerror, thread-safe).
std::string errno_text(int code);

/// not_found, refused, limit (ENOSPC, EDQUOT, EFBIG, EMFILE) or unavailable.
ErrorKind errno_kind(int code);

}  // namespace madang
