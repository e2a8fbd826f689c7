// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace madang {

/// ICU's segmentation, with its slow-to-open iterators kept (a line iterator costs up to 10 ms, once).
/// Positions are UTF-16 units of the text given, 0 and the end included. Bound to one thread at a time.
class Segmenter {
 public:
  Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  /// Extended grapheme clusters (UAX #29): old Hangul, emoji sequences and stacked marks stay whole.
  std::vector<std::uint32_t> graphemes(std::u16string_view text);

  /// Where a line may begin (UAX #14), with dictionaries for Thai, Lao, Khmer and Burmese, and with small
  /// kana and ー kept off the line's head (CSS line-break: strict). No Korean policy yet: that is break.h.
  std::vector<std::uint32_t> lines(std::u16string_view text, std::string_view language);

  /// Of `lines` of a Japanese text, those between phrases (bunsetsu), as ICU's dictionary sees them.
  std::vector<std::uint32_t> japanese_phrases(std::u16string_view text);

  /// The words of a Chinese text (UAX #29 with ICU's dictionary).
  std::vector<std::uint32_t> chinese_words(std::u16string_view text);

 private:
  struct Iterators;
  std::unique_ptr<Iterators> iterators_;
};

}  // namespace madang
