// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_words.h"

#include <algorithm>

namespace madang::alarm {
namespace {

constexpr std::string_view k_space = " \t\r\n";

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Length of a `<br>`, `<br/>` or `<br />` at the start of `text`; 0: none.
size_t line_break_tag(std::string_view text) {
  if (text.size() < 4 || !same_letters(text.substr(0, 3), "<br"))
    return 0;
  const size_t end = text.find_first_not_of(" /", 3);
  return end != std::string_view::npos && text[end] == '>' ? end + 1 : 0;
}

}  // namespace

bool same_letters(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return small(x) == small(y); });
}

std::string small_letters(std::string_view text) {
  std::string result{text};
  std::transform(result.begin(), result.end(), result.begin(), small);
  return result;
}

std::vector<std::string> split_at_space(std::string_view text) {
  std::vector<std::string> pieces;
  for (size_t at = text.find_first_not_of(k_space); at != std::string_view::npos;) {
    const size_t end = std::min(text.find_first_of(k_space, at), text.size());
    pieces.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(k_space, end);
  }
  return pieces;
}

std::vector<std::string> split_quoted(std::string_view text) {
  std::vector<std::string> pieces;
  for (size_t at = text.find_first_not_of(k_space); at != std::string_view::npos;) {
    const bool quoted = text[at] == '"';
    const size_t from = quoted ? at + 1 : at;
    const size_t end =
        std::min(quoted ? text.find('"', from) : text.find_first_of(k_space, from), text.size());
    if (end > from)
      pieces.emplace_back(text.substr(from, end - from));
    at =
        end == text.size() ? std::string_view::npos : text.find_first_not_of(k_space, quoted ? end + 1 : end);
  }
  return pieces;
}

std::string plain_text(std::string_view text) {
  std::string result;
  int lines = 0;  // line ends and breaks since the last letter
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (const size_t tag = line_break_tag(text.substr(at)); tag > 0) {
      lines += 2;
      at += tag;
      continue;
    }
    ++at;
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7F') {
      gap = true;
      lines += c == '\n' ? 1 : 0;
      continue;
    }
    if (!result.empty() && (gap || lines > 0))
      result += lines >= 2 ? '\n' : ' ';
    gap = false;
    lines = 0;
    result += c;
  }
  return result;
}

}  // namespace madang::alarm
