// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "player/media/frame.h"
#include "player/media/sound.h"
#include "player/media/zygote.h"

namespace madang {

/// Our end of one decoder process that plays one clip from a position on. Frames come through a ring in
/// shared memory, decoded ahead of need; nothing here blocks, and nothing the file does can harm more than
/// this stream. Bound to one thread; frames may outlive the stream.
class VideoStream {
 public:
  struct Options {
    std::filesystem::path file;
    Millis start{0};     ///< join here: the first frame is the one due at this position
    bool loop = false;   ///< begin again at the end, for clips shorter than their item
    bool sound = false;  ///< decode that too
    bool hardware =
        false;  ///< let a device decode it where that works; nothing else changes where it does not
  };

  /// Orders the process and returns at once; whether the file plays shows in `due` and `failure`. To be
  /// called on the thread that `decoders` are bound to.
  static Result<VideoStream> open(const Decoders& decoders, const Options& options);
  VideoStream(VideoStream&&) noexcept;
  VideoStream& operator=(VideoStream&&) noexcept;
  ~VideoStream();  ///< ends and reaps the process without waiting for its goodwill

  /// The frame due at `position` (from the clip's start; keeps growing over loops): the last one whose time
  /// has come. Null until the first is there. Later calls want later positions; frames before the one
  /// returned go back to the decoder.
  FramePtr due(Millis position);

  /// Its sound, about a second from the position last asked for on; null where none was asked for. Empty
  /// where the file has none. May outlive the stream, and then holds its memory.
  SoundPtr sound() const;

  /// The first frame is there.
  bool ready() const;
  /// Set once the process died, hung past its limit, or said that the file is no video it plays.
  std::optional<Error> failure() const;

 private:
  struct Impl;
  explicit VideoStream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace madang
