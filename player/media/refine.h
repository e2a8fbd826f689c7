// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <optional>

#include "content-schema/base/clock.h"
#include "player/media/av.h"

namespace madang {

/// What some frames need before a screen can show them:
///  - the two fields of an interlaced frame become two whole frames, each at its own time, as broadcasters
///    do: 25 frames of 50 fields move 50 times a second;
///  - the light of HDR (PQ: SMPTE ST 2084, HLG: ARIB STD-B67) is brought into BT.709, reference white (203
///    cd/m2, ITU-R BT.2408) staying near white and what is brighter being compressed. More than 1080p is made
///    smaller on the way: it costs some 60 ms of one core for each frame of 1080p.
/// Bound to one thread.
class Refiner {
 public:
  struct Refined {
    av::Frame frame;
    Millis position;
  };

  Refiner() = default;
  Refiner(const Refiner&) = delete;
  Refiner& operator=(const Refiner&) = delete;
  virtual ~Refiner() = default;

  static bool needed(const AVFrame& frame);

  /// Takes a frame that is needed, at its position on the clip; null: there are no more. False without memory
  /// or where the graph cannot be built; the frame had better be shown as it is then.
  virtual bool push(const AVFrame* frame, Millis position) = 0;
  /// The next finished one, if there is one.
  virtual std::optional<Refined> pull() = 0;
  /// What was pushed and not pulled is of another place in the clip.
  virtual void forget() = 0;
};

/// Two programs decode: madang-decoder, which has none of this and gets null here, and
/// madang-refining-decoder, which runs while a clip needs it. libavfilter brings a hundred libraries along,
/// and 9 MB that would be there as long as the player is.
std::unique_ptr<Refiner> make_refiner();

}  // namespace madang
