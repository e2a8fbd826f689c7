// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

#include "player/media/confine.h"
#include "player/media/decode_clip.h"
#include "player/media/decoder.h"
#include "player/media/fence.h"
#include "player/media/shared_ring.h"
#include "player/media/zygote_service.h"

// In place of madang-decoder: one that was asked for hardware fares as the name says that this program was
// started by, and one that was not decodes as ever.

namespace {

using namespace madang;

/// The frames' memory, with the descriptors left as they were.
std::shared_ptr<RingMemory> look_into_ring() {
  auto memory =
      RingMemory::attach(UniqueFd(::dup(k_decoder_memory_fd)), UniqueFd(::dup(k_decoder_doorbell_fd)));
  if (memory == nullptr)
    ::_exit(2);
  return memory;
}

int end_with(RingMemory& memory, Verdict verdict) {
  memory.header().verdict = static_cast<std::uint32_t>(verdict);
  return 1;
}

/// One whose V4L2 device was there when it was looked for, and is not when the codec opens it.
int decode_without_v4l2(const DecoderTask& task) {
  const auto memory = look_into_ring();
  memory->header().hardware = static_cast<std::uint32_t>(HardwareState::open);
  memory->header().hardware_kind = static_cast<std::uint32_t>(HardwareKind::v4l2_m2m);
  auto hardware = std::make_unique<Hardware>(HardwareKind::v4l2_m2m, nullptr);
  static_cast<void>(raise_fence(Hardware::gates(hardware->kind(), {"/dev/null"})));
  confine(hardware->reach());
  auto demuxer = Demuxer::open(k_decoder_media_fd, Demuxer::Look::head);
  if (!demuxer)
    return end_with(*memory, demuxer.error());
  return end_with(*memory, Decoder(memory, std::move(*demuxer), nullptr, std::move(hardware), task).run());
}

int fare(const std::string& name, DecoderTask task) {
  if (name == "has-no-v4l2")
    return decode_without_v4l2(task);
  const auto memory = look_into_ring();
  memory->header().hardware = static_cast<std::uint32_t>(HardwareState::open);
  if (name == "dies")
    ::raise(SIGKILL);
  if (name == "dies-in-opening") {
    memory->header().hardware = static_cast<std::uint32_t>(HardwareState::opening);
    ::raise(SIGSEGV);
  }
  if (name == "hangs")
    ::pause();
  if (name == "fails")
    return end_with(*memory, Verdict::hardware_failed);
  if (name == "is-not-for-it")
    return end_with(*memory, Verdict::needs_software);
  // "dies-later": all goes well, as far as anyone can see, until a few frames were taken.
  memory->header().hardware = static_cast<std::uint32_t>(HardwareState::decoding);
  std::thread([memory] {
    while (memory->header().taken < 5)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ::raise(SIGKILL);
  }).detach();
  task.hardware = false;
  return decode_clip(task, nullptr);
}

}  // namespace

int main(int, char** words) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const std::filesystem::path program = words[0];
  return serve_orders(UniqueFd(k_zygote_line_fd), [&](const DecoderTask& task) {
    const std::string name = program.filename().string();
    if (!task.hardware || name == "looks-for-nodes")
      return decode_clip(task, nullptr, program.parent_path());
    return fare(name, task);
  });
}
