// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace madang::test {

struct HttpAnswer {
  int status = 0;                              ///< 0: no answer at all
  std::map<std::string, std::string> headers;  ///< by lower-case name
  std::string body;
  std::chrono::milliseconds took{0};
};

struct HttpOrder {
  std::string method = "GET";
  std::vector<std::string> headers;  ///< `Name: value`
  std::string body;
  std::chrono::milliseconds most = std::chrono::seconds(30);
  std::string from = {};  ///< the address to call from, of this machine; empty: as it comes
};

/// One request on a connection of its own.
HttpAnswer http(const std::string& url, const HttpOrder& order = {});

}  // namespace madang::test
