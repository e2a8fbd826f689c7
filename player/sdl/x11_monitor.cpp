// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/x11_monitor.h"

#include <xcb/randr.h>
#include <xcb/xcb.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <span>
#include <vector>

#include "content-schema/base/owned.h"

namespace madang {
namespace {

using Connection = Owned<xcb_connection_t, xcb_disconnect>;
template <class T>
using Reply = Owned<T, std::free>;

constexpr std::uint16_t k_randr_changes = XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE |
                                          XCB_RANDR_NOTIFY_MASK_CRTC_CHANGE |
                                          XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE;

/// An output that is on: where its picture lies on the screen.
struct Shown {
  xcb_randr_output_t output;
  Rect place;
  xcb_randr_mode_t mode;
};

using Monitors = Reply<xcb_randr_get_screen_resources_current_reply_t>;

Monitors monitors_of(xcb_connection_t* server, xcb_window_t root) {
  return Monitors(xcb_randr_get_screen_resources_current_reply(
      server, xcb_randr_get_screen_resources_current(server, root), nullptr));
}

std::vector<Shown> shown_by(xcb_connection_t* server,
                            const xcb_randr_get_screen_resources_current_reply_t* monitors) {
  std::vector<Shown> all;
  const auto at = monitors->config_timestamp;
  const std::span outputs(xcb_randr_get_screen_resources_current_outputs(monitors), monitors->num_outputs);
  for (const xcb_randr_output_t output : outputs) {
    const Reply<xcb_randr_get_output_info_reply_t> about(
        xcb_randr_get_output_info_reply(server, xcb_randr_get_output_info(server, output, at), nullptr));
    if (!about || about->crtc == XCB_NONE)
      continue;
    const Reply<xcb_randr_get_crtc_info_reply_t> lit(
        xcb_randr_get_crtc_info_reply(server, xcb_randr_get_crtc_info(server, about->crtc, at), nullptr));
    if (lit && lit->mode != XCB_NONE)
      all.push_back({output, {lit->x, lit->y, lit->width, lit->height}, lit->mode});
  }
  return all;
}

std::optional<int> refresh_of(const xcb_randr_get_screen_resources_current_reply_t* monitors,
                              xcb_randr_mode_t mode) {
  const std::span modes(xcb_randr_get_screen_resources_current_modes(monitors), monitors->num_modes);
  for (const xcb_randr_mode_info_t& each : modes) {
    double dots = static_cast<double>(each.htotal) * each.vtotal;
    if ((each.mode_flags & XCB_RANDR_MODE_FLAG_DOUBLE_SCAN) != 0)
      dots *= 2;
    if ((each.mode_flags & XCB_RANDR_MODE_FLAG_INTERLACE) != 0)
      dots /= 2;
    if (each.id == mode && dots > 0 && each.dot_clock > 0)
      return static_cast<int>(std::lround(each.dot_clock / dots));
  }
  return std::nullopt;
}

/// On the screen; empty where the window is gone.
Rect place_of(xcb_connection_t* server, xcb_window_t window, xcb_window_t root) {
  const auto asked = xcb_get_geometry(server, window);
  const auto asked_where = xcb_translate_coordinates(server, window, root, 0, 0);
  const Reply<xcb_get_geometry_reply_t> size(xcb_get_geometry_reply(server, asked, nullptr));
  const Reply<xcb_translate_coordinates_reply_t> where(
      xcb_translate_coordinates_reply(server, asked_where, nullptr));
  return size && where ? Rect{where->dst_x, where->dst_y, size->width, size->height} : Rect{};
}

xcb_window_t root_of(xcb_connection_t* server, int screen_number) {
  auto screen = xcb_setup_roots_iterator(xcb_get_setup(server));
  for (; screen_number > 0 && screen.rem > 1; --screen_number)
    xcb_screen_next(&screen);
  return screen.data->root;
}

/// Only one client may ask for that, and it is what makes it the window manager.
bool has_window_manager(xcb_connection_t* server, xcb_window_t root) {
  const Reply<xcb_get_window_attributes_reply_t> about(
      xcb_get_window_attributes_reply(server, xcb_get_window_attributes(server, root), nullptr));
  return about && (about->all_event_masks & XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT) != 0;
}

bool has_randr(xcb_connection_t* server) {
  const auto* extension = xcb_get_extension_data(server, &xcb_randr_id);
  if (extension == nullptr || extension->present == 0)
    return false;
  const Reply<xcb_randr_query_version_reply_t> version(
      xcb_randr_query_version_reply(server, xcb_randr_query_version(server, 1, 3), nullptr));
  return version && (version->major_version > 1 || version->minor_version >= 3);
}

}  // namespace

struct X11Monitor::Impl {
  Connection server;
  xcb_window_t root = 0;
  xcb_window_t window = 0;
  xcb_randr_output_t output = 0;
};

X11Monitor::X11Monitor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
X11Monitor::~X11Monitor() = default;

bool X11Monitor::unmanaged() {
  int number = 0;
  const Connection server(xcb_connect(nullptr, &number));
  return xcb_connection_has_error(server.get()) == 0 &&
         !has_window_manager(server.get(), root_of(server.get(), number));
}

std::unique_ptr<X11Monitor> X11Monitor::of(std::uint32_t window) {
  auto impl = std::make_unique<Impl>();
  int number = 0;
  impl->server.reset(xcb_connect(nullptr, &number));
  xcb_connection_t* server = impl->server.get();
  if (window == 0 || xcb_connection_has_error(server) != 0 || !has_randr(server))
    return nullptr;
  impl->root = root_of(server, number);
  impl->window = window;

  // First to be told, then to look: no change falls between the two.
  xcb_randr_select_input(server, impl->root, k_randr_changes);
  const std::uint32_t moves = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
  xcb_change_window_attributes(server, window, XCB_CW_EVENT_MASK, &moves);
  const Monitors monitors = monitors_of(server, impl->root);
  const Rect place = place_of(server, window, impl->root);
  if (!monitors)
    return nullptr;
  const auto shown = shown_by(server, monitors.get());
  const auto under = std::find_if(shown.begin(), shown.end(), [&](const Shown& each) {
    return !intersect(each.place, {place.x, place.y, 1, 1}).empty();
  });
  if (under == shown.end())
    return nullptr;
  impl->output = under->output;
  std::unique_ptr<X11Monitor> monitor(new X11Monitor(std::move(impl)));
  monitor->look();
  return monitor;
}

bool X11Monitor::changed() {
  bool told = false;
  while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(impl_->server.get())})
    told = true;
  if (told)
    look();
  return told;
}

void X11Monitor::look() {
  const Monitors monitors = monitors_of(impl_->server.get(), impl_->root);
  if (!monitors)
    return;  // the server is going: SDL will notice
  const auto shown = shown_by(impl_->server.get(), monitors.get());
  const auto ours = std::find_if(shown.begin(), shown.end(),
                                 [&](const Shown& each) { return each.output == impl_->output; });
  if (ours == shown.end())
    return;  // switched off: the window waits where it is
  refresh_ = refresh_of(monitors.get(), ours->mode);
  fill(ours->place);
}

void X11Monitor::fill(const Rect& place) const {
  xcb_connection_t* server = impl_->server.get();
  if (place_of(server, impl_->window, impl_->root) == place || has_window_manager(server, impl_->root))
    return;
  constexpr std::uint16_t k_what =
      XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y | XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT;
  const std::uint32_t values[] = {static_cast<std::uint32_t>(place.x), static_cast<std::uint32_t>(place.y),
                                  static_cast<std::uint32_t>(place.width),
                                  static_cast<std::uint32_t>(place.height)};
  xcb_configure_window(server, impl_->window, k_what, values);
  xcb_flush(server);
}

}  // namespace madang
