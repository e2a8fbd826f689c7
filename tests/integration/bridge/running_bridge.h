// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// `madang-alarm-bridge` with a state folder that survives it, and keys that `madang keys alarm` made for it.
/// On the same ports for its life and that of those who follow it.
class RunningBridge {
 public:
  explicit RunningBridge(const TempFolder& folder);
  void start();
  void kill() { process_->kill(); }
  Process& process() { return *process_; }

  std::string url(const std::string& path = "") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  /// Of panels.
  std::uint16_t panel_port() const { return static_cast<std::uint16_t>(panel_port_); }
  std::filesystem::path state() const { return folder_ / "bridge/state"; }
  /// Lines for a kiosk that believes this bridge.
  std::string kiosk_settings() const;
  /// `madang alarm ...` at this bridge, in English.
  Ended alarm_tool(std::vector<std::string> words) const;
  /// Writes the configuration, and says which command would start on it.
  std::vector<std::string> command() const;

  std::string account;   ///< more of its panel's: `place: block-a`
  std::string settings;  ///< more lines of its configuration: roads and inputs

 private:
  const TempFolder& folder_;
  int port_ = 0;
  int panel_port_ = 0;
  std::optional<Process> process_;
};

}  // namespace madang::test
