// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>

#include "content-schema/base/error.h"
#include "content-schema/model/geometry.h"

namespace madang::test {

/// A virtual X display of our own, on a number that was free, gone with this object (or with the test
/// program, should it crash). Nobody else's display is touched.
class Xvfb {
 public:
  /// Returns when the display takes connections. `not_found` where Xvfb is not installed. `depth` is 24 or 16
  /// bits.
  static Result<Xvfb> start(Size size, int depth = 24);
  Xvfb(Xvfb&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)),
        display_(std::move(other.display_)),
        screen_(std::move(other.screen_)) {}
  Xvfb& operator=(Xvfb&&) = delete;
  ~Xvfb();

  /// It stands still, with all connections open, until it goes on.
  void freeze() const;
  void thaw() const;
  /// Gone, with every connection to it; `start_again` under the same name.
  void kill();
  Status start_again();

  /// Another resolution, no larger than the one it was started with; false where it does not take it.
  bool set_mode(Size size, int hertz = 60) const;
  /// No picture leaves the display until `set_mode`; clients and windows stay.
  bool switch_off() const;
  /// Every window that lies on the screen, as a client with no rights over them may.
  bool resize_windows(Size size) const;

  /// `:99`, for DISPLAY.
  const std::string& display() const { return display_; }

 private:
  Xvfb(pid_t pid, std::string display, std::string screen)
      : pid_(pid), display_(std::move(display)), screen_(std::move(screen)) {}
  pid_t pid_;
  std::string display_;
  std::string screen_;  // as -screen wants it
};

}  // namespace madang::test
