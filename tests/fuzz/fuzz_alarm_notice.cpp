// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "content-schema/base/digest.h"
#include "scheduler/alarm/signed_notice.h"
#include "scheduler/trust/canonical.h"
#include "tests/fuzz/must.h"
#include "tests/support/signing_key.h"

namespace {

using namespace madang;
using namespace madang::alarm;

const test::SigningKey& key() {
  static const auto made = test::SigningKey::make();
  return made;
}

/// An envelope around any content, under a key that counts: no fuzzer would find the signature.
std::string enveloped(std::span<const std::byte> content) {
  const auto json = trust::parse_json(content);
  if (!json)
    return {};
  return "{\"signed\": " + trust::to_text(*json) + ", \"signatures\": [{\"keyid\": \"" + key().id() +
         "\", \"sig\": \"" + key().sign(trust::canonical(*json)).hex + "\"}]}";
}

}  // namespace

/// Whatever is posted to a screen: no crash, and a notice that is believed means the same when it is handed
/// on. The first byte says whether a bridge of ours has signed the rest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  static const std::vector<AlarmKey> keys{{key().public_key(), "olle", {}}};
  static const AlarmPlace place{"olle", {"east"}};
  const auto rest = std::as_bytes(std::span(data, size)).subspan(1);
  const std::string made = data[0] % 2 == 0 ? std::string(as_text(rest)) : enveloped(rest);
  const auto opened = open_notice(as_bytes(made), keys, place);
  if (!opened)
    return 0;
  must(opened->site == "olle" && (opened->zone.empty() || opened->zone == "east"));
  const auto sent_on = sign_notice(*opened, key().public_key(), [](std::span<const std::byte> bytes) {
    return key().sign(as_text(bytes)).hex;
  });
  const auto again = open_notice(as_bytes(sent_on), keys, place);
  must(again && *again == *opened);
  return 0;
}
