// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/alarm_report_forms.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

using Row = std::vector<std::string>;

std::string screens_table(const IncidentReport& incident, Lang lang) {
  std::vector<Row> rows;
  const auto add = [&](std::string name, std::optional<Millis> received, std::optional<Millis> displayed,
                       std::optional<Millis> cleared, std::string note) {
    rows.push_back({std::move(name), span_text(received, lang), span_text(displayed, lang),
                    span_text(cleared, lang), std::move(note)});
  };
  rows.push_back({say("화면", "SCREEN").in(lang), say("접수", "RECEIVED").in(lang),
                  say("표시", "DISPLAYED").in(lang), say("해제 뒤 내려감", "OFF AFTER CLEAR").in(lang),
                  say("비고", "NOTE").in(lang)});
  for (const ScreenResult& each : incident.screens) {
    add(short_name(each.screen, 40), each.received, each.displayed, each.cleared,
        trouble_text(incident, each, lang));
  }
  const Percentiles &received = incident.received, &displayed = incident.displayed,
                    &cleared = incident.cleared;
  add("p50", received.p50, displayed.p50, cleared.p50, "");
  add("p95", received.p95, displayed.p95, cleared.p95, "");
  add("p99", received.p99, displayed.p99, cleared.p99, "");
  return to_table(rows);
}

}  // namespace

std::string report_table(const AlarmReport& report, const TimeZone& zone, Lang lang) {
  std::string text;
  for (const IncidentReport& incident : report.incidents) {
    if (!text.empty())
      text += "\n";
    for (const std::string& line : {title_of(incident, lang), raised_text(incident, zone, lang),
                                    ended_text(incident, zone, lang), summary_text(incident, lang)})
      text += line + "\n";
    if (!incident.screens.empty())
      text.append("\n").append(screens_table(incident, lang));
  }
  text.append("\n").append(rule_text(lang)).append("\n");
  return text;
}

}  // namespace madang::tool
