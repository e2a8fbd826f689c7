// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/source_line.h"

#include <fstream>

namespace madang::tool {

std::string line_at(const std::filesystem::path& content, const SourceMark& mark) {
  std::ifstream file(content / mark.file);
  std::string line;
  for (int number = 0; number < mark.line && std::getline(file, line); ++number) {
  }
  return file && mark.line > 0 ? line : std::string();
}

}  // namespace madang::tool
