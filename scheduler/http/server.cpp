// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/http/server.h"

#include <microhttpd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <list>

#include "content-schema/base/clock.h"
#include "content-schema/base/log.h"
#include "content-schema/base/owned.h"
#include "scheduler/http/exchange.h"
#include "scheduler/http/range.h"

namespace madang::http {
namespace {

using DaemonPtr = Owned<MHD_Daemon, MHD_stop_daemon>;
using ResponsePtr = Owned<MHD_Response, MHD_destroy_response>;

/// A client's connection. The library times out only clients that say nothing at all; the deadline here also
/// ends those that say a byte a second.
struct Peer {
  int fd = -1;
  SteadyTime deadline;
  Exchange* suspended = nullptr;
  bool answering = false;  ///< it has asked, and its answer is on its way
  bool leaving = false;    ///< it was hung up on, and the library has yet to see that
};

/// The library sees the end of the stream in its next round and cleans up as for any client that left.
void hang_up_on(Peer& peer) {
  peer.leaving = true;
  ::shutdown(peer.fd, SHUT_RDWR);
}

/// It has said something that we have yet to read, perhaps the end of what it asks.
bool has_more_to_hear(const Peer& peer) {
  char byte = 0;
  return ::recv(peer.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

struct Address {
  sockaddr_storage bytes{};
  socklen_t length = 0;
};

std::optional<Address> parse_address(const std::string& text, std::uint16_t port) {
  Address address;
  auto* four = reinterpret_cast<sockaddr_in*>(&address.bytes);
  auto* six = reinterpret_cast<sockaddr_in6*>(&address.bytes);
  if (::inet_pton(AF_INET, text.c_str(), &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    address.length = sizeof *four;
  } else if (::inet_pton(AF_INET6, text.c_str(), &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    address.length = sizeof *six;
  } else {
    return std::nullopt;
  }
  return address;
}

std::string address_text(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address->sa_family == AF_INET) {
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    ::inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text, sizeof text);
  }
  return text;
}

std::uint16_t port_of(int fd) {
  Address bound;
  bound.length = sizeof bound.bytes;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&bound.bytes), &bound.length) != 0)
    return 0;
  return bound.bytes.ss_family == AF_INET ? ntohs(reinterpret_cast<sockaddr_in*>(&bound.bytes)->sin_port)
                                          : ntohs(reinterpret_cast<sockaddr_in6*>(&bound.bytes)->sin6_port);
}

Result<UniqueFd> listen_on(const std::string& name, std::uint16_t port) {
  const auto address = parse_address(name, port);
  if (!address) {
    return fail(ErrorKind::invalid, "'{}'은(는) 숫자로 된 IP 주소가 아닙니다.",
                "'{}' is not a numeric IP address.", name);
  }
  UniqueFd fd(::socket(address->bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int one = 1;
  const int zero = 0;
  bool good = fd.valid() && ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0;
  if (good && address->bytes.ss_family == AF_INET6) {
    good = ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero) == 0;
  }
  good = good && ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address->bytes), address->length) == 0 &&
         ::listen(fd.get(), SOMAXCONN) == 0;
  if (good)
    return fd;
  if (errno == EADDRINUSE) {
    return fail(ErrorKind::unavailable,
                "{1}번 포트는 이미 다른 프로그램이 쓰고 있습니다({0}). 그 프로그램을 끝내거나 다른 포트를 "
                "정해 주세요.",
                "port {1} on {0} is already in use; stop the program that holds it, or choose another port.",
                name, port);
  }
  return fail(errno_kind(errno), "{} 주소의 {}번 포트를 열지 못했습니다: {}",
              "cannot listen on {} port {}: {}", name, port, errno_text(errno));
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

MHD_Result keep_header(void* into, MHD_ValueKind, const char* key, const char* value) {
  auto& headers = *static_cast<std::map<std::string, std::string>*>(into);
  headers[lower_case(key)] = value == nullptr ? "" : value;
  return MHD_YES;
}

MHD_Result keep_parameter(void* into, MHD_ValueKind, const char* key, const char* value) {
  auto& query = *static_cast<std::map<std::string, std::string>*>(into);
  query[key] = value == nullptr ? "" : value;
  return MHD_YES;
}

[[gnu::format(printf, 2, 0)]] void log_library(void*, const char* format, va_list arguments) {
  char line[512];
  std::vsnprintf(line, sizeof line, format, arguments);
  std::string_view text(line);
  while (text.ends_with('\n'))
    text.remove_suffix(1);
  log::debug("http library: {}", text);
}

ResponsePtr buffer_response(std::string_view body) {
  // Copied: the answer may be under way long after our string is gone.
  return ResponsePtr(
      MHD_create_response_from_buffer(body.size(), const_cast<char*>(body.data()), MHD_RESPMEM_MUST_COPY));
}

void add_header(MHD_Response* response, const char* name, const std::string& value) {
  if (!value.empty())
    MHD_add_response_header(response, name, value.c_str());
}

/// What the library keeps for us between its calls about one request.
struct Held {
  std::shared_ptr<Exchange> exchange;
};

}  // namespace

