// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::tool {

struct Reply {
  int status = 0;
  std::string body;
};

/// One request of the staff tool: GET, or POST where there is a body. Any status is a reply; `unavailable`
/// where none came.
Result<Reply> request(const std::string& url, const std::optional<std::string>& post = std::nullopt,
                      const std::vector<std::string>& headers = {},
                      std::chrono::milliseconds most = std::chrono::seconds(10));

}  // namespace madang::tool
