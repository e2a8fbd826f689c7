// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "scheduler/fetch/fault.h"

namespace madang::fetch {

struct Patience {
  Millis connect{5'000};
  Millis answer{10'000};            ///< for the first byte
  std::uint64_t least_rate = 1024;  ///< bytes/s, on average over `stall`
  Millis stall{20'000};
};

/// One request. Redirects are not followed: everything of a repository lies below one URL, and a server that
/// sends us elsewhere is not ours.
struct Order {
  std::string url;
  std::uint64_t most_bytes = 0;  ///< of body; more is `long_body`
  std::uint64_t offset = 0;      ///< > 0: ask for the rest from here (Range)
  std::string if_range;       ///< with an offset: entity tag, without quotes, under which the rest still fits
  std::string if_none_match;  ///< entity tag, without quotes
  std::optional<std::string> post;   ///< a body to POST; else GET
  std::vector<std::string> headers;  ///< `Name: value`, more of them
  bool every_status = false;         ///< any status is an answer, with its body, and no fault
  Patience patience;
};

struct Answer {
  int status = 0;           ///< 200, 204, 206 or 304
  std::string etag;         ///< without quotes; empty for none, or a weak one
  std::uint64_t bytes = 0;  ///< of body
};

/// Takes the body in pieces as it comes. `starts_at` is 0 when the server sent the whole file although the
/// rest was asked for; what was kept of it is then to be forgotten.
struct Sink {
  std::function<Status(std::uint64_t starts_at)> begin;
  std::function<Status(std::span<const std::byte>)> write;
};

/// Who vouches for servers over HTTPS.
struct Authorities {
  enum class System { left_out, believed };
  std::filesystem::path file;         ///< PEM; empty: those of the system
  System system = System::left_out;  ///< besides those of the file
};

/// Makes requests one after another over kept-alive connections. Bound to one thread; asking to stop ends a
/// request within milliseconds.
class Transfer {
 public:
  /// `authorities`: a PEM file of those whose certificates are believed over HTTPS, instead of the system's.
  explicit Transfer(const std::filesystem::path& authorities = {});
  Transfer(Transfer&&) noexcept;
  Transfer& operator=(Transfer&&) noexcept;
  ~Transfer();

  /// Statuses other than those of Answer are faults, and their bodies are not read.
  Fetched<Answer> run(const Order& order, const Sink& sink, std::stop_token stop);
  /// For bodies that fit in memory.
  Fetched<Answer> run(const Order& order, std::string& body, std::stop_token stop);

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

}  // namespace madang::fetch
