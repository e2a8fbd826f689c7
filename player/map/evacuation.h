// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/model/map.h"
#include "player/map/next_hops.h"
#include "player/map/route.h"

namespace madang {

/// Something of a market that an alarm can name as burning: a feature with an area that is no ground (green,
/// water, a road) and not the market as a whole, of which every way out would be closed.
bool can_burn(const MapFeature& feature);

/// The way out from everywhere in a market, while something of it burns or nothing does. Worked out when it
/// is made; a question then follows the next hops. Immutable, so that any thread may ask.
///
/// Nobody is sent into danger (see DangerArea). Who is in it is led out by the way that is the shortest in
/// danger, of those from which an exit can be reached without coming into it again. Closed are the exits and
/// gates in danger, those whose door is, and those of a block that burns.
class WaysOut {
 public:
  /// `burning` are ids of features; one that cannot burn or is not on the map puts nothing in danger. None at
  /// all: the ways of every day.
  explicit WaysOut(const MarketMap& map, std::span<const std::string> burning = {});

  /// From a node of the network to the nearest open exit or gate; nothing where none can be reached, or it is
  /// no node.
  std::optional<Route> from(int node, Steps steps = Steps::allowed) const;

 private:
  std::shared_ptr<const WalkNetwork> network_;
  std::map<int, std::string> open_;  ///< ids of open exits, by the nodes of their doors
  std::array<NextHops, 2> hops_;     ///< by Steps

  friend class Evacuation;
  WaysOut(const MarketMap& map, std::span<const std::string> burning,
          std::shared_ptr<const WalkNetwork> network);
};

/// The ways out of one market for whatever of it burns: made once, when its map arrives, so that an alarm
/// waits for nothing. 500 nodes and 10 places take some milliseconds.
class Evacuation {
 public:
  explicit Evacuation(const MarketMap& map);

  /// While nothing burns.
  const WaysOut& every_day() const { return every_day_; }
  /// While this feature does; null for what the map does not have or cannot burn. Of several at once make a
  /// WaysOut, and keep it.
  const WaysOut* during(std::string_view place) const;

 private:
  std::shared_ptr<const WalkNetwork> network_;
  WaysOut every_day_;
  std::map<std::string, WaysOut, std::less<>> burning_;
};

}  // namespace madang
