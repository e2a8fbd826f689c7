// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace madang::test {

inline std::filesystem::path samples() {
  return std::filesystem::path(MADANG_SOURCE_DIR) / "tests/data/content";
}

/// The sample folders under `valid` or `invalid`, sorted.
inline std::vector<std::filesystem::path> sample_folders(const std::string& which) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(samples() / which))
    out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

inline std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace madang::test
