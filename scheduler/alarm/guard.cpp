// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/guard.h"

#include <algorithm>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"

namespace madang::alarm {
namespace {

constexpr std::string_view k_scheme = "Madang-HMAC ";
constexpr std::size_t k_least_secret = 16;

}  // namespace

std::string authorization(std::string_view secret, std::string_view body) {
  return std::string(k_scheme) + hmac_sha256(secret, as_bytes(body)).hex();
}

Guard::Answer Guard::check(std::string_view header, std::string_view body, SteadyTime now) {
  if (!secret_.empty() && header.starts_with(k_scheme)) {
    const auto claimed = Digest::from_hex(header.substr(k_scheme.size()));
    if (claimed && equal_constant_time(*claimed, hmac_sha256(secret_, as_bytes(body))))
      return Answer::good;
  }
  return refuse(now);
}

Guard::Answer Guard::refuse(SteadyTime now) {
  ++refused_;
  if (is_besieged(now))
    return Answer::too_many;
  budget_ -= 1;
  return Answer::wrong;
}

bool Guard::is_besieged(SteadyTime now) {
  refill(now);
  return budget_ < 1;
}

void Guard::refill(SteadyTime now) {
  const std::chrono::duration<double> since = now - refilled_;
  budget_ = std::min(k_budget, budget_ + since.count());
  refilled_ = now;
}

Result<std::string> read_secret(const std::filesystem::path& file) {
  const auto bytes = read_file(file, 4096);
  if (!bytes)
    return fail(bytes.error());
  std::string secret(as_text(*bytes).substr(0, as_text(*bytes).find('\n')));
  while (!secret.empty() && (secret.back() == '\r' || secret.back() == ' '))
    secret.pop_back();
  if (secret.size() < k_least_secret) {
    return fail(ErrorKind::invalid, "'{}'에 적힌 비밀값이 너무 짧습니다. 첫 줄에 {}자 이상 써 주세요.",
                "the secret in '{}' is too short; its first line must have at least {} characters.",
                file.string(), k_least_secret);
  }
  return secret;
}

}  // namespace madang::alarm
