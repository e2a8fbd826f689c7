// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/stage.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "content-schema/base/log.h"
#include "player/prepare/live_resources.h"
#include "player/render/flatten.h"
#include "player/timeline/alarm_sounding.h"
#include "player/timeline/alarm_turn.h"
#include "player/timeline/words_page.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_patience = 4s;           // for a new programme to become ready before it is shown as it is
constexpr Millis k_replanning = 3s;         // for a scheduler to plan anew after the clock was set
constexpr Millis k_between_refreshes = 2s;  // at most, while nobody sets the clock
constexpr Millis k_pre_roll = 2500ms;       // a decoder is started this long before its clip is due
constexpr Millis k_pre_roll_every = 200ms;
constexpr size_t k_pre_roll_points = 8;
constexpr Millis k_between_looks = 50ms;  // at a sound that is being decoded
constexpr size_t k_most_remarks = 20;

BrokenMedia names_of(const std::map<std::string, Error>& broken) {
  BrokenMedia names;
  for (const auto& [path, error] : broken)
    names.insert(path);
  return names;
}

/// All the time that it can tell of, which begins before what it was planned for.
Interval told_by(const Programme& programme) {
  const auto& segments = programme.segments;
  return segments.empty() ? Interval{}
                          : Interval{segments.front().interval.from, segments.back().interval.to};
}

/// The cue that a person would say is on: the item that takes most of the screen.
const Cue* main_cue(std::span<const Cue> cues) {
  const Cue* best = nullptr;
  for (const Cue& cue : cues) {
    if (!std::holds_alternative<const Item*>(cue.what))
      continue;
    if (best == nullptr || cue.place.width * cue.place.height >= best->place.width * best->place.height)
      best = &cue;
  }
  return best;
}

std::string to_text(const SourceMark& mark) {
  return mark.line > 0 ? fmt::format("{}:{}", mark.file, mark.line) : mark.file;
}

/// Those whose page is shown.
std::vector<IncidentId> incidents_at(const Alarms& alarms, SysTime now) {
  std::vector<IncidentId> ids;
  if (!alarms.quiet()) {
    for (const Incident* incident : turn_of(alarms.state(), now).incidents)
      ids.push_back(incident->id);
  }
  return ids;
}

bool shows_words(std::span<const Cue> cues) {
  return std::any_of(cues.begin(), cues.end(), [](const Cue& cue) {
    const auto* item = std::get_if<const Item*>(&cue.what);
    return item != nullptr && (*item)->mark.file.starts_with(k_words_pages);
  });
}

}  // namespace

Stage::Stage(ResourceCache& cache, VideoDeck& deck, Size viewport)
    : cache_(cache),
      deck_(deck),
      viewport_(viewport),
      alarms_(std::make_shared<const Alarms>()),
      announced_(std::make_shared<ResourceCache>(1)),
      timeline_(std::make_shared<const Timeline>(std::make_shared<const Programme>())),
      live_(std::make_shared<const LiveValues>()),
      alarm_sounds_(deck.decoders()) {}

void Stage::offer(std::shared_ptr<const Programme> programme, SysTime now) {
  // Media of another release may have been mended: give every one of them a new chance.
  if (programme->release != timeline_->programme().release ||
      !(programme->inventory == timeline_->programme().inventory)) {
    broken_.clear();
    remarks_.clear();
  }
  waiting_ = std::make_shared<const Timeline>(std::move(programme), names_of(broken_));
  waiting_since_ = now;
  keep_alarm_sounds();
}

/// Of the programme that waits as well: it may come to the screen in the middle of an alarm.
void Stage::keep_alarm_sounds() {
  alarm_sounds_.keep({&timeline_->programme(), waiting_ ? &waiting_->programme() : nullptr});
}

void Stage::set_alarms(AlarmState alarms) {
  alarms_ = std::make_shared<const Alarms>(std::move(alarms));
  announced_ = std::make_shared<ResourceCache>(1);
  memo_.clear();  // it goes by items, and those of the last state's pages are no more
}

void Stage::set_live(LiveValues live) {
  live_ = std::make_shared<const LiveValues>(std::move(live));
  memo_.clear();
}

