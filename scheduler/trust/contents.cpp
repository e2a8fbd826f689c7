// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/contents.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <new>

#include "content-schema/base/owned.h"

namespace madang::trust {
namespace {

using Context = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

struct Algorithm {
  std::string_view name;
  const EVP_MD* (*hash)();
};
constexpr std::array k_algorithms{Algorithm{"sha256", EVP_sha256}, Algorithm{"sha512", EVP_sha512},
                                  Algorithm{"sha384", EVP_sha384}};

/// OpenSSL reports only lack of memory here: the algorithms are always there.
void check(int one) {
  if (one != 1)
    throw std::bad_alloc();
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

}  // namespace

struct Contents::Sum {
  Context context;
  std::string wanted;  // lower-case hexadecimal
};

Contents::Contents() = default;
Contents::Contents(Contents&&) noexcept = default;
Contents& Contents::operator=(Contents&&) noexcept = default;
Contents::~Contents() = default;

Checked<Contents> Contents::announced(std::optional<std::uint64_t> length, const Hashes& hashes) {
  Contents contents;
  contents.length_ = length;
  for (const Algorithm& each : k_algorithms) {
    const auto wanted = hashes.find(std::string(each.name));
    if (wanted == hashes.end())
      continue;
    Sum sum{Context(EVP_MD_CTX_new()), lower(wanted->second)};
    if (!sum.context)
      throw std::bad_alloc();
    check(EVP_DigestInit_ex(sum.context.get(), each.hash(), nullptr));
    contents.sums_.push_back(std::move(sum));
  }
  if (contents.sums_.empty() && !hashes.empty()) {
    return fault(Reason::wrong_digest, "이 프로그램이 아는 해시(sha256, sha384, sha512)가 없습니다.",
                 "there is no hash that this program knows (sha256, sha384, sha512).");
  }
  return contents;
}

Checked<void> Contents::update(std::span<const std::byte> bytes) {
  seen_ += bytes.size();
  if (length_ && seen_ > *length_) {
    return fault(Reason::too_large, "알려진 {}바이트보다 깁니다.", "longer than the {} bytes announced.",
                 std::uint64_t{*length_});
  }
  for (const Sum& each : sums_)
    check(EVP_DigestUpdate(each.context.get(), bytes.data(), bytes.size()));
  return {};
}

Checked<void> Contents::finish() {
  if (length_ && seen_ != *length_) {
    return fault(Reason::wrong_digest, "길이가 {}바이트입니다. 알려진 길이는 {}바이트입니다.",
                 "{} bytes long, but {} were announced.", std::uint64_t{seen_}, std::uint64_t{*length_});
  }
  for (const Sum& each : sums_) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    check(EVP_DigestFinal_ex(each.context.get(), digest.data(), &length));
    std::string hex;
    for (unsigned i = 0; i < length; ++i)
      fmt::format_to(std::back_inserter(hex), "{:02x}", digest.at(i));
    if (hex != each.wanted) {
      return fault(Reason::wrong_digest, "내용이 알려진 것과 다릅니다(해시 불일치).",
                   "not the contents that were announced (the hashes differ).");
    }
  }
  return {};
}

Checked<void> check_contents(std::span<const std::byte> bytes, std::optional<std::uint64_t> length,
                             const Hashes& hashes) {
  return Contents::announced(length, hashes).and_then([&](Contents contents) {
    return contents.update(bytes).and_then([&] { return contents.finish(); });
  });
}

std::string naming_digest(const Hashes& hashes) {
  for (const Algorithm& each : k_algorithms) {
    if (const auto found = hashes.find(std::string(each.name)); found != hashes.end())
      return found->second;
  }
  return hashes.empty() ? std::string() : hashes.begin()->second;
}

}  // namespace madang::trust
