// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/bridge/running_bridge.h"

#include <cstdlib>

namespace madang::test {
namespace {

const ProcessOptions k_english{{{"LC_ALL", "C"}}, {}};

/// The number that ends the first line with `text`.
int port_in(const std::string& output, const std::string& text) {
  const auto line = output.find(text);
  if (line == std::string::npos)
    return 0;
  const auto end = output.find('\n', line);
  return std::atoi(output.c_str() + output.find_last_of(" :", end) + 1);
}

}  // namespace

RunningBridge::RunningBridge(const TempFolder& folder) : folder_(folder) {
  folder.write("bridge/alarm.secret", "a secret of the market\n");
  const auto made = run_to_end({program("madang").string(), "keys", "alarm", "bridge-1", "--site", "olle",
                                "--folder", (folder / "bridge").string()},
                               k_english);
  if (made.code != 0)
    std::abort();
}

std::vector<std::string> RunningBridge::command() const {
  const auto file = folder_.write(
      "bridge/bridge.yaml",
      "kind: alarm-bridge\nversion: 1\nsite: olle\nname: bridge-1\nkey: bridge-1.pem\n"
      "secret: alarm.secret\nstate: state\nlisten: 127.0.0.1:" +
          std::to_string(port_) + "\npanels:\n  listen: 127.0.0.1:" + std::to_string(panel_port_) +
          "\n  accounts: [ { name: \"1234\"" + (account.empty() ? "" : ", " + account) + " } ]\n" + settings);
  return {program("madang-alarm-bridge").string(), "--config", file.string()};
}

void RunningBridge::start() {
  process_.emplace(command(), k_english);
  process_->wait_for("alarms are heard at");
  if (port_ == 0) {
    process_->wait_for("\n");
    port_ = port_in(process_->errors(), "alarms are heard at");
    panel_port_ = port_in(process_->errors(), "panels are heard at");
  }
}

std::string RunningBridge::kiosk_settings() const {
  return "alarm-keys = \"" + (folder_ / "bridge/alarm-keys.json").string() + "\"\nsite = \"olle\"\n";
}

Ended RunningBridge::alarm_tool(std::vector<std::string> words) const {
  std::vector<std::string> command{program("madang").string(), "alarm"};
  command.insert(command.end(), words.begin(), words.end());
  command.insert(command.end(),
                 {"--url", url(), "--secret-file", (folder_ / "bridge/alarm.secret").string()});
  return run_to_end(command, k_english);
}

}  // namespace madang::test
