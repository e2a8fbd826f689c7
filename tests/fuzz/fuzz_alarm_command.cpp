// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstddef>
#include <cstdint>
#include <span>

#include "content-schema/base/digest.h"
#include "scheduler/alarm/command.h"
#include "tests/fuzz/must.h"

/// Whatever a gateway sends: no crash, and what is accepted means the same when it is sent on.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto command = madang::alarm::parse_command(std::as_bytes(std::span(data, size)));
  if (!command)
    return 0;
  const auto again = madang::alarm::parse_command(madang::as_bytes(madang::alarm::encode(*command)));
  madang::must(again && *again == *command);
  return 0;
}
