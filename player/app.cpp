// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/app.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <thread>

#include "content-schema/base/clock.h"
#include "content-schema/base/log.h"
#include "content-schema/base/thread.h"
#include "player/link/scheduler_link.h"
#include "player/local_content.h"
#include "player/prepare/announcer.h"
#include "player/prepare/preparer.h"
#include "player/prepare/resource_cache.h"
#include "player/prepare/video_deck.h"
#include "player/present_log.h"
#include "player/restart.h"
#include "player/sdl/speaker.h"
#include "player/sdl/window.h"
#include "player/stage.h"
#include "player/timeline/timeline.h"
#include "player/watchdog.h"
#include "scheduler/calendar/zone.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t k_keep_rounds = 20;  // rounds of preparing, one a second at most
constexpr Millis k_prepare_every = 1s;
constexpr Millis k_report_every = 10s;
constexpr Millis k_longest_wait = 1s;  // a stepped clock is noticed after this at the latest
constexpr Millis k_local_plan = 48h;
constexpr Millis k_replan_before = 12h;
constexpr Millis k_present_patience = 5s;  // with a display that takes no picture
constexpr Millis k_settled = 60s;          // who ran this long was started well
constexpr Millis k_first_beat = 60s;       // displays and GPU drivers may take their time

WindowOptions window_options(const PlayerOptions& options) {
  WindowOptions window;
  window.window = options.window;
  window.display = options.display;
  window.renderer = options.renderer;
  window.rotation = options.rotate.value_or(Rotation::none);
  return window;
}

/// How the screen of a programme hangs; nothing where the programme does not know it.
std::optional<Rotation> mounting(const Programme& programme) {
  const Screen* screen = programme.document.site.find(programme.screen);
  return screen != nullptr ? std::optional(screen->rotation) : std::nullopt;
}

/// Where programmes come from without a scheduler: a content folder, planned here.
class LocalSource {
 public:
  static Result<LocalSource> open(const PlayerOptions& options) {
    auto content = open_local_content(options.content);
    if (!content)
      return fail(content.error());
    for (const Problem& problem : content->problems.list)
      log::warning("{}", to_text(problem, Lang::en));
    for (const auto& [path, error] : content->unplayable)
      log::warning("{}", error.message.en);
    const ScreenId screen{options.screen.empty() ? content->document.site.screens.front().id.value
                                                 : options.screen};
    return LocalSource(std::move(*content), screen);
  }

  /// What `--at` means as an offset of the clock.
  Result<Millis> offset_to(const std::string& at, SysTime now) const {
    if (at.empty())
      return Millis{0};
    const auto zone = TimeZone::find(content_.document.site.zone);
    if (!zone)
      return fail(zone.error());
    const auto then = parse_time(at, *zone);
    if (!then)
      return fail(then.error());
    return *then - now;
  }

  /// A new programme when the last one nears its end, or there is none yet.
  Result<std::shared_ptr<const Programme>> due(SysTime now) {
    if (now + k_replan_before < covered_to_ && covered_from_ <= now)
      return std::shared_ptr<const Programme>();
    auto programme = programme_of(content_, screen_, {now, now + k_local_plan});
    if (!programme)
      return fail(programme.error());
    covered_from_ = now;
    covered_to_ = programme->covers.to;
    return std::make_shared<const Programme>(std::move(*programme));
  }

 private:
  LocalSource(LocalContent content, ScreenId screen)
      : content_(std::move(content)), screen_(std::move(screen)) {}
  LocalContent content_;
  ScreenId screen_;
  SysTime covered_from_{};
  SysTime covered_to_{};
};