struct Server::State {
  State(UniqueFd socket, std::shared_ptr<AnswerBell> answer_bell, Handler request_handler,
        const Limits& server_limits)
      : listening(std::move(socket)),
        port(port_of(listening.get())),
        bell(std::move(answer_bell)),
        handler(std::move(request_handler)),
        limits(server_limits) {}

  MHD_Result on_request(MHD_Connection* connection, const char* path, const char* method, const char* data,
                        size_t* size, void** context);
  MHD_Result reply(MHD_Connection* connection, const Exchange& exchange, Response response);
  void resume(Exchange& exchange);
  void sweep(SteadyTime now);
  void make_room();
  void leave(Peer& peer);
  void stop_serving();
  Peer* peer_of(MHD_Connection* connection) const;

  // As the library calls them.
  static MHD_Result request_callback(void* state, MHD_Connection* connection, const char* path,
                                     const char* method, const char*, const char* data, size_t* size,
                                     void** context);
  static void completed_callback(void* state, MHD_Connection* connection, void** context,
                                 MHD_RequestTerminationCode);
  static void connection_callback(void* state, MHD_Connection* connection, void** socket_context,
                                  MHD_ConnectionNotificationCode code);

  UniqueFd listening;
  std::uint16_t port;
  std::shared_ptr<AnswerBell> bell;
  Handler handler;
  Limits limits;
  std::list<Peer> peers;
  DaemonPtr daemon;  // last: its callbacks use everything above
};

Peer* Server::State::peer_of(MHD_Connection* connection) const {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == nullptr ? nullptr : static_cast<Peer*>(info->socket_context);
}

MHD_Result Server::State::on_request(MHD_Connection* connection, const char* path, const char* method,
                                     const char* data, size_t* size, void** context) {
  Peer* peer = peer_of(connection);
  if (peer == nullptr)
    return MHD_NO;
  if (*context == nullptr) {  // the head is complete, the body is not
    auto exchange = std::make_shared<Exchange>(bell);
    exchange->connection = connection;
    Request& request = exchange->request;
    request.method = method;
    request.path = path;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, keep_header, &request.headers);
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, keep_parameter, &request.query);
    const auto* address = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (address != nullptr && address->client_addr != nullptr)
      request.peer = address_text(address->client_addr);
    std::uint64_t announced = 0;
    const auto length = request.header("content-length");
    std::from_chars(length.data(), length.data() + length.size(), announced);
    *context = new Held{exchange};
    if (announced > limits.body_bytes)
      return reply(connection, *exchange, text_response(413, "the body is too large"));
    return MHD_YES;
  }
  const auto exchange = static_cast<Held*>(*context)->exchange;
  if (*size > 0) {
    exchange->received += *size;
    exchange->too_large = exchange->too_large || exchange->received > limits.body_bytes;
    // A body of unknown length cannot be refused before its end; one that never ends is cut off.
    if (exchange->received > 16 * limits.body_bytes)
      return MHD_NO;
    if (!exchange->too_large)
      exchange->request.body.append(data, *size);
    *size = 0;
    return MHD_YES;
  }
  if (exchange->too_large)
    return reply(connection, *exchange, text_response(413, "the body is too large"));
  if (!exchange->handled) {
    exchange->handled = true;
    handler(exchange->request, Responder(exchange));
  }
  if (exchange->over())
    return MHD_NO;
  if (auto response = exchange->take())
    return reply(connection, *exchange, std::move(*response));
  exchange->suspended = true;
  peer->suspended = exchange.get();
  MHD_suspend_connection(connection);
  return MHD_YES;
}

