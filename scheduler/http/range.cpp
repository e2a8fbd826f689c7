// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/http/range.h"

#include <algorithm>
#include <charconv>

namespace madang::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

/// Digits only, all of them; more than 64 bits is no number.
std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

}  // namespace

RangeAnswer choose_range(std::string_view range, std::uint64_t length) {
  const RangeAnswer whole{RangeAnswer::Kind::whole, 0, length};
  const RangeAnswer unsatisfiable{RangeAnswer::Kind::unsatisfiable, 0, 0};
  constexpr std::string_view k_unit = "bytes=";
  range = trimmed(range);
  if (!range.starts_with(k_unit))
    return whole;
  range = trimmed(range.substr(k_unit.size()));
  const size_t dash = range.find('-');
  if (dash == std::string_view::npos || range.find(',') != std::string_view::npos)
    return whole;
  const auto from = trimmed(range.substr(0, dash));
  const auto to = trimmed(range.substr(dash + 1));

  if (from.empty()) {  // the last `to` bytes
    const auto last = number(to);
    if (!last)
      return whole;
    if (*last == 0 || length == 0)
      return unsatisfiable;
    const auto wanted = std::min(*last, length);
    return {RangeAnswer::Kind::part, length - wanted, wanted};
  }
  const auto first = number(from);
  const auto last = to.empty() ? std::optional<std::uint64_t>(UINT64_MAX) : number(to);
  if (!first || !last || *last < *first)
    return whole;
  if (*first >= length)
    return unsatisfiable;
  return {RangeAnswer::Kind::part, *first, std::min(*last, length - 1) - *first + 1};
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const size_t comma = if_none_match.find(',');
    auto candidate = trimmed(if_none_match.substr(0, comma));
    if (candidate == "*")
      return true;
    if (candidate.starts_with("W/"))
      candidate.remove_prefix(2);
    if (candidate.size() == etag.size() + 2 && candidate.front() == '"' && candidate.back() == '"' &&
        candidate.substr(1, etag.size()) == etag) {
      return true;
    }
    if (comma == std::string_view::npos)
      break;
    if_none_match.remove_prefix(comma + 1);
  }
  return false;
}

bool allows_range(std::string_view if_range, std::string_view etag) {
  if_range = trimmed(if_range);
  if (if_range.empty())
    return true;
  return !if_range.starts_with("W/") && if_range != "*" && names_etag(if_range, etag);
}

}  // namespace madang::http
