// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/screen_reader.h"

#include <xcb/xcb.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "content-schema/base/owned.h"

namespace madang::test {
namespace {

using Connection = Owned<xcb_connection_t, xcb_disconnect>;
template <class T>
using Reply = Owned<T, std::free>;

/// 5-6-5 to eight bits each, the highest bits repeated below.
void widen(const std::uint8_t* from, std::uint8_t* to) {
  const unsigned value = from[0] | unsigned(from[1]) << 8;
  const unsigned red = value >> 11;
  const unsigned green = value >> 5 & 63;
  const unsigned blue = value & 31;
  to[0] = static_cast<std::uint8_t>(blue << 3 | blue >> 2);
  to[1] = static_cast<std::uint8_t>(green << 2 | green >> 4);
  to[2] = static_cast<std::uint8_t>(red << 3 | red >> 2);
  to[3] = 255;
}

}  // namespace

struct ScreenReader::Impl {
  Connection connection;
  xcb_window_t root = 0;
  Size size;
};

ScreenReader::ScreenReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ScreenReader::ScreenReader(ScreenReader&&) noexcept = default;
ScreenReader& ScreenReader::operator=(ScreenReader&&) noexcept = default;
ScreenReader::~ScreenReader() = default;

Result<ScreenReader> ScreenReader::connect(const std::string& display) {
  auto impl = std::make_unique<Impl>();
  impl->connection.reset(xcb_connect(display.c_str(), nullptr));
  if (xcb_connection_has_error(impl->connection.get()) != 0)
    return fail(ErrorKind::unavailable, "X 화면 {}에 연결할 수 없습니다", "cannot connect to X display {}",
                display);
  const xcb_screen_t* screen = xcb_setup_roots_iterator(xcb_get_setup(impl->connection.get())).data;
  impl->root = screen->root;
  impl->size = {screen->width_in_pixels, screen->height_in_pixels};
  return ScreenReader(std::move(impl));
}

Size ScreenReader::size() const {
  return impl_->size;
}

Result<ScreenImage> ScreenReader::read() const {
  xcb_connection_t* connection = impl_->connection.get();
  const Size size = impl_->size;
  // An image of the root window shows all windows on it.
  const auto cookie = xcb_get_image(connection, XCB_IMAGE_FORMAT_Z_PIXMAP, impl_->root, 0, 0,
                                    std::uint16_t(size.width), std::uint16_t(size.height), ~std::uint32_t{0});
  const Reply<xcb_get_image_reply_t> reply(xcb_get_image_reply(connection, cookie, nullptr));
  if (!reply)
    return fail(ErrorKind::unavailable, "화면을 읽을 수 없습니다", "cannot read the screen");
  const std::uint8_t* bytes = xcb_get_image_data(reply.get());
  const auto length = static_cast<size_t>(xcb_get_image_data_length(reply.get()));
  const size_t count = size_t(size.width) * size_t(size.height);
  ScreenImage image{size, std::vector<std::uint8_t>(count * 4)};
  if (reply->depth == 24 && length >= count * 4) {
    image.pixels.assign(bytes, bytes + count * 4);
  } else if (reply->depth == 16 && length >= count * 2) {
    const size_t stride = length / size_t(size.height);  // rows are padded to 32 bits
    for (size_t i = 0; i < count; ++i)
      widen(bytes + i / size_t(size.width) * stride + i % size_t(size.width) * 2,
            image.pixels.data() + i * 4);
  } else {
    return fail(ErrorKind::invalid, "화면의 색 깊이가 {}비트입니다", "the screen's depth is {} bits",
                int(reply->depth));
  }
  return image;
}

Result<ScreenImage> ScreenReader::read_until(const std::function<bool(const ScreenImage&)>& wanted,
                                             Millis limit) const {
  const SteadyTime end = std::chrono::steady_clock::now() + limit;
  for (;;) {
    auto image = read();
    if (!image || wanted(*image) || std::chrono::steady_clock::now() >= end)
      return image;
    std::this_thread::sleep_for(
        Millis{5});  // the screen belongs to another process, and X11 tells nobody of pixels
  }
}

}  // namespace madang::test
