// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tests/support/catch.h"

namespace madang::test {

/// MADANG_ACCEPT=1: goldens are written as they are now. Look at them before you commit them.
inline bool accepts_goldens() {
  const char* accept = std::getenv("MADANG_ACCEPT");
  return accept != nullptr && *accept == '1';
}

/// Checks a text against its golden; a difference is kept beside the test programs as NAME.actual.EXTENSION.
inline void check_golden(const std::filesystem::path& golden, const std::string& actual) {
  if (accepts_goldens()) {
    REQUIRE(write_file_atomically(golden, as_bytes(actual)).has_value());
    return;
  }
  const auto bytes = read_file(golden, 1 << 20);
  const std::string expected =
      bytes ? std::string(as_text(*bytes)) : "there is no golden; run with MADANG_ACCEPT=1";
  if (actual != expected) {
    const std::string kept = golden.stem().string() + ".actual" + golden.extension().string();
    REQUIRE(write_file_atomically(std::filesystem::path(MADANG_BINARY_DIR) / kept, as_bytes(actual)));
  }
  CHECK(actual == expected);
}

}  // namespace madang::test
