// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/video_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string>

#include "player/media/patience.h"
#include "player/media/remedy.h"
#include "player/media/shared_ring.h"
#include "player/media/zygote.h"

namespace madang {
namespace {

/// Gives the slot back when the last holder of the frame lets go, whatever became of the stream since.
class Loan {
 public:
  Loan(std::shared_ptr<RingMemory> memory, std::uint32_t slot) : memory_(std::move(memory)), slot_(slot) {}
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  ~Loan() { RingReader::give_back(*memory_, slot_); }

 private:
  std::shared_ptr<RingMemory> memory_;
  std::uint32_t slot_;
};

class RingSound : public Sound {
 public:
  explicit RingSound(std::shared_ptr<RingMemory> memory) : memory_(std::move(memory)) {}
  std::size_t read(std::int64_t first, std::span<Stereo> to) const override {
    return read_sound(memory_->sound(), first, to);
  }

 private:
  std::shared_ptr<RingMemory> memory_;
};

FramePtr make_frame(const std::shared_ptr<RingMemory>& memory, const FrameRecord& record) {
  auto frame = std::make_shared<VideoFrame>();
  frame->size = {static_cast<int>(record.width), static_cast<int>(record.height)};
  frame->shown = {static_cast<int>(record.shown_width), static_cast<int>(record.shown_height)};
  for (std::size_t i = 0; i < 3; ++i) {
    frame->planes[i] = memory->slots() + record.offsets[i];
    frame->strides[i] = static_cast<int>(record.strides[i]);
  }
  if (record.alpha_stride > 0) {
    frame->alpha = memory->slots() + record.alpha_offset;
    frame->alpha_stride = static_cast<int>(record.alpha_stride);
  }
  frame->matrix = static_cast<ColourMatrix>(record.matrix);
  frame->range = static_cast<ColourRange>(record.range);
  frame->position = Millis(record.position_ms);
  frame->length = Millis(record.length_ms);
  frame->owner = std::make_shared<Loan>(memory, record.slot);
  return frame;
}

Result<UniqueFd> open_media(const std::filesystem::path& file) {
  UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!fd.valid() || ::fstat(fd.get(), &info) != 0) {
    return fail(errno_kind(errno), "영상 '{}' 파일을 열지 못했습니다: {}", "cannot open the video '{}': {}",
                file.string(), errno_text(errno));
  }
  if (!S_ISREG(info.st_mode))
    return fail(describe(Verdict::not_media, file.filename().string()));
  return fd;
}

struct Started {
  std::shared_ptr<RingMemory> memory;
  DecoderProcess process;
};

Result<Started> start(const VideoStream::Options& options, const std::shared_ptr<Zygote>& zygote,
                      bool hardware) {
  const auto media = open_media(options.file);
  if (!media)
    return fail(media.error());
  auto memory = RingMemory::create();
  if (!memory)
    return fail(memory.error());
  (*memory)->header().wanted_ms = std::max(options.start, Millis{0}).count();
  auto process = DecoderProcess::start(
      zygote, media->get(), **memory,
      {.start = options.start, .loop = options.loop, .sound = options.sound, .hardware = hardware});
  if (!process)
    return fail(process.error());
  (*memory)->close_memory_fd();
  return Started{std::move(*memory), std::move(*process)};
}

}  // namespace

struct VideoStream::Impl {
  Decoders decoders;
  Options options;
  std::string name;  // as staff know it
  RingReader ring;
  DecoderProcess process;
  FramePtr current;
  SoundPtr sound;
  std::optional<Error> failure;

  Patience patience{std::chrono::steady_clock::now()};

  bool refining = false;
  bool hardware;   // its decoder was asked for it
  int losses = 0;  // of its decoder, with the zygote

  Impl(Decoders from, Options wish, Started started, bool with_hardware)
      : decoders(std::move(from)),
        options(std::move(wish)),
        name(options.file.filename().string()),
        ring(started.memory),
        process(std::move(started.process)),
        sound(options.sound ? std::make_shared<RingSound>(std::move(started.memory)) : nullptr),
        hardware(with_hardware) {}

  /// The same clip, from where it is wanted now, by another decoder.
  void begin_again() {
    hardware = hardware && decoders.hardware->open();
    auto again = start(options, refining ? decoders.refining : decoders.plain, hardware);
    if (!again)
      return give_up(again.error());
    process = std::move(again->process);
    ring = RingReader(again->memory);
    if (options.sound)
      sound = std::make_shared<RingSound>(std::move(again->memory));
    patience = Patience{std::chrono::steady_clock::now()};
  }

