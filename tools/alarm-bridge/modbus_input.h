// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/owned.h"
#include "scheduler/alarm/supervision.h"
#include "tools/alarm-bridge/contact_watch.h"

struct _modbus;

namespace madang::bridge {

/// Which of a device's tables a bit stands in.
enum class ModbusTable { coils, discrete_inputs };

/// Counted from 0, as on the wire; data sheets often count from 1.
struct ModbusBit {
  ModbusTable table = ModbusTable::discrete_inputs;
  int address = 0;  ///< 0 to 65535
};

struct ModbusPoint {
  ContactPoint contact;
  ModbusBit bit;
};

/// A Modbus TCP device, and what of it counts.
struct ModbusDevice {
  std::string name;
  std::string host;  ///< name or address
  std::uint16_t port = 502;
  int unit = 255;  ///< of a gateway to a serial line: 1 to 247; 255: the device itself
  std::vector<ModbusPoint> points;
  /// A bit that the device's own program turns over again and again. Without it, a device whose inputs froze
  /// while its network lives looks well.
  std::optional<ModbusBit> heartbeat;
  Millis interval{100};        ///< between polls
  Millis patience{500};        ///< for a connection, and for each answer
  Millis supervision{10'000};  ///< without a good poll, or with the heartbeat standing still, this long: lost
};

void free_modbus(_modbus* context) noexcept;

/// Polls a device and reports contacts and the loss and return of the device. A contact keeps what it last
/// said while the device is lost. Bound to one thread, best its own: `poll` waits for the device, at most
/// `patience` for each question and for the connection.
class ModbusInput {
 public:
  /// `invalid` if there is nothing to read, or an address out of range. Connects only in `poll`.
  static Result<ModbusInput> create(ModbusDevice device, Taker taker, SteadyTime now);

  /// Reads everything once, connecting first where there is no connection.
  void poll(SteadyTime now);
  /// When to poll next, as of the last one.
  SteadyTime next() const { return next_; }
  /// What went wrong at the last poll, for the status; nothing after a good one.
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  /// Bits one after another, asked for at once.
  struct Run {
    ModbusTable table;
    int first;
    int count;
  };

  ModbusInput(ModbusDevice device, Taker taker, SteadyTime now);
  Status connect();
  Status read_all(SteadyTime now);
  std::optional<bool> value(const ModbusBit& bit) const;

  ModbusDevice device_;
  Taker taker_;
  ContactWatch contacts_;
  alarm::Supervision supervision_;
  std::vector<Run> runs_;
  std::vector<std::vector<std::uint8_t>> values_;  ///< of each run, one byte for a bit
  std::optional<bool> last_beat_;
  Owned<_modbus, free_modbus> connection_;
  std::optional<Error> trouble_;
  SteadyTime next_;
};

}  // namespace madang::bridge
