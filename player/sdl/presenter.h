// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/base/error.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/rotation.h"
#include "player/render/draw_list.h"

namespace madang {

/// A way from draw list to glass. Bound to the main thread.
class Presenter {
 public:
  virtual ~Presenter() = default;
  /// Shows the list; without damage does nothing. May wait for the next refresh where `vsync` says so. An
  /// error means that nothing was shown, and that the next list must be all damage.
  virtual Status present(const DrawList& list) = 0;
  /// What is drawn into, px: upright, as whoever looks sees it.
  virtual Size size() const = 0;
  /// How lists are turned on their way to the glass from now on; the next one must be all damage.
  virtual void turn(Rotation rotation) = 0;
  /// What was kept on the device is lost (GPU reset).
  virtual void forget() = 0;
  virtual bool vsync() const = 0;
  /// For the log: what draws, and with which of SDL's drivers.
  virtual std::string description() const = 0;
};

}  // namespace madang
