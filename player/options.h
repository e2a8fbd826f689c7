// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "content-schema/base/clock.h"
#include "content-schema/base/message.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/rotation.h"
#include "player/media/hardware_choice.h"
#include "player/sdl/backend.h"

namespace madang {

/// What madang-player was asked to do.
struct PlayerOptions {
  Lang lang = Lang::en;
  std::filesystem::path content;  ///< standalone: this folder; empty with a socket
  std::filesystem::path socket;   ///< with the scheduler: its local socket; empty standalone
  std::filesystem::path state;    ///< where the last programme is kept; empty: nowhere
  std::string screen;             ///< standalone: which screen of the site; empty: its first
  std::optional<Size> window;     ///< a window of that size; nothing: fullscreen
  int display = 0;
  BackendWish renderer = BackendWish::automatic;
  DecoderWish decoder = DecoderWish::automatic;
  std::optional<Rotation> rotate;     ///< in place of what the site says of the screen
  std::string at;                     ///< standalone: play as if it were this time now
  std::filesystem::path present_log;  ///< empty: none
  bool every_frame = false;           ///< in the present log
  Millis watchdog{5000};              ///< the main loop may hang no longer than this; 0: for ever
  bool verbose = false;
};

/// The options, or the code to exit with at once (help was printed, or the use was wrong).
std::variant<PlayerOptions, int> parse_player_options(int argc, char** argv);

}  // namespace madang
