// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/app.h"

#include <sys/resource.h>
#include <sys/select.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <list>
#include <random>

#include "content-schema/base/log.h"
#include "content-schema/base/mailbox.h"
#include "content-schema/base/thread.h"
#include "content-schema/base/wakeup.h"
#include "scheduler/alarm/guard.h"
#include "scheduler/alarm/listener.h"
#include "scheduler/ops/clock_watch.h"
#include "scheduler/ops/loop.h"
#include "tools/alarm-bridge/bridge.h"
#include "tools/alarm-bridge/broker_road.h"
#include "tools/alarm-bridge/config.h"
#include "tools/alarm-bridge/post_road.h"
#include "tools/server/key_folder.h"

namespace madang::bridge {
namespace {

namespace fs = std::filesystem;

Bilingual no_clock() {
  return say("시계를 믿을 수 없어 때를 견주지 않습니다. 시각 서버와 맞추는 프로그램을 켜 주세요.",
             "the clock cannot be trusted, so time stamps are not held against it; set up a time service");
}

/// What other threads have for the main loop. Filled first, then the wake-up rings. Roads fill it from before
/// the bridge is there until after it is gone.
struct News {
  Wakeup wakeup;
  alarm::Orders orders;
  /// A thousand screens, a few zones, both roads. What finds no room is told again with the next notice.
  Inbox<ScreenNews, 16'384> screens;
  std::atomic<bool> clock_is_trusted{false};

  Moment now() const {
    return {std::chrono::steady_clock::now(),
            {Clock().now(), clock_is_trusted ? ClockTrust::trusted : ClockTrust::untrusted}};
  }
};

/// Collects what is wrong, so that an installer is told all of it and not only what came first.
class Faults {
 public:
  template <class T>
  std::optional<T> take(Result<T> result) {
    if (result)
      return std::move(*result);
    add(result.error());
    return std::nullopt;
  }
  void take(const Status& status) {
    if (!status)
      add(status.error());
  }
  bool none() const { return all_.en.empty(); }
  Error error() const { return {ErrorKind::invalid, all_}; }

 private:
  void add(const Error& error) {
    const char* end = none() ? "" : "\n";
    all_.ko += end + error.message.ko;
    all_.en += end + error.message.en;
  }
  Bilingual all_;
};

/// Whose trouble the bridge was told last, so that it hears of it only when it changes.
class Trouble {
 public:
  explicit Trouble(std::string who) : who_(std::move(who)) {}
  void tell(Bridge& bridge, const std::optional<Error>& trouble) {
    const auto now = trouble ? std::optional(trouble->message) : std::nullopt;
    if (now == told_)
      return;
    if (now)
      log::warning("{}", now->en);
    else
      log::info("{} is well again", who_);
    told_ = now;
    bridge.note(who_, now);
  }

 private:
  std::string who_;
  std::optional<Bilingual> told_;
};

/// Everything that only the main loop touches.
class MainLoop {
 public:
  MainLoop(Bridge& bridge, News& news, std::optional<Dc09Listener> panels, std::vector<ContactInput> contacts,
           const std::vector<ContactDevice>& devices, KeptTime kept)
      : bridge_(bridge), news_(news), panels_(std::move(panels)), clock_watch_(std::move(kept)) {
    for (std::size_t i = 0; i < contacts.size(); ++i)
      contacts_.push_back({std::move(contacts[i]), Trouble(devices[i].name), 0});
  }

  Status run();

 private:
  struct Contacts {
    ContactInput input;
    Trouble trouble;
    Loop::TimerId timer;
  };

  Moment look_at_clock();
  void poll(Contacts& contacts);
  void serve_panels(std::span<const pollfd> set);
  void hear_news();
  void after_event();

