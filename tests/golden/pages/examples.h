// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "player/page.h"
#include "scheduler/calendar/zone.h"
#include "tests/support/catch.h"

namespace madang::test {

/// examples/NAME, read once.
inline const LocalContent& example(std::string_view name) {
  static std::map<std::string, LocalContent, std::less<>> read;
  auto known = read.find(name);
  if (known == read.end()) {
    auto content = open_local_content(std::filesystem::path(MADANG_SOURCE_DIR "/examples") / name);
    if (!content)
      FAIL(content.error().message.en);
    known = read.emplace(std::string(name), std::move(*content)).first;
  }
  return known->second;
}

/// The fonts that are shipped, opened once.
inline Typesetter& typesetter() {
  static Typesetter typesetter = Typesetter::open(fonts_file()).value();
  return typesetter;
}

inline SysTime local_time(const LocalContent& content, const std::string& wall) {
  return parse_time(wall, TimeZone::find(content.document.site.zone).value()).value();
}

}  // namespace madang::test
