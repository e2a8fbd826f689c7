// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "scheduler/alarm/cap_area.h"
#include "scheduler/http/server.h"
#include "tools/alarm-bridge/bridge_state.h"
#include "tools/alarm-bridge/contact_input.h"
#include "tools/alarm-bridge/dc09_answer.h"
#include "tools/alarm-bridge/modbus_input.h"

namespace madang::bridge {

/// A screen that notices are posted to.
struct ConfiguredScreen {
  std::string id;
  std::string url;                 ///< `http://10.0.0.21:8650`, also https
  std::vector<std::string> zones;  ///< of the market, that it stands in; may be none
};

struct ConfiguredBroker {
  std::string url;                    ///< `mqtt://10.0.0.2:1883`, `mqtts://...`
  std::filesystem::path login;        ///< user on the first line, password on the second; empty: none
  std::filesystem::path authorities;  ///< PEM, for mqtts; empty: those of the system
};

struct ConfiguredPanels {
  http::Endpoint listen;  ///< for TCP and UDP
  std::vector<Dc09Account> accounts;
};

/// One alarm-bridge.yaml. Paths are absolute.
struct Config {
  BridgeName name;
  std::filesystem::path key;     ///< PEM, of `madang keys alarm`
  std::filesystem::path secret;  ///< of commands over HTTP
  std::filesystem::path state = "/var/lib/madang-alarm-bridge";
  http::Endpoint listen{"127.0.0.1", 8660};
  alarm::CapPlace place;
  std::vector<ConfiguredScreen> screens;
  std::filesystem::path authorities;  ///< PEM, for screens behind https; empty: those of the system
  std::optional<ConfiguredBroker> broker;
  std::optional<ConfiguredPanels> panels;
  std::vector<ModbusDevice> modbus;
  std::vector<ContactDevice> gpio;
  ZonePlan plan;
  std::set<std::string> zones;  ///< all that are named
};

/// Reads it, with everything that can be known to be wrong without a network. `invalid` with every problem,
/// its line and what to write instead. Files that are not absolute are looked for beside the configuration.
/// examples/alarm-bridge.yaml shows all there is.
Result<Config> load_config(const std::filesystem::path& file);

}  // namespace madang::bridge