MHD_Result Server::State::reply(MHD_Connection* connection, const Exchange& exchange, Response response) {
  const Request& request = exchange.request;
  ResponsePtr made;
  std::uint64_t length = response.body.size();
  int status = response.status;
  const bool not_modified =
      status == 200 && !response.etag.empty() && names_etag(request.header("if-none-match"), response.etag);
  if (not_modified) {
    status = 304;
    length = 0;
    made = buffer_response({});
  } else if (response.file) {
    RangeAnswer range{RangeAnswer::Kind::whole, 0, response.file->length};
    if (status == 200 && allows_range(request.header("if-range"), response.etag)) {
      range = choose_range(request.header("range"), response.file->length);
    }
    length = range.length;
    if (range.kind == RangeAnswer::Kind::unsatisfiable) {
      status = 416;
      made = buffer_response({});
      add_header(made.get(), "Content-Range", fmt::format("bytes */{}", response.file->length));
    } else {
      made.reset(MHD_create_response_from_fd_at_offset64(range.length, response.file->fd.get(), range.first));
      if (made) [[maybe_unused]]
        const int owned_by_library = response.file->fd.release();
    }
    if (made && range.kind == RangeAnswer::Kind::part) {
      status = 206;
      add_header(
          made.get(), "Content-Range",
          fmt::format("bytes {}-{}/{}", range.first, range.first + range.length - 1, response.file->length));
    }
    if (made)
      add_header(made.get(), "Accept-Ranges", "bytes");
  } else {
    made = buffer_response(response.body);
  }
  if (!made)
    return MHD_NO;
  if (length > 0)
    add_header(made.get(), "Content-Type", response.type);
  if (!response.etag.empty())
    add_header(made.get(), "ETag", fmt::format("\"{}\"", response.etag));
  add_header(made.get(), "Cache-Control", response.cache);
  for (const auto& [name, value] : response.headers)
    add_header(made.get(), name.c_str(), value);

  if (Peer* peer = peer_of(connection)) {
    peer->answering = true;
    const auto allowed = limits.request + std::chrono::milliseconds(
                                              length * 1000 / std::max<std::uint64_t>(limits.least_rate, 1));
    peer->deadline = std::chrono::steady_clock::now() + allowed;
  }
  return MHD_queue_response(connection, static_cast<unsigned>(status), made.get());
}

void Server::State::resume(Exchange& exchange) {
  if (!exchange.suspended)
    return;
  exchange.suspended = false;
  if (Peer* peer = peer_of(exchange.connection)) {
    peer->suspended = nullptr;
    peer->deadline = std::chrono::steady_clock::now() + limits.request;
  }
  MHD_resume_connection(exchange.connection);
}

void Server::State::make_room() {
  if (peers.size() < limits.connections ||
      std::any_of(peers.begin(), peers.end(), [](const Peer& each) { return each.leaving; }))
    return;
  // In the order they came, but for the one who has just come.
  const auto newest = std::prev(peers.end());
  auto who = std::find_if(peers.begin(), newest, [](const Peer& each) {
    return each.suspended == nullptr && !each.answering && !has_more_to_hear(each);
  });
  if (who == newest)
    who = std::find_if(peers.begin(), newest, [](const Peer& each) { return each.suspended != nullptr; });
  if (who == newest)
    return;
  hang_up_on(*who);
  if (who->suspended != nullptr)
    leave(*who);
}

/// Of one who was hung up on, or has hung up, while waiting for an answer.
void Server::State::leave(Peer& peer) {
  Exchange& left = *peer.suspended;
  left.end();
  resume(left);
}

void Server::State::sweep(SteadyTime now) {
  for (Peer& peer : peers) {
    if (peer.suspended == nullptr) {
      if (now >= peer.deadline)
        hang_up_on(peer);
      continue;
    }
    // The library does not look at a suspended connection, so a client that left would hold its slot.
    char byte = 0;
    const ssize_t got = ::recv(peer.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) {
      hang_up_on(peer);
      leave(peer);
    }
  }
}

void Server::State::stop_serving() {
  for (Peer& peer : peers) {
    Exchange* waiting = peer.suspended;
    if (waiting == nullptr)
      continue;
    Exchange::answer(waiting->shared_from_this(), text_response(503, "the server is stopping"));
    resume(*waiting);
  }
  for (int round = 0; round < 3; ++round)
    MHD_run(daemon.get());
}

MHD_Result Server::State::request_callback(void* state, MHD_Connection* connection, const char* path,
                                           const char* method, const char*, const char* data, size_t* size,
                                           void** context) {
  return static_cast<State*>(state)->on_request(connection, path, method, data, size, context);
}

