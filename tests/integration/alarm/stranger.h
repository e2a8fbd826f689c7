// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "content-schema/base/unique_fd.h"

namespace madang::test {

/// Somebody with a TCP connection who says what he likes, as slowly or as long as he likes.
class Stranger {
 public:
  /// `from` is any address of loopback, so that many strangers can be many machines.
  explicit Stranger(std::uint16_t port, const std::string& from = "127.0.0.1");

  /// False where he was cut off, or nobody has read for ten seconds.
  bool say(std::string_view bytes) const;
  /// He has said all, and still listens.
  void say_no_more() const;
  /// The status of the answer; 0 where there is none in time, or he is cut off.
  int status(std::chrono::milliseconds most = std::chrono::seconds(10)) const;
  /// The other side has hung up, by now.
  bool is_cut_off() const;

 private:
  UniqueFd fd_;
};

}  // namespace madang::test
