// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/decode_clip.h"

#include <unistd.h>

#include <utility>
#include <vector>

#include "player/media/confine.h"
#include "player/media/decoder.h"
#include "player/media/device_nodes.h"
#include "player/media/fence.h"
#include "player/media/hardware.h"
#include "player/media/whole_sound.h"

namespace madang {
namespace {

namespace fs = std::filesystem;

/// One fence for all that is left to try, since it is for good. True where it stands.
bool raise_fence_for(const std::vector<fs::path>& nvidia, const std::vector<fs::path>& v4l2) {
  Gates gates;
  for (const Gates& more :
       {Hardware::gates(HardwareKind::nvdec, nvidia), Hardware::gates(HardwareKind::v4l2_m2m, v4l2)}) {
    if (more.nodes.empty())
      continue;
    gates.nodes.insert(gates.nodes.end(), more.nodes.begin(), more.nodes.end());
    gates.readable.insert(gates.readable.end(), more.readable.begin(), more.readable.end());
    gates.listed.insert(gates.listed.end(), more.listed.begin(), more.listed.end());
  }
  return !gates.nodes.empty() && raise_fence(gates) == Fence::stands;
}

/// The first that opens.
std::unique_ptr<Hardware> open_device(RingHeader& header, const fs::path& devices) {
  const auto tell = [&](HardwareState state) {
    header.hardware.store(static_cast<std::uint32_t>(state), std::memory_order_release);
  };
  const auto attempt = [&](HardwareKind kind, const std::vector<fs::path>& nodes) {
    header.hardware_kind.store(static_cast<std::uint32_t>(kind), std::memory_order_relaxed);
    auto hardware = Hardware::open(kind, nodes);
    if (hardware == nullptr)
      ::close_range(k_decoder_doorbell_fd + 1, ~0U, 0);  // what a driver that failed left
    return hardware;
  };
  tell(HardwareState::opening);  // should a driver take us down
  const auto render = device_nodes(HardwareKind::vaapi, devices);
  auto hardware = attempt(HardwareKind::vaapi, render);
  std::vector<fs::path> nvidia;
  std::vector<fs::path> v4l2;
  if (hardware == nullptr) {
    nvidia = device_nodes(HardwareKind::nvdec, devices);
    if (!nvidia.empty() && !Hardware::load(HardwareKind::nvdec))
      nvidia.clear();
    v4l2 = device_nodes(HardwareKind::v4l2_m2m, devices);
    if (raise_fence_for(nvidia, v4l2)) {
      hardware = attempt(HardwareKind::nvdec, nvidia);
      if (hardware == nullptr)
        hardware = attempt(HardwareKind::v4l2_m2m, v4l2);
    }
  }
  const bool seen = !render.empty() || !nvidia.empty() || !v4l2.empty();
  tell(hardware ? HardwareState::open : seen ? HardwareState::refused : HardwareState::absent);
  return hardware;
}

}  // namespace

int decode_clip(const DecoderTask& task, std::unique_ptr<Refiner> refiner,
                const std::filesystem::path& devices) {
  const auto memory = RingMemory::attach(UniqueFd(k_decoder_memory_fd), UniqueFd(k_decoder_doorbell_fd));
  if (memory == nullptr)
    return 2;
  auto hardware = task.hardware ? open_device(memory->header(), devices) : nullptr;
  confine(hardware ? hardware->reach() : Reach{});

  const auto say_why = [&](Verdict verdict) {
    memory->header().verdict.store(static_cast<std::uint32_t>(verdict), std::memory_order_release);
    return verdict == Verdict::ended ? 0 : 1;
  };
  if (task.whole)
    return say_why(decode_whole_sound(memory, k_decoder_media_fd));
  const auto look = hardware && !hardware->describes() ? Demuxer::Look::full : Demuxer::Look::head;
  auto demuxer = Demuxer::open(k_decoder_media_fd, look);
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
