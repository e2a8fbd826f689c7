// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/alarm_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace madang::tool {
namespace {

using bridge::LogEntry;
using End = IncidentReport::End;
using Trouble = ScreenResult::Trouble;
using What = LogEntry::What;

// A bridge says that a screen is out of reach when it has heard nothing for so long: it was lost before.
constexpr Millis k_silence{30'000};

void keep_first(std::optional<Millis>& kept, Millis time) {
  kept = std::min(kept.value_or(time), time);
}

/// Each screen of every road that is known to lead to it, and what is wrong with that road now.
class Roads {
 public:
  void works(const LogEntry& entry) { roads_[entry.screen][entry.road] = Trouble::none; }
  void fails(const LogEntry& entry, Trouble trouble) { roads_[entry.screen][entry.road] = trouble; }

  /// A bridge that starts anew knows of no trouble, and says again what it finds.
  void forget_trouble() {
    for (auto& [screen, roads] : roads_) {
      for (auto& [road, trouble] : roads)
        trouble = Trouble::none;
    }
  }

  /// None as long as one road works.
  Trouble trouble(const std::string& screen) const {
    Trouble worst = Trouble::none;
    for (const auto& [road, trouble] : roads_.at(screen)) {
      if (trouble == Trouble::none)
        return Trouble::none;
      worst = trouble;
    }
    return worst;
  }

  std::vector<std::string> cut_off() const {
    std::vector<std::string> screens;
    for (const auto& [screen, roads] : roads_) {
      if (trouble(screen) != Trouble::none)
        screens.push_back(screen);
    }
    return screens;
  }

 private:
  std::map<std::string, std::map<std::string, Trouble>> roads_;
};

/// Goes through the records in their order.
class Reader {
 public:
  explicit Reader(const std::vector<std::string>& expected) : expected_(expected) {}

  void take(const LogEntry& entry) {
    if (entry.screen.empty())
      take_of_bridge(entry);
    else
      take_of_screen(entry);
  }

  AlarmReport finish() && {
    AlarmReport report;
    for (Story& each : stories_)
      report.incidents.push_back(conclude(std::move(each)));
    report.headless.assign(headless_.begin(), headless_.end());
    return report;
  }

 private:
  struct Story {
    IncidentReport report;
    std::map<std::string, ScreenResult> screens;
  };

  /// What it did itself; what its inputs and whoever gives orders did is not asked here.
  void take_of_bridge(const LogEntry& entry) {
    switch (entry.what) {
      case What::raised:
        return raise(entry);
      case What::cleared:
        return end(entry, End::cleared);
      case What::expired:
        return end(entry, End::expired);
      case What::started:
        return roads_.forget_trouble();
      default:
        return;
    }
  }

  void take_of_screen(const LogEntry& entry) {
    switch (entry.what) {
      case What::received:
      case What::displayed:
      case What::cleared:
        return hear(entry);
      case What::refused:
        return lose(entry, Trouble::refuses, Millis{0});
      case What::link_lost:
        return lose(entry, Trouble::unreachable, k_silence);
      case What::link_back:
        return roads_.works(entry);
      default:
        return;
    }
  }

  Story* find(const std::string& incident) {
    const auto found = latest_.find(incident);
    return found == latest_.end() ? nullptr : &stories_[found->second];
  }

  void raise(const LogEntry& entry) {
    const Exercise exercise = entry.exercise.value_or(Exercise::actual);
    if (Story* known = find(entry.incident); known != nullptr && known->report.end == End::none) {
      known->report.exercise = exercise;
      known->report.place = entry.place;
      return;
    }
    Story made;
    made.report.incident = entry.incident;
    made.report.kind = entry.kind;
    made.report.place = entry.place;
    made.report.exercise = exercise;
    made.report.raised = entry.at;
    made.report.source = entry.source;
    made.report.by = entry.by;
    for (const std::string& screen : expected_)
      made.screens[screen];
    for (const std::string& screen : roads_.cut_off())
      made.screens[screen].trouble = roads_.trouble(screen);
    latest_[entry.incident] = stories_.size();
    stories_.push_back(std::move(made));
  }

  void end(const LogEntry& entry, End how) {
    Story* story = find(entry.incident);
    if (story == nullptr || story->report.end != End::none)
      return;  // an all-clear may name what nobody raised here
    story->report.end = how;
    story->report.ended = entry.at;
    story->report.end_source = entry.source;
    story->report.end_by = entry.by;
  }

  void hear(const LogEntry& entry) {
    roads_.works(entry);
    Story* story = find(entry.incident);
    if (story == nullptr) {
      headless_.insert(entry.incident);
      return;
    }
    const IncidentReport& report = story->report;
    const bool off = entry.what == What::cleared;
    if (off && report.end == End::none)
      return;
    const Millis after =
        entry.ms.value_or(std::max(entry.at - (off ? report.ended : report.raised), Millis{0}));
    ScreenResult& screen = story->screens[entry.screen];
    screen.trouble = Trouble::none;
    keep_first(off                             ? screen.cleared
               : entry.what == What::displayed ? screen.displayed
                                               : screen.received,
               after);
  }

  void lose(const LogEntry& entry, Trouble trouble, Millis before) {
    roads_.fails(entry, trouble);
    if (roads_.trouble(entry.screen) == Trouble::none)
      return;
    for (Story& each : stories_) {
      if (each.report.end == End::none || entry.at - before < each.report.ended)
        each.screens[entry.screen].trouble = trouble;
    }
  }

  static IncidentReport conclude(Story story) {
    IncidentReport report = std::move(story.report);
    std::vector<std::optional<Millis>> received, displayed, cleared;
    for (auto& [name, screen] : story.screens) {
      screen.screen = name;
      if (screen.displayed) {
        keep_first(screen.received, *screen.displayed);  // who shows it has it
        screen.late = report.end != End::none && report.raised + *screen.displayed > report.ended;
      }
      received.push_back(screen.received);
      displayed.push_back(screen.failed() ? std::nullopt : screen.displayed);
      if (screen.displayed && report.end == End::cleared)
        cleared.push_back(screen.cleared);
      report.screens.push_back(std::move(screen));
    }
    report.received = percentiles(std::move(received));
    report.displayed = percentiles(std::move(displayed));
    report.cleared = percentiles(std::move(cleared));
    // They come by name, and stay so where they are equally bad.
    std::stable_sort(report.screens.begin(), report.screens.end(), [](const auto& a, const auto& b) {
      const auto badness = [](const ScreenResult& each) {
        return std::tuple(each.failed(), each.displayed.value_or(Millis::max()),
                          each.received.value_or(Millis::max()));
      };
      return badness(a) > badness(b);
    });
    return report;
  }

  const std::vector<std::string>& expected_;
  std::vector<Story> stories_;
  std::map<std::string, std::size_t> latest_;  // of `stories_`, by incident
  std::set<std::string> headless_;
  Roads roads_;
};

}  // namespace

std::size_t IncidentReport::failed() const {
  return static_cast<std::size_t>(
      std::count_if(screens.begin(), screens.end(), [](const ScreenResult& each) { return each.failed(); }));
}

AlarmReport make_alarm_report(std::span<const LogEntry> records, const std::vector<std::string>& expected) {
  Reader reader(expected);
  for (const LogEntry& each : records)
    reader.take(each);
  return std::move(reader).finish();
}

}  // namespace madang::tool
