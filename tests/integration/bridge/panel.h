// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "content-schema/base/unique_fd.h"

namespace madang::test {

/// A fire panel with a TCP connection to its receiver, which speaks SIA DC-09 as account 1234.
class Panel {
 public:
  explicit Panel(std::uint16_t port);

  void send(std::string_view frame) const;
  /// All that came, once there are `frame`'s bytes; false where something else came, or nothing in time.
  bool hears(std::string_view frame, std::chrono::milliseconds most = std::chrono::seconds(10));
  /// Nothing has come since what it heard last.
  bool hears_nothing() const;

 private:
  UniqueFd fd_;
};

/// Fire in that zone of the panel's area 1: the bridge calls it 1234.1.ZONE.
std::string fire_frame(int sequence, int zone);
std::string ack_frame(int sequence);

}  // namespace madang::test
