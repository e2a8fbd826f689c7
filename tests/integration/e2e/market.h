// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/colour.h"
#include "content-schema/wire/presented.h"
#include "tests/support/kiosk.h"
#include "tests/support/process.h"
#include "tests/support/screen_reader.h"
#include "tests/support/temp_folder.h"
#include "tests/support/xvfb.h"

namespace madang::test {

/// A market with one gate, made of the real programs: office (server), kiosk (scheduler), player, and a
/// virtual display of 640x360 that the tests look at. Nothing runs until it is started.
class Market {
 public:
  Market();

  TempFolder folder;
  Office office;
  Kiosk kiosk;
  std::map<std::string, std::string> environment;  ///< for the player, on top of its display
  std::map<std::string, std::string> office_environment;  ///< for `madang publish`

  /// The whole screen one colour, with a word on it.
  void write_page(const std::string& colour, const std::string& word = "시장");
  /// A clip of 20 s, over the whole screen, whose grey tells how far it has got. `more` follows in its item.
  void write_ramp(const std::string& more = "");
  /// Publishes; aborts the test where that fails.
  void publish();

  /// Publishes, and starts the kiosk and its player.
  void start();
  void open(const std::vector<std::string>& more = {});  ///< the player, with the scheduler
  void open_standalone(const std::vector<std::string>& more = {});
  Process& player() { return *player_; }
  pid_t zygote() const;   ///< that its decoders are forked from; waits for it, -1 where none comes
  pid_t decoder() const;  ///< the newest; likewise
  Xvfb& display() { return display_; }
  /// `madang alarm` with these words.
  Ended alarm(const std::vector<std::string>& words) const;
  /// After the display server was started again.
  void look_again() { reader_ = ScreenReader::connect(display_.display()).value(); }

  ScreenImage screen() const { return reader_.read().value(); }
  /// The corner of the screen, where no words are.
  Colour corner() const;
  /// Waits until the corner has this colour; what it has at the end.
  Colour corner_becomes(Colour wanted, Millis limit = Millis{15'000}) const;
  bool never_black(Millis over) const;
  /// How far the ramp has got by the picture, and by the clock; both in seconds of its twenty.
  double ramp_seen() const;
  static double ramp_due();
  /// Off by this much, going round at twenty; in seconds.
  double ramp_error() const;
  /// The clip is where the clock says, and still is one and two seconds later: a frozen frame is right only
  /// once a round.
  bool ramp_plays(Millis limit = Millis{15'000}) const;

 private:
  void start_player(std::vector<std::string> command);

  Xvfb display_;
  ScreenReader reader_;
  std::optional<Process> player_;
};

/// The lines of a present log, with those of the file before it. The last one may be half written: it is left
/// out then.
std::vector<Presented> read_log(const std::filesystem::path& file);

inline constexpr Colour k_red{200, 0, 0, 255};
inline constexpr Colour k_blue{0, 0, 200, 255};
inline constexpr Colour k_green{0, 120, 0, 255};
inline constexpr Colour k_fire{176, 0, 0, 255};
inline constexpr Colour k_clear{0, 92, 52, 255};   ///< of the built-in page of the all-clear
inline constexpr Colour k_band{255, 214, 0, 255};  ///< of an exercise

}  // namespace madang::test
