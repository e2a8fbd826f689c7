// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "player/media/av.h"

namespace madang {

/// A device that decodes: VA-API on a render node, with the driver that libva finds for it. To be opened
/// before `confine`, in the decoder's own process, since a driver's state does not survive a fork.
///
/// Not taken:
///  - NVIDIA's (NVDEC, and CUDA below it): that driver opens its nodes again for each piece of memory and
///    loads its decoder when the first picture comes. A process that may open nothing cannot have it.
///  - V4L2 M2M (/dev/video*): decoders of their own names instead of a help for those we know, opened by
///    libav together with the codec, thus behind `confine`, by a search through /dev that no option narrows.
///
/// Bound to one thread, and outlives the codecs that it helps.
class Hardware {
 public:
  /// The render nodes there are.
  static std::vector<std::filesystem::path> nodes(const std::filesystem::path& folder);
  /// The first of them that a driver opens; null: none.
  static std::unique_ptr<Hardware> open(const std::vector<std::filesystem::path>& nodes);

  explicit Hardware(av::Buffer device) : device_(std::move(device)) {}
  Hardware(const Hardware&) = delete;
  Hardware& operator=(const Hardware&) = delete;

  /// The decoder of this coding that such a device can help; null: there is none.
  static const AVCodec* decoder_of(AVCodecID coding);
  /// Before the codec is opened. It then decodes on the device, or not at all.
  void help(AVCodecContext& codec);
  /// The device does not take what such a codec was to decode: another profile, depth or size.
  bool declined() const { return declined_; }

  static bool holds(const AVFrame& frame) { return frame.hw_frames_ctx != nullptr; }
  /// A frame of the device's in ordinary memory, with all that was known of it; null where that failed.
  static av::Frame fetch(const AVFrame& frame);

 private:
  static AVPixelFormat choose(AVCodecContext* codec, const AVPixelFormat* offered);
  av::Buffer device_;
  bool declined_ = false;
};

}  // namespace madang
