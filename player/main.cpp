// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstdio>

#include "content-schema/base/log.h"
#include "player/app.h"
#include "player/options.h"
#include "player/restart.h"

int main(int argc, char** argv) {
  madang::prepare_restarts(argc, argv);
  const auto parsed = madang::parse_player_options(argc, argv);
  if (const int* code = std::get_if<int>(&parsed)) {
    madang::allow_exit();
    return *code;
  }
  const auto& options = std::get<madang::PlayerOptions>(parsed);
  madang::log::start("madang-player", options.verbose ? madang::log::Level::debug : madang::log::Level::info);
  const auto ended = madang::run_player(options);
  madang::allow_exit();
  if (ended)
    return 0;
  fmt::print(stderr, "madang-player: {}\n", ended.error().message.in(options.lang));
  return ended.error().kind == madang::ErrorKind::invalid ||
                 ended.error().kind == madang::ErrorKind::not_found
             ? 1
             : 3;
}