void Stage::take(Preparer::News news, SysTime now) {
  for (Bilingual& each : news.remarks)
    remark(std::move(each));
  const size_t known = broken_.size();
  for (auto& [path, error] : news.broken) {
    log::warning("left out, cannot be shown: {}: {}", path, error.message.en);
    broken_.emplace(path, std::move(error));
  }
  if (broken_.size() != known)
    drop_broken(now);
}

void Stage::remark(Bilingual remark) {
  if (std::find(remarks_.begin(), remarks_.end(), remark) != remarks_.end())
    return;
  log::warning("{}", remark.en);
  if (remarks_.size() < k_most_remarks)
    remarks_.push_back(std::move(remark));
}

void Stage::drop_broken(SysTime now) {
  const auto without = [&](const Timeline& timeline) {
    return std::make_shared<const Timeline>(timeline.shared_programme(), names_of(broken_));
  };
  timeline_ = without(*timeline_);
  memo_.clear();
  if (waiting_) {
    waiting_ = without(*waiting_);
    waiting_since_ = std::min(waiting_since_, now);
  }
}

void Stage::resize(Size viewport) {
  viewport_ = viewport;
  memo_.clear();
  forget_glass();
}

void Stage::forget_glass() {
  glass_.reset();
}

std::vector<Part> Stage::parts_of(const Timeline& timeline, SysTime now) {
  const Programme& programme = timeline.programme();
  LiveResources resources(cache_, *announced_, deck_, programme.inventory, now);
  const auto cues = timeline.at(now);
  Setting setting = setting_of(programme.document, programme.screen, viewport_);
  setting.live = live_.get();
  return build_parts(cues, setting, resources);
}

/// Null while there is no alarm.
const WayOut* Stage::way_at(SysTime now) {
  if (alarms_->quiet()) {
    way_.reset();
    return nullptr;
  }
  const Programme& programme = timeline_->programme();
  const Screen* screen = programme.document.site.find(programme.screen);
  if (screen == nullptr || programme.document.maps.empty())
    return nullptr;
  auto burning = places_of(alarms_->state(), now);
  if (!way_ || way_->burning != burning || way_for_ != timeline_) {
    way_ = way_out(programme.document, *screen, std::move(burning));
    way_for_ = timeline_;
    memo_.clear();  // texts of the page say where the way leads
  }
  return &*way_;
}

void Stage::promote_waiting(SysTime now) {
  if (!waiting_)
    return;
  if (last_wall_ && (now < *last_wall_ || now - *last_wall_ > k_between_refreshes))
    waiting_since_ = now;  // the clock was set: it waits from now on
  // What it will show is asked for at its own time, and not at that of what is on, where they are apart.
  if (refresh_ && std::abs(refresh_->number_at(now) - refresh_->number) > std::llround(hertz_))
    deck_.at({refresh_->number_at(now), refresh_->period, refresh_->phase});
  const auto parts = parts_of(*waiting_, now);
  const bool ready = std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.ready; });
  if (!ready && now - waiting_since_ < k_patience)
    return;
  timeline_ = std::exchange(waiting_, nullptr);
  memo_.clear();
  keep_alarm_sounds();
  log::info("programme of release '{}' is on screen{}", timeline_->programme().release.value,
            ready ? "" : " (not all of it was ready)");
}

SysTime Stage::time_to_draw(SysTime now) {
  const Interval covers = told_by(timeline_->programme());
  if (covers.contains(now)) {
    covered_ = now;
    left_.reset();
    return now;
  }
  if (!alarms_->quiet())
    return now;  // its page needs no plan
  const auto ended_by_itself = [&] { return now >= *covered_ && now - *covered_ <= k_between_refreshes; };
  if (covered_ && (left_ || !ended_by_itself())) {
    left_ = left_.value_or(now);
    const SysTime as_if = *covered_ + (now - *left_);
    const bool patient = now >= *left_ && (waiting_ || now - *left_ < k_replanning);
    if (patient && covers.contains(as_if))
      return as_if;
  }
  covered_.reset();
  left_.reset();
  return now;
}

Stage::Cover Stage::cover_at(const Programme& programme, SysTime now) {
  const Interval told = told_by(programme);
  if (programme.segments.empty() || told.contains(now))
    return Cover::now;  // before the first programme there is nothing to miss
  return now < told.from ? Cover::later : Cover::earlier;
}

