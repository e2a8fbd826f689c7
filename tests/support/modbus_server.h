// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>

#include "content-schema/base/unique_fd.h"
#include "tools/alarm-bridge/modbus_input.h"

struct _modbus_mapping_t;

namespace madang::test {

/// A Modbus TCP device on loopback: libmodbus's own server, with coils and inputs 0 to 63, all off.
class ModbusServer {
 public:
  explicit ModbusServer(int port = 0);
  ModbusServer(const ModbusServer&) = delete;
  ModbusServer& operator=(const ModbusServer&) = delete;
  ~ModbusServer();

  std::uint16_t port() const;
  void set(bridge::ModbusBit bit, bool value);

 private:
  void serve();

  _modbus* context_;
  _modbus_mapping_t* mapping_;  // guarded by mutex_
  std::mutex mutex_;
  UniqueFd listening_;
  std::atomic<int> talking_{-1};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace madang::test
