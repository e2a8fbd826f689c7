// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/model/alarm.h"
#include "scheduler/trust/key.h"

namespace madang::alarm {

inline constexpr std::size_t k_most_notice_bytes = 512 * 1024;
inline constexpr std::size_t k_most_alarm_keys = 64;  ///< of a kiosk

/// Whose notices count, and for what. No key of content: whoever may fill screens may not empty a market.
struct AlarmKey {
  trust::PublicKey key;
  std::string site;
  std::vector<std::string> zones;  ///< of that site; empty: every one, and the whole of it
  friend bool operator==(const AlarmKey&, const AlarmKey&) = default;
};

/// Where a screen stands.
struct AlarmPlace {
  std::string site;                ///< as in site.yaml; empty: nobody said
  std::vector<std::string> zones;  ///< of the market, those that the screen is in; may be empty
  friend bool operator==(const AlarmPlace&, const AlarmPlace&) = default;
};

/// A file of the kiosk's:
///
///     {"keys": [{"key": {"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": "<64 hex digits>"}},
///                "site": "olle-market", "zones": ["east"]}]}
///
/// `invalid` where it is something else, or has no key that can be used; `zones` may be left out.
Result<std::vector<AlarmKey>> read_alarm_keys(const std::filesystem::path& file);
std::string encode(const std::vector<AlarmKey>& keys);

/// Signs bytes: raw in, hexadecimal out.
using Sign = std::function<std::string(std::span<const std::byte>)>;

/// What a bridge hands to every screen, by POST and by MQTT: the notice and a signature over its canonical form.
///
///     {"signed": {"site": ..., "sequence": 17, ...}, "signatures": [{"keyid": ..., "sig": ...}]}
std::string sign_notice(const AlarmNotice& notice, const trust::PublicKey& key, const Sign& sign);

/// Why a notice does not count here.
enum class NoticeFault {
  malformed,   ///< no such document, or with names, numbers or lengths that are not allowed
  not_signed,  ///< by no key of ours, or by one of another site or zone
  elsewhere,   ///< well signed, and meant for screens that stand somewhere else
};
const char* word(NoticeFault fault);

struct RefusedNotice {
  NoticeFault fault = NoticeFault::malformed;
  Error error;
};

/// Checks everything but whether it is new, which is the state's business. Nothing of what it says is looked at
/// before its signature is known to be good. A screen whose site nobody said takes the site of the key. Pure.
tl::expected<AlarmNotice, RefusedNotice> open_notice(std::span<const std::byte> bytes,
                                                     const std::vector<AlarmKey>& keys,
                                                     const AlarmPlace& place);

}  // namespace madang::alarm
