// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "content-schema/model/geometry.h"

namespace madang {

/// The monitor under a fullscreen window on X11. When its mode changes, or it goes and comes back elsewhere,
/// the window is made to fill it again: that is a window manager's work, and kiosks have none. Where there is
/// one the window is left to it. SDL 2 hears nothing of a changed mode, not even that there is one.
///
/// It talks to the server by a connection of its own, so no event is taken from SDL; SDL hears that its
/// window was resized as it would from a window manager. Bound to one thread.
class X11Monitor {
 public:
  /// Whether there is an X server and nobody on it who would make a window fill the screen.
  static bool unmanaged();

  /// Null where there is nothing to watch: no X server, none with RandR 1.3, or no monitor at that place.
  static std::unique_ptr<X11Monitor> of(std::uint32_t window);
  X11Monitor(const X11Monitor&) = delete;
  X11Monitor& operator=(const X11Monitor&) = delete;
  ~X11Monitor();

  /// Something about the monitor changed since the last call; the window is on its way then. Asks the server
  /// something only where it told of a change.
  bool changed();
  /// Whole Hz, as SDL counts them; nothing while the server does not say.
  std::optional<int> refresh() const { return refresh_; }

 private:
  struct Impl;
  explicit X11Monitor(std::unique_ptr<Impl> impl);
  void look();
  void fill(const Rect& place) const;

  std::unique_ptr<Impl> impl_;
  std::optional<int> refresh_;
};

}  // namespace madang
