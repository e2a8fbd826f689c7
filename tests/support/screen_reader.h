// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/model/colour.h"
#include "content-schema/model/geometry.h"

namespace madang::test {

/// What a display showed: B G R X, rows of `size.width * 4` bytes.
struct ScreenImage {
  Size size;
  std::vector<std::uint8_t> pixels;

  const std::uint8_t* at(int x, int y) const {
    return pixels.data() + (size_t(y) * size_t(size.width) + size_t(x)) * 4;
  }
  Colour colour(int x, int y) const { return {at(x, y)[2], at(x, y)[1], at(x, y)[0], 255}; }
};

/// Looks at an X display through a connection of its own: what comes back is what a visitor would see,
/// whoever drew it.
class ScreenReader {
 public:
  /// `display` as in DISPLAY.
  static Result<ScreenReader> connect(const std::string& display);
  ScreenReader(ScreenReader&&) noexcept;
  ScreenReader& operator=(ScreenReader&&) noexcept;
  ~ScreenReader();

  Size size() const;
  /// The whole screen, now. Depths 24 and 16 (5-6-5, widened).
  Result<ScreenImage> read() const;
  /// Reads until `wanted` holds or `limit` has passed, and returns the last image either way: the test then
  /// compares and says what is wrong.
  Result<ScreenImage> read_until(const std::function<bool(const ScreenImage&)>& wanted, Millis limit) const;

 private:
  struct Impl;
  explicit ScreenReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace madang::test
