// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/app.h"

#include <csignal>
#include <filesystem>
#include <memory>
#include <random>

#include "content-schema/base/log.h"
#include "content-schema/base/mailbox.h"
#include "content-schema/base/thread.h"
#include "content-schema/base/wakeup.h"
#include "content-schema/wire/manifest.h"
#include "scheduler/alarm/broker_listener.h"
#include "scheduler/alarm/desk.h"
#include "scheduler/alarm/guard.h"
#include "scheduler/alarm/listener.h"
#include "scheduler/content.h"
#include "scheduler/fetch/fetcher.h"
#include "scheduler/fetch/reporter.h"
#include "scheduler/http/server.h"
#include "scheduler/link/player_server.h"
#include "scheduler/live/sources.h"
#include "scheduler/ops/clock_watch.h"
#include "scheduler/ops/loop.h"
#include "scheduler/ops/probe.h"
#include "scheduler/planning.h"

namespace madang {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// What other threads have for the main loop. Filled first, then the wake-up rings.
struct News {
  Wakeup wakeup;
  alarm::Orders orders;
  Mailbox<Content> content;
  Mailbox<fetch::FetchStatus> fetching;
};

/// What areas of CAP are held against; the options have been checked.
alarm::CapPlace place_of(const Options& options) {
  alarm::CapPlace place;
  if (!options.geocode.empty())
    place.geocodes.push_back({"KRDSTGeocode", options.geocode});
  place.point = alarm::parse_point(options.point);
  place.own_senders = options.gateways;
  return place;
}

/// Everything that only the main loop touches.
class Scheduler {
 public:
  Scheduler(const Options& options, PlayerServer players, News& news, Planning& planning,
            live::Sources& sources, fetch::Reporter& reporter, alarm::BrokerListener* broker)
      : screen_(options.screen),
        players_(std::move(players)),
        news_(news),
        planning_(planning),
        sources_(sources),
        reporter_(reporter),
        broker_(broker),
        desk_(
            alarm::Journal(options.state / "alarm.json"),
            [this](const AlarmState& state) { send(AlarmMessage{state}); },
            std::chrono::seconds(options.all_clear), place_of(options), options.screen),
        bridge_expected_(!options.alarm_keys.empty()),
        clock_watch_(KeptTime(options.state / "last-trusted-time")) {}

  Status run(std::optional<Content> content, std::optional<SysTime> since,
             std::vector<Bilingual> start_problems);

 private:
  void show(Content content);
  void replan();
  ClockWatch::News look_at_clock();
  void hear_news();
  void hear_players(std::span<const pollfd> set);
  void after_event();
  void send(const AlarmMessage& alarm);
  void send(const Planning::Answer& programme);
  void clock_was_set();
  Heartbeat heartbeat() const;

