// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "player/media/demux.h"
#include "player/media/sound_track.h"
#include "player/media/whole_sound.h"

namespace madang {

Verdict decode_whole_sound(const std::shared_ptr<RingMemory>& memory, int media) {
  auto recording = Demuxer::open_recording(media);
  if (!recording)
    return recording.error() == Verdict::not_media ? Verdict::no_sound : recording.error();
  // One channel comes out of the resampler as two, each 3 dB softer: together they are as loud as one was.
  const bool single = recording->stream().codecpar->ch_layout.nb_channels == 1;
  const double share = single ? std::numbers::sqrt2 / 2 : 0.5;
  auto track = SoundTrack::open(std::move(*recording), memory);
  if (!track)
    return Verdict::no_sound;

  // The track keeps a moment ahead of whoever listens. Here that is the decoder itself, which asks for more as
  // soon as it has heard what there is.
  SoundSheet& sheet = sheet_of(*memory);
  std::array<Stereo, k_sound_write_samples> heard;
  std::size_t count = 0;
  for (bool more = true; more && count < k_most_whole_samples;) {
    more = track->pump();
    while (count < k_most_whole_samples) {
      const auto wish = std::span(heard).first(std::min(heard.size(), k_most_whole_samples - count));
      const std::size_t got = read_sound(memory->sound(), static_cast<std::int64_t>(count), wish);
      if (got == 0)
        break;
      for (const Stereo& sample : wish.first(got)) {
        const double both = share * (sample.left + sample.right);
        sheet.samples[count++] = static_cast<std::int16_t>(std::lround(std::clamp(both, -32768.0, 32767.0)));
      }
    }
    memory->header().wanted_ms.store(static_cast<std::int64_t>(count) / k_sound_per_milli,
                                     std::memory_order_relaxed);
  }
  if (count == 0)
    return Verdict::no_sound;
  sheet.count.store(static_cast<std::uint32_t>(count), std::memory_order_release);
  return Verdict::ended;
}

}  // namespace madang
