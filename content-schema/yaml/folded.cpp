// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/folded.h"

#include <algorithm>

#include "content-schema/yaml/utf8.h"

namespace madang::yaml {
namespace {

constexpr std::string_view k_white = " \t\n";

std::string_view white_run(std::string_view text, size_t at) {
  return text.substr(at, std::min(text.find_first_not_of(k_white, at), text.size()) - at);
}

bool is_hangul(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318F) || (c >= 0x3260 && c <= 0x327E) ||
         (c >= 0xA960 && c <= 0xA97F) || (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xFFA0 && c <= 0xFFDC);
}

bool writes_no_spaces(std::string_view text, size_t at) {
  const char32_t c = code_point_at(text, at).code;
  return display_width(c) == 2 && !is_hangul(c);
}

size_t last_character(std::string_view text) {
  size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
    --at;
  return at;
}

/// Behind what opens the scalar: a quotation mark, or the header of a folded block.
size_t begin_of(std::string_view source) {
  if (source.empty() || (source[0] != '"' && source[0] != '\'' && source[0] != '>'))
    return 0;
  if (source[0] != '>')
    return 1;
  const size_t line_end = source.find('\n');
  return line_end == std::string_view::npos ? source.size() : source.find_first_not_of(k_white, line_end);
}

}  // namespace

std::string join_folded_lines(std::string value, std::string_view source) {
  if (value.find(' ') == std::string::npos)
    return value;
  std::string out;
  size_t from = begin_of(source);
  size_t at = 0;
  while (at < value.size() && from < source.size()) {
    const auto white = white_run(value, at);
    if (white.empty()) {
      if (value[at] != source[from])
        break;
      const bool doubled = source[from] == '\'' && source.substr(from, 2) == "''" && source.front() == '\'';
      from += doubled ? 2 : 1;
      out += value[at++];
      continue;
    }
    const auto written = white_run(source, from);
    const size_t next = at + white.size();
    const bool folded = white == " " && std::count(written.begin(), written.end(), '\n') == 1;
    const bool joined = folded && !out.empty() && next < value.size() &&
                        writes_no_spaces(out, last_character(out)) && writes_no_spaces(value, next);
    if (!joined)
      out += white;
    at = next;
    from += written.size();
  }
  return out.append(value, std::min(at, value.size()), std::string::npos);
}

}  // namespace madang::yaml
