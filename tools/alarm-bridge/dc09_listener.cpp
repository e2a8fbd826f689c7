// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/dc09_listener.h"

#include <netdb.h>
#include <sys/random.h>
#include <sys/socket.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <memory>

#include "content-schema/base/log.h"
#include "content-schema/base/owned.h"

namespace madang::bridge {
namespace {

constexpr std::size_t k_chunk = 4096;
constexpr std::chrono::seconds k_retry{1};  // of news that the taker could not write down
constexpr int k_send_buffer = 16'384;       // hundreds of replies; the kernel would let it grow to megabytes
constexpr int k_most_at_once = 32;  // accepts and datagrams of one round, so that neither starves the other

using Addresses = Owned<addrinfo, freeaddrinfo>;

/// The first ones are, and then ever fewer: noise must not fill a disk.
bool is_worth_a_line(std::uint64_t count) {
  return count <= 10 || std::has_single_bit(count);
}

tl::unexpected<Error> cannot_listen(const std::string& address, std::uint16_t port, const std::string& why) {
  return fail(
      ErrorKind::unavailable,
      "{0} 주소의 {1}번 포트에서 화재 수신기를 기다릴 수 없습니다: {2}. 주소를 확인하고, 같은 포트를 쓰는 "
      "프로그램이 있는지 보십시오.",
      "cannot wait for fire panels at {0}, port {1}: {2}. See that the address is this machine's and the "
      "port "
      "not in use.",
      address, port, why);
}

/// A socket that listens at `address`, or an error with errno set.
UniqueFd bound_socket(const sockaddr* address, socklen_t size, int type) {
  UniqueFd fd(::socket(address->sa_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int one = 1;
  if (!fd.valid() ||
      (type == SOCK_STREAM && ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0) ||
      ::bind(fd.get(), address, size) != 0 || (type == SOCK_STREAM && ::listen(fd.get(), 32) != 0))
    return {};
  return fd;
}

std::uint16_t port_of(const sockaddr_storage& address) {
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                                             : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

void set_port(sockaddr_storage& address, std::uint16_t port) {
  if (address.ss_family == AF_INET6)
    reinterpret_cast<sockaddr_in6&>(address).sin6_port = htons(port);
  else
    reinterpret_cast<sockaddr_in&>(address).sin_port = htons(port);
}

Padding random_padding() {
  Padding padding{};
  // A kernel that has booted has randomness, and 16 bytes are never cut short.
  [[maybe_unused]] const auto got = ::getrandom(padding.data(), padding.size(), 0);
  return padding;
}

short events_of(std::span<const pollfd> set, int fd) {
  const auto found = std::find_if(set.begin(), set.end(), [&](const pollfd& each) { return each.fd == fd; });
  return found == set.end() ? short{0} : found->revents;
}

}  // namespace

Result<Dc09Listener> Dc09Listener::create(const std::string& address, std::uint16_t port,
                                          std::vector<Dc09Account> accounts, Taker taker, SteadyTime now,
                                          const Dc09Limits& limits) {
  if (const auto good = check_accounts(accounts); !good)
    return fail(good.error());
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(address.c_str(), nullptr, &hints, &found); error != 0)
    return cannot_listen(address, port, ::gai_strerror(error));
  const Addresses owner(found);
  sockaddr_storage where{};
  std::memcpy(&where, found->ai_addr, found->ai_addrlen);

  Dc09Listener listener(std::move(accounts), std::move(taker), limits);
  // The kernel chooses a free TCP port; that the same number is taken for UDP is possible, so it may choose
  // again.
  for (int attempt = 0; attempt < (port == 0 ? 16 : 1) && !listener.udp_.valid(); ++attempt) {
    set_port(where, port);
    listener.tcp_ = bound_socket(reinterpret_cast<const sockaddr*>(&where), found->ai_addrlen, SOCK_STREAM);
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    if (!listener.tcp_.valid() ||
        ::getsockname(listener.tcp_.get(), reinterpret_cast<sockaddr*>(&bound), &size) != 0)
      return cannot_listen(address, port, errno_text(errno));
    listener.port_ = port_of(bound);
    listener.udp_ = bound_socket(reinterpret_cast<const sockaddr*>(&bound), size, SOCK_DGRAM);
  }
  if (!listener.udp_.valid())
    return cannot_listen(address, port, errno_text(errno));
  for (const auto& each : listener.accounts_) {
    if (each.supervision > Millis{0})
      listener.supervision_.watch(each.name, each.supervision, now);
  }
  return listener;
}

void Dc09Listener::add_to(std::vector<pollfd>& set) const {
  set.push_back({tcp_.get(), POLLIN, 0});
  set.push_back({udp_.get(), POLLIN, 0});
  for (const auto& each : connections_)
    set.push_back({each.socket.get(), POLLIN, 0});
}

std::optional<SteadyTime> Dc09Listener::next() const {
  std::optional<SteadyTime> result = retry_ ? retry_ : supervision_.next();
  for (const auto& each : connections_) {
    SteadyTime end = each.last + limits_.silence;
    if (each.frame_began)
      end = std::min(end, *each.frame_began + limits_.frame);
    if (!result || end < *result)
      result = end;
  }
  return result;
}

void Dc09Listener::serve(std::span<const pollfd> set, const Moment& now) {
  for (auto& each : connections_) {
    if (events_of(set, each.socket.get()) != 0)
      each.over = !read_from(each, now);
    if (!each.over && outstays(each, now.steady)) {
      each.over = true;
      ++counts_.cut_off;
    }
  }
  std::erase_if(connections_, [](const Connection& each) { return each.over; });
  if (events_of(set, udp_.get()) != 0)
    serve_datagrams(now);
  if (events_of(set, tcp_.get()) != 0)
    accept_all(now);
  tell_links(now.steady);
}

void Dc09Listener::accept_all(const Moment& now) {
  for (int i = 0; i < k_most_at_once; ++i) {
    UniqueFd fd(::accept4(tcp_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!fd.valid())
      return;
    // A panel whose power went leaves no word; the kernel's own questions find out before `silence` does.
    const int one = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one);
    ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDBUF, &k_send_buffer, sizeof k_send_buffer);
    if (connections_.size() >= limits_.connections)
      make_room();
    connections_.push_back({std::move(fd), {}, now.steady});
  }
}

void Dc09Listener::make_room() {
  const auto least = std::min_element(
      connections_.begin(), connections_.end(),
      [](const auto& a, const auto& b) { return std::pair(a.known, a.last) < std::pair(b.known, b.last); });
  connections_.erase(least);
  ++counts_.cut_off;
}

bool Dc09Listener::outstays(const Connection& connection, SteadyTime now) const {
  return now - connection.last >= limits_.silence ||
         (connection.frame_began && now - *connection.frame_began >= limits_.frame);
}

/// False when the connection is over.
bool Dc09Listener::read_from(Connection& connection, const Moment& now) {
  char chunk[k_chunk];
  const auto got = ::recv(connection.socket.get(), chunk, sizeof chunk, 0);
  if (got < 0)
    return errno == EAGAIN || errno == EINTR;
  if (got == 0)
    return false;
  connection.buffer.append(chunk, static_cast<std::size_t>(got));
  connection.last = now.steady;
  if (serve_frames(connection, now))
    return true;
  ++counts_.cut_off;
  return false;
}

bool Dc09Listener::serve_frames(Connection& connection, const Moment& now) {
  std::string_view rest = connection.buffer;
  while (true) {
    const auto cut = cut_dc09(rest);
    connection.noise += cut.from;
    if (cut.what == Dc09Cut::What::incomplete) {
      rest.remove_prefix(cut.from);
      break;
    }
    const auto said = handle(rest.substr(cut.from, cut.end - cut.from), now);
    connection.known = connection.known || !said.account.empty();
    connection.noise = said.account.empty() ? connection.noise + (cut.end - cut.from) : 0;
    // Replies are far shorter than a socket's buffer: where one does not fit, nobody has read for long.
    if (!said.bytes.empty() && ::send(connection.socket.get(), said.bytes.data(), said.bytes.size(),
                                      MSG_NOSIGNAL | MSG_DONTWAIT) != static_cast<ssize_t>(said.bytes.size()))
      return false;
    rest.remove_prefix(cut.end);
  }
  const bool same_beginning = rest.size() == connection.buffer.size();
  if (rest.empty())
    connection.frame_began.reset();
  else if (!same_beginning || !connection.frame_began)
    connection.frame_began = now.steady;
  connection.buffer = std::string(rest);
  return connection.noise <= limits_.noise;
}

void Dc09Listener::serve_datagrams(const Moment& now) {
  for (int i = 0; i < k_most_at_once; ++i) {
    char datagram[k_most_frame_bytes + 1];
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    const auto got =
        ::recvfrom(udp_.get(), datagram, sizeof datagram, 0, reinterpret_cast<sockaddr*>(&from), &size);
    if (got < 0)
      return;
    const std::string_view bytes(datagram, static_cast<std::size_t>(got));
    const auto cut = cut_dc09(bytes);
    if (cut.what != Dc09Cut::What::frame) {
      count_silent("this is no frame");
      continue;
    }
    const auto said = handle(bytes.substr(cut.from, cut.end - cut.from), now);
    if (!said.bytes.empty())
      ::sendto(udp_.get(), said.bytes.data(), said.bytes.size(), MSG_DONTWAIT,
               reinterpret_cast<const sockaddr*>(&from), size);
  }
}

void Dc09Listener::count_silent(std::string_view why) {
  if (is_worth_a_line(++counts_.silent))
    log::warning("DC-09: not answered, so that the panel repeats it: {} ({} so far)", why, counts_.silent);
}

Dc09Answer Dc09Listener::handle(std::string_view frame, const Moment& now) {
  auto said = answer(frame, accounts_, now.civil, random_padding());
  if (!said.account.empty())
    supervision_.heard(said.account, now.steady);
  if (said.reply == Dc09Reply::nothing) {
    count_silent(said.why.en);
    return said;
  }
  if (said.reply != Dc09Reply::ack) {
    if (is_worth_a_line(++counts_.refused))
      log::warning("{} ({} refused so far)", said.why.en, counts_.refused);
    return said;
  }
  if (!said.events.empty()) {
    if (repeats_.knows(said.account, said.sequence, said.content, now.steady)) {
      ++counts_.repeated;
    } else if (const auto taken = taker_({said.account, said.sequence, said.events, std::nullopt}); !taken) {
      ++counts_.not_taken;
      log::error("DC-09 account {}: not acknowledged, as it could not be written down: {}", said.account,
                 taken.error().message.en);
      said.bytes.clear();
      return said;
    } else {
      repeats_.remember(said.account, said.sequence, said.content, now.steady);
    }
  }
  ++counts_.acknowledged;
  return said;
}

void Dc09Listener::tell_links(SteadyTime now) {
  if (retry_ && now < *retry_)
    return;
  retry_.reset();
  for (const auto& each : supervision_.news(now)) {
    if (taker_({each.name, std::nullopt, {}, each.link}))
      supervision_.told(each);
    else
      retry_ = now + k_retry;
  }
}

}  // namespace madang::bridge