/// The main loop and what it turns round. Everything here belongs to the main thread.
class Player {
 public:
  Player(Window window, Speaker speaker, Clock clock, std::unique_ptr<LocalSource> local,
         std::shared_ptr<const Programme> first, std::optional<SchedulerLink> link, Typesetter typesetter,
         Typesetter announcing, Watchdog& watchdog, PresentLog* present_log, VideoDeck deck,
         const PlayerOptions& options)
      : window_(std::move(window)),
        speaker_(std::move(speaker)),
        clock_(clock),
        watchdog_(watchdog),
        present_log_(present_log),
        may_escape_(!options.content.empty() || options.window.has_value()),
        rotation_is_given_(options.rotate.has_value()),
        local_(std::move(local)),
        link_(std::move(link)),
        cache_(k_keep_rounds),
        deck_(std::move(deck)),
        stage_(cache_, deck_, window_.size()),
        typesetter_(std::move(typesetter)),
        announcing_(std::move(announcing)) {
    stage_.set_refresh_rate(refresh_rate());
    if (first)
      offer(std::move(first), clock_.now());
  }

  /// Any thread.
  void wake() { window_.wake(); }

  Status run() {
    auto preparer = Preparer::create(std::move(typesetter_), cache_, [this] { window_.wake(); });
    if (!preparer)
      return fail(preparer.error());
    preparer_ = std::move(*preparer);
    auto announcer = Announcer::create(std::move(announcing_), [this] { window_.wake(); });
    if (!announcer)
      return fail(announcer.error());
    announcer_ = std::move(*announcer);

    // Threads of the player. Each is named, takes a stop token, and is joined in reverse order.
    //
    //   main     this one: events, timeline, scene, draw, present; the only caller of SDL but for sound
    //   link     blocking reads on the scheduler's socket; mailboxes and a wake-up     (not standalone)
    //   watchdog started before the window is: starts the program again when `main` hangs
    //   present log, likewise: writes the lines that `main` adds                      (where asked for)
    //   prepare  decodes stills and lays out text ahead of need; the cache, a mailbox and a wake-up
    //   announce lays out the words of an alarm as they come; likewise                 (not standalone)
    //   sound    opens and closes the sound device; waits in poll where no item asks for sound
    //   and SDL's own while the device is open: mixes what is heard; no lock, no allocation, no log
    //
    //   and one madang-decoder that waits, and forks a process for each clip: frames and sound through shared
    //   memory (player/media)
    const std::jthread prepare_thread =
        start_thread("prepare", [this](std::stop_token stop) { preparer_->run(std::move(stop)); });
    std::jthread announce_thread;
    if (link_) {
      announce_thread =
          start_thread("announce", [this](std::stop_token stop) { announcer_->run(std::move(stop)); });
    }
    const std::jthread sound_thread =
        start_thread("sound", [this](const std::stop_token& stop) { speaker_.run(stop); });
    std::jthread link_thread;
    if (link_)
      link_thread = start_thread("link", [this](std::stop_token stop) { link_->run(std::move(stop)); });

    if (const auto& because = restarted_because()) {
      stage_.remark(
          say("플레이어가 스스로 다시 시작했습니다: {}", "the player started itself again: {}", *because));
    }
    const SteadyTime began = std::chrono::steady_clock::now();
    while (handle_events()) {
      watchdog_.beat();
      if (std::chrono::steady_clock::now() - began > k_settled)
        forget_restarts();
      const SysTime now = clock_.now();
      take_news(now);
      if (Status offered = offer_local(now); !offered)
        return offered;
      draw(now);
      tell(now);
      window_.wait(pause_after(now));
    }
    log::info("ended");
    return {};
  }

 private:
  /// False when it is time to end.
  bool handle_events() {
    for (const WindowEvent& event : window_.poll()) {
      switch (event.kind) {
        case WindowEvent::Kind::quit:
          return false;
        case WindowEvent::Kind::escape:
          if (may_escape_)
            return false;  // on a kiosk nobody at a keyboard may end the show
          break;
        case WindowEvent::Kind::resized:
        case WindowEvent::Kind::display_changed:
        case WindowEvent::Kind::exposed:
          stage_.resize(window_.size());
          stage_.set_refresh_rate(refresh_rate());
          next_preparation_ = {};  // texts and stills of the new size
          if (event.kind == WindowEvent::Kind::resized)
            log::info("display: {}", window_.description());
          break;
      }
    }
    return true;
  }

