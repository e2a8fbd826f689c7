// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/dc09_listener.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <functional>

#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

const Moment k_start{SteadyTime{1h}, {SysTime{std::chrono::sys_days(std::chrono::year{2026} / 11 / 22)}}};

std::string framed(const std::string& body) {
  return fmt::format("\n{:04X}{:04X}{}\r", crc16(body), body.size(), body);
}

std::string fire(int sequence, int zone, const std::string& account = "1234") {
  return framed(fmt::format("\"SIA-DCS\"{:04}L0#{}[#{}|Nri1/FA{:03}]", sequence, account, account, zone));
}

std::string null(const std::string& account = "1234") {
  return framed("\"NULL\"0000L0#" + account + "[]");
}

std::string ack(int sequence, const std::string& account = "1234") {
  return framed(fmt::format("\"ACK\"{:04}L0#{}[]", sequence, account));
}

/// A listener on loopback, a taker that keeps what it is told, and a clock that only the test moves.
struct Receiver {
  explicit Receiver(const Dc09Limits& limits = {})
      : listener(
            Dc09Listener::create(
                "127.0.0.1", 0,
                {{"1234", "", TimestampCheck::encrypted, 60s}, {"5678", "", TimestampCheck::encrypted, 0s}},
                [this](const InputReport& report) { return take(report); }, k_start.steady, limits)
                .value()) {}

  Status take(const InputReport& report) {
    if (disk_full)
      return fail(ErrorKind::unavailable, "디스크가 가득 찼습니다.", "the disk is full.");
    reports.push_back(report);
    return {};
  }

  /// One round of its owner's loop.
  void turn() {
    std::vector<pollfd> set;
    listener.add_to(set);
    ::poll(set.data(), set.size(), 10);
    listener.serve(set, now);
  }
  void turn_until(const std::function<bool()>& done) {
    const auto patience = std::chrono::steady_clock::now() + 20s;
    while (!done() && std::chrono::steady_clock::now() < patience)
      turn();
    REQUIRE(done());
  }

  /// How many alarms the taker was told of.
  std::size_t told() const {
    return static_cast<std::size_t>(
        std::count_if(reports.begin(), reports.end(), [](const auto& each) { return !each.link; }));
  }

  std::vector<InputReport> reports;
  bool disk_full = false;
  Moment now = k_start;
  Dc09Listener listener;
};