void Server::State::completed_callback(void* state, MHD_Connection* connection, void** context,
                                       MHD_RequestTerminationCode) {
  auto& server = *static_cast<State*>(state);
  if (Peer* peer = server.peer_of(connection)) {
    peer->suspended = nullptr;
    peer->answering = false;
    peer->deadline = std::chrono::steady_clock::now() + server.limits.request;
  }
  const std::unique_ptr<Held> held(static_cast<Held*>(std::exchange(*context, nullptr)));
  if (held)
    held->exchange->end();
}

void Server::State::connection_callback(void* state, MHD_Connection* connection, void** socket_context,
                                        MHD_ConnectionNotificationCode code) {
  auto& server = *static_cast<State*>(state);
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info == nullptr)
      return;
    const int one = 1;
    ::setsockopt(info->connect_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    server.peers.push_back(
        {info->connect_fd, std::chrono::steady_clock::now() + server.limits.request, nullptr, false, false});
    *socket_context = &server.peers.back();
  } else {
    auto* peer = static_cast<Peer*>(std::exchange(*socket_context, nullptr));
    server.peers.remove_if([&](const Peer& each) { return &each == peer; });
  }
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

std::uint16_t Server::port() const {
  return state_->port;
}

Result<Server> Server::create(const std::string& address, std::uint16_t port, Handler handler,
                              const Limits& limits) {
  auto socket = listen_on(address, port);
  if (!socket)
    return fail(socket.error());
  auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(wakeup.error());
  auto state = std::make_unique<State>(std::move(*socket), std::make_shared<AnswerBell>(std::move(*wakeup)),
                                       std::move(handler), limits);
  // No thread of the library's own: everything happens in run(), so that deadlines can be swept and
  // connections suspended without a lock.
  state->daemon.reset(MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, nullptr, nullptr,
      &State::request_callback, state.get(), MHD_OPTION_EXTERNAL_LOGGER, &log_library, nullptr,
      MHD_OPTION_LISTEN_SOCKET, state->listening.get(), MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
      MHD_OPTION_CONNECTION_LIMIT, limits.connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      limits.connections_per_address, MHD_OPTION_CONNECTION_MEMORY_LIMIT, static_cast<size_t>(32 * 1024),
      MHD_OPTION_NOTIFY_COMPLETED, &State::completed_callback, state.get(), MHD_OPTION_NOTIFY_CONNECTION,
      &State::connection_callback, state.get(), MHD_OPTION_END));
  if (!state->daemon) {
    return fail(ErrorKind::unavailable, "{}번 포트에서 HTTP 서버를 시작하지 못했습니다.",
                "cannot start the HTTP server on port {}.", port);
  }
  // The library closes the socket with itself.
  [[maybe_unused]] const int owned_by_library = state->listening.release();
  return Server(std::move(state));
}

void Server::run(std::stop_token stop) {
  // sendfile() to a client that left raises it, and no flag can stop that.
  sigset_t pipe_only;
  sigemptyset(&pipe_only);
  sigaddset(&pipe_only, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &pipe_only, nullptr);

  State& state = *state_;
  const std::stop_callback wake(stop, [bell = state.bell] { bell->ring(); });
  const int epoll_fd = MHD_get_daemon_info(state.daemon.get(), MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
  const auto sweep_every = std::clamp<std::chrono::milliseconds>(
      state.limits.request / 8, std::chrono::milliseconds(20), std::chrono::milliseconds(1000));
  SteadyTime next_sweep = std::chrono::steady_clock::now() + sweep_every;
  while (!stop.stop_requested()) {
    MHD_UNSIGNED_LONG_LONG library_wait = 0;
    auto wait = state.peers.empty() ? std::chrono::milliseconds(60'000) : sweep_every;
    if (MHD_get_timeout(state.daemon.get(), &library_wait) == MHD_YES) {
      wait = std::min(wait, std::chrono::milliseconds(std::min<unsigned long long>(library_wait, 60'000)));
    }
    pollfd heard[2] = {{epoll_fd, POLLIN, 0}, {state.bell->fd(), POLLIN, 0}};
    ::poll(heard, 2, static_cast<int>(wait.count()));
    for (const auto& exchange : state.bell->hear())
      state.resume(*exchange);
    const size_t before = state.peers.size();
    MHD_run(state.daemon.get());
    // A full house listens again only in the round after someone left.
    if (state.peers.size() < before)
      MHD_run(state.daemon.get());
    const auto now = std::chrono::steady_clock::now();
    if (now >= next_sweep) {
      state.sweep(now);
      next_sweep = now + sweep_every;
    }
    state.make_room();
  }
  state.stop_serving();
}

}  // namespace madang::http
