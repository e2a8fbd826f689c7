// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content-schema/base/message.h"
#include "content-schema/model/ids.h"

namespace madang {

/// Of madang-scheduler; each is a flag and a key of the file that --config names:
///
///     server = "http://office.local:8640"
///     screen = "gate-1"
///     root = "/etc/madang/root.json"
///     state = "/var/lib/madang"
///     socket = "/run/madang/player.sock"
///     live-authorities = "/etc/madang/car-park-ca.pem"
///     alarm-listen = "0.0.0.0:8650"
///     alarm-secret-file = "/etc/madang/alarm.secret"
///     alarm-keys = "/etc/madang/alarm-keys.json"
///     alarm-broker = "mqtts://10.0.0.2:8883"
///     alarm-broker-login = "/etc/madang/broker.login"
///     alarm-broker-authorities = "/etc/madang/broker-ca.pem"
///     site = "olle-market"
///     zone = ["east"]
///     alarm-gateway = ["fire@olle-market.example"]
///     geocode = "5011000000"
///     point = "33.512,126.528"
///     all-clear = 180
///     quota = "20GB"
struct Options {
  std::string server;                 ///< empty: nothing is fetched, and what is in the store plays on
  std::filesystem::path authorities;  ///< PEM file; empty: those of the system
  std::filesystem::path live_authorities;  ///< PEM file, for live values, besides the system's; may be empty
  ScreenId screen;
  std::filesystem::path root;   ///< whose signatures to trust; needed until the first start with a server
  std::filesystem::path probe;  ///< looks at new releases; empty: madang-probe beside the scheduler
  std::filesystem::path state = "/var/lib/madang";
  std::filesystem::path socket = "/run/madang/player.sock";
  std::string alarm_listen = "127.0.0.1:8650";
  std::filesystem::path alarm_secret_file;  ///< empty: no alarm is heard over HTTP
  std::filesystem::path alarm_keys;         ///< whose notices count; empty: no bridge is heard
  std::string alarm_broker;  ///< where notices are heard too, as MqttBroker's URL; empty: over HTTP alone
  std::filesystem::path alarm_broker_login;        ///< user and password, a line each; empty: nobody
  std::filesystem::path alarm_broker_authorities;  ///< PEM file; empty: those of the system
  std::string site;                ///< alarms of another one are not for this screen; empty: not said
  std::vector<std::string> zones;  ///< of the market, where the screen is in one
  std::vector<std::string> gateways;  ///< CAP senders that are this market's own: their fires latch
  std::string geocode;             ///< KRDSTGeocode of the market, ten digits; empty: not said
  std::string point;               ///< latitude,longitude; empty: not said
  int all_clear = 180;                      ///< seconds that its page is shown, 0 to 3600
  std::optional<std::uint64_t> quota;       ///< bytes that releases may take; nothing: what the disk allows
};

/// Bytes of a size as people write it: `20GB`, `500 MB`, `2TB`, `16GiB`; without a unit bytes. Nothing for
/// what is no size, and for less than a megabyte, in which no release fits.
std::optional<std::uint64_t> parse_quota(std::string_view text);

/// The options, or the exit code of a program that was asked for help or used wrongly and has said so.
std::variant<Options, int> parse_options(int argc, char** argv, Lang lang);

}  // namespace madang
