// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/media/media_maker.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "tests/unit/media/processes.h"

namespace madang::test {

namespace fs = std::filesystem;

std::string bars(const std::string& size, const std::string& rate, int frames) {
  return "color=black:size=" + size + ":rate=" + rate +
         ",format=yuv444p,trim=end_frame=" + std::to_string(frames) +
         ",geq=lum='16+219*mod(floor(N/pow(2,floor(X*8/W))),2)':cb=128:cr=128";
}

fs::path make_clip(const std::string& name, const std::string& source,
                   const std::vector<std::string>& coding) {
  std::vector<std::string> arguments{"-f", "lavfi", "-i", source};
  arguments.insert(arguments.end(), coding.begin(), coding.end());
  return make_media(name, arguments);
}

fs::path market_clip() {
  return make_media("market.mp4", {"-f",       "lavfi",   "-i",      bars("320x180", "30", 90),
                                   "-f",       "lavfi",   "-i",      "sine=440:duration=3.4",
                                   "-c:v",     "libx264", "-preset", "fast",
                                   "-pix_fmt", "yuv420p", "-g",      "30",
                                   "-bf",      "2",       "-c:a",    "aac"});
}

int number_in(const VideoFrame& frame) {
  int number = 0;
  const std::uint8_t* row = frame.planes[0] + std::ptrdiff_t{frame.strides[0]} * (frame.size.height / 2);
  for (int bit = 0; bit < 8; ++bit) {
    if (row[(2 * bit + 1) * frame.size.width / 16] > 128)
      number |= 1 << bit;
  }
  return number;
}

fs::path decoder_program() {
  return fs::path(MADANG_BINARY_DIR) / "bin" / "madang-decoder";
}

const Decoders& decoders() {
  static const Decoders ours(decoder_program());
  return ours;
}

pid_t zygote() {
  std::set<pid_t> ours;
  eventually([&] {
    decoders().reap();
    ours = children_of(::getpid());
    return ours.size() == 1;
  });
  return ours.size() == 1 ? *ours.begin() : -1;
}

VideoStream open_stream(const fs::path& file, Millis start, bool loop) {
  auto stream = VideoStream::open(decoders(), {.file = file, .start = start, .loop = loop});
  if (!stream) {
    std::fprintf(stderr, "%s\n", stream.error().message.en.c_str());
    std::exit(1);
  }
  return std::move(*stream);
}

bool eventually(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline)
      return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

FramePtr frame_at(VideoStream& stream, Millis position) {
  FramePtr frame;
  eventually([&] {
    frame = stream.due(position);
    return (frame != nullptr && position < frame->position + frame->length) || stream.failure();
  });
  return frame != nullptr && position < frame->position + frame->length ? frame : nullptr;
}

}  // namespace madang::test
