// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/svg.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/madang/table.h"

namespace madang::tool {
namespace {

constexpr double k_column = 0.56;  // em, of the columns that a terminal would give it: two for Hangul

std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text == "-0" ? "0" : text;
}

bool is_tail(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Where a line of at most so many columns ends: at a space, or where there is none at the last character.
size_t line_end(std::string_view text, size_t columns) {
  size_t end = 0;
  size_t space = 0;
  for (size_t i = 0; i < text.size();) {
    size_t next = i + 1;
    while (next < text.size() && is_tail(text[next]))
      ++next;
    if (terminal_width(text.substr(0, next)) > columns)
      return text[i] == ' ' ? i : space > 0 ? space : end;
    if (text[i] == ' ')
      space = i;
    end = i = next;
  }
  return text.size();
}

}  // namespace

std::string xml_escape(std::string_view text) {
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') {
          escaped += "\uFFFD";
        } else if (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF") {
          escaped += "\uFFFD";
          i += 2;
        } else {
          escaped += c;
        }
    }
  }
  return escaped;
}

Svg::Svg(double width, std::string_view title, std::string_view description, std::string_view language)
    : width_(width),
      head_(fmt::format("<title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n",
                        xml_escape(title), xml_escape(description))) {
  body_ = fmt::format(
      "<g xml:lang=\"{}\" font-family=\"'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', "
      "'Apple SD Gothic Neo', sans-serif\">\n",
      xml_escape(language));
}

void Svg::define(std::string_view definitions) {
  head_ += "<defs>\n";
  head_ += definitions;
  head_ += "</defs>\n";
}

void Svg::rect(const Box& box, std::string_view fill, std::string_view hint, double radius,
               std::string_view stroke) {
  body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"", number(box.x),
                       number(box.y), number(box.width), number(box.height), xml_escape(fill));
  if (radius > 0)
    body_ += fmt::format(" rx=\"{}\"", number(radius));
  if (!stroke.empty())
    body_ += fmt::format(" stroke=\"{}\"", xml_escape(stroke));
  body_ += hint.empty() ? "/>\n" : fmt::format("><title>{}</title></rect>\n", xml_escape(hint));
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view colour, double width) {
  body_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>\n",
                       number(x1), number(y1), number(x2), number(y2), xml_escape(colour), number(width));
}

void Svg::text(double x, double y, std::string_view text, const SvgText& style) {
  constexpr std::string_view anchors[] = {"start", "middle", "end"};
  body_ +=
      fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{}", number(x), number(y),
                  number(style.size), xml_escape(style.colour), style.bold ? " font-weight=\"700\"" : "");
  if (style.anchor != SvgText::Anchor::start)
    body_ += fmt::format(" text-anchor=\"{}\"", anchors[static_cast<size_t>(style.anchor)]);
  body_ += fmt::format(">{}</text>\n", xml_escape(text));
}

std::string Svg::finish(double height) && {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "role=\"img\" "
      "aria-labelledby=\"title description\">\n"
      "{2}<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{3}</g>\n</svg>\n",
      number(width_), number(height), head_, body_);
}

double text_width(std::string_view text, double size) {
  return static_cast<double>(terminal_width(text)) * k_column * size;
}

std::vector<std::string> wrapped(std::string_view text, double width, double size, size_t most) {
  std::vector<std::string> lines;
  const auto columns = static_cast<size_t>(std::max(0.0, width / (k_column * size)));
  if (columns < 3)
    return lines;
  while (!text.empty() && lines.size() < most) {
    if (lines.size() + 1 == most) {
      lines.push_back(one_line(text, columns));
      break;
    }
    const size_t end = line_end(text, columns);
    if (end == 0)
      break;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (!text.empty() && text.front() == ' ')
      text.remove_prefix(1);
  }
  return lines;
}

}  // namespace madang::tool
