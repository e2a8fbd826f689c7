// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/demux.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "player/media/limits.h"

namespace madang {
namespace {

// No list-like demuxer (hls, concat, dash) is here, and none that opens further files by itself.
constexpr const char* k_containers = "mov,matroska,mpegts,avi,gif,apng";
constexpr const char* k_codings =
    "h264,hevc,vp8,vp9,libdav1d,av1,libaom-av1,mpeg4,mpeg2video,mjpeg,prores,libvpx,libvpx-vp9,gif,apng";
constexpr std::array k_coding_ids = {AV_CODEC_ID_H264,  AV_CODEC_ID_HEVC,       AV_CODEC_ID_VP8,
                                     AV_CODEC_ID_VP9,   AV_CODEC_ID_AV1,        AV_CODEC_ID_MPEG4,
                                     AV_CODEC_ID_MJPEG, AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_PRORES,
                                     AV_CODEC_ID_GIF,   AV_CODEC_ID_APNG};
// Sound is looked for beside the pictures, and the container may have to decode both to tell what they are.
constexpr const char* k_codings_with_sound =
    "h264,hevc,vp8,vp9,libdav1d,av1,libaom-av1,mpeg4,mpeg2video,mjpeg,prores,libvpx,libvpx-vp9,"
    "aac,mp3,mp3float,mp2,mp2float,opus,vorbis,flac,ac3,pcm_s16le,pcm_s16be,pcm_s24le";
constexpr const char* k_recording_containers = "mov,matroska,ogg,mp3,wav,flac,aac";
constexpr std::array k_sound_ids = {
    AV_CODEC_ID_AAC,  AV_CODEC_ID_MP3, AV_CODEC_ID_MP2,       AV_CODEC_ID_OPUS,      AV_CODEC_ID_VORBIS,
    AV_CODEC_ID_FLAC, AV_CODEC_ID_AC3, AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S16BE, AV_CODEC_ID_PCM_S24LE};
constexpr AVRational k_samples{1, static_cast<int>(k_sound_rate)};
constexpr int k_io_buffer = 64 * 1024;
constexpr int k_most_pictures = 100'000;  // of an animation: over an hour
constexpr AVRational k_millis{1, 1000};

/// A container that names a second file (a QuickTime reference movie) does not get it.
int refuse_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

/// `00:01:02.500000000`, as Matroska muxers note a track's own length.
Millis parse_duration_tag(const char* text) {
  int hours = 0;
  int minutes = 0;
  double seconds = 0;
  if (std::sscanf(text, "%d:%d:%lf", &hours, &minutes, &seconds) != 3)
    return Millis{0};
  if (hours < 0 || hours > 1000 || minutes < 0 || minutes > 59 || !(seconds >= 0 && seconds < 60))
    return Millis{0};
  return std::chrono::hours(hours) + std::chrono::minutes(minutes) + Millis(std::llround(seconds * 1000));
}

/// MP4 and Matroska describe their tracks at the head; transport streams and AVI only in passing.
bool head_suffices(const AVStream& stream) {
  const AVCodecParameters& coding = *stream.codecpar;
  const bool needs_extra = coding.codec_id == AV_CODEC_ID_H264 || coding.codec_id == AV_CODEC_ID_HEVC;
  return coding.width > 0 && coding.height > 0 && (!needs_extra || coding.extradata_size > 0);
}

bool sane(Size size) {
  return !size.empty() && size.width <= k_max_side && size.height <= k_max_side &&
         std::int64_t{size.width} * size.height <= k_max_video_pixels;
}

}  // namespace

Size shown_size(Size coded, AVRational sample_aspect, Rotation rotation) {
  Size size = coded;
  if (sample_aspect.num > 0 && sample_aspect.den > 0) {
    const double wide = av_q2d(sample_aspect);
    // A ratio beyond any real format is a damaged header, not a very wide picture.
    if (wide > 1.0 && wide < 16.0)
      size.width = static_cast<int>(std::lround(coded.width * wide));
    if (wide < 1.0 && wide > 1.0 / 16)
      size.height = static_cast<int>(std::lround(coded.height / wide));
  }
  size.width = std::min(size.width, k_max_side);
  size.height = std::min(size.height, k_max_side);
  return turned(size, rotation);
}

struct Demuxer::Source {
  int fd = -1;
  std::int64_t at = 0;
  std::int64_t size = 0;
  bool failed = false;

