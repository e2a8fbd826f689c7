// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/text.h"

#include <algorithm>

#include "content-schema/model/language.h"

namespace madang {
namespace {

/// Walks `text` and calls `literal(view)` and `name(view)` for its parts, in order.
template <class Literal, class Name>
void walk_placeholders(std::string_view text, Literal literal, Name name) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t brace = text.find_first_of("{}", at);
    if (brace == std::string_view::npos)
      break;
    literal(text.substr(at, brace - at));
    if (brace + 1 < text.size() && text[brace + 1] == text[brace]) {
      literal(text.substr(brace, 1));
      at = brace + 2;
      continue;
    }
    const size_t close = text[brace] == '{' ? text.find_first_of("{}\n", brace + 1) : std::string_view::npos;
    if (close == std::string_view::npos || text[close] != '}' || close == brace + 1) {
      literal(text.substr(brace, 1));
      at = brace + 1;
      continue;
    }
    name(text.substr(brace + 1, close - brace - 1));
    at = close + 1;
  }
  literal(text.substr(std::min(at, text.size())));
}

}  // namespace

const TaggedText* LocalText::in(std::string_view language) const {
  const auto exact = std::find_if(versions.begin(), versions.end(),
                                  [&](const TaggedText& v) { return v.language == language; });
  if (exact != versions.end())
    return &*exact;
  const auto near = std::find_if(versions.begin(), versions.end(), [&](const TaggedText& v) {
    return primary_language(v.language) == primary_language(language);
  });
  if (near != versions.end())
    return &*near;
  return versions.empty() ? nullptr : &versions.front();
}

std::string insert_values(std::string_view text, const std::map<std::string, std::string>& words) {
  std::string out;
  out.reserve(text.size());
  walk_placeholders(
      text, [&](std::string_view literal) { out += literal; },
      [&](std::string_view name) {
        const auto found = words.find(std::string(name));
        if (found != words.end())
          out += found->second;
        else
          out.append("{").append(name).append("}");
      });
  return out;
}

std::vector<std::string> value_names(std::string_view text) {
  std::vector<std::string> names;
  walk_placeholders(
      text, [](std::string_view) {},
      [&](std::string_view name) {
        if (std::find(names.begin(), names.end(), name) == names.end())
          names.emplace_back(name);
      });
  return names;
}

}  // namespace madang
