// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/decoder.h"

#include <algorithm>
#include <utility>

namespace madang {
namespace {

// Behind by this much, frames that no other refers to are not decoded at all. Also how joining in the middle
// hurries from the key frame; half a second is enough for any codec to put the wanted frame out whole.
constexpr Millis k_hurry{500};
// Behind by this much with so many packets more than in time, one thread is not enough on this machine.
// Joining in the middle is late for a dozen or two.
constexpr Millis k_behind{100};
constexpr int k_most_behind = 60;
// Rings cannot get lost; this only bounds what a bug could cost.
constexpr Millis k_max_wait{1000};
// Packets in a row that hardware makes no good picture of. One or two may be the file's.
constexpr int k_most_complaints = 16;

// What one thread does with ease, in pixels a second: 1080p at 30 Hz. A second one costs its own frames and a
// twentieth more work.
constexpr double k_lone_pixels = 1920.0 * 1088 * 30.5;

int threads_for(const AVStream& stream) {
  const AVCodecParameters& coding = *stream.codecpar;
  const double hertz =
      stream.avg_frame_rate.num > 0 && stream.avg_frame_rate.den > 0 ? av_q2d(stream.avg_frame_rate) : 60;
  switch (coding.codec_id) {
    case AV_CODEC_ID_H264:
    case AV_CODEC_ID_MPEG2VIDEO:
    case AV_CODEC_ID_MPEG4:
    case AV_CODEC_ID_MJPEG:
    case AV_CODEC_ID_VP8:
      return hertz * coding.width * coding.height <= k_lone_pixels ? 1 : 2;
    default:
      return 2;  // the later codings cost twice as much
  }
}

}  // namespace

Decoder::Decoder(std::shared_ptr<RingMemory> memory, Demuxer demuxer, std::unique_ptr<Refiner> refiner,
                 std::unique_ptr<Hardware> hardware, DecoderTask task)
    : memory_(std::move(memory)),
      demuxer_(std::move(demuxer)),
      task_(task),
      pool_(memory_),
      refiner_(std::move(refiner)),
      hardware_(std::move(hardware)),
      rotation_(demuxer_.rotation()),
      length_(demuxer_.length()) {
  const AVRational rate = demuxer_.stream().avg_frame_rate;
  usual_length_ =
      Millis(rate.num > 0 && rate.den > 0 ? std::clamp(1000LL * rate.den / rate.num, 1LL, 60'000LL) : 40LL);
}

const AVCodec* Decoder::find_codec(const AVCodecParameters& coding) const {
  if (hardware_)
    return demuxer_.has_side_alpha() ? nullptr : Hardware::decoder_of(hardware_->kind(), coding);
  const AVCodec* codec =
      demuxer_.has_side_alpha()
          ? avcodec_find_decoder_by_name(coding.codec_id == AV_CODEC_ID_VP8 ? "libvpx" : "libvpx-vp9")
          : nullptr;
  return codec != nullptr ? codec : avcodec_find_decoder(coding.codec_id);
}

Verdict Decoder::open_codec() {
  const AVCodecParameters& coding = *demuxer_.stream().codecpar;
  const AVCodec* codec = find_codec(coding);
  if (codec == nullptr)
    return hardware_ ? Verdict::needs_software : Verdict::codec_refused;
  av::Codec fresh(avcodec_alloc_context3(codec));
  if (!fresh || avcodec_parameters_to_context(fresh.get(), &coding) < 0)
    return Verdict::no_memory;
  codec_ = std::move(fresh);
  codec_->pkt_timebase = demuxer_.stream().time_base;
  codec_->max_pixels = k_max_video_pixels + 64LL * k_max_side;  // of the coded size, which is padded
  if (coding.codec_id == AV_CODEC_ID_H264) {
    // Without a word on reordering in the stream, assume the most: a late first frame, but none out of order.
    codec_->strict_std_compliance = FF_COMPLIANCE_STRICT;
  }
  codec_->thread_count = threads_;
  codec_->thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
  if (hardware_) {
    hardware_->help(*codec_);
  } else if ((codec->capabilities & AV_CODEC_CAP_DR1) != 0 && rotation_ == Rotation::none) {
    codec_->opaque = &pool_;
    codec_->get_buffer2 = SlotPool::get_buffer;
    av::allow_threaded_buffers(*codec_);
  }
  const int code = avcodec_open2(codec_.get(), codec, nullptr);
  if (code == AVERROR(ENOMEM))
    return Verdict::no_memory;
  if (code < 0)
    return hardware_ ? Verdict::needs_software : Verdict::codec_refused;
  return Verdict::playing;
}

bool Decoder::pump_sound() {
  if (task_.sound && !std::exchange(sound_opened_, true)) {
    if (auto opened = SoundTrack::open(demuxer_, memory_, {.start = task_.start, .loop = task_.loop}))
      sound_.emplace(std::move(*opened));
  }
  return sound_ && sound_->pump();
}

Verdict Decoder::run() {
  threads_ = threads_for(demuxer_.stream());
  if (const Verdict opened = open_codec(); opened != Verdict::playing)
    return opened;
  Millis from = std::max(task_.start, Millis{0});
  if (task_.loop && length_ > Millis{0}) {
    round_ = from / length_ * length_;
    from -= round_;
  } else if (length_ > Millis{0}) {
    from = std::min(from, length_ - Millis{1});
  }
  while (true) {
    round_had_frames_ = false;
    const Verdict verdict = play_round(from);
    if (verdict != Verdict::ended)
      return verdict;
    if (!round_had_frames_)
      return Verdict::broken;
    if (!task_.loop || length_ <= Millis{0})
      return Verdict::ended;
    // Far behind (the machine slept, or joining took long): straight to the pass that is due.
    round_ = std::max(round_ + length_, wanted() / length_ * length_);
    from = std::max(Millis{0}, wanted() - round_);
  }
}

Verdict Decoder::play_round(Millis from) {
  enter(from);
  if (hardware_failed_)
    return Verdict::hardware_failed;
  av::Packet packet(av_packet_alloc());
  if (!packet)
    return Verdict::no_memory;
  bool more = true;
  while (more) {
    const auto read = demuxer_.read(*packet);
    if (read == Demuxer::Read::failed)
      return Verdict::unreadable;
    more = read == Demuxer::Read::packet;
    memory_->header().beat.fetch_add(1, std::memory_order_relaxed);
    // The first picture comes before all sound: nobody hears a clip that does not show.
    if (memory_->header().published.load(std::memory_order_relaxed) > 0)
      pump_sound();
    if (more) {
      const std::int64_t stamp = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
      const bool hurry = stamp != AV_NOPTS_VALUE && late_by(round_ + demuxer_.position(stamp), k_hurry);
      if (const bool is_key = (packet->flags & AV_PKT_FLAG_KEY) != 0; is_key && needs_help()) {
        threads_ = 2;
        if (const Verdict opened = open_codec(); opened != Verdict::playing)
          return opened;
      }
      if (!entering_ && stamp != AV_NOPTS_VALUE) {
        const bool late = late_by(round_ + demuxer_.position(stamp), k_behind);
        behind_ = std::max(0, behind_ + (late ? 1 : -1));
      }
      codec_->skip_frame = hurry ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    }
    const int code = avcodec_send_packet(codec_.get(), more ? packet.get() : nullptr);
    if (code == AVERROR(ENOMEM))
      return Verdict::no_memory;
    if (const Verdict verdict = judge_hardware(code); verdict != Verdict::playing)
      return verdict;
    // Any other complaint is about one packet; the next key frame mends the picture.
    const Millis sought = entry_seek_;
    if (const Verdict verdict = receive(); verdict != Verdict::playing)
      return verdict;
    if (hardware_failed_)
      return Verdict::hardware_failed;
    if (more || !entering_)
      continue;
    if (entry_seek_ != sought) {  // the frames came out at the end only, and told us to go further back
      more = true;
    } else if (entry_seek_ > Millis{0}) {  // nothing decodable after where we landed
      enter(Millis{0});
      more = true;
    }
    if (hardware_failed_)
      return Verdict::hardware_failed;
  }
  finish_round();
  return hardware_failed_ ? Verdict::hardware_failed : Verdict::ended;
}

bool Decoder::needs_help() const {
  return threads_ == 1 && !hardware_ && behind_ >= k_most_behind;
}

Verdict Decoder::judge_hardware(int answer) {
  if (!hardware_ || answer >= 0 || answer == AVERROR(EAGAIN) || answer == AVERROR_EOF)
    return Verdict::playing;
  if (hardware_->declined())
    return Verdict::needs_software;
  return ++complaints_ > k_most_complaints ? Verdict::hardware_failed : Verdict::playing;
}

void Decoder::enter(Millis from) {
  entry_ = from;
  entry_seek_ = from;
  entry_step_ = Millis{2000};
  entering_ = true;
  pending_.reset();
  const bool fresh = std::exchange(fresh_, false);
  if (from > Millis{0} || !fresh)
    demuxer_.seek(from);
  if (!fresh) {
    forget_coded();
    forget_refined();
  }
}

void Decoder::forget_coded() {
  if (!hardware_ || hardware_->flushes())
    avcodec_flush_buffers(codec_.get());
  else if (open_codec() != Verdict::playing)
    hardware_failed_ = true;
}

Verdict Decoder::receive() {
  while (true) {
    av::Frame frame(av_frame_alloc());
    if (!frame)
      return Verdict::no_memory;
    const int code = avcodec_receive_frame(codec_.get(), frame.get());
    if (code == AVERROR(ENOMEM))
      return Verdict::no_memory;
    if (code == AVERROR_EOF)
      return refiner_ ? refine(nullptr) : Verdict::playing;
    if (code < 0)
      return judge_hardware(code);  // wants more, or gave this frame up
    if (hardware_ && !hardware_->describes())
      Hardware::describe(*frame, *demuxer_.stream().codecpar);
    if (frame->width <= 0 || frame->height <= 0 || frame->width > k_max_side || frame->height > k_max_side ||
        std::int64_t{frame->width} * frame->height > k_max_video_pixels) {
      return Verdict::too_large;
    }
    // Grey blocks and smears are worse to look at than a picture that stands a little longer.
    if (frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0) {
      if (const Verdict verdict = judge_hardware(AVERROR_INVALIDDATA); verdict != Verdict::playing)
        return verdict;
      continue;
    }
    complaints_ = 0;
    const Millis position = position_of(*frame);
    if (!Refiner::needed(*frame)) {
      arrived(std::move(frame), position);
    } else if (!refiner_) {
      return Verdict::needs_refining;
    } else if (late_by(position, k_hurry)) {  // the refiner is dear, and this one would be dropped
      forget_refined();
      arrived(std::move(frame), position);
    } else if (const Verdict verdict = refine(frame.get()); verdict != Verdict::playing) {
      return verdict;
    }
  }
}

void Decoder::forget_refined() {
  if (refiner_)
    refiner_->forget();
}

Verdict Decoder::refine(const AVFrame* frame) {
  av::Frame fetched;
  if (frame != nullptr && Hardware::holds(*frame)) {
    fetched = fetch(*frame);
    if (!fetched)
      return Verdict::hardware_failed;
    frame = fetched.get();
  }
  if (!refiner_->push(frame, frame != nullptr ? position_of(*frame) : Millis{0}) && frame != nullptr) {
    av::Frame as_it_is(av_frame_clone(frame));
    if (!as_it_is)
      return Verdict::no_memory;
    arrived(std::move(as_it_is), position_of(*frame));
  }
  while (auto refined = refiner_->pull())
    arrived(std::move(refined->frame), refined->position);
  if (frame == nullptr)
    forget_refined();
  return Verdict::playing;
}

Millis Decoder::position_of(const AVFrame& frame) const {
  if (frame.best_effort_timestamp != AV_NOPTS_VALUE)
    return round_ + demuxer_.position(frame.best_effort_timestamp);
  return pending_ ? pending_position_ + usual_length_ : round_ + entry_;
}

void Decoder::arrived(av::Frame frame, Millis position) {
  if (entering_) {
    entering_ = false;
    if (position > round_ + entry_ && entry_seek_ > Millis{0}) {
      entry_seek_ = std::max(Millis{0}, entry_seek_ - entry_step_);
      entry_step_ *= 4;
      demuxer_.seek(entry_seek_);
      forget_coded();
      forget_refined();
      entering_ = true;
      return;
    }
    // Whatever comes first is what there is to show from the start on.
    position = std::min(position, round_ + entry_);
    position = std::max(position, round_);
  }
  if (pending_) {
    if (position <= pending_position_)
      position = pending_position_ + usual_length_;  // broken time stamps
    deliver(*pending_, pending_position_, position);
  }
  round_had_frames_ = true;
  pending_ = std::move(frame);
  pending_position_ = position;
}

void Decoder::finish_round() {
  if (!pending_)
    return;
  Millis end = round_ + length_;
  if (end <= pending_position_) {
    end = pending_position_ + usual_length_;
    if (length_ <= Millis{0})
      length_ = end - round_;
  }
  // The last frame of a clip that does not loop is shown even to who comes after its end: it is what stays.
  deliver(*pending_, pending_position_, task_.loop ? end : std::max(end, wanted() + Millis{1}));
  pending_.reset();
}

Millis Decoder::wanted() const {
  return Millis(memory_->header().wanted_ms.load(std::memory_order_relaxed));
}

bool Decoder::late_by(Millis position, Millis slack) const {
  return position + slack < wanted();
}

void Decoder::wait_for_room() {
  RingHeader& header = memory_->header();
  reclaim();
  while (header.published.load(std::memory_order_relaxed) - header.taken.load(std::memory_order_acquire) >=
         k_ring_ahead) {
    memory_->wait(pump_sound() ? k_sound_pace : k_max_wait);
    reclaim();
  }
}

void Decoder::deliver(const AVFrame& frame, Millis position, Millis next) {
  if (next <= wanted())
    return;
  wait_for_room();
  if (next <= wanted())
    return;
  if (!Hardware::holds(frame)) {
    if (hardware_)
      tell_decoding();
    return publish(frame, position, next);
  }
  const av::Frame fetched = fetch(frame);
  if (fetched)
    publish(*fetched, position, next);
  else
    hardware_failed_ = true;
}

av::Frame Decoder::fetch(const AVFrame& frame) {
  av::Frame fetched = Hardware::fetch(frame);
  if (fetched)
    tell_decoding();
  return fetched;
}

void Decoder::tell_decoding() {
  memory_->header().hardware.store(static_cast<std::uint32_t>(HardwareState::decoding),
                                   std::memory_order_release);
}

void Decoder::publish(const AVFrame& frame, Millis position, Millis next) {
  FrameRecord record;
  const Size coded{frame.width, frame.height};
  const Size size = turned(coded, rotation_);
  const Size shown = shown_size(coded, demuxer_.sample_aspect(&frame), rotation_);
  record.width = static_cast<std::uint32_t>(size.width);
  record.height = static_cast<std::uint32_t>(size.height);
  record.shown_width = static_cast<std::uint32_t>(shown.width);
  record.shown_height = static_cast<std::uint32_t>(shown.height);
  record.matrix = static_cast<std::uint32_t>(matrix_of(frame));
  record.range = static_cast<std::uint32_t>(range_of(frame));
  record.position_ms = position.count();
  record.length_ms = (next - position).count();

  av::Buffer buffer;
  FrameConverter::Planes planes;
  if (is_i420(frame.format) && rotation_ == Rotation::none && frame.buf[0] != nullptr &&
      frame.buf[1] == nullptr && pool_.slot_of(frame.data[0])) {
    buffer.reset(av_buffer_ref(frame.buf[0]));
    for (std::size_t i = 0; i < 3; ++i)
      planes.data[i] = frame.data[i], planes.strides[i] = frame.linesize[i];
  } else {
    buffer = pool_.take();
    const auto laid_out =
        buffer ? SlotPool::lay_out(buffer->data, size.width, size.height, has_alpha(frame.format))
               : std::nullopt;
    if (!laid_out || !converter_.convert(frame, rotation_, *laid_out))
      return;
    planes = *laid_out;
  }
  if (!buffer)
    return;
  record.slot = *pool_.slot_of(planes.data[0]);
  for (std::size_t i = 0; i < 3; ++i) {
    record.offsets[i] = pool_.offset_of(planes.data[i]);
    record.strides[i] = static_cast<std::uint32_t>(planes.strides[i]);
  }

  if (planes.alpha != nullptr) {
    record.alpha_offset = pool_.offset_of(planes.alpha);
    record.alpha_stride = static_cast<std::uint32_t>(planes.alpha_stride);
  }

  RingHeader& header = memory_->header();
  header.lent[record.slot].fetch_add(1, std::memory_order_relaxed);
  lent_.push_back({record.slot, std::move(buffer)});
  const std::uint32_t published = header.published.load(std::memory_order_relaxed);
  header.records[published % k_ring_ahead] = record;
  header.published.store(published + 1, std::memory_order_release);
}

void Decoder::reclaim() {
  std::erase_if(lent_, [&](const Lent& lent) {
    return memory_->header().lent[lent.slot].load(std::memory_order_acquire) == 0;
  });
}

}  // namespace madang
