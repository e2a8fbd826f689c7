// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/catch.h"
#include "tools/alarm-bridge/contact_input.h"
#include "tools/alarm-bridge/contact_watch.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

const SteadyTime k_start{1h};

/// Readings of a contact, one every 10 ms (`#` active), and what counts after each.
std::string counted(std::string_view readings, Millis settle) {
  Debounced state;
  std::string result;
  SteadyTime now = k_start;
  for (const char c : readings) {
    state = debounce(state, c == '#', now, settle);
    result.push_back(state.active ? '#' : '.');
    now += 10ms;
  }
  return result;
}

TEST_CASE("a level counts once every reading of the time had it") {
  CHECK(counted("..#######..", 50ms) == ".......####");
  CHECK(counted("..#######.......", 50ms) == ".......#######..");
  CHECK(counted("..#####.....", 50ms) == "............");
}

TEST_CASE("a contact that bounces begins anew with each bounce") {
  CHECK(counted("#.#.#.#.#.#.#.", 50ms) == "..............");
  CHECK(counted("####.#####", 50ms) == "..........");
  CHECK(counted("####.######", 50ms) == "..........#");
  CHECK(counted("######.####.", 50ms) == ".....#######");
}

TEST_CASE("without a time the reading itself counts") {
  CHECK(counted(".#.##.", 0ms) == ".#.##.");
}

TEST_CASE("time that jumps between two readings is time in which nobody looked") {
  // Two readings far apart, both active: the first alone cannot count, both together do.
  auto state = debounce({}, true, k_start, 50ms);
  CHECK_FALSE(state.active);
  state = debounce(state, true, k_start + 1h, 50ms);
  CHECK(state.active);
}

/// Contacts, and a taker that keeps what it is told.
struct Watch {
  Taker taker = [this](const InputReport& report) -> Status {
    if (disk_full)
      return fail(ErrorKind::unavailable, "디스크가 가득 찼습니다.", "the disk is full.");
    reports.push_back(report);
    return {};
  };
  std::vector<InputReport> reports;
  bool disk_full = false;
};

PanelEvent event(PanelSubject subject, PanelHappening happening, const std::string& zone) {
  return {subject, happening, "", zone, "", ""};
}

TEST_CASE("contacts are told when they change, by their wiring") {
  Watch watch;
  ContactWatch contacts("relay", {{"east", Wiring::normally_open, PanelSubject::fire, 0ms},
                                  {"west", Wiring::normally_closed, PanelSubject::call_point, 0ms}});
  contacts.see(0, false, k_start);
  contacts.see(1, true, k_start);
  contacts.tell(watch.taker);
  CHECK(watch.reports.empty());

  contacts.see(0, true, k_start + 10ms);
  contacts.see(1, false, k_start + 10ms);  // the wire is cut: the same as an alarm
  contacts.tell(watch.taker);
  contacts.tell(watch.taker);
  REQUIRE(watch.reports.size() == 1);
  CHECK(watch.reports[0].source == "relay");
  CHECK(watch.reports[0].events ==
        std::vector<PanelEvent>{event(PanelSubject::fire, PanelHappening::raised, "east"),
                                event(PanelSubject::call_point, PanelHappening::raised, "west")});
  CHECK(is_fire(watch.reports[0].events[0]));

  contacts.see(0, false, k_start + 20ms);
  contacts.tell(watch.taker);
  REQUIRE(watch.reports.size() == 2);
  CHECK(watch.reports[1].events ==
        std::vector<PanelEvent>{event(PanelSubject::fire, PanelHappening::restored, "east")});
}

TEST_CASE("what could not be written down comes again") {
  Watch watch;
  watch.disk_full = true;
  ContactWatch contacts("relay", {{"east", Wiring::normally_open, PanelSubject::fire, 0ms}});
  contacts.see(0, true, k_start);
  contacts.tell(watch.taker);
  CHECK(watch.reports.empty());
  watch.disk_full = false;
  contacts.tell(watch.taker);
  CHECK(watch.reports.size() == 1);
}

// What a chip's lines say cannot be tried without one: kernels of test machines have neither GPIO nor
// gpio-sim.
TEST_CASE("a chip that is not there is looked for, and told as lost") {
  Watch watch;
  ContactDevice device;
  device.name = "relay";
  device.chip = "/nonexistent/gpiochip0";
  device.lines = {{{"east", Wiring::normally_closed, PanelSubject::fire, 0ms}, 4}};
  auto input = ContactInput::create(device, watch.taker, k_start).value();
  CHECK(input.next() == k_start);
  input.poll(k_start);
  REQUIRE(input.trouble());
  CHECK(input.trouble()->kind == ErrorKind::not_found);
  CHECK(input.next() == k_start + 1s);
  CHECK(watch.reports.empty());
  input.poll(k_start + 5s);
  input.poll(k_start + 6s);
  CHECK(watch.reports == std::vector<InputReport>{{"relay", std::nullopt, {}, Link::lost}});
}

TEST_CASE("what is no chip is no chip, and a device needs lines") {
  CHECK_FALSE(GpioLines::open("/dev/null", {1}, Bias::pull_up));
  Watch watch;
  ContactDevice device;
  device.chip = "/dev/gpiochip0";
  CHECK(ContactInput::create(device, watch.taker, k_start).error().kind == ErrorKind::invalid);
  device.lines.resize(GpioLines::k_most + 1);
  CHECK(ContactInput::create(device, watch.taker, k_start).error().kind == ErrorKind::invalid);
}

}  // namespace
}  // namespace madang::bridge
