// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/geo/map_maker.h"
#include "content-schema/yaml/report.h"

namespace madang::yaml {

/// A map's own document, before its features are read.
struct MapDraft {
  geo::MapSource source;
  Place place;  ///< where the path of the features is written
};

}  // namespace madang::yaml
