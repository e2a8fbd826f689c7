// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>

#include "player/media/verdict.h"
#include "player/media/zygote.h"

namespace madang {

/// What is to be done about a decoder. All but the first and the last begin its clip again, from where it is
/// wanted by then.
enum class Remedy {
  none,         ///< it plays, or has played to the end
  replace,      ///< by another like it
  refine,       ///< by madang-refining-decoder
  software,     ///< without hardware: this clip is not for it
  no_hardware,  ///< without hardware, which is not to be tried again: it failed
  give_up,      ///< the clip is at fault
};

/// What is known of a decoder.
struct Plight {
  Verdict verdict = Verdict::playing;  ///< of a process that ended, read after its end
  std::optional<DecoderEnd> end{};
  bool hung = false;
  bool refining = false;  ///< it is madang-refining-decoder
  bool hardware = false;  ///< it was asked for hardware, and a driver was at work in it
  int losses = 0;         ///< how often this clip's decoder was replaced
};

/// A driver works in the decoder's process, so whatever went wrong there may be its fault: nothing counts
/// against a clip before it was tried without one. Pure.
Remedy remedy_for(const Plight& plight);

}  // namespace madang