/// The panel's end.
struct Panel {
  Panel(const Receiver& receiver, int type) : fd(::socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(receiver.listener.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int connected = ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    REQUIRE((connected == 0 || errno == EINPROGRESS));
    pollfd ready{fd.get(), POLLOUT, 0};
    REQUIRE(::poll(&ready, 1, 20'000) == 1);
  }

  void send(std::string_view bytes) {
    REQUIRE(::send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  }
  /// All that came so far.
  const std::string& heard() {
    char buffer[4096];
    for (ssize_t got = 0; (got = ::recv(fd.get(), buffer, sizeof buffer, 0)) >= 0;) {
      if (got == 0) {
        cut_off = true;
        break;
      }
      replies.append(buffer, static_cast<std::size_t>(got));
    }
    cut_off = cut_off || errno == ECONNRESET;
    return replies;
  }
  bool is_cut_off() {
    errno = 0;
    heard();
    return cut_off;
  }

  UniqueFd fd;
  std::string replies;
  bool cut_off = false;
};

struct TcpPanel : Panel {
  explicit TcpPanel(const Receiver& receiver) : Panel(receiver, SOCK_STREAM) {}
};
struct UdpPanel : Panel {
  explicit UdpPanel(const Receiver& receiver) : Panel(receiver, SOCK_DGRAM) {}
};

TEST_CASE("a fire told over TCP is taken, then acknowledged") {
  Receiver receiver;
  TcpPanel panel(receiver);
  panel.send(fire(1, 5));
  receiver.turn_until([&] { return panel.heard() == ack(1); });
  REQUIRE(receiver.reports.size() == 1);
  const auto& report = receiver.reports.front();
  CHECK(report.source == "1234");
  CHECK(report.sequence == 1);
  REQUIRE(report.events.size() == 1);
  CHECK(is_fire(report.events.front()));
  CHECK(report.events.front().zone == "5");
}

TEST_CASE("a fire told over UDP is taken, then acknowledged to whom it came from") {
  Receiver receiver;
  UdpPanel one(receiver), other(receiver);
  one.send(fire(1, 5));
  other.send(fire(2, 6, "5678"));
  receiver.turn_until([&] { return one.heard() == ack(1) && other.heard() == ack(2, "5678"); });
  CHECK(receiver.told() == 2);
}

TEST_CASE("what is not on disk is not acknowledged, and the panel's repetition is") {
  Receiver receiver;
  receiver.disk_full = true;
  TcpPanel panel(receiver);
  panel.send(fire(1, 5));
  receiver.turn_until([&] { return receiver.listener.counts().not_taken == 1; });
  panel.send(null());
  receiver.turn_until([&] { return panel.heard() == ack(0); });  // the line is alive; the fire has no answer
  CHECK(receiver.told() == 0);

  receiver.disk_full = false;
  panel.send(fire(1, 5));
  receiver.turn_until([&] { return panel.heard() == ack(0) + ack(1); });
  CHECK(receiver.told() == 1);
}

TEST_CASE("a repetition is acknowledged again and told once, whichever way it comes") {
  Receiver receiver;
  TcpPanel panel(receiver);
  UdpPanel second_path(receiver);
  panel.send(fire(1, 5));
  receiver.turn_until([&] { return panel.heard() == ack(1); });
  panel.send(fire(1, 5));
  second_path.send(fire(1, 5));
  receiver.turn_until([&] { return panel.heard() == ack(1) + ack(1) && second_path.heard() == ack(1); });
  CHECK(receiver.told() == 1);
  CHECK(receiver.listener.counts().repeated == 2);

  // The panel restarted and counts from the beginning; this is another fire.
  panel.send(fire(1, 6));
  receiver.turn_until([&] { return receiver.told() == 2; });
}

TEST_CASE("several frames in one segment, and one frame in many") {
  Receiver receiver;
  TcpPanel panel(receiver);
  panel.send(fire(1, 1) + null() + fire(2, 2) + fire(3, 3).substr(0, 20));
  receiver.turn_until([&] { return panel.heard() == ack(1) + ack(0) + ack(2); });
  panel.replies.clear();
  for (const char c : fire(3, 3).substr(20)) {
    panel.send(std::string_view(&c, 1));
    receiver.turn();
  }
  receiver.turn_until([&] { return panel.heard() == ack(3); });
  CHECK(receiver.told() == 3);
}

TEST_CASE("damaged frames get no answer and hurt no neighbour") {
  Receiver receiver;
  TcpPanel panel(receiver);
  std::string damaged = fire(1, 5);
  damaged[20] ^= 1;
  panel.send("garbage\r\n\"" + damaged + "\n00000FFF\"SIA-DCS\"0001\r" + fire(2, 6));
  receiver.turn_until([&] { return panel.heard() == ack(2); });
  CHECK(receiver.told() == 1);
  CHECK(receiver.listener.counts().silent == 2);
}

TEST_CASE("many panels at once") {
  Receiver receiver;
  std::vector<TcpPanel> panels;
  for (int i = 0; i < 30; ++i)
    panels.emplace_back(receiver);
  for (int i = 0; i < 30; ++i)
    panels[static_cast<std::size_t>(i)].send(fire(i + 1, i + 1));
  receiver.turn_until([&] {
    for (int i = 0; i < 30; ++i) {
      if (panels[static_cast<std::size_t>(i)].heard() != ack(i + 1))
        return false;
    }
    return true;
  });
  CHECK(receiver.told() == 30);
}

TEST_CASE("who begins a frame and does not end it is cut off, and nobody else is") {
  Receiver receiver;
  TcpPanel slow(receiver), patient(receiver);
  patient.send(null());
  slow.send("\n3BAC0029\"SIA");
  receiver.turn_until([&] { return patient.heard() == ack(0); });
  for (int i = 0; i < 9; ++i) {
    receiver.now.steady += 1s;
    slow.send("0");  // one byte a second
    receiver.turn();
  }
  CHECK_FALSE(slow.is_cut_off());
  receiver.now.steady += 2s;
  receiver.turn_until([&] { return slow.is_cut_off(); });
  CHECK_FALSE(patient.is_cut_off());
  CHECK(receiver.listener.counts().cut_off == 1);
}

TEST_CASE("who sends nothing but noise, or frames of no account, is cut off") {
  Receiver receiver;
  const bool strangers = GENERATE(false, true);
  TcpPanel panel(receiver);
  const std::string piece = strangers ? fire(1, 1, "9999") : std::string(100, '\n');
  for (std::size_t sent = 0; sent <= Dc09Limits{}.noise && !panel.is_cut_off(); sent += piece.size()) {
    panel.send(piece);
    receiver.turn();
  }
  receiver.turn_until([&] { return panel.is_cut_off(); });
  CHECK(receiver.told() == 0);
}

TEST_CASE("strangers cannot keep a panel out, nor push out one that is known") {
  Dc09Limits limits;
  limits.connections = 4;
  Receiver receiver(limits);
  TcpPanel known(receiver);
  known.send(null());
  receiver.turn_until([&] { return known.heard() == ack(0); });
  std::vector<TcpPanel> strangers;
  for (int i = 0; i < 10; ++i) {
    receiver.now.steady += 1ms;
    strangers.emplace_back(receiver);
    receiver.turn();
  }
  receiver.turn_until([&] { return receiver.listener.counts().cut_off == 7; });
  TcpPanel late(receiver);
  late.send(fire(1, 5));
  receiver.turn_until([&] { return late.heard() == ack(1); });
  CHECK_FALSE(known.is_cut_off());
  CHECK(strangers.front().is_cut_off());
}

TEST_CASE("a panel that does not read its answers is cut off before they fill our memory") {
  Receiver receiver;
  TcpPanel panel(receiver);
  const int small = 2048;
  ::setsockopt(panel.fd.get(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  std::string flood;
  for (int i = 0; i < 100; ++i)
    flood += null();
  receiver.turn_until([&] {
    const auto sent = ::send(panel.fd.get(), flood.data(), flood.size(), MSG_NOSIGNAL);
    // A cut in the middle of a frame only makes noise.
    return sent < 0 && errno != EAGAIN;
  });
  CHECK(receiver.listener.counts().cut_off == 1);
}

TEST_CASE("a silent panel is lost, and any message of its own brings it back") {
  Receiver receiver;
  TcpPanel panel(receiver);
  CHECK(receiver.listener.next() == k_start.steady + 60s);
  receiver.now.steady += 59s;
  panel.send(fire(1, 5));
  receiver.turn_until([&] { return panel.heard() == ack(1); });
  receiver.now.steady += 59s;
  receiver.turn();
  CHECK(receiver.reports.size() == 1);

  receiver.now.steady += 1s;
  receiver.disk_full = true;
  receiver.turn();
  receiver.disk_full = false;
  CHECK(receiver.listener.next() == receiver.now.steady + 1s);
  receiver.now.steady += 1s;
  receiver.turn();
  receiver.turn();  // told once
  REQUIRE(receiver.reports.size() == 2);
  CHECK(receiver.reports.back() == InputReport{"1234", std::nullopt, {}, Link::lost});

  panel.send(null("5678"));
  receiver.turn_until([&] { return panel.heard() == ack(1) + ack(0, "5678"); });
  CHECK(receiver.reports.size() == 2);
  panel.send(null());
  receiver.turn_until([&] { return receiver.reports.size() == 3; });
  CHECK(receiver.reports.back() == InputReport{"1234", std::nullopt, {}, Link::back});
}

TEST_CASE("a long silence ends a connection") {
  Receiver receiver;
  TcpPanel panel(receiver);
  panel.send(null());
  receiver.turn_until([&] { return panel.heard() == ack(0); });
  receiver.now.steady += 2h;
  receiver.turn_until([&] { return panel.is_cut_off(); });
}

TEST_CASE("a port in use, a strange address and bad accounts are said, not survived") {
  Receiver receiver;
  const Taker taker = [](const InputReport&) { return Status{}; };
  const auto create = [&](const std::string& address, std::uint16_t port, std::vector<Dc09Account> accounts) {
    return Dc09Listener::create(address, port, std::move(accounts), taker, k_start.steady);
  };
  CHECK(create("127.0.0.1", receiver.listener.port(), {}).error().kind == ErrorKind::unavailable);
  CHECK(create("market", 0, {}).error().kind == ErrorKind::unavailable);
  CHECK(create("192.0.2.1", 0, {}).error().kind == ErrorKind::unavailable);
  CHECK(create("127.0.0.1", 0, {{"1", "short", TimestampCheck::always, 0s}}).error().kind ==
        ErrorKind::invalid);
  CHECK(create("::1", 0, {}).value().port() != 0);
}

}  // namespace
}  // namespace madang::bridge
