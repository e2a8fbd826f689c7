// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/service.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "content-schema/wire/codec.h"

namespace madang::server {
namespace {

constexpr int k_longest_wait_s = 60;

http::Response not_found() {
  return http::text_response(404, "not found");
}

http::Response wrong_method(const char* allowed) {
  auto response = http::text_response(405, "method not allowed");
  response.headers.emplace_back("Allow", allowed);
  return response;
}

/// Seconds to wait, 25 unless said otherwise.
std::chrono::seconds wait_of(const http::Request& request) {
  int wait = 25;
  const auto text = request.parameter("wait");
  std::from_chars(text.data(), text.data() + text.size(), wait);
  return std::chrono::seconds(std::clamp(wait, 0, k_longest_wait_s));
}

}  // namespace

void Service::handle(const http::Request& request, http::Responder responder) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (request.path == "/heartbeat") {
    responder.answer(request.method == "POST" ? heartbeat(request) : wrong_method("POST"));
  } else if (!reads) {
    responder.answer(wrong_method("GET, HEAD"));
  } else if (request.path == "/changes") {
    changes_.wait(ReleaseId{std::string(request.parameter("after"))},
                  std::chrono::steady_clock::now() + wait_of(request), std::move(responder));
  } else {
    responder.answer(get(request));
  }
}

http::Response Service::get(const http::Request& request) const {
  http::Response response;
  if (request.path == "/release.json") {
    const auto current = changes_.current();
    if (!current)
      return http::text_response(404, "nothing was published yet");
    response.body = current->manifest;
    response.etag = current->id.value;
    response.cache = "no-cache";
    return response;
  }
  if (request.path.starts_with("/objects/"))
    return object(std::string_view(request.path).substr(9));
  response.cache = "no-store";
  if (request.path == "/status") {
    const auto current = changes_.current();
    response.body = fmt::format("{{\"release\":\"{}\",\"screens\":{}}}\n", current ? current->id.value : "",
                                screens_.to_json(std::chrono::steady_clock::now()));
    return response;
  }
  if (request.path == "/healthz")
    return http::text_response(200, "ok");
  return not_found();
}

http::Response Service::object(std::string_view path) const {
  // `ab/abcd...`: only a digest can name a file, so no path from outside ever reaches the file system.
  if (path.size() != 67 || path[2] != '/' || path.substr(0, 2) != path.substr(3, 2))
    return not_found();
  const auto digest = Digest::from_hex(path.substr(3));
  if (!digest)
    return not_found();
  UniqueFd fd(::open(repository_.object(*digest).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  // A kiosk must not take our want of descriptors for a file that is gone.
  if (!fd.valid() && errno != ENOENT && errno != ENOTDIR)
    return http::text_response(503, errno_text(errno));
  struct stat info {};
  if (!fd.valid() || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return not_found();
  http::Response response;
  response.type = "application/octet-stream";
  response.etag = digest->hex();
  response.cache = "public, max-age=31536000, immutable";
  response.file = http::FileBody{std::move(fd), static_cast<std::uint64_t>(info.st_size)};
  return response;
}

http::Response Service::heartbeat(const http::Request& request) {
  auto decoded = decode_heartbeat(as_bytes(request.body));
  if (!decoded)
    return http::text_response(400, decoded.error().message.en);
  screens_.keep(std::move(*decoded), std::chrono::steady_clock::now());
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace madang::server
