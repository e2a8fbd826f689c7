// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/alarm_report_forms.h"
#include "tools/madang/table.h"
#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

constexpr std::size_t k_most_columns = 40;  // of a name that somebody chose

std::string moment(SysTime at, const TimeZone& zone, Lang lang) {
  const LocalTime local = zone.to_local(at);
  return day_text(std::chrono::floor<std::chrono::days>(local), lang) + " " + seconds_text(local);
}

std::string person(const std::string& source, const std::string& by) {
  const std::string name = by.empty() || source.empty() ? source + by : source + " / " + by;
  return name.empty() ? "" : " (" + one_line(name, k_most_columns) + ")";
}

Bilingual failure(const IncidentReport& incident, const ScreenResult& screen, Lang lang) {
  if (screen.late) {
    const Millis after = incident.raised + *screen.displayed - incident.ended;
    return say("끝나고 {} 뒤에야 나왔습니다", "displayed {} after the end", span_text(after, lang));
  }
  if (screen.trouble == ScreenResult::Trouble::unreachable)
    return say("연결되지 않았습니다", "out of reach");
  if (screen.trouble == ScreenResult::Trouble::refuses)
    return say("알림을 거절했습니다", "it refused the notice");
  return screen.received ? say("받았지만 나왔다는 답이 없습니다", "received, but never displayed")
                         : say("답이 없습니다", "no answer");
}

}  // namespace

std::string title_of(const IncidentReport& incident, Lang lang) {
  const Bilingual exercise = incident.exercise == Exercise::drill  ? say("훈련", "Drill")
                             : incident.exercise == Exercise::test ? say("시험", "Test")
                                                                   : say("실제 비상", "Actual alarm");
  return exercise.in(lang) + " · " + one_line(incident.kind, 20) + " · " +
         one_line(incident.incident, k_most_columns) +
         (incident.place.empty() ? "" : " · " + one_line(incident.place, k_most_columns));
}

std::string raised_text(const IncidentReport& incident, const TimeZone& zone, Lang lang) {
  return say("발령 {}{}", "raised {}{}", moment(incident.raised, zone, lang),
             person(incident.source, incident.by))
      .in(lang);
}

std::string ended_text(const IncidentReport& incident, const TimeZone& zone, Lang lang) {
  switch (incident.end) {
    case IncidentReport::End::none:
      return say("아직 끝나지 않았습니다", "still on").in(lang);
    case IncidentReport::End::cleared:
      return say("해제 {}{}", "cleared {}{}", moment(incident.ended, zone, lang),
                 person(incident.end_source, incident.end_by))
          .in(lang);
    case IncidentReport::End::expired:
      return say("시간이 다 되어 끝남 {}", "expired {}", moment(incident.ended, zone, lang)).in(lang);
  }
  return {};
}

std::string summary_text(const IncidentReport& incident, Lang lang) {
  const std::size_t all = incident.screens.size();
  const std::size_t failed = incident.failed();
  if (all == 0)
    return say("답한 화면이 없습니다.", "No screen answered.").in(lang);
  if (failed == 0)
    return say("화면 {}대에 모두 나왔습니다.", "Displayed on every screen: {}.", all).in(lang);
  return say("화면 {}대 가운데 {}대에 나왔고, {}대는 실패했습니다.",
             "Displayed on {1} of {0} screens; {2} failed.", all, all - failed, failed)
      .in(lang);
}

std::string span_text(std::optional<Millis> time, Lang lang) {
  if (!time)
    return "–";
  const auto ms = time->count();
  const auto seconds = ms / 1000;
  if (ms < 1000)
    return say("{}ms", "{} ms", ms).in(lang);
  if (seconds < 60)
    return say("{}.{:02}초", "{}.{:02} s", seconds, ms % 1000 / 10).in(lang);
  if (seconds < 3600)
    return say("{}분 {:02}초", "{} min {:02} s", seconds / 60, seconds % 60).in(lang);
  return say("{}시간 {:02}분", "{} h {:02} min", seconds / 3600, seconds / 60 % 60).in(lang);
}

std::string rule_text(Lang lang) {
  return say("p95: 화면 100대 가운데 95대가 이 시간 안에 (최근접 순위). 실패한 화면은 끝내 오지 않은 것으로 "
             "셉니다.",
             "p95: 95 of 100 screens took no longer (nearest rank). A failed screen counts as one that never "
             "came.")
      .in(lang);
}

std::string trouble_text(const IncidentReport& incident, const ScreenResult& screen, Lang lang) {
  if (screen.failed())
    return say("실패: {}", "FAILED: {}", failure(incident, screen, lang).in(lang)).in(lang);
  if (incident.end == IncidentReport::End::cleared && !screen.cleared)
    return say("내려갔다는 답이 없습니다", "never said to be off the glass").in(lang);
  return {};
}

}  // namespace madang::tool
