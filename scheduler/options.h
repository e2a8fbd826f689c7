// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "content-schema/base/message.h"
#include "content-schema/model/ids.h"

namespace madang {

/// Of madang-scheduler; each is a flag and a key of the file that --config names:
///
///     server = "http://office.local:8640"
///     screen = "gate-1"
///     state = "/var/lib/madang"
///     socket = "/run/madang/player.sock"
///     alarm-listen = "0.0.0.0:8650"
///     alarm-secret-file = "/etc/madang/alarm.secret"
struct Options {
  std::string server;  ///< empty: nothing is fetched, and what is in the store plays on
  ScreenId screen;
  std::filesystem::path state = "/var/lib/madang";
  std::filesystem::path socket = "/run/madang/player.sock";
  std::string alarm_listen = "127.0.0.1:8650";
  std::filesystem::path alarm_secret_file;  ///< empty: no alarm is heard over HTTP
};

/// The options, or the exit code of a program that was asked for help or used wrongly and has said so.
std::variant<Options, int> parse_options(int argc, char** argv, Lang lang);

}  // namespace madang
