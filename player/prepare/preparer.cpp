// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/preparer.h"

#include <poll.h>

#include <utility>

#include "content-schema/base/memory.h"
#include "player/scene/build.h"
#include "player/timeline/alarm_turn.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr size_t k_most_instants = 32;
constexpr int k_rounds_between_pins = 5;  // alarm pages are touched this often, far inside the cache's memory
constexpr Millis k_alarm_cycle = 64s;  // long enough for every language of an alarm page to have had its turn

void build_at(const Preparer::Job& job, const Alarms& alarms, std::span<const SysTime> instants,
              Loader& loader) {
  const Timeline& timeline = *job.timeline;
  const Programme& programme = timeline.programme();
  Setting setting = setting_of(programme.document, programme.screen, job.viewport);
  setting.live = job.live.get();
  std::optional<WayOut> way;
  if (setting.screen != nullptr && !alarms.quiet() && !programme.document.maps.empty())
    way = way_out(programme.document, *setting.screen, places_of(alarms.state(), instants.front()));
  setting.way = way ? &*way : nullptr;
  for (const SysTime t : instants) {
    const auto cues = timeline.at(t, alarms);
    build_parts(cues, setting, loader);
  }
}

/// Nothing known, and each block of the maps. A single shop that burns is drawn when it is told.
std::vector<std::string> places_to_prepare(const Document& document) {
  constexpr size_t k_most = 32;
  std::vector<std::string> places{""};
  for (const auto& [path, map] : document.maps) {
    for (const MapFeature& each : map.features) {
      if (each.type == MapType::block && places.size() < k_most)
        places.push_back(each.id);
    }
  }
  return places;
}

/// What the screen shows from now on, and how its values will look when they grow old without news.
std::vector<SysTime> points_ahead(const Preparer::Job& job, const Alarms& alarms) {
  const SysTime until = job.now + k_look_ahead;
  std::vector<SysTime> points = change_points(*job.timeline, alarms, job.now, until, k_most_instants);
  for (SysTime t = job.now; job.live && points.size() < 2 * k_most_instants;) {
    t = next_change(*job.live, t);
    if (t > until)
      break;
    points.push_back(t);
  }
  return points;
}

}  // namespace

/// Whatever an alarm can bring to the screen next: an exercise leaves its page less room, a test the same as
/// a drill; and while one is on, that it is over. Until then that page would be megabytes for nothing.
std::vector<Alarms> all_alarms(const Document& document, std::optional<Exercise> is_on, SysTime now) {
  std::vector<AlarmKind> kinds{""};  // the built-in page
  for (const auto& [kind, page] : document.alarms)
    kinds.push_back(kind);
  std::vector<Alarms> all;
  for (const AlarmKind& kind : kinds) {
    for (const Exercise exercise : {Exercise::actual, Exercise::drill}) {
      for (const std::string& place : places_to_prepare(document)) {
        Incident incident{{"prepared"}, kind, "", 0, now, exercise};
        incident.place = place;
        all.emplace_back(AlarmState{{std::move(incident)}});
      }
    }
  }
  all.emplace_back(AlarmState{{{{"prepared"}, "", "", 0, now, Exercise::test}}});  // for its band
  if (is_on)
    all.emplace_back(AlarmState{{}, AllClear{*is_on, now}});
  return all;
}

std::vector<SysTime> change_points(const Timeline& timeline, const Alarms& alarms, SysTime now, SysTime until,
                                   size_t most) {
  std::vector<SysTime> points{now};
  while (points.size() < most) {
    const SysTime next = timeline.next_change(points.back(), alarms);
    if (next > until || next <= points.back())
      break;
    points.push_back(next);
  }
  return points;
}

Preparer::Preparer(Typesetter typesetter, ResourceCache& cache, Wakeup wakeup, std::function<void()> rung)
    : typesetter_(std::move(typesetter)), cache_(cache), wakeup_(std::move(wakeup)), rung_(std::move(rung)) {}

Result<std::unique_ptr<Preparer>> Preparer::create(Typesetter typesetter, ResourceCache& cache,
                                                   std::function<void()> rung) {
  auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(wakeup.error());
  return std::unique_ptr<Preparer>(
      new Preparer(std::move(typesetter), cache, std::move(*wakeup), std::move(rung)));
}

void Preparer::request(Job job) {
  jobs_.put(std::move(job));
  wakeup_.ring();
}

void Preparer::run(std::stop_token stop) {
  const std::stop_callback wake_to_stop(stop, [this] { wakeup_.ring(); });
  while (!stop.stop_requested()) {
    pollfd bell{wakeup_.fd(), POLLIN, 0};
    if (::poll(&bell, 1, -1) < 0)
      continue;  // EINTR
    wakeup_.hear();
    if (stop.stop_requested())
      return;
    if (auto job = jobs_.take()) {
      news_.put(work_through(*job));
      rung_();
    }
  }
}

Preparer::News Preparer::work_through(const Job& job) {
  const Timeline& timeline = *job.timeline;
  Loader loader(typesetter_, cache_, timeline.programme().inventory);
  build_at(job, {}, points_ahead(job, {}), loader);
  std::optional<Exercise> is_on;
  if (job.alarms && !job.alarms->quiet()) {
    is_on = turn_of(job.alarms->state(), job.now).exercise;
    build_at(job, *job.alarms, points_ahead(job, *job.alarms), loader);
  }

  const bool is_new = pinned_for_.lock() != job.timeline;
  if (is_new || is_on != pinned_in_ || rounds_ % k_rounds_between_pins == 0) {
    for (const Alarms& alarms : all_alarms(timeline.programme().document, is_on, job.now)) {
      build_at(job, alarms,
               change_points(timeline, alarms, job.now, job.now + k_alarm_cycle, k_most_instants), loader);
    }
    if (is_new)
      return_freed_memory();  // what reading and laying out a new programme needed
    pinned_for_ = job.timeline;
    pinned_in_ = is_on;
  }
  ++rounds_;
  cache_.next_round();
  News news{job.timeline, loader.broken(), typesetter_.font_problems()};
  for (const Remark& remark : loader.remarks())
    news.remarks.push_back(remark.what);
  return news;
}

}  // namespace madang
