// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <optional>
#include <string_view>

#include "content-schema/base/message.h"
#include "player/media/av.h"
#include "player/media/decode_clip.h"
#include "player/media/zygote_service.h"

// madang-decoder: started once by the player, and forked for each clip. A fork has nothing in its hands but
// the file (3), the frames' memory (4) and the doorbell (5).

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

/// The kernel, short of memory, takes a decoder, and not the player that holds the screen.
void offer_oneself() {
  const UniqueFd file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  if (file.valid()) [[maybe_unused]]
    const auto written = ::write(file.get(), "500", 3);
}

}  // namespace

int main(int count, char** words) {
  if (count == 2 && std::string_view(words[1]) == "--help")
    return usage(), 0;
  const auto parent = count == 2 ? number(words[1]) : std::nullopt;
  if (!parent)
    return usage();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != static_cast<pid_t>(*parent))
    return 0;  // it died before we could ask to be told
  // Whoever asks all programs of the kiosk to end means the player, which ends its decoders when it has taken
  // the last picture down.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    ::signal(signal, SIG_IGN);
  offer_oneself();
  av::silence();
  return serve_orders(UniqueFd(k_zygote_line_fd),
                      [](const DecoderTask& task) { return decode_clip(task, make_refiner()); });
}
