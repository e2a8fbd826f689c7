// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/canonical.h"

#include <utility>

namespace madang::trust {
namespace {

void write_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\';
    out += c;
  }
  out += '"';
}

void write(std::string& out, const Json& json) {
  if (const auto* boolean = json.boolean()) {
    out += *boolean ? "true" : "false";
  } else if (const auto* integer = json.integer()) {
    out += std::to_string(*integer);
  } else if (const auto* text = json.string()) {
    write_text(out, *text);
  } else if (const auto* list = json.list()) {
    out += '[';
    for (const Json& each : *list) {
      if (&each != &list->front())
        out += ',';
      write(out, each);
    }
    out += ']';
  } else if (const auto* object = json.object()) {
    out += '{';
    bool is_first = true;
    for (const auto& [name, each] : *object) {
      if (!std::exchange(is_first, false))
        out += ',';
      write_text(out, name);
      out += ':';
      write(out, each);
    }
    out += '}';
  } else {
    out += "null";
  }
}

}  // namespace

std::string canonical(const Json& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace madang::trust
