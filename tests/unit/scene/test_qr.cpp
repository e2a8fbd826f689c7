// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/qr.h"

#include "tests/support/catch.h"

using namespace madang;

namespace {

bool is_dark(const Picture& picture, int x, int y) {
  return picture.pixels[static_cast<size_t>(y) * static_cast<size_t>(picture.stride()) +
                        static_cast<size_t>(x) * 4] < 128;
}

}  // namespace

TEST_CASE("a code has whole modules, a quiet zone of four, and its three finders") {
  QrItem item;
  item.data = "https://example.com/olle";
  const PicturePtr picture = draw_qr(item, 400).value();
  const int modules = 25 + 8;  // version 2, and the quiet zone on both sides
  const int scale = 400 / modules;
  REQUIRE(picture->size == Size{modules * scale, modules * scale});
  const auto module = [&](int column, int row) {
    return is_dark(*picture, (column + 4) * scale + scale / 2, (row + 4) * scale + scale / 2);
  };
  for (int i = -4; i < 29; ++i) {
    CHECK_FALSE(module(i, -1));
    CHECK_FALSE(module(-4, i));
  }
  const std::pair<int, int> corners[] = {{0, 0}, {18, 0}, {0, 18}};
  for (const auto& [x, y] : corners) {
    CHECK(module(x, y));
    CHECK(module(x + 6, y + 6));
    CHECK_FALSE(module(x + 1, y + 1));
    CHECK(module(x + 3, y + 3));
  }
}

TEST_CASE("what cannot be drawn is told: too much data, too little room") {
  QrItem item;
  item.data = std::string(5000, 'x');
  CHECK(draw_qr(item, 400).error().kind == ErrorKind::limit);
  item.data = "short";
  CHECK(draw_qr(item, 20).error().kind == ErrorKind::limit);
}

TEST_CASE("a level that costs nothing is taken, and one that is written is kept") {
  QrItem item;
  item.data = "https://a.kr";  // 12 bytes: version 1 holds 14 at M, 11 at Q
  CHECK(encode_qr(item)->level == QrItem::Level::medium);
  item.data = "https://k";  // 9: 7 at H
  CHECK(encode_qr(item)->level == QrItem::Level::quartile);
  item.data = "http://";
  CHECK(encode_qr(item)->level == QrItem::Level::high);
  CHECK(encode_qr(item)->modules == 21);
  item.level = QrItem::Level::low;
  CHECK(encode_qr(item)->level == QrItem::Level::low);
  item.level = QrItem::Level::high;
  item.data = "https://a.kr";
  CHECK(encode_qr(item)->modules == 25);
}

TEST_CASE("digits take less room than letters") {
  QrItem item;
  item.data = std::string(34, '1');  // version 1 holds 34 digits at M, and 14 bytes
  CHECK(encode_qr(item)->modules == 21);
  CHECK(letters_in_qr(21) == 14);
  CHECK(letters_in_qr(25) == 26);
  CHECK(letters_in_qr(28) == 26);
  CHECK(letters_in_qr(20) == 0);
  CHECK(letters_in_qr(177) == 2331);
}
