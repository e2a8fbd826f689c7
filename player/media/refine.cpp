// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/refine.h"

namespace madang {

bool Refiner::needed(const AVFrame& frame) {
  return av::is_interlaced(frame) || av::is_hdr(frame);
}

}  // namespace madang
