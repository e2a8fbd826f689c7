// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/fault.h"

namespace madang::trust {

const char* word(Reason reason) {
  switch (reason) {
    case Reason::bad_json:
      return "bad-json";
    case Reason::bad_metadata:
      return "bad-metadata";
    case Reason::unknown_format:
      return "unknown-format";
    case Reason::too_large:
      return "too-large";
    case Reason::not_signed:
      return "not-signed";
    case Reason::rollback:
      return "rollback";
    case Reason::wrong_version:
      return "wrong-version";
    case Reason::wrong_digest:
      return "wrong-digest";
    case Reason::expired:
      return "expired";
    case Reason::no_root:
      return "no-root";
    case Reason::not_listed:
      return "not-listed";
    case Reason::too_many:
      return "too-many";
    case Reason::not_found:
      return "not-found";
    case Reason::unreachable:
      return "unreachable";
    case Reason::disk:
      return "disk";
  }
  return "";
}

}  // namespace madang::trust
