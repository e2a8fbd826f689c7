// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string_view>

namespace madang {

/// What `--decoder` asks for.
enum class DecoderWish { automatic, software };

/// What became of a wish for hardware, as the decoder tells it through shared memory.
enum class HardwareState : std::uint32_t {
  unasked = 0,
  opening,   ///< a driver may be at work in that process
  absent,    ///< there is no device
  refused,   ///< there is one, and it could not be opened
  open,      ///< a driver is in that process
  decoding,  ///< and pictures have come from it
};
inline constexpr std::uint32_t k_last_hardware_state = static_cast<std::uint32_t>(HardwareState::decoding);

/// Whether something of a driver runs, or ran, in a decoder of this state.
constexpr bool has_driver(HardwareState state) {
  return state == HardwareState::opening || state == HardwareState::open || state == HardwareState::decoding;
}

/// Whether clips may ask for hardware, for all streams of a player. It begins with yes; the first word
/// against it ends it for good, and the log says each thing once. Bound to one thread.
class HardwareChoice {
 public:
  bool open() const { return open_; }
  /// What a decoder told that had been asked for hardware.
  void learn(HardwareState state);
  /// `why` goes on from "video is decoded in software: ".
  void close(std::string_view why);

 private:
  bool open_ = true;
  bool praised_ = false;
};

}  // namespace madang