  const ScreenId screen_;
  const Clock clock_;
  Loop loop_;
  PlayerServer players_;
  News& news_;
  Planning& planning_;
  live::Sources& sources_;
  fetch::Reporter& reporter_;
  alarm::BrokerListener* const broker_;  ///< null without one
  alarm::Desk desk_;
  const bool bridge_expected_;
  ClockWatch clock_watch_;
  Loop::TimerId replan_timer_ = 0;
  Loop::TimerId clock_timer_ = 0;
  Loop::TimerId desk_timer_ = 0;
  std::optional<Content> content_;
  std::optional<PlayerReport> report_;
  fetch::FetchStatus fetching_;
  std::vector<Bilingual> data_problems_;
  std::optional<SysTime> release_since_;
  std::vector<Bilingual> start_problems_;  ///< until another release is active
  std::optional<Bilingual> plan_problem_;
};

Status Scheduler::run(std::optional<Content> content, std::optional<SysTime> since,
                      std::vector<Bilingual> start_problems) {
  release_since_ = since;
  start_problems_ = std::move(start_problems);
  loop_.watch(news_.wakeup.fd(), [this] { hear_news(); });
  loop_.add_party({[this](std::vector<pollfd>& set) { players_.add_to(set); },
                   [this](std::span<const pollfd> set) { hear_players(set); }});
  replan_timer_ = loop_.add_timer([this] {
    replan();
    after_event();
  });
  if (bridge_expected_)
    desk_.expect_bridge(std::chrono::steady_clock::now());
  clock_timer_ = loop_.add_timer([this] { after_event(); });
  desk_timer_ = loop_.add_timer([this] {
    desk_.tick(std::chrono::steady_clock::now(), clock_.now(), clock_watch_.trusted());
    after_event();
  });
  if (auto heard = loop_.on_signals({SIGTERM, SIGINT},
                                    [this](int number) {
                                      log::info("ending on signal {}", number);
                                      loop_.stop();
                                    });
      !heard) {
    return heard;
  }
  if (auto watched = loop_.on_clock_step([this] {
        clock_was_set();
        after_event();
      });
      !watched) {
    return watched;
  }
  send(AlarmMessage{desk_.state()});
  if (content)
    show(std::move(*content));
  after_event();
  loop_.run();
  look_at_clock();
  clock_watch_.end();
  return {};
}

void Scheduler::send(const AlarmMessage& alarm) {
  if (auto sent = players_.send(alarm); !sent)
    log::error("player: {}", sent.error().message.en);
}

void Scheduler::show(Content content) {
  log::info("release {} holds the screen", content.release.id.value.substr(0, 12));
  content_ = std::move(content);
  sources_.follow(content_->document->data);
  replan();
}

ClockWatch::News Scheduler::look_at_clock() {
  const auto published =
      content_ ? std::optional(content_->release.manifest.published) : std::optional<SysTime>();
  const auto news = clock_watch_.look(read_clock(), published);
  loop_.arm(clock_timer_, std::chrono::steady_clock::now() + clock_watch_.pause());
  return news;
}

void Scheduler::replan() {
  look_at_clock();
  const SysTime now = clock_.now();
  // Every full hour, which is also when days change.
  const auto next = std::chrono::floor<std::chrono::hours>(now) + 1h;
  loop_.arm(replan_timer_, std::chrono::steady_clock::now() + (next - now));
  if (!content_)
    return;
  planning_.ask(
      {*content_, screen_, now, clock_watch_.trusted() ? ClockTrust::trusted : ClockTrust::untrusted});
}

void Scheduler::send(const Planning::Answer& programme) {
  plan_problem_.reset();
  if (programme) {
    players_.send(*programme);
  } else {
    plan_problem_ = programme.error().message;
    log::error("plan: {}", plan_problem_->en);
  }
}

void Scheduler::clock_was_set() {
  log::info("the clock was set; planning anew");
  sources_.clock_was_set();
  replan();
}

void Scheduler::hear_news() {
  news_.wakeup.hear();
  // Alarms first: whatever else is new can wait for them.
  if (auto orders = news_.orders.take_all(); !orders.empty())
    desk_.take(std::move(orders), clock_watch_.trusted());
  if (const auto programme = planning_.take())
    send(*programme);
  if (auto live = sources_.take_news()) {
    data_problems_ = std::move(live->problems);
    if (auto sent = players_.send(LiveValuesMessage{std::move(live->values)}); !sent)
      log::error("player: {}", sent.error().message.en);
  }
  if (auto status = news_.fetching.take())
    fetching_ = std::move(*status);
  if (auto content = news_.content.take()) {
    start_problems_.clear();
    release_since_ = clock_.now();
    show(std::move(*content));
  }
  after_event();
}

void Scheduler::hear_players(std::span<const pollfd> set) {
  for (const Message& message : players_.serve(set)) {
    if (const auto* presented = std::get_if<AlarmPresented>(&message))
      desk_.presented(*presented);
    if (const auto* report = std::get_if<PlayerReport>(&message))
      report_ = *report;
  }
  if (players_.connected() == 0)
    report_.reset();
  after_event();
}

void Scheduler::after_event() {
  // Also where nothing was told: a time service may have begun to vouch for a clock that it did not set, and
  // not every container's kernel tells of steps.
  const auto news = look_at_clock();
  if (news == ClockWatch::News::stepped)
    clock_was_set();
  else if (news != ClockWatch::News::none)
    replan();
  loop_.arm(desk_timer_, desk_.next());
  if (broker_ != nullptr)
    broker_->tell(desk_.to_json());
  reporter_.put(heartbeat());
}

Heartbeat Scheduler::heartbeat() const {
  Heartbeat beat;
  beat.screen = screen_;
  if (content_) {
    beat.release = content_->release.id;
    beat.release_since = release_since_;
  }
  beat.fetching = fetching_.fetching;
  beat.player = players_.connected() > 0;
  if (report_) {
    beat.showing = report_->showing;
    beat.since = report_->since;
    beat.problems = report_->problems;
  }
  beat.alarms = desk_.on_glass();
  const auto add = [&](const std::vector<Bilingual>& more) {
    beat.problems.insert(beat.problems.end(), more.begin(), more.end());
  };
  add(start_problems_);
  add(desk_.problems());
  if (broker_ != nullptr)
    add(broker_->problems());
  add(clock_watch_.problems());
  add(data_problems_);
  beat.store = fetching_.use;
  if (plan_problem_)
    add({say("편성: {0}", "plan: {1}", plan_problem_->ko, plan_problem_->en)});
  if (fetching_.damaged > 0) {
    add({say("저장소: 릴리스의 파일 {}개가 디스크에서 손상되었습니다. 서버에 닿는 대로 다시 받습니다.",
             "store: {} file(s) of the release are damaged on the disk; fetched again as soon as the server "
             "is reached.",
             fetching_.damaged)});
  }
  if (fetching_.fault) {
    const auto& [reason, error] = *fetching_.fault;
    add({say("가져오기({0}): {1}", "fetch {0}: {2}", fetch::word(reason), error.message.ko,
             error.message.en)});
  }
  return beat;
}

/// The active release if it can still be read, else the one before it.
std::optional<Content> last_good(const Store& store, std::vector<Bilingual>& problems) {
  if (store.damage()) {
    problems.push_back(say("저장소: {0}", "store: {1}", store.damage()->ko, store.damage()->en));
    log::error("store: {}", store.damage()->en);
  }
  for (const auto& release : {store.active(), store.previous()}) {
    if (!release)
      continue;
    auto content = load_content(*release);
    if (content)
      return std::move(*content);
    problems.push_back(content.error().message);
    log::error("release {} cannot be shown: {}", release->id.value.substr(0, 12), content.error().message.en);
  }
  return std::nullopt;
}

/// The fetching thread's side: a release is read, planned and gone through before it may take the screen.
fetch::ReleaseCalls calls_to(News& news, const ScreenId& screen, const fs::path& prober) {
  const auto accepted = std::make_shared<std::optional<Content>>();  // of that thread alone
  fetch::ReleaseCalls calls;
  calls.accept = [accepted, screen, prober](const Release& release, const Release* active,
                                            std::stop_token stop) -> Status {
    auto content = load_content(release);
    if (!content)
      return fail(content.error());
    if (auto programme = plan_around(*content, screen, Clock().now()); !programme)
      return fail(programme.error());
    if (!prober.empty()) {
      const ProbeOrder order{prober, release.folder, active != nullptr ? active->folder : fs::path()};
      if (auto probed = probe(order, std::move(stop)); !probed)
        return probed;
    }
    *accepted = std::move(*content);
    return {};
  };
  calls.activated = [accepted, &news](const Release& release) {
    Content content = std::move(accepted->value());
    content.release = release;
    news.content.put(std::move(content));
    news.wakeup.ring();
  };
  calls.status = [&news](const fetch::FetchStatus& status) {
    news.fetching.put(status);
    news.wakeup.ring();
  };
  return calls;
}

/// The program that looks at releases; empty where there is none, which is said once.
fs::path prober_of(const Options& options) {
  fs::path program = options.probe;
  std::error_code ignored;
  if (program.empty())
    program = fs::read_symlink("/proc/self/exe", ignored).parent_path() / "madang-probe";
  if (fs::exists(program, ignored))
    return program;
  log::warning("'{}' is not there: releases are shown without having been gone through first",
               program.string());
  return {};
}

std::function<double()> dice() {
  return [engine = std::make_shared<std::mt19937_64>(std::random_device{}())] {
    return std::uniform_real_distribution<double>()(*engine);
  };
}

struct AlarmDoor {
  std::unique_ptr<alarm::Listener> listener;
  http::Server server;
};

Result<alarm::AlarmTrust> alarm_trust(const Options& options) {
  alarm::AlarmTrust trust;
  trust.place = {options.site, options.zones};
  if (!options.alarm_secret_file.empty()) {
    auto secret = alarm::read_secret(options.alarm_secret_file);
    if (!secret)
      return fail(secret.error());
    trust.secret = std::move(*secret);
  }
  if (!options.alarm_keys.empty()) {
    auto keys = alarm::read_alarm_keys(options.alarm_keys);
    if (!keys)
      return fail(keys.error());
    trust.keys = std::move(*keys);
  }
  return trust;
}

Result<std::optional<AlarmDoor>> open_alarm_door(const Options& options, News& news) {
  if (options.alarm_secret_file.empty() && options.alarm_keys.empty()) {
    log::warning("neither alarm-secret-file nor alarm-keys: no alarm will be heard over HTTP");
    return std::nullopt;
  }
  auto trust = alarm_trust(options);
  if (!trust)
    return fail(trust.error());
  const auto endpoint = http::parse_endpoint(options.alarm_listen);
  if (!endpoint)
    return fail(endpoint.error());
  auto listener = std::make_unique<alarm::Listener>(std::move(*trust), news.orders, news.wakeup, Clock());
  auto server = http::Server::create(
      endpoint->address, endpoint->port,
      [listener = listener.get()](http::Request request, http::Responder responder) {
        listener->handle(std::move(request), std::move(responder));
      },
      alarm::Listener::limits());
  if (!server)
    return fail(server.error());
  log::info("alarms are heard at {}", http::to_url({endpoint->address, server->port()}));
  return AlarmDoor{std::move(listener), std::move(*server)};
}

/// Null where no broker is to be heard.
Result<std::unique_ptr<alarm::BrokerListener>> open_alarm_broker(const Options& options, News& news) {
  if (options.alarm_broker.empty())
    return nullptr;
  auto broker = alarm::parse_broker(options.alarm_broker);
  if (!broker)
    return fail(broker.error());
  broker->authorities = options.alarm_broker_authorities;
  if (!options.alarm_broker_login.empty()) {
    if (auto read = alarm::read_login(options.alarm_broker_login, *broker); !read)
      return fail(read.error());
  }
  auto trust = alarm_trust(options);
  if (!trust)
    return fail(trust.error());
  log::info("alarms are heard from {}", alarm::to_url(*broker));
  return alarm::BrokerListener::create(std::move(*broker), std::move(*trust), options.screen, news.orders,
                                       news.wakeup, Clock());
}

}  // namespace

