// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/output.h"

#include <cstdio>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"

namespace madang::tool {

Result<void> write_output(const std::filesystem::path& file, std::string_view text) {
  if (!file.empty())
    return write_file_atomically(file, as_bytes(text));
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    return fail(ErrorKind::unavailable, "출력하지 못했습니다.", "cannot write the output.");
  return {};
}

}  // namespace madang::tool
