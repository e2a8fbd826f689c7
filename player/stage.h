// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/alarm.h"
#include "content-schema/model/live.h"
#include "content-schema/wire/message.h"
#include "content-schema/wire/presented.h"
#include "player/alarm_sounds.h"
#include "player/audio/score.h"
#include "player/prepare/announcer.h"
#include "player/prepare/preparer.h"
#include "player/prepare/video_deck.h"
#include "player/render/draw_list.h"
#include "player/scene/build.h"
#include "player/timeline/timeline.h"

namespace madang {

/// What the main loop turns round: holds the programme on screen, the one waiting to be ready, and the alarm
/// state, and says at each refresh what to draw. Reads no clock and waits for nothing. Bound to the main
/// thread.
class Stage {
 public:
  Stage(ResourceCache& cache, VideoDeck& deck, Size viewport);

  /// The programme takes the screen when what it shows now is ready, or after a short patience; until then
  /// the old one plays on.
  void offer(std::shared_ptr<const Programme> programme, SysTime now);
  /// Takes effect at the next refresh, ready or not: the pages are prepared beforehand, but for the words of
  /// messages, whose ground is there at once and whose text follows as soon as `announcement` was worked on.
  void set_alarms(AlarmState alarms);
  /// All that sources say, instead of what they said before. What was shown of that stays until the new words
  /// are laid out, which is for a few refreshes.
  void set_live(LiveValues live);
  /// What preparing found out about the timeline in play or the one that waits.
  void take(Preparer::News news, SysTime now);
  void resize(Size viewport);
  /// Something that staff should find in the status.
  void remark(Bilingual remark);
  /// What is on the glass is not to be trusted (uncovered, mode changed): draw everything at the next
  /// refresh.
  void forget_glass();

  /// Of the display; 60 until it is told.
  void set_refresh_rate(double hertz) { hertz_ = hertz; }

  /// A clock that is set may leave what the programme covers. Then the show goes on as if it had not been,
  /// for a few seconds, until the scheduler has planned for the new time: without that the default would
  /// flash.
  ///
  /// The picture due at `now`, as the difference to what is on the glass. Without damage there is nothing to
  /// draw, but `presented` is to be called all the same. Good until the next refresh. Where nothing but a
  /// ticker moves it allocates nothing.
  const DrawList& refresh(SysTime now);
  void presented(SysTime now);
  /// What is heard with the picture of the last refresh: of an alarm what sounds it, and nothing else then.
  const std::vector<Voice>& voices() const { return voices_; }

  /// What is on the glass, after `presented` and before the next refresh; `due` and `at` are the caller's.
  Presented glass() const;

  /// When the next refresh is worth while: `now` while something moves.
  SysTime next_refresh(SysTime now) const;
  /// How many refreshes may be left out while something moves, since none of them would show anything else
  /// than the one at `now` did: between two frames of a clip.
  std::int64_t refreshes_to_spare(SysTime now) const;

  /// What the preparer should work on, in order of need: a waiting programme first.
  Preparer::Job preparation(SysTime now) const;
  /// And the announcer, after `set_alarms`.
  Announcer::Job announcement(SysTime now) const;

  /// Alarm states that reached the glass since the last call.
  std::optional<AlarmPresented> take_alarm_presented();
  PlayerReport report() const;

 private:
  /// When something else than what is on has to be shown, if nothing is heard.
  SysTime next_change(SysTime now) const;
  /// What a programme speaks of: this time, or only a later or an earlier one.
  enum class Cover { now, later, earlier };

  void drop_broken(SysTime now);
  static Cover cover_at(const Programme& programme, SysTime now);
  /// Nothing where the programme covers the time.
  std::optional<Bilingual> cover_problem() const;
  void watch_cover(SysTime now);
  void promote_waiting(SysTime now);
  SysTime time_to_draw(SysTime now);
  const WayOut* way_at(SysTime now);
  void pre_roll(SysTime now);
  void listen_to(const std::vector<Cue>& cues, SysTime now);
  bool listen_to_alarms(SysTime now);
  void keep_alarm_sounds();
  std::vector<Part> parts_of(const Timeline& timeline, SysTime now);

  ResourceCache& cache_;
  VideoDeck& deck_;
  Size viewport_;
  double hertz_ = 60;
  RefreshCounter refreshes_;
  std::optional<Refresh> refresh_;    // the last one
  std::optional<SysTime> last_wall_;  // of the last refresh, by the clock on the wall
  std::shared_ptr<const Alarms> alarms_;        // never null
  std::shared_ptr<ResourceCache> announced_;    // texts of alarms_
  std::optional<WayOut> way_;                   // out, as it was last asked for
  std::shared_ptr<const Timeline> way_for_;     // whose map says so
  std::shared_ptr<const Alarms> drawn_alarms_;  // that cues_ point into
  std::map<std::string, Error> broken_;  ///< media of the programme on screen or waiting
  std::vector<Bilingual> remarks_;
  Cover cover_ = Cover::now;  ///< of the programme on screen, at the last refresh

  std::shared_ptr<const Timeline> timeline_;
  std::shared_ptr<const Timeline> waiting_;
  SysTime waiting_since_{};
  std::optional<SysTime> covered_;  // the last refresh whose time timeline_ covered
  std::optional<SysTime> left_;     // the first one after it, while the show goes on as if

  std::shared_ptr<const LiveValues> live_;  // never null
  TextMemo memo_;                           // of timeline_ and live_ at viewport_
  std::vector<Part> shown_;     // parts on the glass
  std::optional<Scene> glass_;  // what was presented last
  std::optional<Scene> drawn_;  // what the last refresh gave
  std::vector<Cue> cues_;       // of the last refresh; their memory serves the next
  std::vector<Part> drawn_parts_;
  DrawList list_;  // the difference of the two
  bool moving_ = false;
  std::int64_t to_spare_ = 0;  // refreshes, as far as clips know
  std::vector<Voice> voices_;
  AlarmSounds alarm_sounds_;
  SysTime next_pre_roll_{};

  std::vector<IncidentId> incidents_drawn_;  // by the last refresh
  std::vector<IncidentId> incidents_on_glass_;
  std::optional<AlarmPresented> alarm_presented_;

  // No longer shown: their memory serves again.
  std::vector<Part> spare_parts_;
  Scene spare_scene_;

  SourceMark showing_;
  SysTime showing_since_{};
  std::uint64_t frames_ = 0;
};

}  // namespace madang
