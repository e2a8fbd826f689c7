// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/service.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <nlohmann/json.hpp>

#include "content-schema/wire/codec.h"

namespace madang::server {
namespace {

constexpr int k_longest_wait_s = 60;
constexpr std::string_view k_objects = "/objects/";
constexpr std::string_view k_manifests = "/targets/releases/";
constexpr std::string_view k_assigned = "/targets/screens/";
constexpr std::string_view k_json = ".json";
constexpr std::size_t k_hex = 64;
constexpr std::array<std::string_view, 4> k_documents{"root", "snapshot", "targets", "assignments"};

http::Response not_found() {
  return http::text_response(404, "not found");
}

http::Response wrong_method(const char* allowed) {
  auto response = http::text_response(405, "method not allowed");
  response.headers.emplace_back("Allow", allowed);
  return response;
}

/// One that never changes under its name.
http::Response file(const std::filesystem::path& path, const char* type, std::string tag) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  // A kiosk must not take our want of descriptors for a file that is gone.
  if (!fd.valid() && errno != ENOENT && errno != ENOTDIR)
    return http::text_response(503, errno_text(errno));
  struct stat info {};
  if (!fd.valid() || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return not_found();
  http::Response response;
  response.type = type;
  response.etag = std::move(tag);
  response.cache = "public, max-age=31536000, immutable";
  response.file = http::FileBody{std::move(fd), static_cast<std::uint64_t>(info.st_size)};
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
    changes_.wait(std::string(request.parameter("after")),
                  std::chrono::steady_clock::now() + wait_of(request), std::move(responder));
  } else {
    responder.answer(get(request));
  }
}

http::Response Service::get(const http::Request& request) const {
  http::Response response;
  const std::string_view path = request.path;
  if (path == "/timestamp.json") {
    const auto current = changes_.current();
    if (!current)
      return http::text_response(404, "nothing was published yet");
    response.body = current->timestamp;
    response.etag = current->version;
    response.cache = "no-cache";
    return response;
  }
  if (path.starts_with(k_objects))
    return object(path.substr(k_objects.size()));
  if (path.starts_with(k_manifests))
    return manifest(path.substr(k_manifests.size()));
  if (path.starts_with(k_assigned))
    return assigned(path.substr(k_assigned.size()));
  if (path.ends_with(k_json))
    return document(path.substr(1));
  if (path == "/status")
    return status();
  if (path == "/healthz")
    return http::text_response(200, "ok");
  return not_found();
}

http::Response Service::status() const {
  const auto current = changes_.current();
  nlohmann::ordered_json json{{"release", current ? current->newest.value : ""},
                              {"assigned", nlohmann::ordered_json::object()}};
  if (current) {
    for (const auto& [screen, release] : current->assigned)
      json["assigned"][screen.value] = release.value;
  }
  if (const auto rollout = steward_ != nullptr ? steward_->rollout() : std::nullopt) {
    json["rollout"] = {{"release", rollout->release.value},
                       {"stage", word(rollout->stage)},
                       {"since", to_iso8601(rollout->since)},
                       {"why", {{"ko", rollout->why.ko}, {"en", rollout->why.en}}}};
  }
  std::string body = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  body.back() = ',';
  http::Response response;
  response.body = body + "\"screens\":" + screens_.to_json(std::chrono::steady_clock::now()) + "}\n";
  response.cache = "no-store";
  return response;
}

http::Response Service::document(std::string_view name) const {
  // `7.targets.json`: nothing else can name a document, so no path from outside reaches the file system.
  const auto dot = name.find('.');
  const std::string_view digits = name.substr(0, dot);
  std::int64_t version = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (dot == std::string_view::npos || digits.empty() || wrong != std::errc() ||
      end != digits.data() + digits.size() || version < 1 || digits != std::to_string(version))
    return not_found();
  name.remove_prefix(dot + 1);
  name.remove_suffix(k_json.size());
  if (std::find(k_documents.begin(), k_documents.end(), name) == k_documents.end())
    return not_found();
  return file(repository_.document(name, version), "application/json", {});
}

http::Response Service::manifest(std::string_view name) const {
  if (name.size() != 2 * k_hex + 1 + k_json.size() ||
      name.substr(0, k_hex) != name.substr(k_hex + 1, k_hex) || name[k_hex] != '.' || !name.ends_with(k_json))
    return not_found();
  const auto digest = Digest::from_hex(name.substr(0, k_hex));
  return digest ? file(repository_.release(ReleaseId{digest->hex()}), "application/json", digest->hex())
                : not_found();
}

http::Response Service::assigned(std::string_view name) const {
  // `<id>.<screen>.json` is the manifest of that release, whichever screen asks: its digest is what names it.
  if (name.size() <= k_hex + 1 + k_json.size() || name[k_hex] != '.' || !name.ends_with(k_json) ||
      name.find('/') != std::string_view::npos)
    return not_found();
  const auto digest = Digest::from_hex(name.substr(0, k_hex));
  return digest ? file(repository_.release(ReleaseId{digest->hex()}), "application/json", digest->hex())
                : not_found();
}

http::Response Service::object(std::string_view path) const {
  // `ab/abcd...`: only a digest can name a file, so no path from outside ever reaches the file system.
  if (path.size() != 67 || path[2] != '/' || path.substr(0, 2) != path.substr(3, 2))
    return not_found();
  const auto digest = Digest::from_hex(path.substr(3));
  if (!digest)
    return not_found();
  return file(repository_.object(*digest), "application/octet-stream", digest->hex());
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
