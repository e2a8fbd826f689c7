// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/segment.h"

#include "content-schema/model/language.h"
#include "player/text/handles.h"

namespace madang {

struct Segmenter::Iterators {
  IcuBreaks graphemes;
  IcuBreaks lines;
  IcuBreaks phrases;
  IcuBreaks words;
  IcuBreaks lines_east_asian;  // ICU's rules for Chinese and Japanese treat ambiguous punctuation as wide
};

namespace {

std::vector<std::uint32_t> boundaries(IcuBreaks& iterator, UBreakIteratorType type, const char* locale,
                                      std::u16string_view text) {
  std::vector<std::uint32_t> out;
  UErrorCode status = U_ZERO_ERROR;
  if (!iterator)
    iterator.reset(ubrk_open(type, locale, nullptr, 0, &status));
  if (iterator)
    ubrk_setText(iterator.get(), text.data(), static_cast<std::int32_t>(text.size()), &status);
  if (U_FAILURE(status))
    return {0, static_cast<std::uint32_t>(text.size())};  // ICU without its data: one segment
  for (std::int32_t at = ubrk_first(iterator.get()); at != UBRK_DONE; at = ubrk_next(iterator.get())) {
    out.push_back(static_cast<std::uint32_t>(at));
  }
  return out;
}

}  // namespace

Segmenter::Segmenter() : iterators_(std::make_unique<Iterators>()) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

std::vector<std::uint32_t> Segmenter::graphemes(std::u16string_view text) {
  return boundaries(iterators_->graphemes, UBRK_CHARACTER, "en", text);
}

std::vector<std::uint32_t> Segmenter::lines(std::u16string_view text, std::string_view language) {
  const auto primary = primary_language(language);
  if (primary == "ja" || primary == "zh") {
    return boundaries(iterators_->lines_east_asian, UBRK_LINE, "ja@lb=strict", text);
  }
  return boundaries(iterators_->lines, UBRK_LINE, "en@lb=strict", text);
}

std::vector<std::uint32_t> Segmenter::japanese_phrases(std::u16string_view text) {
  return boundaries(iterators_->phrases, UBRK_LINE, "ja@lb=strict;lw=phrase", text);
}

std::vector<std::uint32_t> Segmenter::chinese_words(std::u16string_view text) {
  return boundaries(iterators_->words, UBRK_WORD, "zh", text);
}

}  // namespace madang
