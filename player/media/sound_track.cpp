// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/sound_track.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace madang {
namespace {

// Behind by this much, what was missed is passed over.
constexpr std::int64_t k_lost = 500 * k_sound_per_milli;
// Codings take this long to be themselves after a jump: Opus says 80 ms (RFC 7845, 4.6), MP3 its bit
// reservoir.
constexpr std::int64_t k_warm_up = 200 * k_sound_per_milli;
// Time stamps in milliseconds, or of another clock, wander by less; what is beyond is a hole or an overlap.
constexpr std::int64_t k_jitter = 10 * k_sound_per_milli;
constexpr int k_most_packets = 400;  // at one look: pictures wait meanwhile
constexpr int k_most_channels = 16;
constexpr int k_most_samples = 1 << 18;  // of one frame

}  // namespace

SoundTrack::SoundTrack(std::shared_ptr<RingMemory> memory, Demuxer demuxer, av::Codec codec, av::Frame frame,
                       av::Packet packet)
    : memory_(std::move(memory)),
      demuxer_(std::move(demuxer)),
      codec_(std::move(codec)),
      frame_(std::move(frame)),
      packet_(std::move(packet)),
      writer_(memory_->sound()) {}

std::optional<SoundTrack> SoundTrack::open(const Demuxer& pictures, std::shared_ptr<RingMemory> memory,
                                           Options options) {
  auto demuxer = Demuxer::open_sound(pictures);
  if (!demuxer)
    return std::nullopt;
  auto track = open_codec(std::move(*demuxer), std::move(memory));
  if (!track)
    return std::nullopt;
  track->length_ = pictures.length().count() * k_sound_per_milli;
  track->loop_ = options.loop && track->length_ > 0;
  track->join(std::max<std::int64_t>(options.start.count(), 0) * k_sound_per_milli);
  return track;
}

std::optional<SoundTrack> SoundTrack::open(Demuxer recording, std::shared_ptr<RingMemory> memory) {
  auto track = open_codec(std::move(recording), std::move(memory));
  if (track)
    track->join(0);
  return track;
}

std::optional<SoundTrack> SoundTrack::open_codec(Demuxer demuxer, std::shared_ptr<RingMemory> memory) {
  const AVCodecParameters& coding = *demuxer.stream().codecpar;
  const AVCodec* decoder = avcodec_find_decoder(coding.codec_id);
  av::Codec codec(decoder != nullptr ? avcodec_alloc_context3(decoder) : nullptr);
  av::Frame frame(av_frame_alloc());
  av::Packet packet(av_packet_alloc());
  if (!codec || !frame || !packet || avcodec_parameters_to_context(codec.get(), &coding) < 0)
    return std::nullopt;
  codec->pkt_timebase = demuxer.stream().time_base;
  if (avcodec_open2(codec.get(), decoder, nullptr) < 0)
    return std::nullopt;
  return SoundTrack(std::move(memory), std::move(demuxer), std::move(codec), std::move(frame),
                    std::move(packet));
}

void SoundTrack::join(std::int64_t sample) {
  round_ = loop_ ? sample / length_ * length_ : 0;
  writer_.jump(sample);
  enter(sample - round_);
}

void SoundTrack::enter(std::int64_t from) {
  const std::int64_t seek_to = std::max<std::int64_t>(from - k_warm_up, 0);
  const bool fresh = std::exchange(fresh_, false);
  if (seek_to > 0)
    demuxer_.seek(Millis(seek_to / k_sound_per_milli));
  else if (!fresh)
    demuxer_.rewind();
  if (seek_to > 0 || !fresh)
    avcodec_flush_buffers(codec_.get());
  skip_to_ = round_ + from - k_warm_up;
  drained_ = false;
  chunk_.clear();
  forget_resampler();
}

bool SoundTrack::pump() {
  const std::int64_t due = wanted();
  if (due > writer_.next() + k_lost)
    join(due);
  const std::int64_t limit = due + k_sound_ahead;
  int budget = k_most_packets;
  while (writer_.next() < limit) {
    if (writer_.next() >= round_end()) {
      if (!loop_)
        return false;
      round_ += length_;
      enter(0);
    }
    if (chunk_.empty() && !drained_ && !decode(budget))
      return true;
    const std::int64_t room = std::min(limit, round_end()) - writer_.next();
    if (chunk_.empty()) {
      if (length_ <= 0)
        return false;
      writer_.write_silence(room);
    } else if (chunk_at_ > writer_.next()) {
      writer_.write_silence(std::min(room, chunk_at_ - writer_.next()));
    } else {
      const auto count = static_cast<std::size_t>(std::min(room, static_cast<std::int64_t>(chunk_.size())));
      writer_.write(std::span(chunk_).first(count));
      chunk_.erase(chunk_.begin(), chunk_.begin() + static_cast<std::ptrdiff_t>(count));
      chunk_at_ += static_cast<std::int64_t>(count);
    }
  }
  return true;
}

