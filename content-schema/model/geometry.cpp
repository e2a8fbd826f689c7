// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/geometry.h"

#include <algorithm>
#include <cmath>

namespace madang {
namespace {

Rect centred(Size content, const Rect& box, double scale) {
  const int width = static_cast<int>(std::lround(content.width * scale));
  const int height = static_cast<int>(std::lround(content.height * scale));
  return {box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height};
}

}  // namespace

Rect intersect(const Rect& a, const Rect& b) {
  const int left = std::max(a.x, b.x);
  const int top = std::max(a.y, b.y);
  const Rect both{left, top, std::min(a.right(), b.right()) - left, std::min(a.bottom(), b.bottom()) - top};
  return both.empty() ? Rect{} : both;
}

Rect unite(const Rect& a, const Rect& b) {
  if (a.empty())
    return b;
  if (b.empty())
    return a;
  const int left = std::min(a.x, b.x);
  const int top = std::min(a.y, b.y);
  return {left, top, std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top};
}

Rect contain(Size content, const Rect& box) {
  if (content.empty() || box.empty())
    return {};
  return centred(content, box,
                 std::min(static_cast<double>(box.width) / content.width,
                          static_cast<double>(box.height) / content.height));
}

Rect cover(Size content, const Rect& box) {
  if (content.empty() || box.empty())
    return {};
  return centred(content, box,
                 std::max(static_cast<double>(box.width) / content.width,
                          static_cast<double>(box.height) / content.height));
}

}  // namespace madang
