// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstdint>

#include "content-schema/base/digest.h"
#include "content-schema/wire/codec.h"
#include "tests/fuzz/must.h"

// What is read at all must come back the same from its own bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = madang::decode_message(std::as_bytes(std::span(data, size)));
  if (!message)
    return 0;
  const auto again = madang::decode_message(madang::as_bytes(madang::encode(*message)));
  madang::must(again && *again == *message);
  return 0;
}
