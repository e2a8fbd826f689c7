// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/transition.h"

#include <algorithm>

namespace madang {
namespace {

using Side = Transition::Side;

Passage standing_in(const Placement& zone) {
  Passage passage;
  passage.left = zone.left;
  passage.top = zone.top;
  passage.right = zone.left + zone.width;
  passage.bottom = zone.top + zone.height;
  return passage;
}

/// Where the two items meet: the edge that crosses the zone from the side the second one comes from.
double seam(const Passage& zone, Side from, double done) {
  switch (from) {
    case Side::left:
      return zone.left + (zone.right - zone.left) * done;
    case Side::right:
      return zone.right - (zone.right - zone.left) * done;
    case Side::top:
      return zone.top + (zone.bottom - zone.top) * done;
    case Side::bottom:
      return zone.bottom - (zone.bottom - zone.top) * done;
  }
  return zone.right;
}

Takeover slide(const Passage& zone, Side from, double done) {
  const double edge = seam(zone, from, done);
  Takeover both{{1, zone}, {1, zone}};
  Passage& before = *both.before.passage;
  Passage& after = *both.after.passage;
  // The edge of each that touches the other stands at the seam.
  if (from == Side::left || from == Side::right) {
    before.x = {from == Side::left ? zone.left : zone.right, edge};
    after.x = {from == Side::left ? zone.right : zone.left, edge};
  } else {
    before.y = {from == Side::top ? zone.top : zone.bottom, edge};
    after.y = {from == Side::top ? zone.bottom : zone.top, edge};
  }
  return both;
}

Takeover wipe(const Passage& zone, Side from, double done) {
  const double edge = seam(zone, from, done);
  Takeover both{{1, zone}, {1, zone}};
  Passage& before = *both.before.passage;
  Passage& after = *both.after.passage;
  switch (from) {
    case Side::left:
      after.right = before.left = edge;
      break;
    case Side::right:
      after.left = before.right = edge;
      break;
    case Side::top:
      after.bottom = before.top = edge;
      break;
    case Side::bottom:
      after.top = before.bottom = edge;
      break;
  }
  return both;
}

/// The inner move, and then the outer one's way on top. Both of two items that touch inside keep one edge
/// where they touch, so that they touch in whole pixels too.
Passage::Move after(const Passage::Move& outer, const Passage::Move& inner) {
  const double way = outer.to - outer.from;
  if (inner.from == inner.to)
    return outer;
  return {inner.from, inner.to + way};
}

}  // namespace

Takeover take_over(const Transition& transition, Millis elapsed, const Placement& zone, bool covered) {
  const double t =
      transition.length > Millis{0}
          ? std::clamp(static_cast<double>(elapsed.count()) / static_cast<double>(transition.length.count()),
                       0.0, 1.0)
          : 1.0;
  switch (transition.kind) {
    case Transition::Kind::cut:
      return {{0, {}}, {1, {}}};
    case Transition::Kind::fade:
      return {{covered ? 1 : 1 - t, {}}, {t, {}}};
    case Transition::Kind::slide:
      return slide(standing_in(zone), transition.from, t * t * (3 - 2 * t));
    case Transition::Kind::wipe:
      return wipe(standing_in(zone), transition.from, t);
  }
  return {};
}

Appearance combine(const Appearance& outer, const Appearance& inner) {
  Appearance both{outer.opacity * inner.opacity, inner.passage};
  if (!outer.passage)
    return both;
  if (!inner.passage) {
    both.passage = outer.passage;
    return both;
  }
  const Passage& around = *outer.passage;
  Passage& passage = *both.passage;
  const double right = around.x.to - around.x.from;
  const double down = around.y.to - around.y.from;
  passage.x = after(around.x, passage.x);
  passage.y = after(around.y, passage.y);
  passage.left = std::max(passage.left + right, around.left);
  passage.top = std::max(passage.top + down, around.top);
  passage.right = std::min(passage.right + right, around.right);
  passage.bottom = std::min(passage.bottom + down, around.bottom);
  return both;
}

}  // namespace madang
