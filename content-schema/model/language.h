// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string_view>

namespace madang {

/// `ko` of `ko-KR` (BCP 47's primary language subtag).
constexpr std::string_view primary_language(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

}  // namespace madang
