// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/path_key.h"

#include <fmt/format.h>

#include <optional>

namespace madang {
namespace {

/// Takes one code point off the front; nothing for bytes that are none. Overlong forms and surrogates are
/// none.
std::optional<char32_t> take_code_point(std::string_view& text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
  if (length == 0 || text.size() < length)
    return std::nullopt;
  char32_t code = length == 1 ? lead : lead & (0x7f >> length);
  for (size_t i = 1; i < length; ++i) {
    if (byte(i) >> 6 != 2)
      return std::nullopt;
    code = code << 6 | (byte(i) & 0x3f);
  }
  constexpr char32_t k_least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < k_least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return std::nullopt;
  text.remove_prefix(length);
  return code;
}

// The Unicode Standard, 3.12, Hangul syllable composition.
constexpr char32_t k_syllables = 0xac00, k_leads = 0x1100, k_vowels = 0x1161, k_tails = 0x11a7;
constexpr char32_t k_vowel_count = 21, k_tail_count = 28, k_lead_count = 19, k_syllable_count = 11172;

/// The syllable of `before` and `code`, where they make one.
std::optional<char32_t> compose(char32_t before, char32_t code) {
  if (before - k_leads < k_lead_count && code - k_vowels < k_vowel_count) {
    return k_syllables + ((before - k_leads) * k_vowel_count + (code - k_vowels)) * k_tail_count;
  }
  const char32_t syllable = before - k_syllables;
  if (syllable < k_syllable_count && syllable % k_tail_count == 0 && code - k_tails - 1 < k_tail_count - 1) {
    return before + (code - k_tails);
  }
  return std::nullopt;
}

}  // namespace

std::string path_key(std::string_view path) {
  std::u32string key;
  while (!path.empty()) {
    auto code = take_code_point(path);
    if (!code) {
      code = static_cast<unsigned char>(path.front());
      path.remove_prefix(1);
    }
    if (*code >= 'A' && *code <= 'Z')
      *code += 'a' - 'A';
    const auto whole = key.empty() ? std::nullopt : compose(key.back(), *code);
    if (whole)
      key.back() = *whole;
    else
      key += *code;
  }
  // Nobody reads a key: the bytes of its code points serve as well as UTF-8.
  return {reinterpret_cast<const char*>(key.data()), key.size() * sizeof(char32_t)};
}

bool has_control_or_broken_utf8(std::string_view path) {
  while (!path.empty()) {
    const auto code = take_code_point(path);
    if (!code || *code < 0x20 || (*code >= 0x7f && *code <= 0x9f))
      return true;
  }
  return false;
}

std::string printable(std::string_view path) {
  std::string text;
  while (!path.empty() && text.size() < 120) {
    const std::string_view rest = path;
    const auto code = take_code_point(path);
    if (code && *code >= 0x20 && (*code < 0x7f || *code > 0x9f)) {
      text += rest.substr(0, rest.size() - path.size());
    } else {
      if (!code)
        path.remove_prefix(1);
      text += fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(rest.front())));
    }
  }
  return path.empty() ? text : text + "...";
}

}  // namespace madang