  Bridge& bridge_;
  News& news_;
  std::optional<Dc09Listener> panels_;
  std::list<Contacts> contacts_;  // timers point into it
  ClockWatch clock_watch_;
  bool clock_told_ = false;
  Loop loop_;
  Loop::TimerId bridge_timer_ = 0;
  Loop::TimerId panel_timer_ = 0;
  Loop::TimerId clock_timer_ = 0;
};

Status MainLoop::run() {
  loop_.watch(news_.wakeup.fd(), [this] { hear_news(); });
  bridge_timer_ = loop_.add_timer([this] {
    bridge_.tick(look_at_clock());
    after_event();
  });
  clock_timer_ = loop_.add_timer([this] { look_at_clock(); });
  if (panels_) {
    panel_timer_ = loop_.add_timer([] {});  // panels are served in every round; this one only begins it
    loop_.add_party({[this](std::vector<pollfd>& set) { panels_->add_to(set); },
                     [this](std::span<const pollfd> set) { serve_panels(set); }});
    loop_.arm(panel_timer_, panels_->next());
  }
  for (Contacts& each : contacts_) {
    each.timer = loop_.add_timer([this, &each] { poll(each); });
    loop_.arm(each.timer, each.input.next());
  }
  if (auto heard = loop_.on_signals({SIGTERM, SIGINT},
                                    [this](int number) {
                                      log::info("ending on signal {}", number);
                                      loop_.stop();
                                    });
      !heard) {
    return heard;
  }
  if (auto watched = loop_.on_clock_step([this] { look_at_clock(); }); !watched)
    return watched;
  look_at_clock();
  after_event();
  loop_.run();
  look_at_clock();
  clock_watch_.end();
  return {};
}

Moment MainLoop::look_at_clock() {
  const bool was_trusted = clock_watch_.trusted();
  clock_watch_.look(read_clock(), std::nullopt);
  loop_.arm(clock_timer_, std::chrono::steady_clock::now() + clock_watch_.pause());
  news_.clock_is_trusted = clock_watch_.trusted();
  if (!std::exchange(clock_told_, true) || clock_watch_.trusted() != was_trusted)
    bridge_.note("clock", clock_watch_.trusted() ? std::nullopt : std::optional(no_clock()));
  return news_.now();
}

void MainLoop::poll(Contacts& contacts) {
  contacts.input.poll(std::chrono::steady_clock::now());
  contacts.trouble.tell(bridge_, contacts.input.trouble());
  loop_.arm(contacts.timer, contacts.input.next());
  after_event();
}

void MainLoop::serve_panels(std::span<const pollfd> set) {
  panels_->serve(set, look_at_clock());
  loop_.arm(panel_timer_, panels_->next());
  after_event();
}

void MainLoop::hear_news() {
  news_.wakeup.hear();
  // Alarms first: what screens tell can wait for them.
  if (auto orders = news_.orders.take_all(); !orders.empty())
    bridge_.take(std::move(orders), look_at_clock());
  if (const auto screens = news_.screens.take_all(); !screens.empty())
    bridge_.hear(screens, look_at_clock());
  after_event();
}

void MainLoop::after_event() {
  loop_.arm(bridge_timer_, bridge_.next());
}

/// Asks one device until it is told to stop; a device that hangs holds up nobody else.
void run_modbus(ModbusInput& input, Trouble trouble, Bridge& bridge, const News& news,
                const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any pause;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    input.poll(std::chrono::steady_clock::now());
    trouble.tell(bridge, input.trouble());
    news.wakeup.ring();  // the bridge may have something to do earlier than it said
    pause.wait_until(lock, stop, input.next(), [] { return false; });
  }
}

Result<server::PrivateKey> load_key(const fs::path& file) {
  auto key = server::PrivateKey::load(file, "");
  if (!key && key.error().kind == ErrorKind::refused) {
    return fail(
        ErrorKind::invalid,
        "'{}' 열쇠가 암호로 잠겨 있습니다. 정전 뒤에 암호를 넣어 줄 사람이 없으니 madang keys alarm으로 만든 "
        "열쇠를 쓰세요.",
        "the key '{}' is locked, and nobody is there to unlock it after a power cut; use one that "
        "madang keys alarm made.",
        file.string());
  }
  if (!key && key.error().kind == ErrorKind::not_found) {
    return fail(ErrorKind::invalid, "'{}' 열쇠가 없습니다. madang keys alarm으로 만들어 주세요.",
                "there is no key '{}'; make it with madang keys alarm.", file.string());
  }
  return key;
}

Result<BrokerRoadSettings> broker_settings(const ConfiguredBroker& configured, const BridgeName& name) {
  auto broker = alarm::parse_broker(configured.url);
  if (!broker)
    return fail(broker.error());
  broker->authorities = configured.authorities;
  if (!configured.login.empty()) {
    if (auto read = alarm::read_login(configured.login, *broker); !read)
      return fail(read.error());
  }
  return BrokerRoadSettings{std::move(*broker), name.site, name.source};
}

PostOptions post_options(const Config& config) {
  PostOptions options;
  for (const ConfiguredScreen& each : config.screens)
    options.screens.push_back({each.id, each.url, each.zones});
  options.authorities = config.authorities;
  options.random = [engine = std::mt19937_64(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>()(engine);
  };
  return options;
}

/// Ours, and above those up to four for each zone of each screen (see post_road.h): more than the usual 1024.
std::optional<Bilingual> raise_descriptors(const Config& config) {
  rlim_t needed = FD_SETSIZE;
  for (const ConfiguredScreen& each : config.screens)
    needed += 4 * (1 + each.zones.size());
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
    return std::nullopt;
  const rlimit wanted{needed, std::max(limit.rlim_max, needed)};
  if (::setrlimit(RLIMIT_NOFILE, &wanted) == 0)
    return std::nullopt;
  limit.rlim_cur = std::min(limit.rlim_max, needed);
  if (::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= needed)
    return std::nullopt;
  return say(
      "화면이 이만큼이면 파일을 {}개까지 열 수 있어야 하는데 {}개만 됩니다. LimitNOFILE을 올려 주세요.",
      "this many screens need {} open files, and {} are allowed: raise LimitNOFILE", needed, limit.rlim_cur);
}

/// Where its files are, made where it can be. That it cannot is no reason not to start: the notices go out
/// all the same, and the bridge tells that nothing is written down.
void make_state_folder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code)
    log::error("cannot make the folder '{}': {}", folder.string(), code.message());
}

}  // namespace

