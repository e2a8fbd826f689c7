// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "tools/alarm-bridge/road.h"

namespace madang::bridge {

/// What the screens of a site say of themselves at the broker, turned into news: only what is otherwise than
/// it was told. What a screen says is Desk::to_json; anything else is passed over. Time is an argument. Bound
/// to one thread.
class ScreenWatch {
 public:
  static constexpr Millis k_silence{30'000};           ///< a screen speaks every 10 s
  static constexpr std::size_t k_most_screens = 4096;  ///< further ones are not watched
  static constexpr std::size_t k_most_bytes = 256 * 1024;

  /// `bridge` is our name in the notices.
  explicit ScreenWatch(std::string bridge) : bridge_(std::move(bridge)) {}

  /// Which notice to a zone goes out: a screen that has counted past it does not take ours.
  std::vector<ScreenNews> sent(const std::string& zone, std::uint64_t epoch, std::uint64_t sequence,
                               SysTime at);

  /// `retained`: what the broker still had. It tells what the screen once was, and not that it lives.
  std::vector<ScreenNews> hear(const std::string& screen, std::string_view payload, bool retained,
                               SteadyTime now, SysTime at);
  /// Who has not been heard for k_silence. Ask every second.
  std::vector<ScreenNews> look(SteadyTime now, SysTime at);

 private:
  struct Count {
    std::uint64_t epoch = 0;
    std::uint64_t sequence = 0;
    friend auto operator<=>(const Count&, const Count&) = default;
  };
  struct Told {
    Count count;
    bool is_past_ours = false;
  };
  struct Screen {
    SteadyTime heard;
    bool is_reachable = true;
    bool has_told_glass = false;
    std::vector<IncidentId> glass{};
    std::map<std::string, Told> counts{};  ///< by zone
  };
  struct Said;
  static bool read(std::string_view payload, const std::string& bridge, Said& said);
  /// How far a screen has counted in a zone, held against what we sent there.
  void judge(Told& told, const std::string& zone, const Count& count, const ScreenNews& news_of_it,
             std::vector<ScreenNews>& news) const;
  static void tell_glass(Screen& screen, const Said& said, const ScreenNews& news_of_it,
                         std::vector<ScreenNews>& news);

  const std::string bridge_;
  std::map<std::string, Count> sent_;  ///< by zone
  std::map<std::string, Screen> screens_;
};

}  // namespace madang::bridge
