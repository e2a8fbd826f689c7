// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/modbus_input.h"

#include <modbus.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "content-schema/base/unique_fd.h"
#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

const SteadyTime k_start{1h};

/// A device on loopback: libmodbus's own server, with coils and inputs 0 to 63.
class Device {
 public:
  explicit Device(int port = 0)
      : context_(modbus_new_tcp("127.0.0.1", port)), mapping_(modbus_mapping_new(64, 64, 0, 0)) {
    listening_.reset(modbus_tcp_listen(context_, 4));
    REQUIRE(listening_.valid());
    thread_ = std::thread([this] { serve(); });
  }
  ~Device() {
    stopping_ = true;
    ::shutdown(listening_.get(), SHUT_RDWR);
    if (const int talking = talking_; talking >= 0)
      ::shutdown(talking, SHUT_RDWR);
    thread_.join();
    modbus_mapping_free(mapping_);
    modbus_free(context_);
  }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  std::uint16_t port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
  }
  void set(ModbusBit bit, bool value) {
    const std::lock_guard lock(mutex_);
    (bit.table == ModbusTable::coils ? mapping_->tab_bits : mapping_->tab_input_bits)[bit.address] =
        value ? 1 : 0;
  }

 private:
  void serve() {
    while (!stopping_) {
      int listening = listening_.get();
      const UniqueFd talking(modbus_tcp_accept(context_, &listening));
      if (!talking.valid())
        continue;
      talking_ = talking.get();
      std::uint8_t query[MODBUS_TCP_MAX_ADU_LENGTH];
      for (int size = 0; !stopping_ && (size = modbus_receive(context_, query)) >= 0;) {
        const std::lock_guard lock(mutex_);
        modbus_reply(context_, query, size, mapping_);
      }
      talking_ = -1;
    }
  }

  modbus_t* context_;
  modbus_mapping_t* mapping_;  // guarded by mutex_
  std::mutex mutex_;
  UniqueFd listening_;
  std::atomic<int> talking_{-1};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

const ModbusBit k_east{ModbusTable::discrete_inputs, 3};
const ModbusBit k_west{ModbusTable::discrete_inputs, 4};
const ModbusBit k_pump{ModbusTable::coils, 60};
const ModbusBit k_beat{ModbusTable::coils, 7};

ModbusDevice description(std::uint16_t port) {
  ModbusDevice device;
  device.name = "io-1";
  device.host = "127.0.0.1";
  device.port = port;
  device.points = {{{"east", Wiring::normally_open, PanelSubject::fire, 50ms}, k_east},
                   {{"west", Wiring::normally_open, PanelSubject::smoke, 50ms}, k_west},
                   {{"pump", Wiring::normally_closed, PanelSubject::sprinkler, 50ms}, k_pump}};
  device.patience = 5s;
  return device;
}

/// The input under test, polled as its owner would, by a clock that only the test moves.
struct Owner {
  explicit Owner(const ModbusDevice& device)
      : input(ModbusInput::create(
                  device,
                  [this](const InputReport& report) -> Status {
                    if (disk_full)
                      return fail(ErrorKind::unavailable, "디스크가 가득 찼습니다.", "the disk is full.");
                    reports.push_back(report);
                    return {};
                  },
                  now)
                  .value()) {}

  void poll_for(Millis span) {
    for (const SteadyTime end = now + span; now < end; now = std::min(end, input.next()))
      input.poll(now);
  }

  std::vector<InputReport> reports;
  bool disk_full = false;
  SteadyTime now = k_start;
  ModbusInput input;
};

std::vector<PanelEvent> one(PanelSubject subject, PanelHappening happening, const std::string& zone) {
  return {{subject, happening, "", zone, "", ""}};
}

TEST_CASE("bits of a device are told when they change and stay") {
  Device device;
  device.set(k_pump, true);
  Owner owner(description(device.port()));
  owner.poll_for(300ms);
  CHECK_FALSE(owner.input.trouble());
  CHECK(owner.reports.empty());

  device.set(k_east, true);
  owner.poll_for(300ms);
  REQUIRE(owner.reports.size() == 1);
  CHECK(owner.reports[0].source == "io-1");
  CHECK(owner.reports[0].events == one(PanelSubject::fire, PanelHappening::raised, "east"));

  device.set(k_east, false);
  device.set(k_pump, false);
  owner.poll_for(300ms);
  REQUIRE(owner.reports.size() == 2);
  CHECK(owner.reports[1].events ==
        std::vector<PanelEvent>{{PanelSubject::fire, PanelHappening::restored, "", "east", "", ""},
                                {PanelSubject::sprinkler, PanelHappening::raised, "", "pump", "", ""}});
}

