// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <sys/prctl.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <optional>
#include <string_view>

#include "content-schema/base/message.h"
#include "player/media/av.h"
#include "player/media/confine.h"
#include "player/media/decoder.h"
#include "player/media/decoder_process.h"

// madang-decoder: started by the player for one clip, with nothing in its hands but the file (3), the frames'
// memory (4) and the doorbell (5). From `confine` on it is treated as if the file had taken it over.

namespace {

using namespace madang;

std::optional<long> number(std::string_view text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

int usage() {
  const Bilingual text =
      say("madang-decoder: 플레이어가 스스로 실행하는 프로그램입니다. 직접 실행할 일은 없습니다.\n",
          "madang-decoder: started by the player itself; there is no need to run it by hand.\n");
  std::fputs(text.in(lang_of_environment()).c_str(), stderr);
  return 2;
}

}  // namespace

int main(int count, char** words) {
  if (count == 2 && std::string_view(words[1]) == "--help")
    return usage(), 0;
  const auto start = count == 5 ? number(words[1]) : std::nullopt;
  const std::string_view mode = count == 5 ? words[2] : "";
  const std::string_view sound = count == 5 ? words[3] : "";
  const auto parent = count == 5 ? number(words[4]) : std::nullopt;
  if (!start || !parent || (mode != "loop" && mode != "once") || (sound != "sound" && sound != "silent"))
    return usage();

  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != static_cast<pid_t>(*parent))
    return 0;  // it died before we could ask to be told

  const auto memory = RingMemory::attach(UniqueFd(k_decoder_memory_fd), UniqueFd(k_decoder_doorbell_fd));
  if (memory == nullptr)
    return usage();
  av::silence();
  confine();

  const auto say_why = [&](Verdict verdict) {
    memory->header().verdict.store(static_cast<std::uint32_t>(verdict), std::memory_order_release);
    return verdict == Verdict::ended ? 0 : 1;
  };
  auto demuxer = Demuxer::open(k_decoder_media_fd, Demuxer::Look::head);
  if (!demuxer)
    return say_why(demuxer.error());
  Decoder decoder(memory, std::move(*demuxer), make_refiner(),
                  {.start = Millis(*start), .loop = mode == "loop", .sound = sound == "sound"});
  const int code = say_why(decoder.run());
  // Every picture is out, perhaps long before its time; the sound is never more than a moment ahead.
  while (code == 0 && decoder.pump_sound())
    memory->wait(k_sound_pace);
  return code;
}
