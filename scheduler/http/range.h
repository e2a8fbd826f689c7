// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace madang::http {

/// What part of a file a client asks for (RFC 9110 section 14).
struct RangeAnswer {
  enum class Kind {
    whole,          ///< no range, several of them, or one we do not understand: the whole file (200)
    part,           ///< 206
    unsatisfiable,  ///< 416
  };
  Kind kind = Kind::whole;
  std::uint64_t first = 0;   ///< bytes from the start
  std::uint64_t length = 0;  ///< bytes; > 0 for a part

  friend bool operator==(const RangeAnswer&, const RangeAnswer&) = default;
};

/// `range` is the value of the Range header, of a file of `length` bytes.
RangeAnswer choose_range(std::string_view range, std::uint64_t length);

/// Does If-None-Match name this entity tag? `*` matches any; the weak comparison of RFC 9110 section 8.8.3.2.
/// `etag` is without quotes.
bool names_etag(std::string_view if_none_match, std::string_view etag);

/// May a range be served under this If-Range? Only the strong form of the very tag counts; a date never does,
/// as no file of ours is known by its date.
bool allows_range(std::string_view if_range, std::string_view etag);

}  // namespace madang::http
