// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/utf8.h"

#include <algorithm>
#include <array>

namespace madang::yaml {
namespace {

struct Range {
  char32_t from, to;
};

template <size_t N>
bool in_ranges(const std::array<Range, N>& ranges, char32_t code) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), code,
                                      [](char32_t c, const Range& range) { return c < range.from; });
  return after != ranges.begin() && code <= std::prev(after)->to;
}

constexpr std::array<Range, 31> k_zero_width{{
    {0x300, 0x36F},     {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},     {0x64B, 0x65F},
    {0x670, 0x670},     {0x6D6, 0x6DC},   {0x93C, 0x93C},   {0x94D, 0x94D},     {0xE31, 0xE31},
    {0xE34, 0xE3A},     {0xE47, 0xE4E},   {0xEB1, 0xEB1},   {0xEB4, 0xEBC},     {0xEC8, 0xECD},
    {0x1160, 0x11FF},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},   {0x202A, 0x202E},
    {0x2060, 0x2064},   {0x20D0, 0x20FF}, {0x302A, 0x302D}, {0x3099, 0x309A},   {0xD7B0, 0xD7FF},
    {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0001, 0xE007F},
    {0xE0100, 0xE01EF},
}};

constexpr std::array<Range, 48> k_wide{{
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F5},   {0x26FA, 0x26FD},
    {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274E},   {0x2753, 0x2757},
    {0x2795, 0x2797},   {0x27B0, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF},
    {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F19A}, {0x1F200, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1FAFF}, {0x20000, 0x3FFFD},
}};

void append(std::string& out, char32_t code) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

}  // namespace

CodePoint code_point_at(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80)
    return {lead, 1, true};
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size())
    return {};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80)
      return {};
    code = (code << 6) | (byte(i) & 0x3F);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
    return {};
  return {code, length, true};
}

std::optional<size_t> find_invalid_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!point.valid)
      return at;
    at += point.bytes;
  }
  return std::nullopt;
}

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    out += point.code;
    at += point.bytes;
  }
  return out;
}

size_t count_characters(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); at += code_point_at(text, at).bytes)
    ++count;
  return count;
}

int display_width(char32_t code) {
  if (code < 0x300)
    return 1;
  if (in_ranges(k_zero_width, code))
    return 0;
  return in_ranges(k_wide, code) ? 2 : 1;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t code : to_code_points(text)) {
    const bool control = (code < 0x20 && code != '\t') || (code >= 0x7F && code < 0xA0);
    append(out, control ? 0xFFFD : code);
  }
  return out;
}

std::string clipped(std::string_view text, size_t characters) {
  size_t end = 0;
  for (size_t count = 0; end < text.size() && count < characters; ++count)
    end += code_point_at(text, end).bytes;
  return printable(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

std::string compose_hangul(std::string_view text) {
  constexpr char32_t k_l = 0x1100, k_v = 0x1161, k_t = 0x11A7, k_s = 0xAC00;
  std::string out;
  out.reserve(text.size());
  char32_t last = 0;  // not yet written; 0 is none
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!point.valid) {  // kept as it stands: it is a name on a disk, and must still be found there
      if (last != 0)
        append(out, last);
      last = 0;
      out += text[at++];
      continue;
    }
    at += point.bytes;
    const char32_t code = point.code;
    if (last >= k_l && last < k_l + 19 && code >= k_v && code < k_v + 21) {
      last = k_s + ((last - k_l) * 21 + (code - k_v)) * 28;
    } else if (last >= k_s && last <= 0xD7A3 && (last - k_s) % 28 == 0 && code > k_t && code < k_t + 28) {
      last += code - k_t;
    } else {
      if (last != 0)
        append(out, last);
      last = code;
    }
  }
  if (last != 0)
    append(out, last);
  return out;
}

}  // namespace madang::yaml
