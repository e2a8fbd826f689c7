// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/error.h"

#include <cerrno>
#include <system_error>

namespace madang {

std::string errno_text(int code) {
  return std::generic_category().message(code);
}

ErrorKind errno_kind(int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return ErrorKind::not_found;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorKind::refused;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EMFILE:
    case ENFILE:
      return ErrorKind::limit;
    default:
      return ErrorKind::unavailable;
  }
}

}  // namespace madang
