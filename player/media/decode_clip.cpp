// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/decode_clip.h"

#include <unistd.h>

#include <utility>

#include "player/media/confine.h"
#include "player/media/decoder.h"
#include "player/media/hardware.h"

namespace madang {
namespace {

std::unique_ptr<Hardware> open_device(RingHeader& header, const std::filesystem::path& folder) {
  const auto tell = [&](HardwareState state) {
    header.hardware.store(static_cast<std::uint32_t>(state), std::memory_order_release);
  };
  tell(HardwareState::opening);  // should a driver take us down
  const auto nodes = Hardware::nodes(folder);
  auto hardware = Hardware::open(nodes);
  if (hardware == nullptr)
    ::close_range(k_decoder_doorbell_fd + 1, ~0U, 0);  // what drivers that failed left
  tell(hardware ? HardwareState::open : nodes.empty() ? HardwareState::absent : HardwareState::refused);
  return hardware;
}

}  // namespace

int decode_clip(const DecoderTask& task, std::unique_ptr<Refiner> refiner,
                const std::filesystem::path& devices) {
  const auto memory = RingMemory::attach(UniqueFd(k_decoder_memory_fd), UniqueFd(k_decoder_doorbell_fd));
  if (memory == nullptr)
    return 2;
  auto hardware = task.hardware ? open_device(memory->header(), devices) : nullptr;
  confine(hardware ? Reach::device : Reach::nothing);

  const auto say_why = [&](Verdict verdict) {
    memory->header().verdict.store(static_cast<std::uint32_t>(verdict), std::memory_order_release);
    return verdict == Verdict::ended ? 0 : 1;
  };
  auto demuxer = Demuxer::open(k_decoder_media_fd, Demuxer::Look::head);
  if (!demuxer)
    return say_why(demuxer.error());
  Decoder decoder(memory, std::move(*demuxer), std::move(refiner), std::move(hardware), task);
  const int code = say_why(decoder.run());
  // Every picture is out, perhaps long before its time; the sound is never more than a moment ahead.
  while (code == 0 && decoder.pump_sound())
    memory->wait(k_sound_pace);
  return code;
}

}  // namespace madang
