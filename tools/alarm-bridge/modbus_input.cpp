// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/modbus_input.h"

#include <modbus.h>
#include <sys/eventfd.h>
#include <sys/select.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "content-schema/base/unique_fd.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

constexpr int k_last_address = 65'535;
constexpr int k_spare_descriptors = 64;
constexpr Millis k_pause_after_failure = 1s;  // a device that restarts is not helped by more

std::vector<ContactPoint> contacts_of(const ModbusDevice& device) {
  std::vector<ContactPoint> result;
  for (const auto& each : device.points)
    result.push_back(each.contact);
  return result;
}

tl::unexpected<Error> failed(const ModbusDevice& device) {
  return fail(ErrorKind::unavailable,
              "Modbus 장치 {0}({1}:{2})을(를) 읽을 수 없습니다: {3}. 장치의 전원과 통신선을 확인하십시오.",
              "cannot read the Modbus device {0} ({1}:{2}): {3}. See to its power and its cable.",
              device.name, device.host, device.port, modbus_strerror(errno));
}

/// libmodbus waits with select(), and a descriptor that does not fit in there ends the process. Others may
/// open some between this look and the connecting.
bool low_descriptor_is_free() {
  const UniqueFd probe(::eventfd(0, EFD_CLOEXEC));
  return probe.valid() && probe.get() < FD_SETSIZE - k_spare_descriptors;
}

}  // namespace

void free_modbus(_modbus* context) noexcept {
  modbus_close(context);
  modbus_free(context);
}

Result<ModbusInput> ModbusInput::create(ModbusDevice device, Taker taker, SteadyTime now) {
  if (device.points.empty() || device.interval <= 0ms || device.patience <= 0ms ||
      device.supervision <= 0ms) {
    return fail(ErrorKind::invalid, "Modbus 장치 {}에 읽을 접점이 없거나 시간 설정이 0입니다.",
                "the Modbus device {} has no points to read, or a time of 0.", device.name);
  }
  const auto bad = [](const ModbusBit& bit) { return bit.address < 0 || bit.address > k_last_address; };
  if ((device.heartbeat && bad(*device.heartbeat)) ||
      std::any_of(device.points.begin(), device.points.end(),
                  [&](const auto& each) { return bad(each.bit); })) {
    return fail(ErrorKind::invalid, "Modbus 장치 {}의 주소는 0에서 65535까지 쓸 수 있습니다.",
                "addresses of the Modbus device {} go from 0 to 65535.", device.name);
  }
  return ModbusInput(std::move(device), std::move(taker), now);
}

ModbusInput::ModbusInput(ModbusDevice device, Taker taker, SteadyTime now)
    : device_(std::move(device)),
      taker_(std::move(taker)),
      contacts_(device_.name, contacts_of(device_)),
      next_(now) {
  supervision_.watch(device_.name, device_.supervision, now);
  std::vector<ModbusBit> bits;
  for (const auto& each : device_.points)
    bits.push_back(each.bit);
  if (device_.heartbeat)
    bits.push_back(*device_.heartbeat);
  std::sort(bits.begin(), bits.end(), [](const ModbusBit& a, const ModbusBit& b) {
    return std::pair(a.table, a.address) < std::pair(b.table, b.address);
  });
  // Only what lies side by side is asked for at once: a device may refuse a question that touches a hole.
  for (const auto& bit : bits) {
    const bool same_table = !runs_.empty() && runs_.back().table == bit.table;
    const int end = same_table ? runs_.back().first + runs_.back().count : -1;
    if (same_table && bit.address < end)
      continue;
    if (same_table && bit.address == end && runs_.back().count < MODBUS_MAX_READ_BITS)
      ++runs_.back().count;
    else
      runs_.push_back({bit.table, bit.address, 1});
  }
  for (const auto& run : runs_)
    values_.emplace_back(static_cast<std::size_t>(run.count));
}

Status ModbusInput::connect() {
  if (connection_)
    return {};
  if (!low_descriptor_is_free()) {
    errno = EMFILE;
    return failed(device_);
  }
  Owned<_modbus, free_modbus> made(
      modbus_new_tcp_pi(device_.host.c_str(), std::to_string(device_.port).c_str()));
  const auto seconds = static_cast<std::uint32_t>(device_.patience.count() / 1000);
  const auto micros = static_cast<std::uint32_t>(device_.patience.count() % 1000 * 1000);
  if (!made || modbus_set_slave(made.get(), device_.unit) != 0 ||
      modbus_set_response_timeout(made.get(), seconds, micros) != 0 || modbus_connect(made.get()) != 0)
    return failed(device_);
  connection_ = std::move(made);
  return {};
}

Status ModbusInput::read_all(SteadyTime now) {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const Run& run = runs_[i];
    const auto read = run.table == ModbusTable::coils ? modbus_read_bits : modbus_read_input_bits;
    if (read(connection_.get(), run.first, run.count, values_[i].data()) != run.count)
      return failed(device_);
  }
  for (std::size_t i = 0; i < device_.points.size(); ++i)
    contacts_.see(i, value(device_.points[i].bit).value(), now);
  if (!device_.heartbeat) {
    supervision_.heard(device_.name, now);
    return {};
  }
  // The first beat is only the one that the next is compared with.
  const auto beat = value(*device_.heartbeat);
  if (last_beat_ && beat != last_beat_)
    supervision_.heard(device_.name, now);
  last_beat_ = beat;
  return {};
}

std::optional<bool> ModbusInput::value(const ModbusBit& bit) const {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const int offset = bit.address - runs_[i].first;
    if (runs_[i].table == bit.table && offset >= 0 && offset < runs_[i].count)
      return values_[i][static_cast<std::size_t>(offset)] != 0;
  }
  return std::nullopt;
}

void ModbusInput::poll(SteadyTime now) {
  trouble_.reset();
  if (auto good = connect().and_then([&] { return read_all(now); }); !good) {
    trouble_ = std::move(good.error());
    // After an answer that did not come, the next one would belong to the wrong question.
    connection_.reset();
  }
  contacts_.tell(taker_);
  for (const auto& each : supervision_.news(now)) {
    if (taker_({each.name, std::nullopt, {}, each.link}))
      supervision_.told(each);
  }
  next_ = now + (trouble_ ? std::max(k_pause_after_failure, device_.interval) : device_.interval);
}

}  // namespace madang::bridge
