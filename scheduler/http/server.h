// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"

namespace madang::http {

/// One request, read to its end.
struct Request {
  std::string method;                          ///< as sent: `GET`, `HEAD`, `POST`...
  std::string path;                            ///< percent-decoded, without query
  std::map<std::string, std::string> query;    ///< decoded; the last of equal names
  std::map<std::string, std::string> headers;  ///< by lower-case name
  std::string body;
  std::string peer;  ///< the client's address, without port

  /// Empty where there is none.
  std::string_view header(const std::string& lower_case_name) const;
  std::string_view parameter(const std::string& name) const;
};

/// A file as body. The descriptor is read from its start, whatever its position.
struct FileBody {
  UniqueFd fd;
  std::uint64_t length = 0;
};

struct Response {
  int status = 200;
  std::string type = "application/json";  ///< Content-Type
  std::string body;
  std::optional<FileBody> file;  ///< instead of `body`; a single Range of it is served as 206 or 416
  std::string etag;   ///< strong, without quotes; with it If-None-Match (304) and If-Range are heeded
  std::string cache;  ///< Cache-Control; empty for none
  std::vector<std::pair<std::string, std::string>> headers;  ///< more of them
};

/// Text with a newline after it.
Response text_response(int status, std::string_view text);

struct Limits {
  std::size_t body_bytes = 65536;        ///< more is 413
  /// A full house puts out whoever has been here longest without having asked to the end, or else whoever has
  /// waited longest for an answer; so that a newcomer gets in. Those who are being answered stay; where all
  /// are, newcomers wait in the kernel's queue.
  unsigned connections = 256;
  unsigned connections_per_address = 0;  ///< more are closed at once; 0: no limit
  std::chrono::milliseconds request{
      15'000};                      ///< from connecting, or from the last answer, to the end of a request
  std::uint64_t least_rate = 4096;  ///< bytes/s: a file's answer may take `request` + length / least_rate
};

class Exchange;

/// The duty to answer one request. Move it to wherever the answer will be known: it may be answered on any
/// thread and at any later time, also after the server is gone. One that dies unanswered answers 500.
/// Thread-safe.
class Responder {
 public:
  explicit Responder(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}
  /// For what came by another way than HTTP: nobody hears the answer, and it is `abandoned` from the start.
  static Responder unheard() { return Responder(nullptr); }
  Responder(Responder&&) noexcept = default;
  Responder& operator=(Responder&&) noexcept;
  ~Responder();

  /// Once; the responder is spent.
  void answer(Response response);
  /// The client has gone and nobody will read the answer.
  bool abandoned() const;

 private:
  std::shared_ptr<Exchange> exchange_;
};

/// Called on the server's thread: it must not block. What takes time is answered later, from elsewhere.
using Handler = std::function<void(Request, Responder)>;

/// The one door to the HTTP library. Made for few clients and hostile ones: a client that sends a byte a
/// second, too much, or nothing at all loses its connection, not ours its calm.
///
/// `create` binds; `run` serves on the caller's thread until it is asked to stop, then answers what still
/// waits with 503. IPv4 and IPv6
/// (`::` is both). Bound to the thread of `run`.
class Server {
 public:
  /// `address` is numeric; port 0 takes any free one. A port in use is `unavailable` and is named.
  static Result<Server> create(const std::string& address, std::uint16_t port, Handler handler,
                               const Limits& limits = {});
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  std::uint16_t port() const;
  void run(std::stop_token stop);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// `127.0.0.1:8640`, `[::1]:8640`, `:8640` (every address, both families) or `8640` (this machine only).
struct Endpoint {
  std::string address;
  std::uint16_t port = 0;
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};
Result<Endpoint> parse_endpoint(std::string_view text);

/// `http://127.0.0.1:8640`, with brackets where the address needs them.
std::string to_url(const Endpoint& endpoint);

}  // namespace madang::http
