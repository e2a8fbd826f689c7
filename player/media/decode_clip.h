// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <memory>

#include "player/media/decoder_orders.h"
#include "player/media/refine.h"

namespace madang {

/// The whole life of a decoder, in a process of its own that finds open what decoder_orders.h says: opens the
/// device where it was asked to, confines itself, and from there on is treated as if the file had taken it
/// over. Returns the exit status. `devices` is the folder of the devices' nodes (`device_nodes`).
int decode_clip(const DecoderTask& task, std::unique_ptr<Refiner> refiner,
                const std::filesystem::path& devices = "/dev");

}  // namespace madang