std::optional<Bilingual> Stage::cover_problem() const {
  const Interval told = told_by(timeline_->programme());
  switch (cover_) {
    case Cover::now:
      return std::nullopt;
    case Cover::later:
      return say("편성표가 {}부터입니다. 시계가 맞는지 확인하세요. 그때까지 기본 화면을 보여 줍니다.",
                 "the programme begins only at {}; is the clock right? Until then the default show plays.",
                 to_iso8601(told.from));
    case Cover::earlier:
      return say(
          "편성표가 {}에 끝났습니다. 스케줄러가 살아 있는지 확인하세요. 새 편성표가 올 때까지 기본 화면을 "
          "보여 줍니다.",
          "the programme ended at {}; is the scheduler alive? Until a new one comes the default show plays.",
          to_iso8601(told.to));
  }
  return std::nullopt;
}

void Stage::watch_cover(SysTime now) {
  const Cover cover = cover_at(timeline_->programme(), now);
  if (cover == std::exchange(cover_, cover))
    return;
  if (const auto problem = cover_problem())
    log::warning("{}", problem->en);
  else
    log::info("the programme covers the time again");
}

void Stage::pre_roll(SysTime now) {
  if (now < next_pre_roll_ && next_pre_roll_ - now < k_pre_roll_every)
    return;
  next_pre_roll_ = now + k_pre_roll_every;
  if (timeline_->next_change(now) > now + k_pre_roll)
    return;  // the cues of now are on the deck already
  for (const SysTime t : change_points(*timeline_, {}, now, now + k_pre_roll, k_pre_roll_points))
    deck_.cue_up(timeline_->at(t), timeline_->programme().inventory, now);
}

bool Stage::listen_to_alarms(SysTime now) {
  const Programme& programme = timeline_->programme();
  const Screen* screen = programme.document.site.find(programme.screen);
  const auto sounding = sounding_of(alarms_->state(), programme.document, screen);
  if (sounding)
    voices_.push_back(
        {alarm_sounds_.loop_of(sounding->sounds, programme.inventory), 1, now - sounding->since});
  return sounding.has_value();
}

void Stage::listen_to(const std::vector<Cue>& cues, SysTime now) {
  alarm_sounds_.work(now);  // while voices_ still holds what was heard
  voices_.clear();
  if (listen_to_alarms(now))
    return;
  const Inventory& inventory = timeline_->programme().inventory;
  for (const Cue& cue : cues) {
    const auto* item = std::get_if<const Item*>(&cue.what);
    const auto* video = item != nullptr ? std::get_if<VideoItem>(&(*item)->what) : nullptr;
    if (video == nullptr || !video->volume)
      continue;
    // Its turn is over: it is only looked at while the next one comes in.
    if (cue.length > 0ms && cue.position >= cue.length)
      continue;
    const auto asset = inventory.find(video->path);
    if (asset == inventory.end())
      continue;
    if (auto heard = deck_.sound(cue, *video, asset->second); heard.sound != nullptr)
      voices_.push_back({std::move(heard.sound), *video->volume, heard.position});
  }
}

const DrawList& Stage::refresh(SysTime wall) {
  promote_waiting(wall);
  const SysTime now = time_to_draw(wall);
  last_wall_ = wall;
  watch_cover(now);
  auto failures = deck_.take_failures();
  auto remarks = deck_.take_remarks();
  if (!failures.empty() || !remarks.empty())
    take({timeline_, std::move(failures), std::move(remarks)}, now);

  refresh_ = refreshes_.count(now, hertz_);
  deck_.at(*refresh_);
  cues_ = timeline_->at(now, *alarms_, std::move(cues_));
  drawn_alarms_ = alarms_;
  moving_ = std::any_of(cues_.begin(), cues_.end(), moves);
  const Programme& programme = timeline_->programme();
  LiveResources resources(cache_, *announced_, deck_, programme.inventory, now);
  Setting setting = setting_of(programme.document, programme.screen, viewport_);
  setting.memo = &memo_;
  setting.live = live_.get();
  setting.way = way_at(now);
  auto parts = build_parts(cues_, setting, resources, std::exchange(spare_parts_, {}));
  const bool ready = std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.ready; });
  to_spare_ =
      std::any_of(cues_.begin(), cues_.end(), moves_at_each_refresh) ? 0 : deck_.refreshes_to_spare(now);
  if (!ready || now != wall) {
    moving_ = true;  // look again at the next refresh
    to_spare_ = 0;
  }
  // The ground alone has told nobody what it is.
  if (ready || !shows_words(cues_))
    incidents_drawn_ = incidents_at(*alarms_, now);
  listen_to(cues_, now);
  drawn_parts_ = hold(std::move(parts), shown_);
  drawn_ = assemble(drawn_parts_, viewport_, std::exchange(spare_scene_, {}));
  pre_roll(now);
  if (now == wall)
    deck_.sweep(now);  // the clips of a programme that waits for its time are not to be taken for forgotten

  if (const Cue* cue = main_cue(cues_)) {
    const SourceMark& mark = std::get<const Item*>(cue->what)->mark;
    if (mark != showing_ || showing_since_ == SysTime{}) {
      showing_ = mark;
      showing_since_ = wall;
      log::debug("showing {}", to_text(mark));
    }
  }
  list_ = flatten(*drawn_, glass_ ? &*glass_ : nullptr, std::move(list_));
  if (!list_.damage.empty())
    ++frames_;
  return list_;
}

