// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/refine.h"

namespace madang {

std::unique_ptr<Refiner> make_refiner() {
  return nullptr;
}

}  // namespace madang
