// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/yaml/problems.h"

namespace madang::yaml {

/// A place in a file and how many characters are meant.
struct Place {
  SourceMark mark;
  int length = 1;
};

/// Sentences are written small in the sources, where they often follow a value; a person reads them on their own.
std::string as_sentence(std::string english);

/// Gathers the problems of a folder. Holds no more than `limit` errors and `limit` warnings, however many
/// there are. Bound to one thread.
class Report {
 public:
  explicit Report(size_t limit) : limit_(limit) {}

  void error(std::string_view code, const Place& place, Bilingual what, Bilingual instead = {});
  void warning(std::string_view code, const Place& place, Bilingual what, Bilingual instead = {});

  /// Files in the order in which a person meets them, with their text for the caret lines. Problems in files
  /// that were never added come last, by name.
  void add_file(std::string_view name, std::string_view text);

  size_t errors() const { return error_count_; }
  /// Nobody will read more: suggestions need not be computed any longer.
  bool full() const { return errors_.size() >= limit_; }

  /// Sorted by file, line and column, each with its source line; where there are too many, warnings go first,
  /// so that a folder with an error never looks right.
  Problems finish();

 private:
  void add(std::vector<Problem>& list, Problem problem);
  struct File {
    size_t order = 0;
    std::string text;
  };
  size_t limit_;
  size_t error_count_ = 0;
  size_t dropped_ = 0;
  std::vector<Problem> errors_, warnings_;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace madang::yaml
