// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "content-schema/base/clock.h"
#include "player/media/av.h"
#include "player/media/convert.h"
#include "player/media/decoder_orders.h"
#include "player/media/demux.h"
#include "player/media/hardware.h"
#include "player/media/refine.h"
#include "player/media/shared_ring.h"
#include "player/media/slot_pool.h"
#include "player/media/sound_track.h"

namespace madang {

/// The whole work of the decoder process: one clip, from a position on, into the ring, always about
/// `k_ring_ahead` frames before the player. A frame whose time is over before it is published is dropped, and
/// one far too late is not even decoded where nothing refers to it. Bound to one thread.
class Decoder {
 public:
  /// Without a refiner a clip that needs one ends with Verdict::needs_refining. With hardware it decodes by
  /// that or not at all, and ends with Verdict::needs_software or hardware_failed.
  Decoder(std::shared_ptr<RingMemory> memory, Demuxer demuxer, std::unique_ptr<Refiner> refiner,
          std::unique_ptr<Hardware> hardware, DecoderTask task);

  /// Plays to the end (never, in a loop) and says why it stopped.
  Verdict run();
  /// Keeps the sound going, which `run` does too while its pictures wait. False where there is none, or no
  /// more.
  bool pump_sound();

 private:
  Verdict open_codec();
  const AVCodec* find_codec(const AVCodecParameters& coding) const;
  /// What libav's answer says of the hardware, where there is any.
  Verdict judge_hardware(int answer);
  av::Frame fetch(const AVFrame& frame);
  void tell_decoding();
  /// One pass from `round_ + from` to the clip's end.
  Verdict play_round(Millis from);
  void enter(Millis from);
  Verdict receive();
  Verdict refine(const AVFrame* frame);
  /// What the codec holds of packets that no longer matter.
  void forget_coded();
  void forget_refined();
  Millis position_of(const AVFrame& frame) const;
  void arrived(av::Frame frame, Millis position);
  void deliver(const AVFrame& frame, Millis position, Millis next);
  void publish(const AVFrame& frame, Millis position, Millis next);
  void finish_round();
  Millis wanted() const;
  bool late_by(Millis position, Millis slack) const;
  /// One thread has shown that it cannot keep up.
  bool needs_help() const;
  void wait_for_room();
  void reclaim();

  std::shared_ptr<RingMemory> memory_;
  Demuxer demuxer_;
  DecoderTask task_;
  std::optional<SoundTrack> sound_;
  bool sound_opened_ = false;  // or tried
  SlotPool pool_;
  FrameConverter converter_;
  std::unique_ptr<Refiner> refiner_;
  std::unique_ptr<Hardware> hardware_;
  int threads_ = 2;
  int behind_ = 0;                // packets that one thread came too late for, less those in time
  int complaints_ = 0;            // of libav with hardware, since the last frame
  bool hardware_failed_ = false;  // to give a frame that it had decoded, or to begin again
  av::Codec codec_;               // before pool_ in death: its frames live there
  Rotation rotation_;

  // Where we are: `round_` is the position at which this pass over the clip began.
  Millis length_;
  Millis round_{0};
  bool fresh_ = true;  // opened and not yet read from: at the beginning without a seek
  bool round_had_frames_ = false;

  // One frame is kept back until the next is known: its true length is their distance, whatever the container
  // claims.
  av::Frame pending_;
  Millis pending_position_{0};
  Millis usual_length_;

  // Entering a pass: containers may land behind the wanted key frame; then we go further back.
  bool entering_ = false;
  Millis entry_{0};
  Millis entry_seek_{0};
  Millis entry_step_{0};

  struct Lent {
    std::uint32_t slot;
    av::Buffer buffer;
  };
  std::vector<Lent> lent_;
};

}  // namespace madang
