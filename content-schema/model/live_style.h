// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/colour.h"
#include "content-schema/model/text.h"

namespace madang {

/// From a number on, or below one, the text has another colour.
struct Threshold {
  std::string value;            ///< of the text's values: the name in braces
  std::optional<double> from;   ///< the number is this or more
  std::optional<double> below;  ///< and less than this
  Colour colour;
  friend bool operator==(const Threshold&, const Threshold&) = default;
};

/// How a text with live values looks when one of them is old or was never heard, and what colours numbers
/// give it while all are fresh. The worst of its values counts.
struct LiveStyle {
  enum class Stale {
    hide,   ///< as if it had never been heard
    grey,   ///< with its last words, in grey
    as_of,  ///< with its last words, and when they were heard
  };
  Stale stale = Stale::hide;
  LocalText missing;  ///< instead of the text when a value is missing; empty: the value is a dash
  std::vector<Threshold> thresholds;  ///< the first that fits counts
  friend bool operator==(const LiveStyle&, const LiveStyle&) = default;
};

}  // namespace madang
