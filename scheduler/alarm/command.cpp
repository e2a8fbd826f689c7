// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/command.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content-schema/base/digest.h"

namespace madang::alarm {
namespace {

using Json = nlohmann::json;

constexpr std::pair<const char*, Exercise> k_exercises[] = {
    {"actual", Exercise::actual}, {"drill", Exercise::drill}, {"test", Exercise::test}};
constexpr std::uint64_t k_longest_lifetime_s = 7 * 24 * 3600;
constexpr std::size_t k_most_person_bytes = 64;
constexpr std::size_t k_most_place_bytes = 64;

bool all_of(std::string_view text, std::string_view more, bool capitals) {
  for (const char c : text) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      (capitals && c >= 'A' && c <= 'Z') || more.find(c) != std::string_view::npos;
    if (!good)
      return false;
  }
  return true;
}

/// A syllable, U+AC00 to U+D7A3. Of several ways to write one in Unicode this is the one keyboards make, and
/// names are held against each other byte by byte.
bool begins_with_hangul(std::string_view text) {
  if (text.size() < 3)
    return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const bool is_three = byte(0) >= 0xEA && byte(0) <= 0xED && byte(1) >> 6 == 2 && byte(2) >> 6 == 2;
  const int code = (byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return is_three && code >= 0xAC00 && code <= 0xD7A3;
}

tl::unexpected<Error> wrong(std::string_view key, std::string_view ko_wanted, std::string_view en_wanted) {
  return fail(ErrorKind::invalid, "비상 명령의 \"{0}\" 값이 잘못되었습니다. {1}",
              "the alarm command's \"{0}\" is wrong: {2}", key, ko_wanted, en_wanted);
}

Result<std::string> text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end())
    return wrong(key, "꼭 있어야 합니다.", "it must be there.");
  if (!found->is_string())
    return wrong(key, "문자열이어야 합니다.", "it must be a string.");
  return found->get<std::string>();
}

Result<std::string> name_at(const Json& object, const char* key) {
  return text_at(object, key).and_then([&](std::string text) -> Result<std::string> {
    if (is_name(text))
      return text;
    return wrong(key, "영문자, 숫자, 점, 밑줄, 붙임표로 64자까지 쓸 수 있습니다.",
                 "up to 64 letters, digits, dots, underscores and hyphens may be used.");
  });
}

Result<std::string> kind_at(const Json& object) {
  return text_at(object, "kind").and_then([](std::string text) -> Result<std::string> {
    if (text == k_all_clear)
      return wrong("kind", "all-clear는 해제할 때 저절로 나옵니다.", "all-clear is what a clear leads to.");
    if (is_kind(text))
      return text;
    return wrong("kind", "영문 소문자, 숫자, 붙임표로 32자까지 쓸 수 있습니다.",
                 "up to 32 lower-case letters, digits and hyphens may be used.");
  });
}

Result<Exercise> exercise_at(const Json& object) {
  if (!object.contains("exercise"))
    return Exercise::actual;
  return text_at(object, "exercise").and_then([](const std::string& text) -> Result<Exercise> {
    for (const auto& [name, value] : k_exercises) {
      if (text == name)
        return value;
    }
    return wrong("exercise", "actual, drill, test 가운데 하나여야 합니다.",
                 "it must be actual, drill or test.");
  });
}

Result<std::optional<Millis>> lifetime_at(const Json& object) {
  const auto found = object.find("lifetime");
  if (found == object.end())
    return std::optional<Millis>();
  if (found->is_number_unsigned() && found->get<std::uint64_t>() >= 1 &&
      found->get<std::uint64_t>() <= k_longest_lifetime_s)
    return std::optional(Millis(std::chrono::seconds(found->get<std::uint32_t>())));
  return wrong("lifetime", "1초에서 604800초(이레) 사이의 정수여야 합니다.",
               "it must be a whole number of seconds, from 1 to 604800 (a week).");
}

Result<std::string> place_at(const Json& object) {
  if (!object.contains("place"))
    return std::string();
  return text_at(object, "place").and_then([](std::string text) -> Result<std::string> {
    if (is_place(text))
      return text;
    return wrong("place",
                 "지도에 적은 곳의 id를 쓰세요. 한글, 영문자, 숫자, 점, 밑줄, 붙임표로 64바이트까지입니다.",
                 "write the id of something on the map: up to 64 bytes of letters, digits, dots, underscores "
                 "and hyphens.");
  });
}

Result<std::string> person_at(const Json& object) {
  if (!object.contains("by"))
    return std::string();
  return text_at(object, "by").and_then([](std::string text) -> Result<std::string> {
    if (is_person(text))
      return text;
    return wrong("by", "제어 문자 없이 64바이트까지 쓸 수 있습니다.",
                 "up to 64 bytes without control characters may be used.");
  });
}

