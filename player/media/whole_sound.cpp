// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/whole_sound.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

#include "player/media/patience.h"
#include "player/media/remedy.h"

namespace madang {
namespace {

Result<UniqueFd> open_sound_file(const std::filesystem::path& file) {
  UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!fd.valid() || ::fstat(fd.get(), &info) != 0) {
    return fail(errno_kind(errno), "소리 '{}' 파일을 열지 못했습니다: {}", "cannot open the sound '{}': {}",
                file.string(), errno_text(errno));
  }
  if (!S_ISREG(info.st_mode))
    return fail(describe(Verdict::no_sound, file.filename().string()));
  return fd;
}

struct Started {
  RingReader ring;
  DecoderProcess process;
};

Result<Started> start(const Decoders& decoders, const std::filesystem::path& file) {
  const auto media = open_sound_file(file);
  if (!media)
    return fail(media.error());
  auto memory = RingMemory::create();
  if (!memory)
    return fail(memory.error());
  auto process = DecoderProcess::start(decoders.plain, media->get(), **memory, {.whole = true});
  if (!process)
    return fail(process.error());
  (*memory)->close_memory_fd();
  return Started{RingReader(std::move(*memory)), std::move(*process)};
}

}  // namespace

SoundSheet& sheet_of(const RingMemory& memory) {
  return *reinterpret_cast<SoundSheet*>(memory.slots());
}

struct WholeSound::Impl {
  Decoders decoders;
  std::filesystem::path file;
  Started at_work;
  Patience patience{std::chrono::steady_clock::now()};
  int losses = 0;

  Error reason(const Plight& plight) const {
    const std::string name = file.filename().string();
    if (plight.verdict != Verdict::playing)
      return describe(plight.verdict, name);
    if (!plight.end) {
      return {ErrorKind::unavailable, say("'{}' 소리의 디코더가 응답하지 않아 멈추었습니다.",
                                          "the decoder of the sound '{}' hung and was stopped.", name)};
    }
    return {ErrorKind::unavailable, say("'{}' 소리의 디코더가 갑자기 끝났습니다.",
                                        "the decoder of the sound '{}' ended unexpectedly.", name)};
  }

  /// Whatever the sheet says, only its own samples are read.
  Result<Recording> copy() const {
    const SoundSheet& sheet = sheet_of(*at_work.ring.memory());
    const std::size_t count =
        std::min<std::size_t>(sheet.count.load(std::memory_order_acquire), k_most_whole_samples);
    if (count == 0)
      return fail(describe(Verdict::no_sound, file.filename().string()));
    return std::make_shared<const std::vector<std::int16_t>>(sheet.samples.begin(),
                                                             sheet.samples.begin() + count);
  }
};

WholeSound::WholeSound(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WholeSound::WholeSound(WholeSound&&) noexcept = default;
WholeSound& WholeSound::operator=(WholeSound&&) noexcept = default;
WholeSound::~WholeSound() = default;

Result<WholeSound> WholeSound::open(const Decoders& decoders, const std::filesystem::path& file) {
  auto started = start(decoders, file);
  if (!started)
    return fail(started.error());
  return WholeSound(std::make_unique<Impl>(Impl{decoders, file, std::move(*started)}));
}

std::optional<Result<Recording>> WholeSound::take() {
  Impl& self = *impl_;
  auto& [ring, process] = self.at_work;
  Plight plight{.verdict = ring.verdict(), .losses = self.losses};
  if (plight.verdict == Verdict::playing && (plight.end = process.status()))
    plight.verdict = ring.verdict();  // it may have said why between our two looks
  if (plight.verdict == Verdict::playing && !plight.end && process.has_begun()) {
    plight.hung = self.patience.ran_out({.published = ring.published(), .beat = ring.beat()},
                                        std::chrono::steady_clock::now());
  }
  if (plight.verdict == Verdict::ended)
    return self.copy();
  switch (remedy_for(plight)) {
    case Remedy::none:
      return std::nullopt;
    case Remedy::replace: {
      auto again = start(self.decoders, self.file);
      if (!again)
        return fail(again.error());
      self.at_work = std::move(*again);
      self.patience = Patience{std::chrono::steady_clock::now()};
      ++self.losses;
      return std::nullopt;
    }
    case Remedy::refine:
    case Remedy::software:
    case Remedy::no_hardware:
    case Remedy::give_up:
      break;
  }
  return fail(self.reason(plight));
}

}  // namespace madang
