// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/picture_header.h"

#include <algorithm>
#include <string_view>

namespace madang {
namespace {

/// Reads numbers at offsets; outside the bytes everything is 0, so that callers check once and not at each
/// step.
class Bytes {
 public:
  explicit Bytes(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  std::uint32_t u8(std::size_t at) const {
    return at < bytes_.size() ? std::to_integer<std::uint32_t>(bytes_[at]) : 0;
  }
  std::uint32_t be16(std::size_t at) const { return u8(at) << 8 | u8(at + 1); }
  std::uint32_t be32(std::size_t at) const { return be16(at) << 16 | be16(at + 2); }
  std::uint32_t le16(std::size_t at) const { return u8(at + 1) << 8 | u8(at); }
  std::uint32_t le24(std::size_t at) const { return u8(at + 2) << 16 | le16(at); }
  std::uint32_t le32(std::size_t at) const { return le16(at + 2) << 16 | le16(at); }
  bool has(std::size_t at, std::string_view text) const {
    if (at > size() || size() - at < text.size())
      return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (u8(at + i) != static_cast<unsigned char>(text[i]))
        return false;
    }
    return true;
  }
  Bytes from(std::size_t at) const {
    return Bytes(at < size() ? bytes_.subspan(at) : std::span<const std::byte>{});
  }

 private:
  std::span<const std::byte> bytes_;
};

Size size_of(std::uint32_t width, std::uint32_t height) {
  // A side of two thousand million pixels is refused either way; as a negative number it would look empty.
  constexpr std::uint32_t k_most = 0x7FFFFFFF;
  return {static_cast<int>(std::min(width, k_most)), static_cast<int>(std::min(height, k_most))};
}

/// TIFF's first directory, as EXIF uses it (EXIF 2.32, 4.6.2).
std::uint8_t exif_orientation(const Bytes& tiff) {
  const bool little = tiff.has(0, std::string_view("II*\0", 4));
  if (!little && !tiff.has(0, std::string_view("MM\0*", 4)))
    return 1;
  const auto u16 = [&](std::size_t at) { return little ? tiff.le16(at) : tiff.be16(at); };
  const std::size_t directory = little ? tiff.le32(4) : tiff.be32(4);
  const std::uint32_t entries = u16(directory);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    if (entry + 12 > tiff.size())
      break;
    if (u16(entry) != 0x0112)
      continue;
    const std::uint32_t value = u16(entry + 8);
    return value >= 1 && value <= 8 ? static_cast<std::uint8_t>(value) : std::uint8_t{1};
  }
  return 1;
}

/// Marker segments up to the frame header (ITU-T T.81, B.1.1 and B.2.2).
std::optional<PictureHeader> read_jpeg(const Bytes& bytes) {
  PictureHeader header;
  header.format = PictureHeader::Format::jpeg;
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    if (bytes.u8(at) != 0xFF)
      return std::nullopt;
    const std::uint32_t marker = bytes.u8(at + 1);
    if (marker == 0xFF) {  // fill byte
      ++at;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // markers that stand alone
      at += 2;
      continue;
    }
    if (marker == 0xD9 || marker == 0xDA)
      return std::nullopt;  // data before any frame header
    const std::uint32_t length = bytes.be16(at + 2);
    if (length < 2)
      return std::nullopt;
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      if (at + 9 > bytes.size())
        return std::nullopt;
      header.size = size_of(bytes.be16(at + 7), bytes.be16(at + 5));
      return header;
    }
    if (marker == 0xE1 && bytes.has(at + 4, std::string_view("Exif\0\0", 6))) {
      header.orientation = exif_orientation(bytes.from(at + 10));
    }
    at += 2 + length;
  }
  return std::nullopt;
}

/// RFC 9649, sections 2.5 to 2.7.
std::optional<PictureHeader> read_webp(const Bytes& bytes) {
  PictureHeader header;
  header.format = PictureHeader::Format::webp;
  if (bytes.size() < 30)
    return std::nullopt;
  if (bytes.has(12, "VP8X")) {
    header.animated_webp = (bytes.u8(20) & 0x02) != 0;
    header.size = size_of(bytes.le24(24) + 1, bytes.le24(27) + 1);
  } else if (bytes.has(12, "VP8L") && bytes.u8(20) == 0x2F) {
    const std::uint32_t bits = bytes.le32(21);
    header.size = size_of((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
  } else if (bytes.has(12, "VP8 ") && bytes.has(23, "\x9D\x01\x2A")) {
    header.size = size_of(bytes.le16(26) & 0x3FFF, bytes.le16(28) & 0x3FFF);
  } else {
    return std::nullopt;
  }
  return header;
}

/// `acTL` stands before the first `IDAT` (PNG, third edition, 11.3.6.1).
bool is_apng(const Bytes& bytes) {
  for (std::size_t at = 8; at + 12 <= bytes.size() && !bytes.has(at + 4, "IDAT");) {
    if (bytes.has(at + 4, "acTL"))
      return bytes.be32(at + 8) > 1;
    at += std::size_t{12} + bytes.be32(at);
  }
  return false;
}

}  // namespace

std::optional<PictureHeader> read_picture_header(std::span<const std::byte> span) {
  const Bytes bytes(span);
  if (bytes.has(0, "\x89PNG\r\n\x1A\n")) {  // PNG (third edition), 5.2 and 11.2.1
    if (bytes.size() < 24 || !bytes.has(12, "IHDR"))
      return std::nullopt;
    return PictureHeader{.format = PictureHeader::Format::png,
                         .size = size_of(bytes.be32(16), bytes.be32(20)),
                         .may_move = is_apng(bytes)};
  }
  if (bytes.has(0, "\xFF\xD8\xFF"))
    return read_jpeg(bytes);
  if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP"))
    return read_webp(bytes);
  if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
    if (bytes.size() < 10)
      return std::nullopt;
    return PictureHeader{.format = PictureHeader::Format::gif,
                         .size = size_of(bytes.le16(6), bytes.le16(8)),
                         .may_move = true};
  }
  return std::nullopt;
}

Size upright_size(const PictureHeader& header) {
  return header.orientation >= 5 ? Size{header.size.height, header.size.width} : header.size;
}

}  // namespace madang