/// No exception leaves the parser, and no key may come twice: of two readers one would heed the first.
Result<Json> parse_object(std::span<const std::byte> bytes) {
  if (bytes.size() > k_most_command_bytes) {
    return fail(ErrorKind::limit, "비상 명령이 {}바이트로 너무 깁니다.",
                "the alarm command is too long: {} bytes.", bytes.size());
  }
  std::set<std::string> keys;
  bool flat = true;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::key)
      flat = keys.insert(value.get<std::string>()).second && flat;
    if (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start) {
      flat = flat && depth == 0;
      return flat;  // a nested value is dropped unread
    }
    return true;
  };
  const auto text = as_text(bytes);
  Json json = Json::parse(text.begin(), text.end(), watch, false);
  if (!flat || !json.is_object()) {
    return fail(ErrorKind::invalid, "비상 명령은 키가 겹치지 않는 한 겹의 JSON 객체여야 합니다.",
                "the alarm command must be one flat JSON object, each key once.");
  }
  return json;
}

Result<Command> read_command(const Json& json) {
  static const std::set<std::string> known{"action", "incident", "kind",     "source", "sequence",
                                           "all",    "exercise", "lifetime", "by",     "place"};
  for (const auto& [key, value] : json.items()) {
    if (!known.contains(key))
      return wrong(key, "모르는 키입니다.", "the key is unknown.");
  }
  Command command;
  const auto action = text_at(json, "action");
  if (!action)
    return fail(action.error());
  if (*action != "raise" && *action != "clear") {
    return wrong("action", "raise나 clear여야 합니다.", "it must be raise or clear.");
  }
  command.action = *action == "raise" ? Command::Action::raise : Command::Action::clear;

  const auto source = name_at(json, "source");
  if (!source)
    return fail(source.error());
  command.source = *source;

  const auto sequence = json.find("sequence");
  if (sequence == json.end() || !sequence->is_number_unsigned() || sequence->get<std::uint64_t>() == 0) {
    return wrong("sequence", "1 이상의 정수여야 합니다.", "it must be a whole number from 1.");
  }
  command.sequence = sequence->get<std::uint64_t>();

  const auto all = json.find("all");
  if (all != json.end()) {
    if (command.action != Command::Action::clear || !all->is_boolean() || !all->get<bool>() ||
        json.contains("incident")) {
      return wrong("all", "incident 없이 clear할 때 true로만 쓸 수 있습니다.",
                   "it may only be true, in a clear without incident.");
    }
  } else {
    auto incident = name_at(json, "incident");
    if (!incident)
      return fail(incident.error());
    command.incident = IncidentId{std::move(*incident)};
  }
  if (command.action == Command::Action::raise || json.contains("kind")) {
    const auto kind = kind_at(json);
    if (!kind)
      return fail(kind.error());
    if (command.action == Command::Action::raise)
      command.kind = *kind;
  }
  for (const char* key : {"exercise", "lifetime", "place"}) {
    if (command.action == Command::Action::clear && json.contains(key))
      return wrong(key, "raise에만 쓸 수 있습니다.", "it belongs to a raise.");
  }
  const auto exercise = exercise_at(json);
  if (!exercise)
    return fail(exercise.error());
  command.exercise = *exercise;
  const auto lifetime = lifetime_at(json);
  if (!lifetime)
    return fail(lifetime.error());
  command.lifetime = *lifetime;
  auto by = person_at(json);
  if (!by)
    return fail(by.error());
  command.by = *std::move(by);
  auto place = place_at(json);
  if (!place)
    return fail(place.error());
  command.place = *std::move(place);
  return command;
}

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && all_of(text, "._-", true);
}

bool is_kind(std::string_view text) {
  return !text.empty() && text.size() <= 32 && all_of(text, "-", false);
}

bool is_person(std::string_view text) {
  return text.size() <= k_most_person_bytes && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
         });
}

bool is_place(std::string_view text) {
  const bool fits = !text.empty() && text.size() <= k_most_place_bytes;
  while (!text.empty()) {
    if (all_of(text.substr(0, 1), "._-", true))
      text.remove_prefix(1);
    else if (begins_with_hangul(text))
      text.remove_prefix(3);
    else
      return false;
  }
  return fits;
}

Result<Command> parse_command(std::span<const std::byte> json) {
  return parse_object(json).and_then(read_command);
}

std::string encode(const Command& command) {
  Json json{{"source", command.source}, {"sequence", command.sequence}};
  if (command.action == Command::Action::raise) {
    json["action"] = "raise";
    json["kind"] = command.kind;
    for (const auto& [name, value] : k_exercises) {
      if (value == command.exercise && value != Exercise::actual)
        json["exercise"] = name;
    }
    if (!command.place.empty())
      json["place"] = command.place;
    if (command.lifetime)
      json["lifetime"] = std::chrono::ceil<std::chrono::seconds>(*command.lifetime).count();
  } else {
    json["action"] = "clear";
  }
  if (command.incident) {
    json["incident"] = command.incident->value;
  } else {
    json["all"] = true;
  }
  if (!command.by.empty())
    json["by"] = command.by;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace madang::alarm
