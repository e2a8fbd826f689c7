// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/strict_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <limits>
#include <optional>

#include "content-schema/base/digest.h"

namespace madang::trust {
namespace {

/// Takes nlohmann's events: its own builder would keep the last of two equal names without a word, and would
/// build everything before a limit could be asked for. The names of these calls are its interface.
class Builder {
 public:
  explicit Builder(const JsonLimits& limits) : limits_(limits) {}

  bool null() { return put(Json{}); }
  bool boolean(bool value) { return put(Json{value}); }
  bool number_integer(std::int64_t value) { return put(Json{value}); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return refuse_number();
    return put(Json{static_cast<std::int64_t>(value)});
  }
  bool number_float(double /*value*/, const std::string& /*text*/) { return refuse_number(); }
  bool string(std::string& value) { return put(Json{std::move(value)}); }
  bool binary(std::vector<std::uint8_t>& /*value*/) { return false; }

  bool start_object(std::size_t /*unknown*/) { return open(Json{Json::Object{}}); }
  bool start_array(std::size_t /*unknown*/) { return open(Json{Json::List{}}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    auto& object = std::get<Json::Object>(open_.back()->value);
    const auto [member, is_new] = object.try_emplace(std::move(name));
    if (!is_new) {
      error_ = fail(ErrorKind::invalid, "JSON에 '{}'이(가) 두 번 적혀 있습니다.",
                    "the JSON says '{}' twice in one object.", member->first.substr(0, 80))
                   .value();
      return false;
    }
    next_ = &member->second;
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*why*/) {
    error_ =
        fail(ErrorKind::invalid, "JSON이 아닙니다({}번째 바이트).", "this is no JSON (byte {}).", position)
            .value();
    return false;
  }

  Json root;
  const std::optional<Error>& error() const { return error_; }

 private:
  /// Where the value goes that has just begun; null where there are too many.
  Json* put_and_tell(Json value) {
    if (++values_ > limits_.values) {
      error_ = fail(ErrorKind::limit, "JSON에 값이 {}개보다 많습니다.", "the JSON has more than {} values.",
                    std::size_t{limits_.values})
                   .value();
      return nullptr;
    }
    Json* place = &root;
    if (!open_.empty()) {
      auto* list = std::get_if<Json::List>(&open_.back()->value);
      place = list != nullptr ? &list->emplace_back() : next_;
    }
    *place = std::move(value);
    return place;
  }

  bool put(Json value) { return put_and_tell(std::move(value)) != nullptr; }

  bool open(Json container) {
    if (open_.size() >= limits_.depth) {
      error_ = fail(ErrorKind::limit, "JSON이 {}단계보다 깊습니다.", "the JSON is more than {} levels deep.",
                    std::size_t{limits_.depth})
                   .value();
      return false;
    }
    Json* place = put_and_tell(std::move(container));
    if (place == nullptr)
      return false;
    open_.push_back(place);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  bool refuse_number() {
    error_ = fail(ErrorKind::invalid, "JSON에 64비트 정수가 아닌 수가 있습니다.",
                  "the JSON has a number that is no 64-bit integer.")
                 .value();
    return false;
  }

  const JsonLimits& limits_;
  // Innermost last. A list grows only while nothing inside it is open, so these stay where they are.
  std::vector<Json*> open_;
  Json* next_ = nullptr;  // the member whose name has just been read
  std::size_t values_ = 0;
  std::optional<Error> error_;
};

void write_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out.append({'\\', c});
    else if (static_cast<unsigned char>(c) < 0x20)
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  out += '"';
}

void new_line(std::string& out, std::size_t level) {
  out += '\n';
  out.append(level, ' ');
}

void write(std::string& out, const Json& json, std::size_t level) {
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
      new_line(out, level + 1);
      write(out, each, level + 1);
    }
    if (!list->empty())
      new_line(out, level);
    out += ']';
  } else if (const auto* object = json.object()) {
    out += '{';
    bool is_first = true;
    for (const auto& [name, each] : *object) {
      if (!std::exchange(is_first, false))
        out += ',';
      new_line(out, level + 1);
      write_text(out, name);
      out += ": ";
      write(out, each, level + 1);
    }
    if (!object->empty())
      new_line(out, level);
    out += '}';
  } else {
    out += "null";
  }
}

}  // namespace

const Json* Json::find(std::string_view name) const {
  const Object* members = object();
  if (members == nullptr)
    return nullptr;
  const auto found = members->find(name);
  return found != members->end() ? &found->second : nullptr;
}

Result<Json> parse_json(std::span<const std::byte> bytes, const JsonLimits& limits) {
  if (bytes.size() > limits.bytes) {
    return fail(ErrorKind::limit, "JSON이 너무 깁니다: {}바이트, 한도는 {}바이트입니다.",
                "the JSON is too long: {} bytes, and the limit is {}.", bytes.size(),
                std::size_t{limits.bytes});
  }
  const std::string_view text = as_text(bytes);
  if (text.starts_with("\xef\xbb\xbf")) {
    return fail(ErrorKind::invalid, "JSON 앞에 바이트 순서 표시(BOM)가 있습니다.",
                "there is a byte order mark before the JSON.");
  }
  Builder builder(limits);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
    return std::move(builder.root);
  if (builder.error())
    return fail(*builder.error());
  return fail(ErrorKind::invalid, "JSON이 아닙니다.", "this is no JSON.");
}

std::string to_text(const Json& value) {
  std::string out;
  write(out, value, 0);
  out += '\n';
  return out;
}

}  // namespace madang::trust
