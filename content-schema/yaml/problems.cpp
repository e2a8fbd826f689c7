// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/problems.h"

#include <algorithm>

#include "content-schema/yaml/utf8.h"

namespace madang {
namespace {

constexpr int k_widest_line = 160;  // characters; a longer line is cut around the caret

/// The line and, under it, the caret: the same prefix, tabs under tabs, two spaces under a wide character.
std::string with_caret(const Problem& problem) {
  const std::u32string line = yaml::to_code_points(yaml::printable(problem.line));
  const int length = static_cast<int>(line.size());
  const int column = std::clamp(problem.mark.column - 1, 0, length);
  const int from =
      length <= k_widest_line ? 0 : std::clamp(column - k_widest_line / 2, 0, length - k_widest_line);
  const int to = std::min(length, from + k_widest_line);

  std::string shown = "    ", caret = "    ";
  if (from > 0) {
    shown += "…";
    caret += ' ';
  }
  size_t at = 0;
  const std::string text = yaml::printable(problem.line);
  for (int i = 0; i < to; ++i) {
    const size_t bytes = yaml::code_point_at(text, at).bytes;
    if (i >= from)
      shown.append(text, at, bytes);
    at += bytes;
    if (i < from || i >= column)
      continue;
    if (line[static_cast<size_t>(i)] == U'\t')
      caret += '\t';
    else
      caret.append(static_cast<size_t>(yaml::display_width(line[static_cast<size_t>(i)])), ' ');
  }
  if (to < length)
    shown += "…";

  int width = 0;
  for (int i = column; i < std::min(to, column + std::max(1, problem.length)); ++i) {
    width += yaml::display_width(line[static_cast<size_t>(i)]);
  }
  caret += '^';
  if (width > 1)
    caret.append(static_cast<size_t>(width - 1), '~');
  return shown + "\n" + caret + "\n";
}

}  // namespace

bool Problems::has_errors() const {
  return std::any_of(list.begin(), list.end(),
                     [](const Problem& p) { return p.severity == Problem::Severity::error; });
}

std::string to_text(const Problem& problem, Lang lang) {
  const bool is_error = problem.severity == Problem::Severity::error;
  std::string out = yaml::printable(problem.mark.file);
  if (problem.mark.line > 0)
    out += fmt::format(":{}:{}", problem.mark.line, std::max(1, problem.mark.column));
  out += lang == Lang::ko ? (is_error ? ": 오류: " : ": 경고: ") : (is_error ? ": error: " : ": warning: ");
  out += problem.what.in(lang);
  if (!problem.instead.in(lang).empty())
    out += " " + problem.instead.in(lang);
  out += '\n';
  if (!problem.line.empty())
    out += with_caret(problem);
  return out;
}

}  // namespace madang