/// Until there is a chunk, or this pass is drained. False when the budget is spent before.
bool SoundTrack::decode(int& budget) {
  while (chunk_.empty() && !drained_) {
    const int code = avcodec_receive_frame(codec_.get(), frame_.get());
    if (code >= 0) {
      place(frame_.get());
    } else if (code == AVERROR_EOF) {
      place(nullptr);
      drained_ = true;
    } else if (budget-- > 0) {
      send_next();
    } else {
      return false;
    }
  }
  return true;
}

void SoundTrack::send_next() {
  memory_->header().beat.fetch_add(1, std::memory_order_relaxed);
  if (demuxer_.read(*packet_) != Demuxer::Read::packet) {
    avcodec_send_packet(codec_.get(), nullptr);
    return;
  }
  if (packet_->pts != AV_NOPTS_VALUE && round_ + demuxer_.sample_position(packet_->pts) < skip_to_)
    return;
  // A complaint is about this packet only, and heard as a hole.
  avcodec_send_packet(codec_.get(), packet_.get());
}

/// Brings a frame, or at the end what the resampler still holds, to where it belongs; what is too late for
/// that is dropped.
void SoundTrack::place(const AVFrame* frame) {
  if (frame != nullptr) {
    if (!fit_resampler(*frame))
      return;
    const std::int64_t stamp = frame->best_effort_timestamp;
    const std::int64_t expected =
        resampled_ ? *resampled_ + swr_get_delay(resampler_.get(), k_sound_rate) : writer_.next();
    const std::int64_t at = stamp != AV_NOPTS_VALUE ? round_ + demuxer_.sample_position(stamp) : expected;
    if (resampled_ && std::abs(at - expected) > k_jitter) {
      forget_resampler();
      if (!fit_resampler(*frame))
        return;
    }
    if (!resampled_)
      resampled_ = at;
  }
  if (!resampled_)
    return;
  const int room = swr_get_out_samples(resampler_.get(), frame != nullptr ? frame->nb_samples : 0);
  if (room <= 0)
    return;
  chunk_.resize(static_cast<std::size_t>(room));
  auto* out = reinterpret_cast<std::uint8_t*>(chunk_.data());
  const int got =
      swr_convert(resampler_.get(), &out, room,
                  frame != nullptr ? const_cast<const std::uint8_t**>(frame->extended_data) : nullptr,
                  frame != nullptr ? frame->nb_samples : 0);
  chunk_.resize(static_cast<std::size_t>(std::max(got, 0)));
  chunk_at_ = *resampled_;
  *resampled_ += static_cast<std::int64_t>(chunk_.size());

  const std::int64_t late =
      std::clamp<std::int64_t>(writer_.next() - chunk_at_, 0, static_cast<std::int64_t>(chunk_.size()));
  chunk_.erase(chunk_.begin(), chunk_.begin() + late);
  chunk_at_ += late;
}

bool SoundTrack::fit_resampler(const AVFrame& frame) {
  const AVChannelLayout& layout = frame.ch_layout;
  if (frame.nb_samples <= 0 || frame.nb_samples > k_most_samples || frame.sample_rate < 4000 ||
      frame.sample_rate > 384'000 || layout.nb_channels < 1 || layout.nb_channels > k_most_channels)
    return false;
  const bool named = layout.order == AV_CHANNEL_ORDER_NATIVE;
  const std::array<std::int64_t, 4> key{frame.sample_rate, frame.format, layout.nb_channels,
                                        named ? static_cast<std::int64_t>(layout.u.mask) : 0};
  if (resampler_ && key == resampler_key_)
    return true;
  forget_resampler();
  AVChannelLayout from{};
  if (named)
    av_channel_layout_from_mask(&from, layout.u.mask);
  else
    av_channel_layout_default(&from, layout.nb_channels);
  AVChannelLayout to{};
  av_channel_layout_default(&to, 2);
  SwrContext* made = nullptr;
  swr_alloc_set_opts2(&made, &to, AV_SAMPLE_FMT_S16, static_cast<int>(k_sound_rate), &from,
                      static_cast<AVSampleFormat>(frame.format), frame.sample_rate, 0, nullptr);
  resampler_.reset(made);
  if (!resampler_ || swr_init(resampler_.get()) < 0) {
    resampler_.reset();
    return false;
  }
  resampler_key_ = key;
  return true;
}

void SoundTrack::forget_resampler() {
  resampler_.reset();
  resampled_.reset();
}

std::int64_t SoundTrack::wanted() const {
  return memory_->header().wanted_ms.load(std::memory_order_relaxed) * k_sound_per_milli;
}

std::int64_t SoundTrack::round_end() const {
  return length_ > 0 ? round_ + length_ : std::numeric_limits<std::int64_t>::max();
}

}  // namespace madang
