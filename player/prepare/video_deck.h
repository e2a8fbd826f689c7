// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/asset.h"
#include "player/media/video_stream.h"
#include "player/timeline/backlog.h"
#include "player/timeline/cue.h"
#include "player/timeline/refresh.h"

namespace madang {

/// The clips that play now or are due soon, one decoder each. Bound to the player's main thread; no call
/// waits.
class VideoDeck {
 public:
  explicit VideoDeck(Decoders decoders) : decoders_(std::move(decoders)) {}

  /// The refresh that the calls of `frame` are for. Without one a frame is due by its time alone.
  void at(const Refresh& refresh) { refresh_ = refresh; }

  /// Starts the cue's clip at its position if it is not on the deck: called ahead of need to pre-roll, with
  /// the cue as it will be.
  void cue_up(const Cue& cue, const VideoItem& video, const Asset& asset, SysTime now);
  /// The same for every clip among the cues.
  void cue_up(const std::vector<Cue>& cues, const Inventory& inventory, SysTime now);

  /// The frame due; null while there is none. The same pointer again while the frame stays due. A decoder
  /// that dies after it had shown something is started again where the clip should be by then, after a
  /// growing pause; the last frame holds.
  FramePtr frame(const Cue& cue, const VideoItem& video, const Asset& asset, SysTime now);

  /// How many refreshes after this one, counted from it, will find every clip that was asked for at this one
  /// where it is now: a film of 24 frames needs 24 looks a second. 0 where that is not known, as of a clip
  /// that waits for its next frame or catches up. Never more than a clip can make good if they were not slept
  /// on purpose.
  std::int64_t refreshes_to_spare(SysTime now) const;

  /// The sound of the cue's clip once it shows, and where it is with the picture that `frame` gave last; null
  /// where it is silent. It stays on the deck for the grace, so that whoever plays it on another thread is
  /// never the last to hold it.
  struct Heard {
    SoundPtr sound;
    Millis position{0};
  };
  Heard sound(const Cue& cue, const VideoItem& video, const Asset& asset) const;

  /// Takes off what nobody asked for since `now` less a short grace.
  void sweep(SysTime now);

  /// Why decoders ended that were started again, since the last call.
  std::vector<Bilingual> take_remarks();
  /// Clips that failed since the last call, with the reason.
  std::map<std::string, Error> take_failures();

  size_t playing() const { return clips_.size(); }
  /// Where its decoders come from, for others on its thread.
  const Decoders& decoders() const { return decoders_; }

 private:
  // And the start of the turn, and whether with sound: a decoder is asked for that when it starts.
  using Key = std::tuple<Slot, std::filesystem::path, SysTime, bool>;
  using KeyRef = std::tuple<const Slot&, const std::filesystem::path&, const SysTime&, bool>;
  struct Clip {
    VideoStream::Options options;
    std::optional<VideoStream> stream;  // none between a death and the next try
    std::optional<std::int64_t> first;  // refresh of the turn's start, once it is on screen
    Millis position{0};                 // last asked for, by the clock
    Backlog backlog;                    // of its pictures
    FramePtr shown;
    SoundPtr sound;     // of the stream, or of the last one
    SysTime wanted;     // last asked for
    int deaths = 0;     // of decoders since the clip was cued up
    SysTime try_again;  // not before
  };

  static KeyRef key_of(const Cue& cue, const VideoItem& video, const Asset& asset) {
    return {cue.slot, asset.file, cue.start, video.volume.has_value()};
  }

  Millis position_of(const Cue& cue, Clip& clip) const;
  FramePtr picture(Clip& clip) const;
  void bury(Clip& clip, const std::string& path, Error reason, SysTime now);

  Decoders decoders_;
  std::optional<Refresh> refresh_;
  std::map<Key, Clip, std::less<>> clips_;  // found by reference: no refresh copies a path
  std::map<std::string, Error> failures_;
  std::vector<Bilingual> remarks_;
};

}  // namespace madang
