// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "player/media/frame.h"
#include "player/media/video_stream.h"
#include "tests/support/media_file.h"

namespace madang::test {

/// A clip whose frames carry their number: eight bars from left to right, the lowest bit first, white for
/// one.
std::filesystem::path make_clip(const std::string& name, const std::string& source,
                                const std::vector<std::string>& coding);
/// 90 frames of 320x180 at 30 fps in H.264 with B-frames and a key frame each second, under 3.4 s of AAC.
std::filesystem::path market_clip();

/// `testsrc`-like source with the number bars, e.g. bars("320x180", "30", 90).
std::string bars(const std::string& size, const std::string& rate, int frames);

/// The number that the frame's bars say.
int number_in(const VideoFrame& frame);

std::filesystem::path decoder_program();
/// Those of this test program, from the first test that wants one on.
const Decoders& decoders();
/// The process that those without filters are forked from; -1 where there is none.
pid_t zygote();

VideoStream open_stream(const std::filesystem::path& file, Millis start = Millis{0}, bool loop = false);

/// Asks until the frame that covers `position` is there; null when the stream failed or a deadline passed.
FramePtr frame_at(VideoStream& stream, Millis position);

/// Asks until true; false after a generous deadline.
bool eventually(const std::function<bool()>& condition);

}  // namespace madang::test
