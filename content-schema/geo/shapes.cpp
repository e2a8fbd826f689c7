// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/shapes.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace madang::geo {
namespace {

constexpr double k_grid_m = 0.25;

/// GEOS says nothing on its own: what fails comes back as null, and is taken for an empty shape.
class Context {
 public:
  Context() : handle_(GEOS_init_r()) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { GEOS_finish_r(handle_); }
  GEOSContextHandle_t get() const { return handle_; }

 private:
  GEOSContextHandle_t handle_;
};

GEOSContextHandle_t context() {
  thread_local const Context k_context;
  return k_context.get();
}

struct Destroy {
  void operator()(GEOSGeometry* shape) const { GEOSGeom_destroy_r(context(), shape); }
};
using Shape = std::unique_ptr<GEOSGeometry, Destroy>;

GEOSCoordSequence* coordinates_of(const MapLine& line, bool close) {
  const size_t count = line.size() + (close ? 1 : 0);
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context(), static_cast<unsigned>(count), 2);
  for (size_t i = 0; sequence != nullptr && i < count; ++i) {
    const MapPoint& point = line[i % line.size()];
    GEOSCoordSeq_setXY_r(context(), sequence, static_cast<unsigned>(i), point.x, point.y);
  }
  return sequence;
}

/// Without repeats, and without the first point once more at the end.
MapLine tidy(const MapLine& ring) {
  MapLine out;
  for (const MapPoint& point : ring) {
    if (out.empty() || !(out.back() == point))
      out.push_back(point);
  }
  while (out.size() > 1 && out.front() == out.back())
    out.pop_back();
  return out;
}

Shape ring_of(const MapLine& line) {
  GEOSCoordSequence* sequence = coordinates_of(line, true);
  return Shape(sequence == nullptr ? nullptr : GEOSGeom_createLinearRing_r(context(), sequence));
}

Shape polygon_of(const MapLine& outer, const std::vector<MapLine>& holes) {
  Shape shell = outer.size() < 3 ? nullptr : ring_of(outer);
  if (!shell)
    return nullptr;
  std::vector<GEOSGeometry*> inner;
  for (const MapLine& hole : holes) {
    if (hole.size() < 3)
      continue;
    if (Shape ring = ring_of(hole))
      inner.push_back(ring.release());
  }
  return Shape(GEOSGeom_createPolygon_r(context(), shell.release(), inner.data(), static_cast<unsigned>(inner.size())));
}

Shape collection_of(std::vector<Shape> parts, int type) {
  std::vector<GEOSGeometry*> bare;
  for (Shape& part : parts) {
    if (part)
      bare.push_back(part.release());
  }
  return Shape(GEOSGeom_createCollection_r(context(), type, bare.data(), static_cast<unsigned>(bare.size())));
}

Shape shape_of(const std::vector<MapArea>& areas) {
  std::vector<Shape> parts;
  for (const MapArea& area : areas)
    parts.push_back(polygon_of(area.outer, area.holes));
  return collection_of(std::move(parts), GEOS_MULTIPOLYGON);
}

MapLine line_of(const GEOSGeometry* shape) {
  MapLine line;
  const GEOSCoordSequence* sequence = shape == nullptr ? nullptr : GEOSGeom_getCoordSeq_r(context(), shape);
  unsigned count = 0;
  if (sequence == nullptr || GEOSCoordSeq_getSize_r(context(), sequence, &count) == 0)
    return line;
  line.resize(count);
  for (unsigned i = 0; i < count; ++i) {
    MapPoint& point = line[i];
    GEOSCoordSeq_getXY_r(context(), sequence, i, &point.x, &point.y);
    point = {std::round(point.x * 1000) / 1000, std::round(point.y * 1000) / 1000};
  }
  return line;
}

