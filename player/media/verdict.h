// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string_view>

#include "content-schema/base/error.h"

namespace madang {

/// What became of a medium, in a form that fits through shared memory: the decoder process says the number,
/// whoever knows the file's name makes the sentence. Numbers are a contract between the two programs of one
/// build only.
enum class Verdict : std::uint32_t {
  playing = 0,
  ended,            ///< every frame was handed over; not a fault
  not_media,        ///< neither container nor picture that we know
  no_pictures,      ///< a medium without a picture track
  codec_refused,    ///< a picture track in a coding that is not on our list
  too_large,        ///< more pixels than we play
  broken,           ///< the right kind of file, but no frame could be had from it
  unreadable,       ///< the disk failed under it
  no_memory,        ///< its memory limit was reached
  needs_refining,   ///< fields or HDR: madang-refining-decoder can play it; not a fault
  needs_software,   ///< the device that was opened is not for this coding; not a fault
  hardware_failed,  ///< it is, and gives no pictures; no fault of the clip's
  no_sound,         ///< nothing to be heard in a coding that we play
};
inline constexpr std::uint32_t k_last_verdict = static_cast<std::uint32_t>(Verdict::no_sound);

/// The sentence for staff; `name` is the file as they know it. Not for playing and ended.
Error describe(Verdict verdict, std::string_view name);

}  // namespace madang
