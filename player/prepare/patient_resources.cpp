// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/patient_resources.h"

#include <chrono>
#include <thread>

#include "player/media/video_stream.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr auto k_patience = 10s;

}  // namespace

FramePtr PatientResources::frame(const Cue& cue, const VideoItem& video) {
  const auto asset = inventory_.find(video.path);
  if (asset == inventory_.end())
    return nullptr;
  VideoStream::Options options;
  options.file = asset->second.file;
  options.decoder = decoder_;
  options.start = cue.position;
  options.loop = true;
  auto stream = VideoStream::open(std::move(options));
  if (!stream) {
    failures_.emplace(video.path, stream.error());
    return nullptr;
  }
  const auto deadline = std::chrono::steady_clock::now() + k_patience;
  while (std::chrono::steady_clock::now() < deadline) {
    if (FramePtr frame = stream->due(cue.position))
      return frame;
    if (auto failure = stream->failure()) {
      failures_.emplace(video.path, std::move(*failure));
      return nullptr;
    }
    std::this_thread::sleep_for(2ms);  // the decoder is another process; there is nothing to do meanwhile
  }
  failures_.emplace(video.path,
                    Error{ErrorKind::unavailable, say("'{}' 영상에서 화면을 얻지 못했습니다.",
                                                      "no frame came from the video '{}'.", video.path)});
  return nullptr;
}

}  // namespace madang