//  thread | does                                               | hands over by
//  main   | one event loop: players, alarms, clock, signals    | -
//  plan   | works out what the player is to show               | its own order and answer, wake-up
//  live   | asks the sources of live values                    | its own mailboxes, wake-up
//  fetch  | brings releases into the store, reads them         | mailboxes in News, wake-up
//  report | posts heartbeats                                   | takes them from the Reporter's own slot
//  http   | alarm requests: checks and parses them             | inbox in News, wake-up; answers by responder
//  mqtt   | alarm notices of a broker; tells it the state      | inbox in News, wake-up; mailbox of its own
Status run_scheduler(const Options& options) {
  block_signals({SIGTERM, SIGINT, SIGPIPE});
  for (const auto& folder : {options.state, options.socket.parent_path()}) {
    std::error_code code;
    if (!folder.empty())
      fs::create_directories(folder, code);
    if (code) {
      return fail(errno_kind(code.value()), "'{}' 폴더를 만들지 못했습니다: {}",
                  "cannot make the folder '{}': {}", folder.string(), code.message());
    }
  }
  StoreOptions storing;
  storing.quota.bytes = options.quota;
  auto store = Store::open(options.state / "store", std::move(storing));
  if (!store)
    return fail(store.error());
  if (!options.server.empty()) {
    if (auto installed = fetch::install_root(options.root, options.state / "trust"); !installed)
      return fail(installed.error());
  }
  auto players = PlayerServer::listen(options.socket);
  if (!players)
    return fail(players.error());
  auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(wakeup.error());
  News news{std::move(*wakeup), {}, {}, {}};
  auto door = open_alarm_door(options, news);
  if (!door)
    return fail(door.error());
  auto broker = open_alarm_broker(options, news);
  if (!broker)
    return fail(broker.error());

  std::vector<Bilingual> problems;
  auto content = last_good(*store, problems);
  const auto since = store->active_since();
  if (!content)
    log::info("nothing to show yet");

  fetch::Reporter reporter({options.server, options.authorities}, Clock());
  fetch::FetchOptions fetching;
  fetching.authorities = options.authorities;
  fetching.offers = {options.server, options.screen, options.state / "trust", {}};
  fetch::Fetcher fetcher(
      std::move(fetching), std::move(*store), calls_to(news, options.screen, prober_of(options)),
      [clock = Clock()] { return clock.now(); }, dice());
  Planning planning([&news] { news.wakeup.ring(); });
  live::Sources sources(
      options.state / "live.json", Clock(), dice(), [&news] { news.wakeup.ring(); },
      options.live_authorities);
  Scheduler scheduler(options, std::move(*players), news, planning, sources, reporter, broker->get());

  std::vector<std::jthread> threads;
  threads.push_back(start_thread("plan", [&](const std::stop_token& stop) { planning.run(stop); }));
  threads.push_back(start_thread("live", [&](const std::stop_token& stop) { sources.run(stop); }));
  if (*door)
    threads.push_back(
        start_thread("http", [&](std::stop_token stop) { (*door)->server.run(std::move(stop)); }));
  if (*broker) {
    threads.push_back(start_thread("mqtt", [&](const std::stop_token& stop) { (*broker)->run(stop); }));
  }
  if (!options.server.empty()) {
    threads.push_back(start_thread("fetch", [&](std::stop_token stop) { fetcher.run(std::move(stop)); }));
    threads.push_back(start_thread("report", [&](std::stop_token stop) { reporter.run(std::move(stop)); }));
  }
  auto ended = scheduler.run(std::move(content), since, std::move(problems));
  for (auto& each : threads)
    each.request_stop();  // all at once; then each is waited for, the last first
  while (!threads.empty())
    threads.pop_back();
  return ended;
}

}  // namespace madang
