// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace madang::test {

/// The lines of a file of tests/data/calendar but for comments.
inline std::vector<std::string> calendar_lines(const std::string& name) {
  std::ifstream file(std::string(MADANG_SOURCE_DIR) + "/tests/data/calendar/" + name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#')
      lines.push_back(line);
  }
  return lines;
}

/// `2026-11-22` at the front of the text.
inline std::chrono::local_days day_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day);
  return std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

inline std::string text_of(std::chrono::local_days day) {
  const std::chrono::year_month_day date{day};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()) % 100, static_cast<unsigned>(date.day()) % 100);
  return text;
}

}  // namespace madang::test