//  thread        | does                                           | hands over by
//  main          | one event loop: panels, contacts, orders, time | -
//  modbus-DEVICE | asks that device                               | calls the bridge; wake-up
//  http          | requests: checks and parses them               | inbox in News, wake-up; responder
//  post-road     | posts notices; starts with its road            | inbox in News, wake-up; slots of its own
//  mqtt          | the same by a broker                           | inbox in News, wake-up; slots of its own
Status run_bridge(const fs::path& configuration) {
  // A limit of a file's size is a disk that is full, and nothing to die of.
  block_signals({SIGTERM, SIGINT, SIGPIPE, SIGXFSZ});
  Faults faults;
  auto config = faults.take(load_config(configuration));
  if (!config)
    return fail(faults.error());
  auto key = faults.take(load_key(config->key));
  auto secret = faults.take(alarm::read_secret(config->secret));
  auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(wakeup.error());
  const auto too_few_descriptors = raise_descriptors(*config);

  News news{std::move(*wakeup), {}, {}};
  const TakeNews take_news = [&news](ScreenNews each) {
    if (!news.screens.put(std::move(each)))
      log::error("the inbox of screens' news is full");
    news.wakeup.ring();
  };
  std::vector<std::unique_ptr<Road>> roads;
  BrokerRoad* broker = nullptr;
  if (!config->screens.empty()) {
    if (auto road = faults.take(PostRoad::create(post_options(*config), take_news)))
      roads.push_back(std::move(*road));
  }
  if (config->broker) {
    auto road =
        faults.take(broker_settings(*config->broker, config->name).and_then([&](BrokerRoadSettings settings) {
          return BrokerRoad::create(std::move(settings), take_news, Clock());
        }));
    if (road) {
      broker = road->get();
      roads.push_back(std::move(*road));
    }
  }

  // Inputs are made before the bridge that they speak to, and asked only after.
  std::unique_ptr<Bridge> bridge;
  const Taker taker = [&](const InputReport& report) { return bridge->take(report, news.now()); };
  const SteadyTime start = std::chrono::steady_clock::now();
  std::list<ModbusInput> modbus;
  for (const ModbusDevice& each : config->modbus) {
    if (auto input = faults.take(ModbusInput::create(each, taker, start)))
      modbus.push_back(std::move(*input));
  }
  std::vector<ContactInput> contacts;
  for (const ContactDevice& each : config->gpio) {
    if (auto input = faults.take(ContactInput::create(each, taker, start)))
      contacts.push_back(std::move(*input));
  }
  if (config->panels)
    faults.take(check_accounts(config->panels->accounts));
  if (!faults.none())
    return fail(faults.error());

  std::optional<Dc09Listener> panels;
  if (config->panels) {
    const auto& [listen, accounts] = *config->panels;
    auto listener = Dc09Listener::create(listen.address, listen.port, accounts, taker, start);
    if (!listener)
      return fail(listener.error());
    log::info("panels are heard at {}, TCP and UDP port {}", listen.address, listener->port());
    panels = std::move(*listener);
  }
  alarm::Listener orders({std::move(*secret), {}, {config->name.site, {}}}, news.orders, news.wakeup,
                         Clock());
  auto door = http::Server::create(
      config->listen.address, config->listen.port,
      [&orders](http::Request request, http::Responder responder) {
        orders.handle(std::move(request), std::move(responder));
      },
      alarm::Listener::limits());
  if (!door)
    return fail(door.error());
  log::info("alarms are heard at {}", http::to_url({config->listen.address, door->port()}));

  make_state_folder(config->state);
  BridgeSettings settings;
  settings.name = config->name;
  settings.zones = config->zones;
  settings.plan = config->plan;
  settings.place = config->place;
  settings.key = server::public_key(*key);
  settings.sign = [&key](std::span<const std::byte> bytes) { return key->sign(bytes); };
  bridge =
      std::make_unique<Bridge>(std::move(settings), BridgeJournal(config->state / "bridge.json"),
                               IncidentLog(config->state / "incidents.jsonl"), std::move(roads), news.now());
  if (too_few_descriptors) {
    log::error("{}", too_few_descriptors->en);
    bridge->note("descriptors", too_few_descriptors);
  }
  MainLoop main(*bridge, news, std::move(panels), std::move(contacts), config->gpio,
                KeptTime(config->state / "last-trusted-time"));

  std::vector<std::jthread> threads;
  threads.push_back(start_thread("http", [&](std::stop_token stop) { door->run(std::move(stop)); }));
  if (broker != nullptr)
    threads.push_back(start_thread("mqtt", [broker](const std::stop_token& stop) { broker->run(stop); }));
  auto device = config->modbus.begin();
  for (ModbusInput& each : modbus) {
    const std::string name = (device++)->name;
    threads.push_back(start_thread("modbus-" + name, [&, name](const std::stop_token& stop) {
      run_modbus(each, Trouble(name), *bridge, news, stop);
    }));
  }
  auto ended = main.run();
  for (auto& each : threads)
    each.request_stop();  // all at once; then each is waited for, the last first
  while (!threads.empty())
    threads.pop_back();
  return ended;
}

}  // namespace madang::bridge
