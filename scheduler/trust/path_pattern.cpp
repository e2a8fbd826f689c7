// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/path_pattern.h"

#include <cstddef>
#include <optional>

namespace madang::trust {
namespace {

/// Takes one character off the front, all bytes of it. Two texts are compared here and both are UTF-8, or the
/// path is not and fits nothing but itself and `*`: a lead byte with what continues it is enough.
std::string_view take_character(std::string_view& text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
    ++length;
  const std::string_view character = text.substr(0, length);
  text.remove_prefix(length);
  return character;
}

/// A `[...]` at the front of `pattern`, taken off: whether `character` is in it. Nothing where the bracket is
/// not closed, and so is one itself. The bytes of UTF-8 are in the order of its code points, so ranges may
/// compare them.
std::optional<bool> take_set(std::string_view& pattern, std::string_view character) {
  std::string_view rest = pattern.substr(1);
  const bool is_negated = !rest.empty() && rest.front() == '!';
  if (is_negated)
    rest.remove_prefix(1);
  bool is_in = false;
  // A ']' that comes first does not close.
  for (bool is_first = true; is_first || rest.empty() || rest.front() != ']'; is_first = false) {
    if (rest.empty())
      return std::nullopt;
    const std::string_view low = take_character(rest);
    std::string_view high = low;
    if (rest.size() >= 2 && rest[0] == '-' && rest[1] != ']') {
      rest.remove_prefix(1);
      high = take_character(rest);
    }
    is_in = is_in || (low <= character && character <= high);
  }
  pattern = rest.substr(1);
  return is_in != is_negated;
}

/// Takes one character off both where the front of the pattern allows it.
bool take_one(std::string_view& pattern, std::string_view& path) {
  if (pattern.empty() || path.empty())
    return false;
  std::string_view after_path = path;
  const std::string_view character = take_character(after_path);
  std::string_view after_pattern = pattern;
  bool fits = false;
  const auto in_set = pattern.front() == '[' ? take_set(after_pattern, character) : std::nullopt;
  if (in_set) {
    fits = *in_set && character != "/";
  } else if (pattern.front() == '?') {
    after_pattern.remove_prefix(1);
    fits = character != "/";
  } else {
    fits = take_character(after_pattern) == character;
  }
  if (fits) {
    pattern = after_pattern;
    path = after_path;
  }
  return fits;
}

}  // namespace

bool path_matches(std::string_view pattern, std::string_view path) {
  // Where to go on when what comes behind the last '*' does not fit: that '*' takes one character more. An
  // earlier one need never give way, unless a '/' lies between, and then the later one cannot help it.
  std::optional<std::string_view> star_pattern;
  std::string_view star_path;
  while (!pattern.empty() || !path.empty()) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      star_pattern = pattern;
      star_path = path;
      continue;
    }
    if (take_one(pattern, path))
      continue;
    if (!star_pattern || star_path.empty() || star_path.front() == '/')
      return false;
    take_character(star_path);
    pattern = *star_pattern;
    path = star_path;
  }
  return true;
}

}  // namespace madang::trust
