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

using Level = QrItem::Level;
using Code = Owned<QRcode, QRcode_free>;

QRecLevel to_qrencode(Level level) {
  switch (level) {
    case Level::low:
      return QR_ECLEVEL_L;
    case Level::medium:
      return QR_ECLEVEL_M;
    case Level::quartile:
      return QR_ECLEVEL_Q;
    case Level::high:
      return QR_ECLEVEL_H;
  }
  return QR_ECLEVEL_M;
}

/// In the smallest version that holds it; null where none does.
Code encode(const std::string& data, Level level) {
  // Only the call for strings divides them into digits, capitals and the rest; it ends at a NUL.
  if (data.find('\0') == std::string::npos)
    return Code(QRcode_encodeString(data.c_str(), 0, to_qrencode(level), QR_MODE_8, 1));
  return Code(QRcode_encodeData(static_cast<int>(data.size()),
                                reinterpret_cast<const unsigned char*>(data.data()), 0, to_qrencode(level)));
}

std::array<std::uint8_t, 4> premultiplied(Colour c) {
  const auto times_alpha = [&](std::uint8_t v) { return static_cast<std::uint8_t>((v * c.a + 127) / 255); };
  return {times_alpha(c.b), times_alpha(c.g), times_alpha(c.r), c.a};
}

}  // namespace

Result<QrCode> encode_qr(const QrItem& item) {
  Level level = item.level.value_or(Level::medium);
  Code code = encode(item.data, level);
  if (!code) {
    return fail(ErrorKind::limit, "QR 코드에 담기에는 내용이 너무 깁니다 ({}바이트). 짧은 주소를 쓰세요.",
                "the data is too long for a QR code ({} bytes); use a shorter address.", item.data.size());
  }
  for (const Level higher : {Level::high, Level::quartile}) {
    if (item.level)
      break;
    if (Code safer = encode(item.data, higher); safer && safer->width == code->width) {
      code = std::move(safer);
      level = higher;
      break;
    }
  }
  QrCode made{code->width, level, {}};
  made.dark.resize(static_cast<size_t>(code->width) * static_cast<size_t>(code->width));
  for (size_t i = 0; i < made.dark.size(); ++i)
    made.dark[i] = (code->data[i] & 1) != 0;
  return made;
}

size_t letters_in_qr(int modules) {
  size_t fits = 0, too_long = 2332;  // version 40 holds 2,331 bytes at level M
  while (too_long - fits > 1) {
    const size_t length = (fits + too_long) / 2;
    const Code code = encode(std::string(length, 'a'), Level::medium);
    (code && code->width <= modules ? fits : too_long) = length;
  }
  return fits;
}

Result<PicturePtr> draw_qr(const QrItem& item, int side) {
  const auto code = encode_qr(item);
  if (!code)
    return fail(code.error());
  const int scale = code->pixels_per_module(side);
  if (scale < 1) {
    return fail(ErrorKind::limit, "QR 코드를 그리기에 자리가 좁습니다: {}px인데 적어도 {}px이 필요합니다.",
                "there is no room for the QR code: {} px, and at least {} px are needed.", side,
                code->with_quiet_zone());
  }
  auto picture = std::make_shared<Picture>();
  picture->size = {code->with_quiet_zone() * scale, code->with_quiet_zone() * scale};
  picture->opaque = item.dark.a == 255 && item.light.a == 255;
  picture->pixels.resize(static_cast<size_t>(picture->stride()) * static_cast<size_t>(picture->size.height));
  const auto dark = premultiplied(item.dark);
  const auto light = premultiplied(item.light);
  auto* out = picture->pixels.data();
  for (int y = 0; y < picture->size.height; ++y) {
    for (int x = 0; x < picture->size.width; ++x, out += 4) {
      const int column = x / scale - k_quiet_modules;
      const int row = y / scale - k_quiet_modules;
      const bool inside = column >= 0 && row >= 0 && column < code->modules && row < code->modules;
      const bool is_dark = inside && code->dark[static_cast<size_t>(row * code->modules + column)];
      const auto& colour = is_dark ? dark : light;
      std::copy(colour.begin(), colour.end(), out);
    }
  }
  return picture;
}

}  // namespace madang
