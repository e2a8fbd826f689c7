// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/table.h"

#include <algorithm>

namespace madang::tool {
namespace {

char32_t next_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code = length == 1 ? lead : lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < std::min(length, text.size()); ++i) {
    code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  text.remove_prefix(std::min(length, text.size()));
  return code;
}

bool is_combining(char32_t code) {
  return (code >= 0x0300 && code <= 0x036F) || (code >= 0x1160 && code <= 0x11FF) || code == 0x200B ||
         (code >= 0x200C && code <= 0x200F) || (code >= 0xFE00 && code <= 0xFE0F);
}

bool is_wide(char32_t code) {
  return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0x303E) ||
         (code >= 0x3041 && code <= 0xA4CF) || (code >= 0xA960 && code <= 0xA97F) ||
         (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
         (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x1F300 && code <= 0x1F64F) ||
         (code >= 0x1F900 && code <= 0x1F9FF) || (code >= 0x20000 && code <= 0x3FFFD);
}

}  // namespace

std::size_t terminal_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const char32_t code = next_code_point(text);
    width += is_combining(code) ? 0 : is_wide(code) ? 2 : 1;
  }
  return width;
}

std::string one_line(std::string_view text, std::size_t columns) {
  std::string line;
  std::string short_line;  // with room for the ellipsis
  std::size_t width = 0;
  while (!text.empty()) {
    std::string_view rest = text;
    const char32_t code = next_code_point(rest);
    const std::string_view bytes = text.substr(0, text.size() - rest.size());
    text = rest;
    const bool prints = code >= 0x20 && !(code >= 0x7F && code <= 0x9F) && code != 0x2028 && code != 0x2029;
    width += !prints ? 1 : is_combining(code) ? 0 : is_wide(code) ? 2 : 1;
    if (width > columns)
      return short_line + "…";
    line += prints ? bytes : std::string_view(" ");
    if (width < columns)
      short_line = line;
  }
  return line;
}

std::string short_name(std::string_view text, std::size_t columns) {
  const std::string name = one_line(text, std::string::npos);
  if (terminal_width(name) <= columns || columns < 3)
    return one_line(name, columns);
  const std::string head = one_line(name, (columns + 1) / 2);
  const std::size_t room = columns - terminal_width(head);
  std::string_view tail = name;
  while (terminal_width(tail) > room)
    next_code_point(tail);
  return head + std::string(tail);
}

std::string to_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], terminal_width(row[i]));
  }
  std::string table;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      line.append(widths[i] - terminal_width(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    table += line + "\n";
  }
  return table;
}

}  // namespace madang::tool