  void take_news(SysTime now) {
    if (auto news = preparer_->take_news())
      stage_.take(std::move(*news), now);
    if (!link_)
      return;
    if (auto alarms = link_->take_alarms()) {
      stage_.set_alarms(std::move(*alarms));
      announcer_->request(stage_.announcement(now));
      next_preparation_ = now;  // of what comes after it
    }
    if (auto live = link_->take_live()) {
      stage_.set_live(std::move(*live));
      next_preparation_ = now;
    }
    if (auto programme = link_->take_programme())
      offer(std::make_shared<const Programme>(std::move(*programme)), now);
  }

  void offer(std::shared_ptr<const Programme> programme, SysTime now) {
    // At once, and not when the programme takes the screen: how a display hangs is true of the one that is
    // still on, too, and the new one is prepared for the picture that it will get.
    const auto mounted = mounting(*programme);
    if (mounted && *mounted != window_.rotation() && !rotation_is_given_) {
      window_.turn(*mounted);
      stage_.resize(window_.size());
      log::info("display: {}", window_.description());
    }
    stage_.offer(std::move(programme), now);
    next_preparation_ = now;
  }

  Status offer_local(SysTime now) {
    if (!local_)
      return {};
    auto programme = local_->due(now);
    if (!programme)
      return fail(programme.error());
    if (*programme)
      offer(std::move(*programme), now);
    return {};
  }

  void draw(SysTime now) {
    if (now >= next_preparation_ || next_preparation_ > now + k_prepare_every) {
      preparer_->request(stage_.preparation(now));
      next_preparation_ = now + k_prepare_every;
    }
    const DrawList& list = stage_.refresh(now);
    // `now` is a moment ago, by as much on either clock; what is drawn for it is seen with the next refresh.
    const auto refresh = std::chrono::microseconds(static_cast<std::int64_t>(1e6 / refresh_rate()));
    speaker_.play({std::chrono::steady_clock::now() - (clock_.now() - now) + refresh, stage_.voices()});
    if (!list.damage.empty()) {
      if (const Status presented = window_.present(list); !presented) {
        // A display that is unplugged, a surface that went with a mode change: draw it all again at the next
        // refresh.
        if (!present_failed_)
          log::warning("{}", presented.error().message.en);
        else if (std::chrono::steady_clock::now() - present_fails_since_ > k_present_patience)
          restart("nothing could be presented");
        if (!present_failed_)
          present_fails_since_ = std::chrono::steady_clock::now();
        present_failed_ = true;
        stage_.forget_glass();
        return;
      }
      present_failed_ = false;
    }
    stage_.presented(clock_.now());
    if (present_log_ != nullptr && !list.damage.empty()) {
      Presented glass = stage_.glass();
      glass.due = now;
      glass.at = clock_.now();
      present_log_->add(std::move(glass));
    }
  }

  void tell(SysTime now) {
    if (!link_)
      return;
    if (auto presented = stage_.take_alarm_presented())
      link_->send(std::move(*presented));
    PlayerReport report = stage_.report();
    if (const auto problem = speaker_.problem())
      report.problems.push_back(*problem);
    if (report.showing == last_showing_ && report.problems.size() == last_problems_ && now < next_report_ &&
        next_report_ <= now + k_report_every)
      return;
    last_showing_ = report.showing;
    last_problems_ = report.problems.size();
    next_report_ = now + k_report_every;
    link_->send(std::move(report));
  }

  /// Until the next refresh while something moves, else until something changes.
  Millis pause_after(SysTime now) const {
    const SysTime next = stage_.next_refresh(now);
    if (present_failed_)
      return 200ms;
    if (next > now)
      return std::clamp(next - clock_.now(), Millis{0}, k_longest_wait);
    // Refreshes sit on a grid of the civil time, so that screens side by side turn their frames together.
    const double period = 1000 / refresh_rate();
    const double over = std::fmod(static_cast<double>(clock_.now().time_since_epoch().count()), period);
    const double spare = period * static_cast<double>(stage_.refreshes_to_spare(now));
    return std::max(Millis{1}, Millis(static_cast<Millis::rep>(std::ceil(period - over + spare))));
  }

