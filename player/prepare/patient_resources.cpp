// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/patient_resources.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr auto k_patience = 10s;

}  // namespace

FramePtr PatientResources::frame(const Cue& cue, const VideoItem& video) {
  const auto asset = inventory_.find(video.path);
  if (asset == inventory_.end())
    return nullptr;
  const Millis position = std::max(cue.position, 0ms) + lead_;
  const Key key{cue.slot, asset->second.file, cue.start};
  auto clip = clips_.find(key);
  if (clip == clips_.end()) {
    if (failures_.count(video.path) != 0)
      return nullptr;
    VideoStream::Options options;
    options.file = asset->second.file;
    options.start = position;
    options.loop = true;
    auto stream = VideoStream::open(decoders_, options);
    if (!stream) {
      failures_.emplace(video.path, stream.error());
      return nullptr;
    }
    clip = clips_.emplace(key, Clip{std::move(*stream)}).first;
  }
  clip->second.asked = true;
  VideoStream& stream = clip->second.stream;
  const auto deadline = std::chrono::steady_clock::now() + k_patience;
  while (std::chrono::steady_clock::now() < deadline) {
    const FramePtr frame = stream.due(position);
    if (frame && frame->position + frame->length > position)
      return frame;
    if (auto failure = stream.failure()) {
      failures_.emplace(video.path, std::move(*failure));
      return frame;
    }
    std::this_thread::sleep_for(1ms);  // the decoder is another process; there is nothing to do meanwhile
  }
  failures_.emplace(video.path,
                    Error{ErrorKind::unavailable, say("'{}' 영상에서 화면을 얻지 못했습니다.",
                                                      "no frame came from the video '{}'.", video.path)});
  return nullptr;
}

void PatientResources::sweep() {
  for (auto clip = clips_.begin(); clip != clips_.end();)
    clip = std::exchange(clip->second.asked, false) ? std::next(clip) : clips_.erase(clip);
}

}  // namespace madang
