// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>

#include "content-schema/base/log.h"
#include "player/sdl/gpu_probe.h"
#include "player/sdl/sdl.h"
#include "player/sdl/sdl_renderer.h"
#include "player/sdl/surface_presenter.h"
#include "player/sdl/x11_monitor.h"
#include "player/sdl/x11_window.h"

namespace madang {
namespace {

/// Before SDL starts: these are read once.
void set_hints() {
  // Otherwise SDL puts the surface through its GL renderer, which on software GL costs three times the CPU
  // and keeps X11 from shared memory.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  SDL_SetHint(SDL_HINT_APP_NAME, "Madang");
}

sdl::Window open_window(const WindowOptions& options) {
  if (options.window) {
    const int centred = SDL_WINDOWPOS_CENTERED_DISPLAY(unsigned(std::max(options.display, 0)));
    return sdl::Window(SDL_CreateWindow(options.title.c_str(), centred, centred, options.window->width,
                                        options.window->height, SDL_WINDOW_SHOWN | SDL_WINDOW_RESIZABLE));
  }
  const int display =
      options.display >= 0 && options.display < SDL_GetNumVideoDisplays() ? options.display : 0;
  SDL_Rect bounds{0, 0, 1920, 1080};
  SDL_GetDisplayBounds(display, &bounds);
  // Without a window manager it fills the screen by lying there, and SDL would wait 100 ms for one to answer.
  const bool unmanaged = std::string_view(SDL_GetCurrentVideoDriver()) == "x11" && X11Monitor::unmanaged();
  const Uint32 fullscreen = unmanaged ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP;
  return sdl::Window(SDL_CreateWindow(options.title.c_str(), bounds.x, bounds.y, bounds.w, bounds.h,
                                      SDL_WINDOW_SHOWN | SDL_WINDOW_BORDERLESS | fullscreen));
}

struct Drawing {
  std::unique_ptr<Presenter> presenter;
  Backend backend = Backend::software;
  std::string reason;
};

Result<Drawing> start_drawing(SDL_Window* window, const BackendChoice& choice) {
  std::string reason = choice.reason;
  if (choice.backend == Backend::software) {
    auto surface = SurfacePresenter::create(window);
    if (surface)
      return Drawing{std::move(*surface), Backend::software, std::move(reason)};
    // KMSDRM has no window surfaces; there SDL's renderer is the only way to the glass.
    reason = fmt::format("no window surface here: {}", surface.error().message.en);
  }
  auto renderer = SdlRenderer::create(window);
  if (renderer)
    return Drawing{std::move(*renderer), Backend::gpu, std::move(reason)};
  if (choice.backend == Backend::software)
    return fail(std::move(renderer.error()));
  auto surface = SurfacePresenter::create(window);
  if (!surface)
    return fail(std::move(surface.error()));
  return Drawing{std::move(*surface), Backend::software,
                 fmt::format("no GPU renderer: {}", renderer.error().message.en)};
}

std::optional<WindowEvent::Kind> kind_of(const SDL_Event& event) {
  using Kind = WindowEvent::Kind;
  switch (event.type) {
    case SDL_QUIT:
      return Kind::quit;
    case SDL_KEYDOWN:
      if (event.key.keysym.sym == SDLK_ESCAPE)
        return Kind::escape;
      break;
    case SDL_DISPLAYEVENT:
      return Kind::display_changed;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
      return Kind::exposed;
    case SDL_WINDOWEVENT:
      switch (event.window.event) {
        case SDL_WINDOWEVENT_CLOSE:
          return Kind::quit;
        case SDL_WINDOWEVENT_SIZE_CHANGED:
          return Kind::resized;
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_RESTORED:
          return Kind::exposed;
        case SDL_WINDOWEVENT_DISPLAY_CHANGED:
          return Kind::display_changed;
        default:
          break;
      }
      break;
    default:
      break;
  }
  return std::nullopt;
}

}  // namespace

/// Members die in reverse: presenter, window, then video.
struct Window::Impl {
  sdl::Video video;
  sdl::Window window;
  Drawing drawing;
  Rotation rotation = Rotation::none;
  std::unique_ptr<X11Monitor> monitor;  ///< of a fullscreen window; null elsewhere
  Uint32 wake_event = 0;
  std::atomic<bool> woken = false;  ///< a wake-up is in SDL's queue: one is enough
};

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() {
  if (impl_) {
    SDL_EnableScreenSaver();
    SDL_ShowCursor(SDL_ENABLE);
  }
}

namespace {

/// Where nothing else works SDL falls back to a driver that draws for nobody. A kiosk must not believe that
/// it shows something; only whoever asks for such a driver by name gets it.
bool draws_for_nobody() {
  const char* driver = SDL_GetCurrentVideoDriver();
  const bool asked_for =
      std::getenv("SDL_VIDEODRIVER") != nullptr || std::getenv("SDL_VIDEO_DRIVER") != nullptr;
  return driver != nullptr && !asked_for &&
         (std::string_view(driver) == "offscreen" || std::string_view(driver) == "dummy");
}

}  // namespace

Result<Window> Window::create(const WindowOptions& options) {
  set_hints();
  auto impl = std::make_unique<Impl>();
  if (!impl->video.started() || draws_for_nobody()) {
    return fail(
        ErrorKind::unavailable,
        "화면을 열 수 없습니다({0}). 모니터가 연결되어 있는지, X11이나 Wayland 안에서 실행했는지(DISPLAY, "
        "WAYLAND_DISPLAY) 확인해 주세요.",
        "cannot open a display ({0}): check that a monitor is connected, and that the program runs inside "
        "X11 or "
        "Wayland (DISPLAY, WAYLAND_DISPLAY)",
        impl->video.started() ? "no display" : SDL_GetError());
  }
  SDL_DisableScreenSaver();
  SDL_ShowCursor(SDL_DISABLE);
  impl->wake_event = SDL_RegisterEvents(1);

  const GpuFacts facts = options.renderer == BackendWish::automatic ? probe_gpu() : GpuFacts{};
  impl->window = open_window(options);
  if (!impl->window)
    return sdl::failed("창을 열 수 없습니다", "cannot open a window");
  auto drawing = start_drawing(impl->window.get(), choose_backend(options.renderer, facts));
  if (!drawing)
    return fail(std::move(drawing.error()));
  impl->drawing = std::move(*drawing);
  if (!options.window)
    impl->monitor = X11Monitor::of(sdl::x11_window(impl->window.get()));
  Window window(std::move(impl));
  window.turn(options.rotation);
  log::info("display: {}", window.description());
  return window;
}

Size Window::size() const {
  return impl_->drawing.presenter->size();
}
Rotation Window::rotation() const {
  return impl_->rotation;
}
void Window::turn(Rotation rotation) {
  impl_->rotation = rotation;
  impl_->drawing.presenter->turn(rotation);
}
bool Window::vsync() const {
  return impl_->drawing.presenter->vsync();
}
Backend Window::backend() const {
  return impl_->drawing.backend;
}

Hertz Window::refresh() const {
  if (impl_->monitor && impl_->monitor->refresh())
    return {static_cast<double>(*impl_->monitor->refresh())};
  SDL_DisplayMode mode{};
  const int display = SDL_GetWindowDisplayIndex(impl_->window.get());
  if (display < 0 || SDL_GetCurrentDisplayMode(display, &mode) != 0 || mode.refresh_rate <= 0)
    return {};
  return {static_cast<double>(mode.refresh_rate)};
}

std::vector<WindowEvent> Window::poll() {
  std::vector<WindowEvent> events;
  if (impl_->monitor && impl_->monitor->changed())
    events.push_back({WindowEvent::Kind::display_changed});
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    if (event.type == impl_->wake_event)
      impl_->woken = false;
    if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET)
      impl_->drawing.presenter->forget();
    const auto kind = kind_of(event);
    if (kind && std::find(events.begin(), events.end(), WindowEvent{*kind}) == events.end())
      events.push_back({*kind});
  }
  return events;
}

void Window::wait(Millis timeout) {
  // Left in the queue: poll() reads it.
  SDL_WaitEventTimeout(nullptr, static_cast<int>(std::clamp<Millis::rep>(timeout.count(), 0, 3'600'000)));
}

void Window::wake() const {
  if (impl_->woken.exchange(true))
    return;
  SDL_Event event{};
  event.type = impl_->wake_event;
  if (SDL_PushEvent(&event) != 1)
    impl_->woken = false;
}

Status Window::present(const DrawList& list) {
  return impl_->drawing.presenter->present(list);
}

std::string Window::description() const {
  const Size size = this->size();
  const std::string turn =
      impl_->rotation == Rotation::none ? "" : fmt::format(" turned by {}°", degrees_of(impl_->rotation));
  return fmt::format("{}x{}{} at {:.0f} Hz, {}: {}", size.width, size.height, turn, refresh().value,
                     impl_->drawing.presenter->description(), impl_->drawing.reason);
}

}  // namespace madang
