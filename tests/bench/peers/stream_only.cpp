// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
//
// stream_only DECODER FILE [HZ]: plays a clip once in real time through the decoder process and does nothing
// with the frames but count them: what a process, a ring and a clock cost above decode_only.
#include <sys/resource.h>
#include <sys/wait.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <thread>

#include "player/media/still.h"
#include "player/media/video_stream.h"

namespace {

using namespace madang;

double cpu_seconds(int whose, double& rss_mb) {
  rusage use{};
  getrusage(whose, &use);
  rss_mb = static_cast<double>(use.ru_maxrss) / 1024;
  return static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
         static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

}  // namespace

int main(int count, char** words) {
  int hertz = 30;
  if (count == 4) {
    const std::string_view text = words[3];
    std::from_chars(text.data(), text.data() + text.size(), hertz);
  }
  if (count < 3 || count > 4 || hertz < 1 || hertz > 1000) {
    return std::fprintf(stderr, "usage: stream_only DECODER FILE [HZ]\n"), 2;
  }
  const auto facts = probe_media(words[2]);
  if (!facts || !facts->duration)
    return 1;

  int frames = 0;
  Millis first{0};
  double own_before = 0;
  double rss = 0;
  own_before = cpu_seconds(RUSAGE_SELF, rss);
  {
    using Steady = std::chrono::steady_clock;
    const auto begin = Steady::now();
    auto stream =
        VideoStream::open({.file = words[2], .decoder = words[1], .start = Millis{0}, .loop = false});
    if (!stream)
      return 1;
    while (!stream->ready() && !stream->failure())
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto started = Steady::now();
    first = std::chrono::duration_cast<Millis>(started - begin);
    FramePtr shown;
    for (long refresh = 0;; ++refresh) {
      const auto now = started + refresh * std::chrono::microseconds(1'000'000 / hertz);
      std::this_thread::sleep_until(now);
      const auto position = std::chrono::duration_cast<Millis>(Steady::now() - started);
      if (position > *facts->duration)
        break;
      const FramePtr due = stream->due(position);
      if (due != shown)
        ++frames;
      shown = due;
      if (const auto failure = stream->failure()) {
        return std::fprintf(stderr, "%s\n", failure->message.en.c_str()), 1;
      }
    }
  }
  while (::wait(nullptr) > 0) {  // the stream does not wait long for its process, the account must
  }
  double own_rss = 0;
  double child_rss = 0;
  const double own = cpu_seconds(RUSAGE_SELF, own_rss) - own_before;
  const double child = cpu_seconds(RUSAGE_CHILDREN, child_rss);
  std::printf(
      "frames=%d first_ms=%ld decoder_cpu_s=%.3f own_cpu_s=%.3f decoder_rss_mb=%.1f own_rss_mb=%.1f\n",
      frames, static_cast<long>(first.count()), child, own, child_rss, own_rss);
}
