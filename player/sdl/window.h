// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/rotation.h"
#include "player/render/draw_list.h"
#include "player/sdl/backend.h"

namespace madang {

struct Hertz {
  double value = 60;
};

struct WindowOptions {
  std::string title = "Madang";
  std::optional<Size> window;  ///< a window of this size, px; none: fullscreen
  int display = 0;             ///< for fullscreen; one that is not there becomes the first
  BackendWish renderer = BackendWish::automatic;
  Rotation rotation = Rotation::none;  ///< until `turn`
};

struct WindowEvent {
  enum class Kind {
    quit,             ///< the window was closed, or the process was asked to end (SIGINT, SIGTERM)
    escape,           ///< the Esc key
    resized,          ///< `Window::size` is another; what was on the glass is lost
    exposed,          ///< what was on the glass is lost: draw all of it
    display_changed,  ///< a display came, went or changed its mode; ask for size and refresh again
  };
  Kind kind = Kind::quit;
  friend bool operator==(const WindowEvent&, const WindowEvent&) = default;
};

/// The screen: a window that fills it, with the fastest way there is to draw into it. Hides the cursor and
/// keeps the screensaver away while it lives. Bound to the main thread but for `wake`; one at a time.
class Window {
 public:
  /// Without a display `unavailable`, with what to do. Says in the log which back end it took, and why.
  static Result<Window> create(const WindowOptions& options);
  Window(Window&&) noexcept;
  Window& operator=(Window&&) noexcept;
  ~Window();

  /// What is drawn into, px: upright, as whoever looks sees it. With a quarter turn the display's width is
  /// its height.
  Size size() const;
  Rotation rotation() const;
  /// Turns the picture on its way to the glass; the next list must be all damage, of the size that `size`
  /// then says.
  void turn(Rotation rotation);
  /// Of the display that the window is on; 60 where the display does not say.
  Hertz refresh() const;
  /// `present` waits for the refresh; without it whoever presents keeps the pace.
  bool vsync() const;

  /// What happened since the last call, in order, each kind once; never waits.
  std::vector<WindowEvent> poll();
  /// Sleeps until something happens that `poll` may tell of, until `wake`, or for `timeout`.
  void wait(Millis timeout);
  /// Ends the wait, or the next one. Thread-safe while the window lives; cheap when called often.
  void wake() const;

  /// Puts the list on the glass; without damage does nothing. After an error the next list must be all
  /// damage.
  Status present(const DrawList& list);

  Backend backend() const;
  /// One line: driver, size, refresh, back end and why.
  std::string description() const;

 private:
  struct Impl;
  explicit Window(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace madang
