// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/journal.h"

#include <nlohmann/json.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"

namespace madang::alarm {

using Json = nlohmann::json;

std::string encode(const State& state) {
  Json sources = Json::array();
  for (const auto& each : state.sources)
    sources.push_back({{"source", each.source}, {"last", each.last}, {"epoch", each.epoch}});
  Json lived = Json::object();
  for (const auto& [incident, length] : state.lived)
    lived[incident.value] = length.count();
  Json taken = Json::array();
  for (const auto& each : state.cap_taken)
    taken.push_back(each.value);
  return Json{{"version", 3},
              {"alarms", Json::parse(madang::encode(state.alarms))},
              {"sources", std::move(sources)},
              {"lived", std::move(lived)},
              {"cap-taken", std::move(taken)}}
      .dump(1);
}

std::optional<State> decode_state(std::span<const std::byte> bytes) {
  const auto text = as_text(bytes);
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object() || !json.contains("alarms") || !json.contains("sources") ||
      !json["sources"].is_array())
    return std::nullopt;
  State state;
  auto alarms =
      decode_alarm_state(as_bytes(json["alarms"].dump(-1, ' ', false, Json::error_handler_t::replace)));
  if (!alarms)
    return std::nullopt;
  state.alarms = std::move(*alarms);
  for (const Json& each : json["sources"]) {
    if (!each.is_object() || !each.contains("source") || !each["source"].is_string() ||
        !each.contains("last") || !each["last"].is_number_unsigned()) {
      return std::nullopt;
    }
    std::uint64_t epoch = 0;
    if (const auto said = each.find("epoch"); said != each.end()) {  // since version 3
      if (!said->is_number_unsigned())
        return std::nullopt;
      epoch = said->get<std::uint64_t>();
    }
    state.sources.push_back({each["source"].get<std::string>(), each["last"].get<std::uint64_t>(), epoch});
  }
  // Version 1 knew of nothing that ends by itself.
  if (json.contains("lived")) {
    if (!json["lived"].is_object())
      return std::nullopt;
    for (const auto& [incident, length] : json["lived"].items()) {
      if (!length.is_number_unsigned())
        return std::nullopt;
      state.lived[IncidentId{incident}] = Millis(length.get<std::uint32_t>());
    }
  }
  if (json.contains("cap-taken")) {
    if (!json["cap-taken"].is_array() || json["cap-taken"].size() > k_most_cap_taken)
      return std::nullopt;
    for (const Json& each : json["cap-taken"]) {
      if (!each.is_string())
        return std::nullopt;
      state.cap_taken.push_back(IncidentId{each.get<std::string>()});
    }
  }
  return state;
}

Result<State> Journal::load() const {
  const auto bytes = read_file(file_, k_most_alarm_bytes);
  if (!bytes && bytes.error().kind == ErrorKind::not_found)
    return State{};
  if (!bytes)
    return fail(bytes.error());
  if (auto state = decode_state(*bytes))
    return std::move(*state);
  auto aside = file_;
  aside += ".broken";
  std::error_code ignored;
  std::filesystem::rename(file_, aside, ignored);
  return fail(ErrorKind::invalid,
              "비상 기록 '{0}'을(를) 읽을 수 없어 '{1}'(으)로 옮겨 두었습니다. 비상 상황이 남아 있는지 "
              "확인해 주세요.",
              "the alarm journal '{0}' cannot be understood and was moved to '{1}'; check whether an alarm "
              "is still on.",
              file_.string(), aside.string());
}

Status Journal::keep(const State& state) const {
  return write_file_atomically(file_, as_bytes(encode(state)));
}

}  // namespace madang::alarm
