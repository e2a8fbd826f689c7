// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/qr.h"

#include <qrencode.h>

#include <algorithm>
#include <array>
#include <memory>

#include "content-schema/base/owned.h"

namespace madang {
namespace {

constexpr int k_quiet_modules = 4;

QRecLevel to_qrencode(QrItem::Level level) {
  switch (level) {
    case QrItem::Level::low:
      return QR_ECLEVEL_L;
    case QrItem::Level::medium:
      return QR_ECLEVEL_M;
    case QrItem::Level::quartile:
      return QR_ECLEVEL_Q;
    case QrItem::Level::high:
      return QR_ECLEVEL_H;
  }
  return QR_ECLEVEL_M;
}

std::array<std::uint8_t, 4> premultiplied(Colour c) {
  const auto times_alpha = [&](std::uint8_t v) { return static_cast<std::uint8_t>((v * c.a + 127) / 255); };
  return {times_alpha(c.b), times_alpha(c.g), times_alpha(c.r), c.a};
}

}  // namespace

Result<PicturePtr> draw_qr(const QrItem& item, int side) {
  const Owned<QRcode, QRcode_free> code(QRcode_encodeData(
      static_cast<int>(item.data.size()), reinterpret_cast<const unsigned char*>(item.data.data()), 0,
      to_qrencode(item.level)));
  if (!code) {
    return fail(ErrorKind::limit, "QR 코드에 담기에는 내용이 너무 깁니다 ({}바이트). 짧은 주소를 쓰세요.",
                "the data is too long for a QR code ({} bytes); use a shorter address.", item.data.size());
  }
  const int modules = code->width + 2 * k_quiet_modules;
  const int scale = side / modules;
  if (scale < 1) {
    return fail(ErrorKind::limit, "QR 코드를 그리기에 자리가 좁습니다: {}px인데 적어도 {}px이 필요합니다.",
                "there is no room for the QR code: {} px, and at least {} px are needed.", side, modules);
  }
  auto picture = std::make_shared<Picture>();
  picture->size = {modules * scale, modules * scale};
  picture->opaque = item.dark.a == 255 && item.light.a == 255;
  picture->pixels.resize(static_cast<size_t>(picture->stride()) * static_cast<size_t>(picture->size.height));
  const auto dark = premultiplied(item.dark);
  const auto light = premultiplied(item.light);
  auto* out = picture->pixels.data();
  for (int y = 0; y < picture->size.height; ++y) {
    for (int x = 0; x < picture->size.width; ++x, out += 4) {
      const int column = x / scale - k_quiet_modules;
      const int row = y / scale - k_quiet_modules;
      const bool inside = column >= 0 && row >= 0 && column < code->width && row < code->width;
      const bool is_dark = inside && (code->data[row * code->width + column] & 1) != 0;
      const auto& colour = is_dark ? dark : light;
      std::copy(colour.begin(), colour.end(), out);
    }
  }
  return picture;
}

}  // namespace madang