  void give_up(Error error) {
    failure = std::move(error);
    process.end();
  }

  RingReader::Peek peek(FrameRecord& record) {
    if (failure)
      return RingReader::Peek::none;
    const auto peeked = ring.peek(record);
    if (peeked == RingReader::Peek::lie) {
      give_up({ErrorKind::invalid,
               say("'{}' 영상의 디코더가 잘못된 데이터를 보내 멈추었습니다.",
                   "the decoder of the video '{}' sent data that cannot be; it was stopped.", name)});
    }
    return peeked;
  }

  void look(SteadyTime now);
  Error reason(const Plight& plight) const;
};

void VideoStream::Impl::look(SteadyTime now) {
  if (failure)
    return;
  Plight plight{.verdict = ring.verdict(), .refining = refining, .losses = losses};
  if (plight.verdict == Verdict::playing && (plight.end = process.status()))
    plight.verdict = ring.verdict();  // it may have said why between our two looks
  if (plight.verdict == Verdict::playing && !plight.end && process.has_begun())
    plight.hung = patience.ran_out({ring.published(), ring.beat(), ring.taken(), ring.full()}, now);
  if (hardware) {
    decoders.hardware->learn(ring.hardware(), ring.hardware_kind());
    plight.hardware = has_driver(ring.hardware());
  }

  switch (remedy_for(plight)) {
    case Remedy::none:
      return;
    case Remedy::replace:
      ++losses;
      return begin_again();
    case Remedy::refine:
      refining = true;
      return begin_again();
    case Remedy::no_hardware:
      decoders.hardware->close(std::string(name_of(ring.hardware_kind())) +
                               (plight.verdict == Verdict::hardware_failed
                                    ? " gave no pictures of '" + name + "'"
                                    : ": " + reason(plight).message.en));
      hardware = false;
      return begin_again();
    case Remedy::software:
      decoders.hardware->decline(ring.hardware_kind(), name);
      hardware = false;
      return begin_again();
    case Remedy::give_up:
      return give_up(reason(plight));
  }
}

Error VideoStream::Impl::reason(const Plight& plight) const {
  if (plight.verdict != Verdict::playing)
    return describe(plight.verdict, name);
  if (!plight.end) {
    return {ErrorKind::unavailable, say("'{}' 영상의 디코더가 응답하지 않아 멈추었습니다.",
                                        "the decoder of the video '{}' hung and was stopped.", name)};
  }
  const bool killed = !plight.end->with_zygote && WIFSIGNALED(plight.end->status);
  const int code = killed ? WTERMSIG(plight.end->status) : WEXITSTATUS(plight.end->status);
  return {ErrorKind::unavailable,
          killed ? say("'{}' 영상의 디코더가 갑자기 죽었습니다(신호 {}).",
                       "the decoder of the video '{}' died (signal {}).", name, code)
                 : say("'{}' 영상의 디코더가 갑자기 끝났습니다(종료 코드 {}).",
                       "the decoder of the video '{}' ended unexpectedly (exit status {}).", name, code)};
}

VideoStream::VideoStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
VideoStream::VideoStream(VideoStream&&) noexcept = default;
VideoStream& VideoStream::operator=(VideoStream&&) noexcept = default;
VideoStream::~VideoStream() = default;

Result<VideoStream> VideoStream::open(const Decoders& decoders, const Options& options) {
  const bool hardware = options.hardware && decoders.hardware->open();
  auto started = start(options, decoders.plain, hardware);
  if (!started)
    return fail(started.error());
  return VideoStream(std::make_unique<Impl>(decoders, options, std::move(*started), hardware));
}

FramePtr VideoStream::due(Millis position) {
  Impl& self = *impl_;
  self.options.start = std::max(position, Millis{0});  // for one that is started in its place
  self.ring.want(position);
  FrameRecord record;
  while (self.peek(record) == RingReader::Peek::frame && record.position_ms <= position.count()) {
    self.current = make_frame(self.ring.memory(), record);
    self.ring.take();
  }
  return self.current;
}

SoundPtr VideoStream::sound() const {
  return impl_->sound;
}

bool VideoStream::ready() const {
  FrameRecord record;
  return impl_->current != nullptr || impl_->peek(record) == RingReader::Peek::frame;
}

std::optional<Error> VideoStream::failure() const {
  impl_->look(std::chrono::steady_clock::now());
  return impl_->failure;
}

}  // namespace madang
