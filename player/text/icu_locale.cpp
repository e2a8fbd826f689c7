// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/icu_locale.h"

#include <unicode/uloc.h>

#include <array>

namespace madang {

std::string icu_locale(std::string_view tag) {
  std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(std::string(tag).c_str(), locale.data(), ULOC_FULLNAME_CAPACITY - 1, nullptr, &status);
  return U_SUCCESS(status) ? std::string(locale.data()) : std::string();
}

}  // namespace madang
