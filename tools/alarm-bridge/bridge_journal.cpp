// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/bridge_journal.h"

#include <nlohmann/json.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "scheduler/alarm/command.h"
#include "scheduler/alarm/journal.h"

namespace madang::bridge {
namespace {

using Json = nlohmann::json;

std::string to_bytes(const BridgeState& state) {
  Json zones = Json::object();
  for (const auto& [incident, zone] : state.zones)
    zones[incident.value] = zone;
  Json cleared = Json::array();
  for (const ClearedOfZone& each : state.cleared) {
    cleared.push_back({{"incident", each.incident.id.value},
                       {"at", to_iso8601(each.incident.at)},
                       {"by", each.incident.by},
                       {"zone", each.zone}});
  }
  return Json{{"version", 1},
              {"epoch", state.epoch},
              {"alarm", Json::parse(encode(state.alarm))},
              {"zones", std::move(zones)},
              {"cleared", std::move(cleared)}}
      .dump(1, ' ', false, Json::error_handler_t::replace);
}

/// Nothing where it is no text.
std::optional<std::string> text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string())
    return std::nullopt;
  return found->get<std::string>();
}

std::optional<ClearedOfZone> cleared_from(const Json& json) {
  if (!json.is_object())
    return std::nullopt;
  auto incident = text_at(json, "incident"), at = text_at(json, "at"), by = text_at(json, "by"),
       zone = text_at(json, "zone");
  if (!incident || !at || !by || !zone || !alarm::is_name(*incident) || !alarm::is_person(*by))
    return std::nullopt;
  const auto when = parse_iso8601(*at);
  if (!when)
    return std::nullopt;
  return ClearedOfZone{{{std::move(*incident)}, *when, std::move(*by)}, std::move(*zone)};
}

std::optional<BridgeState> from_bytes(std::span<const std::byte> bytes) {
  const auto text = as_text(bytes);
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object() || json.value("version", Json()) != 1 || !json.contains("alarm") ||
      !json.value("epoch", Json()).is_number_unsigned() || !json.value("zones", Json()).is_object() ||
      !json.value("cleared", Json()).is_array() || json["cleared"].size() > k_most_cleared) {
    return std::nullopt;
  }
  auto alarm =
      alarm::decode_state(as_bytes(json["alarm"].dump(-1, ' ', false, Json::error_handler_t::replace)));
  if (!alarm)
    return std::nullopt;
  BridgeState state;
  state.alarm = std::move(*alarm);
  state.epoch = json["epoch"].get<std::uint64_t>();
  for (const auto& [incident, zone] : json["zones"].items()) {
    if (!zone.is_string() || !alarm::is_name(zone.get<std::string>()))
      return std::nullopt;
    state.zones[IncidentId{incident}] = zone.get<std::string>();
  }
  for (const Json& each : json["cleared"]) {
    auto cleared = cleared_from(each);
    if (!cleared)
      return std::nullopt;
    state.cleared.push_back(std::move(*cleared));
  }
  return state;
}

}  // namespace

Result<BridgeState> BridgeJournal::load() const {
  const auto bytes = read_file(file_, k_most_alarm_bytes);
  if (!bytes && bytes.error().kind == ErrorKind::not_found)
    return BridgeState{};
  if (!bytes)
    return fail(bytes.error());
  if (auto state = from_bytes(*bytes))
    return std::move(*state);
  auto aside = file_;
  aside += ".broken";
  std::error_code ignored;
  std::filesystem::rename(file_, aside, ignored);
  return fail(
      ErrorKind::invalid,
      "비상 상태 파일 '{0}'을(를) 읽을 수 없어 '{1}'(으)로 옮겨 두었습니다. 화면에 남아 있는 비상이 있으면 "
      "이름을 적어 해제해 주세요.",
      "the file of the alarm state '{0}' cannot be understood and was moved to '{1}'; an alarm that is "
      "still on the screens has to be cleared by its name.",
      file_.string(), aside.string());
}

Status BridgeJournal::keep(const BridgeState& state) const {
  return write_file_atomically(file_, as_bytes(to_bytes(state)));
}

}  // namespace madang::bridge
