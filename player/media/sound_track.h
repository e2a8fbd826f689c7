// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "content-schema/base/clock.h"
#include "player/media/av.h"
#include "player/media/demux.h"
#include "player/media/shared_ring.h"

namespace madang {

/// At least this often the sound is looked after while the pictures wait.
inline constexpr Millis k_sound_pace{100};

/// The sound of the decoder's clip, written into the ring up to `k_sound_ahead` before what the player wants.
/// Every sample has its place in the clip: before a track that begins late and after one that ends early
/// there is silence, one that is longer than the pictures is cut where they end, and a loop goes round with
/// them. What cannot be decoded is silence too: sound is no reason to stop a picture. Bound to one thread.
class SoundTrack {
 public:
  struct Options {
    Millis start{0};
    bool loop = false;
  };
  /// Nothing where the file has no sound that we play.
  static std::optional<SoundTrack> open(const Demuxer& pictures, std::shared_ptr<RingMemory> memory,
                                        Options options);
  /// A sound without pictures, from its beginning to its end.
  static std::optional<SoundTrack> open(Demuxer recording, std::shared_ptr<RingMemory> memory);

  /// Decodes what is due, which is often nothing; never waits. False once the clip is over.
  bool pump();

 private:
  SoundTrack(std::shared_ptr<RingMemory> memory, Demuxer demuxer, av::Codec codec, av::Frame frame,
             av::Packet packet);
  static std::optional<SoundTrack> open_codec(Demuxer demuxer, std::shared_ptr<RingMemory> memory);
  void join(std::int64_t sample);
  void enter(std::int64_t from);
  bool decode(int& budget);
  void send_next();
  void place(const AVFrame* frame);
  bool fit_resampler(const AVFrame& frame);
  void forget_resampler();
  std::int64_t wanted() const;
  std::int64_t round_end() const;

  std::shared_ptr<RingMemory> memory_;
  Demuxer demuxer_;
  av::Codec codec_;
  av::Frame frame_;
  av::Packet packet_;
  SoundWriter writer_;

  // Where we are, in samples: `round_` is where this pass over the clip began.
  bool loop_ = false;
  std::int64_t length_ = 0;  // of the pictures; 0 where the container does not say
  std::int64_t round_ = 0;
  std::int64_t skip_to_ = 0;  // packets before it need not be decoded
  bool fresh_ = true;         // opened and not yet read from: at the beginning without a seek
  bool drained_ = false;      // this pass has no more

  av::Resampler resampler_;
  std::array<std::int64_t, 4> resampler_key_{};
  std::optional<std::int64_t> resampled_;  // where the resampler's next sample belongs, once it has had one

  // Decoded and not yet written.
  std::vector<Stereo> chunk_;
  std::int64_t chunk_at_ = 0;  // where its first sample belongs
};

}  // namespace madang
