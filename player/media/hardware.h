// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "player/media/av.h"
#include "player/media/confine.h"
#include "player/media/fence.h"
#include "player/media/hardware_choice.h"

namespace madang {

/// A device that decodes, to be opened before `confine` and in the decoder's own process, since a driver's
/// state does not survive a fork.
///  - VA-API helps libav's own decoders. Its driver opens and loads all it needs at once, so that afterwards
///    it may open nothing.
///  - NVDEC does, too. Its driver opens its nodes again for each piece of memory, and has threads which a
///    later fence would not hold: it works behind one from its first call on, with libraries that are loaded
///    before. One that makes code when it runs, or reads what is not among the gates, fails, and is left.
///  - V4L2 M2M has decoders of its own in libav, which look for a device in /dev when the codec is opened,
///    thus behind fence and `confine`. Frames are ordinary memory, and say nothing of fields and colours that
///    can be relied on. After the end, or a seek, only a codec that is opened anew goes on.
///
/// None of them has met a real driver yet. Tests play V4L2's part behind the real fence and filter
/// (decoder_with_v4l2.cpp), hand VA-API a display that is none, and leave NVDEC where its libraries are not
/// there; which drivers can live there, a kiosk has to say.
///
/// Bound to one thread, and outlives the codecs that it helps.
class Hardware {
 public:
  /// What devices of this kind open besides, and after, `open`. VA-API has none: it needs no fence.
  static Gates gates(HardwareKind kind, const std::vector<std::filesystem::path>& nodes);
  /// Loads what such a driver would load behind the fence. False: it is not there.
  static bool load(HardwareKind kind);
  /// The first of these nodes that a driver opens; null: none. But for VA-API: behind a fence with such
  /// gates.
  static std::unique_ptr<Hardware> open(HardwareKind kind, const std::vector<std::filesystem::path>& nodes);

  Hardware(HardwareKind kind, av::Buffer device) : kind_(kind), device_(std::move(device)) {}
  Hardware(const Hardware&) = delete;
  Hardware& operator=(const Hardware&) = delete;

  HardwareKind kind() const { return kind_; }
  /// For `confine`.
  Reach reach() const;

  /// The decoder of this coding that such a device can help, or is; null: there is none, or its frames would
  /// be fields that nobody knows of.
  static const AVCodec* decoder_of(HardwareKind kind, const AVCodecParameters& coding);
  /// Before the codec is opened. It then decodes on the device, or not at all.
  void help(AVCodecContext& codec);
  /// The device does not take what such a codec was to decode: another profile, depth or size.
  bool declined() const { return declined_; }
  /// Whether a codec goes on after avcodec_flush_buffers.
  bool flushes() const { return kind_ != HardwareKind::v4l2_m2m; }
  /// Whether its frames say what they are. Where not, `describe` does, by all that analysing the file can
  /// find.
  bool describes() const { return kind_ != HardwareKind::v4l2_m2m; }
  static void describe(AVFrame& frame, const AVCodecParameters& coding);

  static bool holds(const AVFrame& frame) { return frame.hw_frames_ctx != nullptr; }
  /// A frame of the device's in ordinary memory, with all that was known of it; null where that failed.
  static av::Frame fetch(const AVFrame& frame);

 private:
  static AVPixelFormat choose(AVCodecContext* codec, const AVPixelFormat* offered);
  HardwareKind kind_;
  av::Buffer device_;  // null for V4L2
  bool declined_ = false;
};

}  // namespace madang
