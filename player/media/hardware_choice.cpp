// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/hardware_choice.h"

#include <utility>

#include "content-schema/base/log.h"

namespace madang {

void HardwareChoice::learn(HardwareState state) {
  if (state == HardwareState::absent)
    close("there is no render node");
  else if (state == HardwareState::refused)
    close("no VA-API driver opens the render node");
  else if (state == HardwareState::decoding && !std::exchange(praised_, true))
    log::info("large clips are decoded by the GPU (VA-API)");
}

void HardwareChoice::close(std::string_view why) {
  if (std::exchange(open_, false))
    log::info("video is decoded in software: {}", why);
}

}  // namespace madang
