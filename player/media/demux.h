// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/rotation.h"
#include "player/media/av.h"
#include "player/media/sound.h"
#include "player/media/verdict.h"

namespace madang {

/// The size as shown: square pixels (the wider direction grows, so that nothing is lost), then turned.
Size shown_size(Size coded, AVRational sample_aspect, Rotation rotation);

/// One track of an opened file: its pictures, the sound that goes with them, or a sound by itself. Reads
/// through the descriptor it is lent and nothing else: no protocol, no second file, only the containers and
/// codings on our lists. Bound to one thread.
class Demuxer {
 public:
  /// How far to look before the first packet is wanted: what the container's head says where that is enough
  /// to decode (saves a sixth of a second until the first frame), or all that analysing the first seconds can
  /// find.
  enum class Look { head, full };
  /// `media` is a regular file, stays the caller's, and is read
  /// with pread, so its offset does not matter.
  static tl::expected<Demuxer, Verdict> open(int media, Look look);
  /// Opens the same file a second time, for its sound: two readers of one file need not agree on who waits,
  /// seek apart, and bear any interleaving. Nothing where there is no sound that we play.
  static std::optional<Demuxer> open_sound(const Demuxer& other);
  /// A file of sound alone, as recordings are; pictures that it may have are passed over. Positions count
  /// from its beginning.
  static tl::expected<Demuxer, Verdict> open_recording(int media);
  Demuxer(Demuxer&&) noexcept;
  Demuxer& operator=(Demuxer&&) noexcept;
  ~Demuxer();

  const AVStream& stream() const { return *stream_; }
  Size coded() const;
  /// What brings the pictures upright, by the file.
  Rotation rotation() const;
  /// VP8 and VP9 carry alpha as a second picture beside the first, which libav's own decoders pass over.
  bool has_side_alpha() const;
  AVRational sample_aspect(const AVFrame* frame) const;

  /// How many pictures a GIF or APNG is made of; 0 for other clips, where nobody counted.
  int pictures() const { return pictures_; }
  /// Of the picture track, or of a recording; 0 where the container does not say.
  Millis length() const;
  /// Time from the clip's first frame, for a time stamp of the picture track.
  Millis position(std::int64_t timestamp) const;
  /// The same for the sound track, in samples at `k_sound_rate`: what is heard with the first frame is 0.
  std::int64_t sample_position(std::int64_t timestamp) const;

  enum class Read { packet, end, failed };
  /// The next packet of the track.
  Read read(AVPacket& packet);
  /// To the last key frame at or before `position`, as well as the container knows; false if it cannot seek.
  /// A GIF or APNG begins again.
  bool seek(Millis position);
  /// A sound track, to its very beginning: some of it may lie before the first key frame, where no seeking
  /// leads.
  bool rewind();

 private:
  struct Source;
  Demuxer();
  static tl::expected<Demuxer, Verdict> open_once(int media, Look look);
  bool is_animation() const;
  void measure();
  std::unique_ptr<Source> source_;
  av::Io io_;
  av::Format format_;  // uses io_, which uses source_
  static tl::expected<Demuxer, Verdict> open_container(Source file, const char* containers,
                                                       const char* codings);
  bool seek_to(int stream, std::int64_t timestamp);
  AVStream* stream_ = nullptr;
  AVStream* guide_ = nullptr;  // its picture track: the same, but for a sound track
  bool analysed_ = false;      // its head did not say enough: dear to open
  std::int64_t start_ = 0;     // time stamp of the clip's beginning, on the picture track
  int pictures_ = 0;           // of an animation
  Millis measured_{0};         // of an animation
};

}  // namespace madang
