// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/nearest.h"

#include <algorithm>

#include "content-schema/yaml/utf8.h"

namespace madang::yaml {
namespace {

char32_t folded(char32_t code) {
  return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
}

size_t distance(const std::u32string& a, const std::u32string& b, size_t limit) {
  const size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit)
    return limit + 1;
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 1);
      least = std::min(least, now[j]);
    }
    if (least > limit)
      return limit + 1;
    before.swap(last);
    last.swap(now);
  }
  return std::min(last[b.size()], limit + 1);
}

/// Of a path the name without folder and extension: what is the same in all of them says nothing.
std::string_view essence(std::string_view word) {
  const size_t slash = word.rfind('/');
  if (slash == std::string_view::npos)
    return word;
  word.remove_prefix(slash + 1);
  return word.substr(0, word.rfind('.'));
}

bool same_file_name(std::string_view a, std::string_view b) {
  const auto name = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
  return a.find('.') != std::string_view::npos && name(a) == name(b);
}

template <class Candidates>
std::string_view nearest_of(std::string_view word, const Candidates& candidates) {
  constexpr size_t k_longest = 200;  // a longer word is no typing mistake, and would cost time
  if (word.size() > k_longest)
    return {};
  std::u32string wanted = to_code_points(compose_hangul(word));
  std::transform(wanted.begin(), wanted.end(), wanted.begin(), folded);
  const size_t length = count_characters(compose_hangul(essence(word)));
  size_t best = std::max<size_t>(1, (length + 1) / 3) + 1;
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > k_longest)
      continue;
    std::u32string other = to_code_points(candidate);
    std::transform(other.begin(), other.end(), other.begin(), folded);
    const size_t apart = same_file_name(word, candidate) ? 1 : distance(wanted, other, best - 1);
    // Half the word wrong is another word, however short it is.
    if (apart >= best || (apart > 0 && 2 * apart > std::max<size_t>(length, 2)))
      continue;
    best = apart;
    found = candidate;
    if (best == 0)
      break;
  }
  return found;
}

}  // namespace

size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
  return distance(to_code_points(a), to_code_points(b), limit);
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  return nearest_of(word, candidates);
}

std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates) {
  return nearest_of(word, candidates);
}

}  // namespace madang::yaml