  static int read(void* opaque, std::uint8_t* to, int wanted) {
    auto& self = *static_cast<Source*>(opaque);
    ssize_t got = 0;
    do {
      got = ::pread(self.fd, to, static_cast<std::size_t>(wanted), self.at);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
      self.failed = true;
    if (got <= 0)
      return got < 0 ? AVERROR(EIO) : AVERROR_EOF;
    self.at += got;
    return static_cast<int>(got);
  }

  static std::int64_t seek(void* opaque, std::int64_t offset, int whence) {
    auto& self = *static_cast<Source*>(opaque);
    if ((whence & AVSEEK_SIZE) != 0)
      return self.size;
    const int origin = whence & ~AVSEEK_FORCE;
    std::int64_t from = 0;
    if (origin == SEEK_CUR)
      from = self.at;
    if (origin == SEEK_END)
      from = self.size;
    std::int64_t to = 0;
    if (__builtin_add_overflow(from, offset, &to) || to < 0)
      return AVERROR(EINVAL);
    self.at = to;
    return to;
  }
};

Demuxer::Demuxer() : source_(std::make_unique<Source>()) {}
Demuxer::Demuxer(Demuxer&&) noexcept = default;
Demuxer& Demuxer::operator=(Demuxer&& other) noexcept {
  if (this == &other)
    return *this;
  format_ = std::move(other.format_);  // before what it reads through
  io_ = std::move(other.io_);
  source_ = std::move(other.source_);
  stream_ = other.stream_;
  guide_ = other.guide_;
  analysed_ = other.analysed_;
  start_ = other.start_;
  pictures_ = other.pictures_;
  measured_ = other.measured_;
  return *this;
}
Demuxer::~Demuxer() {
  format_.reset();  // before what it reads through
  io_.reset();
}

tl::expected<Demuxer, Verdict> Demuxer::open_container(Source file, const char* containers,
                                                       const char* codings) {
  Demuxer self;
  *self.source_ = file;
  auto* buffer = static_cast<unsigned char*>(av_malloc(k_io_buffer));
  if (buffer == nullptr)
    return tl::unexpected(Verdict::no_memory);
  self.io_.reset(
      avio_alloc_context(buffer, k_io_buffer, 0, self.source_.get(), Source::read, nullptr, Source::seek));
  if (!self.io_) {
    av_free(buffer);
    return tl::unexpected(Verdict::no_memory);
  }
  AVFormatContext* context = avformat_alloc_context();
  if (context == nullptr)
    return tl::unexpected(Verdict::no_memory);
  context->pb = self.io_.get();
  context->io_open = refuse_open;
  context->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_DISCARD_CORRUPT;
  context->max_streams = 32;
  context->format_whitelist = av_strdup(containers);
  context->codec_whitelist = av_strdup(codings);
  context->protocol_whitelist = av_strdup("none");
  if (avformat_open_input(&context, "", nullptr, nullptr) < 0) {  // frees the context when it fails
    return tl::unexpected(self.source_->failed ? Verdict::unreadable : Verdict::not_media);
  }
  self.format_.reset(context);
  return self;
}

tl::expected<Demuxer, Verdict> Demuxer::open(int media, Look look) {
  auto opened = open_once(media, look);
  if (!opened || !opened->is_animation())
    return opened;
  // Neither GIF nor APNG says how long it is. Reading it through ends it; so it is opened anew.
  opened->measure();
  auto again = open_once(media, look);
  if (again) {
    again->pictures_ = opened->pictures_;
    again->measured_ = opened->measured_;
  }
  return again;
}

bool Demuxer::is_animation() const {
  const std::string_view name = format_->iformat->name;
  return name == "gif" || name == "apng";
}

void Demuxer::measure() {
  const av::Packet packet(av_packet_alloc());
  while (packet && pictures_ < k_most_pictures && read(*packet) == Read::packet) {
    ++pictures_;
    if (packet->pts != AV_NOPTS_VALUE)
      measured_ = std::max(measured_, position(packet->pts + std::max<std::int64_t>(packet->duration, 0)));
  }
}

tl::expected<Demuxer, Verdict> Demuxer::open_once(int media, Look look) {
  struct stat info {};
  if (::fstat(media, &info) != 0)
    return tl::unexpected(Verdict::unreadable);
  if (!S_ISREG(info.st_mode) || info.st_size == 0)
    return tl::unexpected(Verdict::not_media);
  auto opened = open_container({.fd = media, .size = info.st_size}, k_containers, k_codings);
  if (!opened)
    return opened;
  Demuxer& self = *opened;
  AVFormatContext* context = self.format_.get();

  int best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (look == Look::full || best < 0 || !head_suffices(*context->streams[best])) {
    if (avformat_find_stream_info(context, nullptr) < 0)
      return tl::unexpected(Verdict::broken);
    best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  }
  if (best < 0 ||
      (context->streams[best]->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0) {  // a song's cover
    return tl::unexpected(Verdict::no_pictures);
  }
  for (unsigned i = 0; i < context->nb_streams; ++i) {
    if (static_cast<int>(i) != best)
      context->streams[i]->discard = AVDISCARD_ALL;
  }
  self.stream_ = self.guide_ = context->streams[best];
  // Asked once: libav may change its mind as it reads on, and positions must not.
  if (self.stream_->start_time != AV_NOPTS_VALUE)
    self.start_ = self.stream_->start_time;

  const AVCodecParameters& coding = *self.stream_->codecpar;
  if (std::find(k_coding_ids.begin(), k_coding_ids.end(), coding.codec_id) == k_coding_ids.end()) {
    return tl::unexpected(Verdict::codec_refused);
  }
  if (self.coded().empty())
    return tl::unexpected(Verdict::broken);
  if (!sane(self.coded()))
    return tl::unexpected(Verdict::too_large);
  return opened;
}

std::optional<Demuxer> Demuxer::open_sound(const Demuxer& other) {
  if (other.is_animation())
    return std::nullopt;
  const int picture_track = other.guide_->index;
  auto opened = open_container({.fd = other.source_->fd, .size = other.source_->size}, k_containers,
                               k_codings_with_sound);
  if (!opened || static_cast<int>(opened->format_->nb_streams) <= picture_track)
    return std::nullopt;
  AVFormatContext* context = opened->format_.get();
  const auto find = [&] {
    return av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, picture_track, nullptr, 0);
  };
  int best = find();
  if (best < 0 || context->streams[best]->codecpar->sample_rate <= 0) {
    if (avformat_find_stream_info(context, nullptr) < 0)
      return std::nullopt;
    opened->analysed_ = true;
    best = find();
  }
  if (best < 0)
    return std::nullopt;
  const auto coding = context->streams[best]->codecpar->codec_id;
  if (std::find(k_sound_ids.begin(), k_sound_ids.end(), coding) == k_sound_ids.end())
    return std::nullopt;
  for (unsigned i = 0; i < context->nb_streams; ++i) {
    if (static_cast<int>(i) != best)
      context->streams[i]->discard = AVDISCARD_ALL;
  }
  opened->stream_ = context->streams[best];
  opened->guide_ = context->streams[picture_track];
  opened->start_ = other.start_;
  return std::move(*opened);
}

tl::expected<Demuxer, Verdict> Demuxer::open_recording(int media) {
  struct stat info {};
  if (::fstat(media, &info) != 0)
    return tl::unexpected(Verdict::unreadable);
  if (!S_ISREG(info.st_mode) || info.st_size == 0)
    return tl::unexpected(Verdict::not_media);
  auto opened =
      open_container({.fd = media, .size = info.st_size}, k_recording_containers, k_codings_with_sound);
  if (!opened)
    return opened;
  AVFormatContext* context = opened->format_.get();
  if (avformat_find_stream_info(context, nullptr) < 0)
    return tl::unexpected(Verdict::no_sound);
  const int best = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
  if (best < 0)
    return tl::unexpected(Verdict::no_sound);
  const auto coding = context->streams[best]->codecpar->codec_id;
  if (std::find(k_sound_ids.begin(), k_sound_ids.end(), coding) == k_sound_ids.end())
    return tl::unexpected(Verdict::no_sound);
  for (unsigned i = 0; i < context->nb_streams; ++i) {
    if (static_cast<int>(i) != best)
      context->streams[i]->discard = AVDISCARD_ALL;
  }
  opened->analysed_ = true;
  opened->stream_ = opened->guide_ = context->streams[best];
  if (opened->stream_->start_time != AV_NOPTS_VALUE)
    opened->start_ = opened->stream_->start_time;
  return opened;
}

Size Demuxer::coded() const {
  return {stream_->codecpar->width, stream_->codecpar->height};
}

bool Demuxer::has_side_alpha() const {
  const AVCodecID coding = stream_->codecpar->codec_id;
  if (coding != AV_CODEC_ID_VP8 && coding != AV_CODEC_ID_VP9)
    return false;
  const AVDictionaryEntry* mode = av_dict_get(stream_->metadata, "alpha_mode", nullptr, 0);
  return mode != nullptr && std::string_view(mode->value) == "1";
}

Rotation Demuxer::rotation() const {
  const std::int32_t* matrix = av::display_matrix(*stream_);
  if (matrix == nullptr)
    return Rotation::none;
  const double counter_clockwise = av_display_rotation_get(matrix);
  if (std::isnan(counter_clockwise))
    return Rotation::none;
  const long quarters = std::lround(-counter_clockwise / 90.0);
  return static_cast<Rotation>(((quarters % 4) + 4) % 4);
}

AVRational Demuxer::sample_aspect(const AVFrame* frame) const {
  // The call reads only; its parameters are not const for historical reasons.
  return av_guess_sample_aspect_ratio(format_.get(), stream_, const_cast<AVFrame*>(frame));
}

Millis Demuxer::length() const {
  if (pictures_ > 0)
    return measured_;
  if (stream_->duration != AV_NOPTS_VALUE && stream_->duration > 0) {
    return Millis(av_rescale_q(stream_->duration, stream_->time_base, k_millis));
  }
  const AVDictionaryEntry* tag = av_dict_get(stream_->metadata, "DURATION", nullptr, AV_DICT_IGNORE_SUFFIX);
  if (tag != nullptr) {
    const Millis length = parse_duration_tag(tag->value);
    if (length > Millis{0})
      return length;
  }
  if (format_->duration != AV_NOPTS_VALUE && format_->duration > 0)
    return Millis(format_->duration / (AV_TIME_BASE / 1000));
  return Millis{0};
}

Millis Demuxer::position(std::int64_t timestamp) const {
  // Down, as the clock's own milliseconds are: rounded up, a frame would miss the refresh that it is due at.
  return Millis(av_rescale_q_rnd(timestamp - start_, stream_->time_base, k_millis, AV_ROUND_DOWN));
}

std::int64_t Demuxer::sample_position(std::int64_t timestamp) const {
  return av_rescale_q(timestamp, stream_->time_base, k_samples) -
         av_rescale_q(start_, guide_->time_base, k_samples);
}

Demuxer::Read Demuxer::read(AVPacket& packet) {
  while (true) {
    av_packet_unref(&packet);
    const int code = av_read_frame(format_.get(), &packet);
    if (code == AVERROR(EAGAIN))
      continue;
    // A damaged tail ends the clip: what came before it has been shown, and the loop or the next item goes
    // on.
    if (code < 0)
      return source_->failed ? Read::failed : Read::end;
    if (packet.stream_index == stream_->index)
      return Read::packet;
  }
}

bool Demuxer::seek(Millis position) {
  if (is_animation()) {
    auto again = open_once(source_->fd, Look::head);
    if (!again)
      return false;
    again->pictures_ = pictures_;
    again->measured_ = measured_;
    *this = std::move(*again);
    return true;
  }
  const std::int64_t target = av_rescale_q(position.count(), k_millis, guide_->time_base) + start_;
  source_->failed = false;
  if ((format_->iformat->flags & AVFMT_TS_DISCONT) != 0) {
    // A transport stream has no index: its first key frame is found at its first byte, not by its time.
    if (position <= Millis{0})
      return av_seek_frame(format_.get(), stream_->index, 0, AVSEEK_FLAG_BYTE) >= 0;
    // And its packets are looked at for their times, but only those that are read at all.
    return seek_to(stream_->index, av_rescale_q(target, guide_->time_base, stream_->time_base));
  }
  // A sound track is entered where the pictures are: they have the index.
  return seek_to(guide_->index, target);
}

bool Demuxer::rewind() {
  if (!analysed_) {
    if (auto again = open_sound(*this)) {
      *this = std::move(*again);
      return true;
    }
  }
  return seek(Millis{0});
}

bool Demuxer::seek_to(int stream, std::int64_t timestamp) {
  if (av_seek_frame(format_.get(), stream, timestamp, AVSEEK_FLAG_BACKWARD) >= 0)
    return true;
  // Before the first index entry, or no index at all.
  const std::int64_t start = av_rescale_q(start_, guide_->time_base, format_->streams[stream]->time_base);
  return avformat_seek_file(format_.get(), stream, INT64_MIN, start, INT64_MAX, 0) >= 0;
}

}  // namespace madang
