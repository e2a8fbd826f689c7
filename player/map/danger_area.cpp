// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/danger_area.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace madang {
namespace {

// m. What touches the danger must be in it however its coordinates were rounded.
constexpr double k_touch = 1e-6;

MapPoint operator+(MapPoint a, MapPoint b) {
  return {a.x + b.x, a.y + b.y};
}
MapPoint operator-(MapPoint a, MapPoint b) {
  return {a.x - b.x, a.y - b.y};
}
MapPoint operator*(MapPoint a, double factor) {
  return {a.x * factor, a.y * factor};
}
double dot(MapPoint a, MapPoint b) {
  return a.x * b.x + a.y * b.y;
}
double cross(MapPoint a, MapPoint b) {
  return a.x * b.y - a.y * b.x;
}

/// A straight way: where it begins, and all of its length.
struct Way {
  MapPoint at;
  MapPoint along;
};

using Part = std::optional<Stretch>;

/// Where `least <= begin + slope * t <= most`.
Part between(double begin, double slope, double least, double most) {
  if (slope == 0)
    return begin >= least && begin <= most ? Part(Stretch{0, 1}) : std::nullopt;
  const double one = (least - begin) / slope, other = (most - begin) / slope;
  const Stretch part{std::max(0.0, std::min(one, other)), std::min(1.0, std::max(one, other))};
  return part.from <= part.to ? Part(part) : std::nullopt;
}

/// Where the way is within `reach` of a point: a quadratic in the fraction of its length.
Part near_point(const Way& way, MapPoint point, double reach) {
  const MapPoint from = way.at - point;
  const double a = dot(way.along, way.along), b = dot(from, way.along), c = dot(from, from) - reach * reach;
  if (a == 0)
    return c <= 0 ? Part(Stretch{0, 1}) : std::nullopt;
  const double under_root = b * b - a * c;
  if (under_root < 0)
    return std::nullopt;
  const double root = std::sqrt(under_root);
  const Stretch part{std::max(0.0, (-b - root) / a), std::min(1.0, (-b + root) / a)};
  return part.from <= part.to ? Part(part) : std::nullopt;
}

/// Where the way is within `reach` beside the line from `p` to `q`: inside a rectangle around it.
Part beside(const Way& way, MapPoint p, MapPoint q, double reach) {
  const MapPoint edge = q - p, from = way.at - p;
  const double length = std::sqrt(dot(edge, edge));
  if (length == 0)
    return std::nullopt;
  const Part ahead = between(dot(from, edge) / length, dot(way.along, edge) / length, 0, length);
  const Part aside = between(cross(edge, from) / length, cross(edge, way.along) / length, -reach, reach);
  if (!ahead || !aside)
    return std::nullopt;
  const Stretch part{std::max(ahead->from, aside->from), std::min(ahead->to, aside->to)};
  return part.from <= part.to ? Part(part) : std::nullopt;
}

/// Where the way is within `reach` of the line from `p` to `q`. What is within reach of a straight line is
/// convex, so its parts, round both ends and between them, make one stretch.
Part near_line(const Way& way, MapPoint p, MapPoint q, double reach) {
  Part all;
  for (const Part& part : {near_point(way, p, reach), near_point(way, q, reach), beside(way, p, q, reach)}) {
    if (part && all)
      all = Stretch{std::min(all->from, part->from), std::max(all->to, part->to)};
    else if (part)
      all = part;
  }
  return all;
}

template <class Visit>
void for_each_edge(const MapArea& area, const Visit& visit) {
  const auto go_round = [&](const MapLine& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      visit(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]);
  };
  go_round(area.outer);
  std::for_each(area.holes.begin(), area.holes.end(), go_round);
}

/// Even-odd over all of its rings. Not to be asked of a point on an edge.
bool is_inside(const MapArea& area, MapPoint point) {
  bool inside = false;
  for_each_edge(area, [&](MapPoint p, MapPoint q) {
    if ((p.y > point.y) != (q.y > point.y) && point.x < p.x + (q.x - p.x) * (point.y - p.y) / (q.y - p.y))
      inside = !inside;
  });
  return inside;
}

/// Joins what overlaps or touches.
std::vector<Stretch> joined(std::vector<Stretch> parts) {
  std::sort(parts.begin(), parts.end(), [](const Stretch& a, const Stretch& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  });
  std::vector<Stretch> whole;
  for (const Stretch& each : parts) {
    if (!whole.empty() && each.from <= whole.back().to)
      whole.back().to = std::max(whole.back().to, each.to);
    else
      whole.push_back(each);
  }
  return whole;
}

/// Between the parts that are near an edge the way crosses none, so each gap is inside or outside as a whole.
void add_inside(const Way& way, const MapArea& area, std::vector<Stretch>& parts) {
  std::vector<Stretch> inside;
  const auto look = [&](double from, double to) {
    if (from < to && is_inside(area, way.at + way.along * ((from + to) / 2)))
      inside.push_back({from, to});
  };
  double end = 0;
  for (const Stretch& each : parts) {
    look(end, each.from);
    end = each.to;
  }
  look(end, 1);
  parts.insert(parts.end(), inside.begin(), inside.end());
}

}  // namespace

DangerArea::DangerArea(std::vector<MapArea> burning, double margin) : reach_(margin + k_touch) {
  for (MapArea& area : burning) {
    if (area.outer.empty())
      continue;
    MapPoint least = area.outer.front(), most = least;
    for_each_edge(area, [&](MapPoint p, MapPoint) {
      least = {std::min(least.x, p.x), std::min(least.y, p.y)};
      most = {std::max(most.x, p.x), std::max(most.y, p.y)};
    });
    const MapPoint around{reach_, reach_};
    shapes_.push_back({std::move(area), least - around, most + around});
  }
}

bool DangerArea::holds(MapPoint point) const {
  return !stretches(point, point).empty();
}

std::vector<Stretch> DangerArea::stretches(MapPoint a, MapPoint b) const {
  const Way way{a, b - a};
  std::vector<Stretch> all;
  for (const Shape& shape : shapes_) {
    if (std::max(a.x, b.x) < shape.least.x || std::min(a.x, b.x) > shape.most.x ||
        std::max(a.y, b.y) < shape.least.y || std::min(a.y, b.y) > shape.most.y)
      continue;
    std::vector<Stretch> parts;
    for_each_edge(shape.area, [&](MapPoint p, MapPoint q) {
      if (const Part part = near_line(way, p, q, reach_))
        parts.push_back(*part);
    });
    parts = joined(std::move(parts));
    add_inside(way, shape.area, parts);
    all.insert(all.end(), parts.begin(), parts.end());
  }
  return joined(std::move(all));
}

}  // namespace madang
