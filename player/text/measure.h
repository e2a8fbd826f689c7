// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <vector>

#include "content-schema/model/text.h"
#include "player/text/font_set.h"

namespace madang {

/// Texts that are to stand in columns.
struct MeasureRequest {
  std::vector<TaggedText> texts;
  std::string font = "body";
  Weight weight = Weight::regular;
};

using WidthsPtr = std::shared_ptr<const std::vector<double>>;

/// How wide each is on one line, in em, without spaces at its end. Bound to one thread at a time, as its
/// fonts are.
std::vector<double> measure(const MeasureRequest& request, FontSet& fonts);

}  // namespace madang