TEST_CASE("a bit that is set for one poll only is a bounce") {
  Device device;
  device.set(k_pump, true);
  Owner owner(description(device.port()));
  device.set(k_west, true);
  owner.poll_for(100ms);
  device.set(k_west, false);
  owner.poll_for(300ms);
  CHECK(owner.reports.empty());
}

TEST_CASE("a contact that was active before we came is told, and told again until it is on disk") {
  Device device;
  device.set(k_pump, true);
  device.set(k_west, true);
  Owner owner(description(device.port()));
  owner.disk_full = true;
  owner.poll_for(300ms);
  CHECK(owner.reports.empty());
  owner.disk_full = false;
  owner.poll_for(100ms);
  REQUIRE(owner.reports.size() == 1);
  CHECK(owner.reports[0].events == one(PanelSubject::smoke, PanelHappening::raised, "west"));
}

TEST_CASE("a heartbeat that stands still is a loss, though the device answers") {
  Device device;
  device.set(k_pump, true);
  auto described = description(device.port());
  described.heartbeat = k_beat;
  described.supervision = 2s;
  Owner owner(described);
  for (int i = 0; i < 5; ++i) {
    device.set(k_beat, i % 2 != 0);
    owner.poll_for(1s);
  }
  CHECK(owner.reports.empty());

  owner.poll_for(2s);
  CHECK_FALSE(owner.input.trouble());
  CHECK(owner.reports == std::vector<InputReport>{{"io-1", std::nullopt, {}, Link::lost}});
  device.set(k_beat, true);
  owner.poll_for(200ms);
  REQUIRE(owner.reports.size() == 2);
  CHECK(owner.reports[1].link == Link::back);
}

TEST_CASE("a device that goes is told as lost, and one that returns with what changed meanwhile") {
  auto device = std::make_unique<Device>();
  device->set(k_pump, true);
  const auto port = device->port();
  Owner owner(description(port));
  owner.poll_for(300ms);
  device.reset();

  owner.poll_for(9s);
  REQUIRE(owner.input.trouble());
  CHECK(owner.input.trouble()->kind == ErrorKind::unavailable);
  CHECK(owner.input.trouble()->message.en.find("io-1") != std::string::npos);
  CHECK(owner.reports.empty());
  owner.poll_for(3s);
  CHECK(owner.reports == std::vector<InputReport>{{"io-1", std::nullopt, {}, Link::lost}});

  device = std::make_unique<Device>(port);
  device->set(k_pump, true);
  device->set(k_east, true);
  owner.poll_for(3s);
  CHECK_FALSE(owner.input.trouble());
  REQUIRE(owner.reports.size() == 3);
  CHECK(owner.reports[1].link == Link::back);
  CHECK(owner.reports[2].events == one(PanelSubject::fire, PanelHappening::raised, "east"));
}

TEST_CASE("an address that the device does not have is its trouble, in words") {
  Device device;
  auto described = description(device.port());
  described.points[0].bit.address = 1000;
  Owner owner(described);
  owner.poll_for(100ms);
  REQUIRE(owner.input.trouble());
  CHECK(owner.reports.empty());
}

TEST_CASE("a device without points, times or addresses is refused") {
  const auto refused = [](ModbusDevice device) {
    const auto made = ModbusInput::create(
        std::move(device), [](const InputReport&) { return Status{}; }, k_start);
    return !made && made.error().kind == ErrorKind::invalid;
  };
  auto device = description(1);
  device.points.clear();
  CHECK(refused(device));
  device = description(1);
  device.interval = 0ms;
  CHECK(refused(device));
  device = description(1);
  device.points[1].bit.address = 65'536;
  CHECK(refused(device));
  device = description(1);
  device.heartbeat = ModbusBit{ModbusTable::coils, -1};
  CHECK(refused(device));
}

}  // namespace
}  // namespace madang::bridge
