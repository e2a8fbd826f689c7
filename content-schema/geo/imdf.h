// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/geo/geojson.h"

namespace madang::geo {

/// Features of IMDF (OGC 20-094, Indoor Mapping Data Format 1.0.0) said in our own words: `type`, and the names of
/// occupants at the units that their anchors stand in. Those that are not of IMDF stay as they are.
///
/// | IMDF | ours |
/// |---|---|
/// | venue, footprint, level | outline, building, outline |
/// | section | block |
/// | unit: room, foodservice, retail..., kiosk | shop |
/// | unit: stairs, steps, escalator; elevator; restroom; parking; vegetation | stairs; elevator; toilet; parking; green |
/// | opening: pedestrian.principal; emergencyexit | gate; exit |
/// | amenity: restroom; atm; defibrillator; fireextinguisher; information; stairs; elevator; parking | the same |
/// | occupant, anchor | names of the unit; nothing |
/// | walls, columns, fixtures, relationships, other openings | nothing |
void understand_imdf(std::vector<GeoFeature>& features);

}  // namespace madang::geo
