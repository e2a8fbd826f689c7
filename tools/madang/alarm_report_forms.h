// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/base/message.h"
#include "scheduler/calendar/zone.h"
#include "tools/madang/alarm_report.h"

namespace madang::tool {

// The forms in which `madang alarm report` tells what it found: pure functions of the report. Each ends in a
// newline. `zone` is the one of the clock on the wall.

/// For a terminal: each incident a table of its screens, the worst first, and of the percentiles.
std::string report_table(const AlarmReport& report, const TimeZone& zone, Lang lang);

/// For programs:
///
///     { "incidents": [ { "incident", "kind", "exercise", "raised", "source", "by", "end", "ended",
///                        "end_source", "end_by", "failed", "received": P, "displayed": P, "cleared": P,
///                        "screens": [ { "screen", "received_ms", "displayed_ms", "cleared_ms", "failed",
///                                       "late", "trouble" } ] } ],
///       "headless": [ incident ] }
///
/// `exercise` is one of actual, drill, test; `end` of none, cleared, expired; `trouble` of none, unreachable,
/// refuses. Instants are ISO 8601 in UTC, `ended` null while it is on. P is { "p50", "p95", "p99" } in ms;
/// null is never. Keys are not taken away; new ones may come.
std::string report_json(const AlarmReport& report);

/// For paper: an SVG, each incident with its numbers and a bar for each of its screens. Nothing in it depends
/// on fonts or on the machine. All numbers of a screen show where a mouse rests on its bar.
std::string report_picture(const AlarmReport& report, const TimeZone& zone, Lang lang);

// Words that they share.

/// `훈련 · fire · drill-1`
std::string title_of(const IncidentReport& incident, Lang lang);
/// When and by whom it was raised, and when and by whom it ended.
std::string raised_text(const IncidentReport& incident, const TimeZone& zone, Lang lang);
std::string ended_text(const IncidentReport& incident, const TimeZone& zone, Lang lang);
/// `화면 40대 가운데 39대에 나왔고, 1대는 실패했습니다.`
std::string summary_text(const IncidentReport& incident, Lang lang);
/// `85 ms`, `1.24 s`, `2 min 03 s`, `1 h 02 min`, cut off and not rounded up; a dash for never.
std::string span_text(std::optional<Millis> time, Lang lang);
/// How the percentiles are to be read.
std::string rule_text(Lang lang);
/// What went wrong on that screen; empty where nothing did.
std::string trouble_text(const IncidentReport& incident, const ScreenResult& screen, Lang lang);

}  // namespace madang::tool