  double refresh_rate() const { return std::clamp(window_.refresh().value, 20.0, 240.0); }

  Window window_;
  Speaker speaker_;
  Clock clock_;
  Watchdog& watchdog_;
  PresentLog* present_log_;  // null: none is kept
  bool may_escape_;
  bool rotation_is_given_;
  std::unique_ptr<LocalSource> local_;
  std::optional<SchedulerLink> link_;
  ResourceCache cache_;
  VideoDeck deck_;
  Stage stage_;
  Typesetter typesetter_;
  Typesetter announcing_;
  std::unique_ptr<Preparer> preparer_;
  std::unique_ptr<Announcer> announcer_;

  SysTime next_preparation_{};
  SysTime next_report_{};
  std::string last_showing_;
  size_t last_problems_ = 0;
  bool present_failed_ = false;
  SteadyTime present_fails_since_{};
};

}  // namespace

Status run_player(const PlayerOptions& options) {
  Decoders decoders(decoder_program());
  if (options.decoder == DecoderWish::software)
    decoders.hardware->close("--decoder says so");
  if (Status warmed = decoders.plain->warm(); !warmed)  // it links libav while we open fonts and window
    return warmed;
  VideoDeck deck(std::move(decoders));
  const bool standalone = !options.content.empty();
  std::unique_ptr<LocalSource> local;
  std::shared_ptr<const Programme> first;
  Clock clock;
  if (standalone) {
    auto source = LocalSource::open(options);
    if (!source)
      return fail(source.error());
    const auto offset = source->offset_to(options.at, clock.now());
    if (!offset)
      return fail(offset.error());
    clock = Clock(*offset);
    local = std::make_unique<LocalSource>(std::move(*source));
    // Before a window opens, so that an unknown screen is told on the terminal.
    auto planned = local->due(clock.now());
    if (!planned)
      return fail(planned.error());
    first = std::move(*planned);
    // And the first clip is decoded while the window opens.
    const Timeline timeline(first);
    deck.cue_up(timeline.at(clock.now()), first->inventory, clock.now());
  }
  auto typesetter = Typesetter::open(fonts_file());
  if (!typesetter)
    return fail(typesetter.error());
  auto announcing = Typesetter::open(fonts_file());
  if (!announcing)
    return fail(announcing.error());

  Watchdog watchdog(options.watchdog, k_first_beat, [] { restart("the main loop hung"); });
  const std::jthread watchdog_thread =
      start_thread("watchdog", [&watchdog](std::stop_token stop) { watchdog.run(std::move(stop)); });
  std::optional<PresentLog> present_log;
  std::jthread present_log_thread;
  if (!options.present_log.empty()) {
    present_log.emplace(PresentLog::Options{options.present_log, options.every_frame});
    present_log_thread = start_thread(
        "present log", [&present_log](std::stop_token stop) { present_log->run(std::move(stop)); });
  }
  auto window = Window::create(window_options(options));
  if (!window && restarted_because())
    restart("there is still no display");  // it was there once: it is worth waiting for
  if (!window)
    return fail(window.error());
  hear_ends();

  auto speaker = Speaker::create();
  if (!speaker)
    return fail(speaker.error());

  std::optional<SchedulerLink> link;
  Player* player = nullptr;  // set before the link's thread starts
  if (!standalone) {
    SchedulerLink::Options where;
    where.socket = options.socket;
    where.memory = options.state;
    auto made = SchedulerLink::create(std::move(where), [&player] { player->wake(); });
    if (!made)
      return fail(made.error());
    link = std::move(*made);
  }
  Player running(std::move(*window), std::move(*speaker), clock, std::move(local), std::move(first),
                 std::move(link), std::move(*typesetter), std::move(*announcing), watchdog,
                 present_log ? &*present_log : nullptr, std::move(deck), options);
  player = &running;
  return running.run();
}

}  // namespace madang
