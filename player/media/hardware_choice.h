// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace madang {

/// What `--decoder` asks for.
enum class DecoderWish { automatic, software };

/// What can decode in our place.
enum class HardwareKind : std::uint32_t {
  vaapi = 0,  ///< a GPU on a render node, by the driver that libva finds
  nvdec,      ///< NVIDIA's, by CUDA
  v4l2_m2m,   ///< a codec beside the CPU, as small boards have it
};
/// In the order in which they are tried.
inline constexpr std::array k_hardware_kinds{HardwareKind::vaapi, HardwareKind::nvdec,
                                             HardwareKind::v4l2_m2m};
/// As the log has it.
std::string_view name_of(HardwareKind kind);

/// What became of a wish for hardware, as the decoder tells it through shared memory.
enum class HardwareState : std::uint32_t {
  unasked = 0,
  opening,   ///< a driver may be at work in that process
  absent,    ///< there is no device
  refused,   ///< there is one, and it could not be opened
  open,      ///< a driver is in that process, or in the kernel at its service
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
  /// What a decoder told that had been asked for hardware; `kind` where it found some.
  void learn(HardwareState state, HardwareKind kind);
  /// `clip` is one that this hardware did not take; others may still ask.
  void decline(HardwareKind kind, std::string_view clip);
  /// `why` goes on from "video is decoded in software: ".
  void close(std::string_view why);

 private:
  bool open_ = true;
  bool praised_ = false;
  bool declined_ = false;
};

}  // namespace madang
