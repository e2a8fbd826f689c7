// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <nlohmann/json.hpp>

#include "tools/madang/alarm_report_forms.h"

namespace madang::tool {
namespace {

using Json = nlohmann::ordered_json;

Json ms(const std::optional<Millis>& time) {
  return time ? Json(time->count()) : Json(nullptr);
}

Json json_of(const Percentiles& value) {
  return {{"p50", ms(value.p50)}, {"p95", ms(value.p95)}, {"p99", ms(value.p99)}};
}

Json json_of(const ScreenResult& screen) {
  constexpr const char* troubles[] = {"none", "unreachable", "refuses"};
  return {{"screen", screen.screen},
          {"received_ms", ms(screen.received)},
          {"displayed_ms", ms(screen.displayed)},
          {"cleared_ms", ms(screen.cleared)},
          {"failed", screen.failed()},
          {"late", screen.late},
          {"trouble", troubles[static_cast<std::size_t>(screen.trouble)]}};
}

Json json_of(const IncidentReport& incident) {
  constexpr const char* exercises[] = {"actual", "drill", "test"};
  constexpr const char* ends[] = {"none", "cleared", "expired"};
  const bool over = incident.end != IncidentReport::End::none;
  Json screens = Json::array();
  for (const ScreenResult& each : incident.screens)
    screens.push_back(json_of(each));
  return {{"incident", incident.incident},
          {"kind", incident.kind},
          {"place", incident.place},
          {"exercise", exercises[static_cast<std::size_t>(incident.exercise)]},
          {"raised", to_iso8601(incident.raised)},
          {"source", incident.source},
          {"by", incident.by},
          {"end", ends[static_cast<std::size_t>(incident.end)]},
          {"ended", over ? Json(to_iso8601(incident.ended)) : Json(nullptr)},
          {"end_source", incident.end_source},
          {"end_by", incident.end_by},
          {"failed", incident.failed()},
          {"received", json_of(incident.received)},
          {"displayed", json_of(incident.displayed)},
          {"cleared", json_of(incident.cleared)},
          {"screens", std::move(screens)}};
}

}  // namespace

std::string report_json(const AlarmReport& report) {
  Json incidents = Json::array();
  for (const IncidentReport& each : report.incidents)
    incidents.push_back(json_of(each));
  const Json all{{"incidents", std::move(incidents)}, {"headless", report.headless}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace madang::tool
