// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>

#include "content-schema/base/clock.h"
#include "player/media/av.h"

namespace madang {

/// What some frames need before a screen can show them, by libavfilter:
///  - the two fields of an interlaced frame become two whole frames, each at its own time (bwdif, as
///    broadcasters do: 25 frames of 50 fields move 50 times a second);
///  - the light of HDR (PQ: SMPTE ST 2084, HLG: ARIB STD-B67) is brought into BT.709, reference white (203
///    cd/m2, ITU-R BT.2408) staying near white and what is brighter being compressed. More than 1080p is made
///    smaller on the way: it costs some 60 ms of one core for each frame of 1080p.
/// Bound to one thread; nothing is kept of a clip that needs none of it.
class Refiner {
 public:
  struct Refined {
    av::Frame frame;
    Millis position;
  };

  static bool needed(const AVFrame& frame);

  /// Takes a frame that is needed, at its position on the clip; null: there are no more. False without memory
  /// or where the graph cannot be built; the frame had better be shown as it is then.
  bool push(const AVFrame* frame, Millis position);
  /// The next finished one, if there is one.
  std::optional<Refined> pull();
  /// What was pushed and not pulled is of another place in the clip.
  void forget();

 private:
  struct Kind {
    int width = 0;
    int height = 0;
    int format = -1;
    bool fields = false;
    bool hdr = false;
    friend bool operator==(const Kind&, const Kind&) = default;
  };
  static Kind kind_of(const AVFrame& frame);
  bool build(const AVFrame& frame, const Kind& kind);

  av::FilterGraph graph_;
  AVFilterContext* source_ = nullptr;  // of graph_
  AVFilterContext* sink_ = nullptr;    // of graph_
  Kind kind_;
};

}  // namespace madang
