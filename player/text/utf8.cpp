// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace madang {
namespace {

constexpr size_t k_most_reports = 100;
constexpr int k_most_marks = 30;
constexpr char32_t k_replacement = 0xFFFD;
constexpr char32_t k_grapheme_joiner = 0x034F;

void append(CleanText& out, char32_t c, std::uint32_t offset) {
  if (c > 0xFFFF) {
    out.text += static_cast<char16_t>(U16_LEAD(c));
    out.text += static_cast<char16_t>(U16_TRAIL(c));
    out.bytes.push_back(offset);
  } else {
    out.text += static_cast<char16_t>(c);
  }
  out.bytes.push_back(offset);
}

bool is_newline(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

CleanText decode(std::string_view source, size_t most_units) {
  CleanText out;
  out.text.reserve(std::min(source.size(), most_units));
  out.bytes.reserve(out.text.capacity() + 1);
  const auto* s = reinterpret_cast<const std::uint8_t*>(source.data());
  // ICU counts in int32; nothing beyond what can be kept is looked at.
  const auto length = static_cast<std::int32_t>(std::min(source.size(), most_units * 4 + 4));
  std::int32_t at = 0;
  int marks = 0;
  bool after_return = false;
  const auto report = [&](std::uint32_t offset, char32_t c) {
    if (out.bad.size() < k_most_reports)
      out.bad.push_back({offset, c});
  };
  while (at < length && out.text.size() + 2 <= most_units) {
    const auto offset = static_cast<std::uint32_t>(at);
    UChar32 decoded = 0;
    U8_NEXT(s, at, length, decoded);
    auto c = static_cast<char32_t>(decoded);
    if (decoded < 0) {
      report(offset, 0);
      c = k_replacement;
    } else if (is_newline(c)) {
      const bool second_half = c == 0x0A && after_return;
      after_return = c == 0x0D;
      if (!second_half)
        append(out, U'\n', offset);
      marks = 0;
      continue;
    } else if (c == U'\t') {
      c = U' ';
    } else if (u_charType(decoded) == U_CONTROL_CHAR) {
      report(offset, c);
      c = k_replacement;
    }
    after_return = false;
    marks = u_getCombiningClass(static_cast<UChar32>(c)) != 0 ? marks + 1 : 0;
    if (marks > k_most_marks) {
      append(out, k_grapheme_joiner, offset);
      marks = 1;
    }
    append(out, c, offset);
  }
  out.cut = static_cast<size_t>(at) < source.size();
  out.bytes.push_back(static_cast<std::uint32_t>(at));
  return out;
}

/// Segment by segment between normalisation boundaries, so that each unit still knows where it came from.
void compose(CleanText& clean) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
  const auto length = static_cast<std::int32_t>(clean.text.size());
  if (U_FAILURE(status))
    return;
  const std::int32_t good = unorm2_spanQuickCheckYes(nfc, clean.text.data(), length, &status);
  if (U_FAILURE(status) || good == length)
    return;

  CleanText out;
  out.text.assign(clean.text, 0, static_cast<size_t>(good));
  out.bytes.assign(clean.bytes.begin(), clean.bytes.begin() + good);
  std::u16string composed;
  for (std::int32_t begin = good; begin < length;) {
    std::int32_t end = begin;
    UChar32 c = 0;
    U16_NEXT(clean.text.data(), end, length, c);
    while (end < length) {
      std::int32_t next = end;
      U16_NEXT(clean.text.data(), next, length, c);
      if (unorm2_hasBoundaryBefore(nfc, c))
        break;
      end = next;
    }
    // No character grows to more than three times its UTF-16 length under NFC (UAX #15, 9).
    composed.resize((static_cast<size_t>(end) - static_cast<size_t>(begin)) * 3);
    status = U_ZERO_ERROR;
    const std::int32_t made = unorm2_normalize(nfc, clean.text.data() + begin, end - begin, composed.data(),
                                               static_cast<std::int32_t>(composed.size()), &status);
    const bool same = U_FAILURE(status) || made == end - begin;
    for (std::int32_t i = 0; i < (same ? end - begin : made); ++i) {
      out.text +=
          U_FAILURE(status) ? clean.text[static_cast<size_t>(begin + i)] : composed[static_cast<size_t>(i)];
      out.bytes.push_back(clean.bytes[static_cast<size_t>(same ? begin + i : begin)]);
    }
    begin = end;
  }
  clean.text = std::move(out.text);
  out.bytes.push_back(clean.bytes.back());
  clean.bytes = std::move(out.bytes);
}

}  // namespace

CleanText clean_utf8(std::string_view source, size_t most_units) {
  CleanText clean = decode(source, most_units);
  compose(clean);
  return clean;
}

}  // namespace madang
