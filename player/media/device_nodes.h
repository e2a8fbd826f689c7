// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <vector>

#include "player/media/hardware_choice.h"

namespace madang {

/// The nodes below `devices` (/dev, but for tests) that a device of this kind is reached by, in order; none
/// where there is no such device:
///  - VA-API: the render nodes, dri/renderD*;
///  - NVDEC: nvidiactl, nvidia-uvm and each nvidia<number>, where the first of them is there. A driver that
///    would have to make them first is not waited for;
///  - V4L2 M2M: of video* those whose driver says that it turns pictures of one kind into another
///    (VIDIOC_QUERYCAP) and takes a stream that libav hands over whole (VIDIOC_ENUM_FMT of the queue that is
///    called "output", as seen from here). No camera, no scaler, no encoder; and none of the stateless
///    decoders, which want each slice taken apart for them.
std::vector<std::filesystem::path> device_nodes(HardwareKind kind, const std::filesystem::path& devices);

}  // namespace madang
