// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/percent.h"

#include <fmt/format.h>

#include <iterator>

namespace madang::trust {
namespace {

std::string encoded(std::string_view text, std::string_view also_kept) {
  constexpr std::string_view k_unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (k_unreserved.find(c) != std::string_view::npos || also_kept.find(c) != std::string_view::npos)
      out += c;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}",
                     static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  return encoded(text, "");
}

std::string percent_encoded_path(std::string_view path) {
  return encoded(path, "/!$&'()*+,;=:@");
}

}  // namespace madang::trust
