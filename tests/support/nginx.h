// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// A web server that knows nothing of Madang, over HTTP or HTTPS, at a port of its own on 127.0.0.1. It serves
/// what is in the folder `repository` of the given one.
class Nginx {
 public:
  /// `certificate`: `name` of one of Certificates in the folder; empty for plain HTTP. Answers when it is made.
  explicit Nginx(const TempFolder& folder, const std::string& certificate = "");

  std::string url() const;

 private:
  bool answers() const;

  const int port_;
  const bool secure_;
  std::optional<Process> process_;
};

}  // namespace madang::test
