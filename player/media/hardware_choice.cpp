// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/hardware_choice.h"

#include <utility>

#include "content-schema/base/log.h"

namespace madang {

std::string_view name_of(HardwareKind kind) {
  switch (kind) {
    case HardwareKind::vaapi:
      return "VA-API";
    case HardwareKind::nvdec:
      return "NVDEC";
    case HardwareKind::v4l2_m2m:
      break;
  }
  return "V4L2 M2M";
}

void HardwareChoice::learn(HardwareState state, HardwareKind kind) {
  if (state == HardwareState::absent)
    close("there is no device that decodes");
  else if (state == HardwareState::refused)
    close("there is a device, and it does not open (NVDEC and V4L2 want a kernel with Landlock, too)");
  else if (state == HardwareState::decoding && !std::exchange(praised_, true))
    log::info("large clips are decoded by hardware ({})", name_of(kind));
}

void HardwareChoice::decline(HardwareKind kind, std::string_view clip) {
  if (!std::exchange(declined_, true))
    log::info("'{}' is decoded in software: {} does not take it. No more is said of others like it", clip,
              name_of(kind));
}

void HardwareChoice::close(std::string_view why) {
  if (std::exchange(open_, false))
    log::info("video is decoded in software: {}", why);
}

}  // namespace madang
