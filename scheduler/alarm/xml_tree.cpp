// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/xml_tree.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

namespace madang::alarm {
namespace {

/// References are left as they are, because pugixml would let an unknown one pass as text; we resolve them.
constexpr unsigned k_how = pugi::parse_cdata | pugi::parse_eol | pugi::parse_doctype;

/// Each element looks through them, so their number times that of the elements is work.
constexpr size_t k_most_name_spaces = 64;

tl::unexpected<Error> wrong(int line, std::string_view ko, std::string_view en) {
  return fail(ErrorKind::invalid, "XML {0}번째 줄: {1}", "XML, line {0}: {2}", line, ko, en);
}

void append_utf8(std::string& text, unsigned long code) {
  const auto add = [&](unsigned long byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0 | code >> 6);
    add(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    add(0xE0 | code >> 12);
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  } else {
    add(0xF0 | code >> 18);
    add(0x80 | (code >> 12 & 0x3F));
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  }
}

/// XML 1.0, 2.2 Char.
bool is_xml_character(unsigned long code) {
  return code == 0x9 || code == 0xA || code == 0xD || (code >= 0x20 && code < 0xD800) ||
         (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code <= 0x10FFFF);
}

/// `name` stands between & and ;.
bool append_reference(std::string& text, std::string_view name) {
  struct Predefined {
    std::string_view name;
    char character;
  };
  constexpr Predefined predefined[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& each : predefined) {
    if (each.name == name) {
      text += each.character;
      return true;
    }
  }
  if (!name.starts_with('#'))
    return false;
  name.remove_prefix(1);
  const int base = name.starts_with('x') ? 16 : 10;
  if (base == 16)
    name.remove_prefix(1);
  unsigned long code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, base);
  if (error != std::errc{} || end != name.data() + name.size() || !is_xml_character(code))
    return false;
  append_utf8(text, code);
  return true;
}

Status append_text(std::string& text, std::string_view raw, int line) {
  for (size_t at = 0; at < raw.size();) {
    const size_t mark = std::min(raw.find('&', at), raw.size());
    text += raw.substr(at, mark - at);
    if (mark == raw.size())
      break;
    const size_t end = raw.find(';', mark);
    if (end == std::string_view::npos || end - mark > 12 ||
        !append_reference(text, raw.substr(mark + 1, end - mark - 1))) {
      return wrong(line, "&amp; &lt; &gt; &quot; &apos; 와 문자 번호 말고는 참조를 쓸 수 없습니다.",
                   "only &amp; &lt; &gt; &quot; &apos; and characters by number may be referred to.");
    }
    at = end + 1;
  }
  return {};
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const size_t from = text.find_first_not_of(space);
  return from == std::string_view::npos
             ? std::string{}
             : std::string{text.substr(from, text.find_last_not_of(space) - from + 1)};
}

/// Elements come in the order of their places, so lines are counted once through the text.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}
  int at(size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset > at_) {
      line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                           text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
      at_ = offset;
    }
    return line_;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
};

class Builder {
 public:
  Builder(std::string_view text, const XmlLimits& limits) : lines_(text), limits_(limits) {}

  Result<XmlElement> build(const pugi::xml_node& node, int depth) {
    XmlElement element;
    element.line = lines_.at(static_cast<size_t>(std::max<std::ptrdiff_t>(0, node.offset_debug())));
    if (depth > limits_.depth || ++elements_ > limits_.elements) {
      return fail(ErrorKind::limit, "XML {}번째 줄: 문서가 너무 깊거나 요소가 너무 많습니다.",
                  "XML, line {}: the document is too deep or has too many elements.", element.line);
    }
    const size_t outer = scope_.size();
    for (const auto& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (name == "xmlns" || name.starts_with("xmlns:"))
        scope_.push_back(
            {std::string{name.substr(std::min<size_t>(6, name.size()))}, trimmed(attribute.value())});
    }
    if (scope_.size() > k_most_name_spaces) {
      return fail(ErrorKind::limit, "XML {}번째 줄: 이름 공간(xmlns)이 너무 많습니다.",
                  "XML, line {}: there are too many name spaces.", element.line);
    }
    const std::string_view name = node.name();
    const size_t colon = name.find(':');
    element.name = name.substr(colon == std::string_view::npos ? 0 : colon + 1);
    element.name_space = name_space(name.substr(0, colon == std::string_view::npos ? 0 : colon));
    for (const auto& child : node.children()) {
      if (child.type() == pugi::node_element) {
        auto built = build(child, depth + 1);
        if (!built)
          return built;
        element.children.push_back(std::move(*built));
      } else if (child.type() == pugi::node_cdata) {
        element.text += child.value();
      } else if (child.type() == pugi::node_pcdata) {
        if (const auto read = append_text(element.text, child.value(), element.line); !read)
          return fail(read.error());
      }
    }
    element.text = trimmed(element.text);
    scope_.resize(outer);
    return element;
  }

 private:
  struct NameSpace {
    std::string prefix;
    std::string name;
  };

  std::string name_space(std::string_view prefix) const {
    const auto found = std::find_if(scope_.rbegin(), scope_.rend(),
                                    [&](const NameSpace& each) { return each.prefix == prefix; });
    return found == scope_.rend() ? std::string{} : found->name;
  }

  LineCounter lines_;
  XmlLimits limits_;
  size_t elements_ = 0;
  std::vector<NameSpace> scope_;  ///< those of the elements around, the innermost last
};

}  // namespace

Result<XmlElement> parse_xml(std::string_view utf8, const XmlLimits& limits) {
  if (utf8.find('\0') != std::string_view::npos)
    return wrong(1, "XML이 아닙니다.", "this is not XML.");
  pugi::xml_document document;
  const auto parsed = document.load_buffer(utf8.data(), utf8.size(), k_how, pugi::encoding_utf8);
  if (!parsed) {
    const size_t offset = static_cast<size_t>(std::max<std::ptrdiff_t>(0, parsed.offset));
    return wrong(LineCounter{utf8}.at(offset), "XML이 아니거나 중간에 끊겼습니다.",
                 "this is not XML, or it breaks off.");
  }
  pugi::xml_node root;
  for (const auto& child : document.children()) {
    if (child.type() == pugi::node_doctype)
      return wrong(1, "문서 형식(DOCTYPE)은 쓸 수 없습니다.", "a document type (DOCTYPE) may not be used.");
    if (child.type() != pugi::node_element)
      continue;
    if (root)
      return wrong(1, "가장 바깥 요소는 하나여야 합니다.", "there must be one outermost element.");
    root = child;
  }
  if (!root)
    return wrong(1, "XML이 아닙니다.", "this is not XML.");
  return Builder{utf8, limits}.build(root, 1);
}

}  // namespace madang::alarm
