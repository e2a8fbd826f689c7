// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/modbus_input.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/select.h>

#include "content-schema/base/unique_fd.h"
#include "tests/support/catch.h"
#include "tests/support/modbus_server.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using Device = test::ModbusServer;

const SteadyTime k_start{1h};

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

TEST_CASE("with no descriptor left that select() can wait for, a device is in trouble until there is one") {
  Device device;
  device.set(k_pump, true);
  Owner owner(description(device.port()));
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  const rlimit more{std::min<rlim_t>(before.rlim_max, 2 * FD_SETSIZE), before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &more) == 0);
  std::vector<UniqueFd> taken;
  do {
    taken.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    REQUIRE(taken.back().valid());
  } while (taken.back().get() < FD_SETSIZE);

  owner.poll_for(100ms);
  REQUIRE(owner.input.trouble());
  taken.clear();
  owner.poll_for(2s);
  CHECK_FALSE(owner.input.trouble());
  ::setrlimit(RLIMIT_NOFILE, &before);
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