void Stage::presented(SysTime now) {
  if (!drawn_)
    return;
  if (glass_)
    spare_scene_ = std::move(*glass_);
  spare_scene_.nodes.clear();
  glass_ = std::exchange(drawn_, std::nullopt);
  spare_parts_ = std::exchange(shown_, std::exchange(drawn_parts_, {}));
  for (Part& part : spare_parts_)
    part.nodes.clear();  // a frame that is still held is one that its decoder lacks
  if (incidents_drawn_ != incidents_on_glass_) {
    incidents_on_glass_ = incidents_drawn_;
    alarm_presented_ = AlarmPresented{incidents_on_glass_, now};
  }
}

Presented Stage::glass() const {
  Presented glass;
  glass.frame = frames_;
  glass.release = timeline_->programme().release;
  glass.incidents = incidents_on_glass_;
  for (size_t i = 0; i < cues_.size() && i < shown_.size(); ++i) {
    const auto* item = std::get_if<const Item*>(&cues_[i].what);
    if (item == nullptr)
      continue;
    PresentedItem shown{(*item)->mark,     {},           cues_[i].start,
                        cues_[i].position, std::nullopt, cues_[i].appearance.opacity};
    if (const auto* image = std::get_if<ImageItem>(&(*item)->what))
      shown.medium = image->path;
    if (const auto* video = std::get_if<VideoItem>(&(*item)->what))
      shown.medium = video->path;
    for (const Node& node : shown_[i].nodes) {
      if (const auto* video = std::get_if<VideoNode>(&node.what))
        shown.frame = video->frame->position;
    }
    glass.items.push_back(std::move(shown));
  }
  return glass;
}

SysTime Stage::next_change(SysTime now) const {
  return std::min(timeline_->next_change(now, *alarms_), madang::next_change(*live_, now));
}

SysTime Stage::next_refresh(SysTime now) const {
  if (moving_ || waiting_)
    return now;
  const SysTime next = next_change(now);
  return alarm_sounds_.busy() ? std::min(next, now + k_between_looks) : next;
}

std::int64_t Stage::refreshes_to_spare(SysTime now) const {
  if (to_spare_ == 0 || waiting_)
    return 0;
  const auto until_change = static_cast<double>((next_change(now) - now).count());
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(until_change * hertz_ / 1000) - 1, 0, to_spare_);
}

Preparer::Job Stage::preparation(SysTime now) const {
  return {waiting_ ? waiting_ : timeline_, viewport_, now, alarms_, live_};
}

Announcer::Job Stage::announcement(SysTime now) const {
  return {timeline_, alarms_, viewport_, now, announced_};
}

std::optional<AlarmPresented> Stage::take_alarm_presented() {
  return std::exchange(alarm_presented_, std::nullopt);
}

PlayerReport Stage::report() const {
  PlayerReport report;
  report.release = timeline_->programme().release;
  report.showing = to_text(showing_);
  report.since = showing_since_;
  report.frames = frames_;
  for (const auto& [path, error] : broken_)
    report.problems.push_back(say("{0}: {1}", "{0}: {2}", path, error.message.ko, error.message.en));
  report.problems.insert(report.problems.end(), remarks_.begin(), remarks_.end());
  for (Bilingual& problem : alarm_sounds_.problems())
    report.problems.push_back(std::move(problem));
  if (auto problem = cover_problem())
    report.problems.push_back(*std::move(problem));
  return report;
}

}  // namespace madang
