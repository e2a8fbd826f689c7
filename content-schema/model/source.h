// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

namespace madang {

/// Where in the content folder a thing was written, so that any later report can point at it.
/// Lines and columns count from 1 (columns in characters); 0 means the document as a whole.
struct SourceMark {
  std::string file;  ///< relative to the content folder, `/` between parts
  int line = 0;
  int column = 0;

  friend bool operator==(const SourceMark&, const SourceMark&) = default;
};

}  // namespace madang