double signed_area(const MapLine& ring) {
  double twice = 0;
  for (size_t i = 0; i < ring.size(); ++i) {
    const MapPoint& a = ring[i];
    const MapPoint& b = ring[(i + 1) % ring.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

MapLine wound(MapLine ring, bool anticlockwise) {
  if ((signed_area(ring) > 0) != anticlockwise)
    std::reverse(ring.begin(), ring.end());
  return ring;
}

/// The polygons in any shape; lines and points that mending left behind are none.
void collect(const GEOSGeometry* shape, std::vector<MapArea>& out) {
  if (shape == nullptr)
    return;
  if (GEOSGeomTypeId_r(context(), shape) == GEOS_POLYGON) {
    MapArea area{wound(tidy(line_of(GEOSGetExteriorRing_r(context(), shape))), true), {}};
    for (int i = 0; i < GEOSGetNumInteriorRings_r(context(), shape); ++i) {
      MapLine hole = tidy(line_of(GEOSGetInteriorRingN_r(context(), shape, i)));
      if (hole.size() >= 3)
        area.holes.push_back(wound(std::move(hole), false));
    }
    if (area.outer.size() >= 3)
      out.push_back(std::move(area));
    return;
  }
  const int type = GEOSGeomTypeId_r(context(), shape);
  if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION)
    return;
  for (int i = 0; i < GEOSGetNumGeometries_r(context(), shape); ++i)
    collect(GEOSGetGeometryN_r(context(), shape, i), out);
}

double area_of(const Shape& shape) {
  double area = 0;
  if (shape)
    GEOSArea_r(context(), shape.get(), &area);
  return area;
}

}  // namespace

Areas to_areas(const std::vector<std::vector<MapLine>>& written) {
  Areas out;
  for (const std::vector<MapLine>& rings : written) {
    if (rings.empty())
      continue;
    std::vector<MapLine> holes;
    for (size_t i = 1; i < rings.size(); ++i)
      holes.push_back(tidy(rings[i]));
    Shape polygon = polygon_of(tidy(rings.front()), holes);
    if (!polygon)
      continue;  // fewer than three corners
    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const char valid = GEOSisValidDetail_r(context(), polygon.get(), 0, &reason, &where);
    const Shape place(where);
    if (valid != 1) {
      const MapLine at = place ? line_of(place.get()) : MapLine{};
      const std::string words = reason != nullptr ? reason : "";
      if (!out.flaw)
        out.flaw = Flaw{words, words.find("Hole") != words.npos, at.empty() ? rings.front().front() : at.front()};
      polygon.reset(GEOSMakeValid_r(context(), polygon.get()));
    }
    if (reason != nullptr)
      GEOSFree_r(context(), reason);
    collect(polygon.get(), out.areas);
  }
  return out;
}

Inside deepest_point(const std::vector<MapArea>& areas) {
  const Shape shape = shape_of(areas);
  if (!shape || GEOSisEmpty_r(context(), shape.get()) == 1)
    return {};
  // GEOS begins with squares as wide as the shape is narrow, side by side over all of it: of a sliver, millions.
  constexpr double k_tolerance_m = 0.1, k_most_squares = 1000;
  double left = 0, right = 0, bottom = 0, top = 0;
  GEOSGeom_getXMin_r(context(), shape.get(), &left);
  GEOSGeom_getXMax_r(context(), shape.get(), &right);
  GEOSGeom_getYMin_r(context(), shape.get(), &bottom);
  GEOSGeom_getYMax_r(context(), shape.get(), &top);
  const auto [narrow, wide] = std::minmax({right - left, top - bottom});
  const bool is_sliver = narrow < 2 * k_tolerance_m || wide > narrow * k_most_squares;
  const Shape found(is_sliver ? GEOSPointOnSurface_r(context(), shape.get())
                              : GEOSMaximumInscribedCircle_r(context(), shape.get(), k_tolerance_m));
  const MapLine line = found ? line_of(found.get()) : MapLine{};
  if (line.empty())
    return {areas.front().outer.front(), 0};
  return {line.front(), line.size() < 2 ? 0 : std::hypot(line[1].x - line[0].x, line[1].y - line[0].y)};
}

double part_within(const std::vector<MapArea>& inner, const std::vector<MapArea>& outer) {
  const Shape a = shape_of(inner);
  const Shape b = shape_of(outer);
  const double whole = area_of(a);
  if (!a || !b || whole <= 0)
    return 0;
  const Shape common(GEOSIntersection_r(context(), a.get(), b.get()));
  return std::clamp(area_of(common) / whole, 0.0, 1.0);
}

std::vector<MapLine> part_at_crossings(const std::vector<MapLine>& lines) {
  std::vector<Shape> parts;
  for (const MapLine& line : lines) {
    const MapLine clean = [&] {
      MapLine out;
      for (const MapPoint& point : line) {
        if (out.empty() || !(out.back() == point))
          out.push_back(point);
      }
      return out;
    }();
    if (clean.size() < 2)
      continue;
    GEOSCoordSequence* sequence = coordinates_of(clean, false);
    if (sequence != nullptr)
      parts.emplace_back(GEOSGeom_createLineString_r(context(), sequence));
  }
  std::vector<MapLine> out;
  const Shape all = collection_of(std::move(parts), GEOS_MULTILINESTRING);
  const Shape parted(all ? GEOSUnaryUnionPrec_r(context(), all.get(), k_grid_m) : nullptr);
  if (!parted)
    return out;
  for (int i = 0; i < GEOSGetNumGeometries_r(context(), parted.get()); ++i) {
    MapLine line = line_of(GEOSGetGeometryN_r(context(), parted.get(), i));
    if (line.size() >= 2)
      out.push_back(std::move(line));
  }
  return out;
}

}  // namespace madang::geo
