// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/mqtt.h"

#include <mosquitto.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <random>
#include <set>

#include "content-schema/base/backoff.h"
#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/base/owned.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;

using Handle = Owned<mosquitto, mosquitto_destroy>;

constexpr int k_qos = 1;
constexpr int k_keepalive = 10;         // s
constexpr Millis k_patience = 10s;      // from connecting to the last subscription
constexpr Millis k_good_link = 10s;     // a shorter one was none
constexpr Millis k_look_at_time = 1s;   // libmosquitto's own pace
constexpr Millis k_least_pause = 50ms;  // full jitter alone may be nothing at all
constexpr BackoffLimits k_pauses{250ms, 1'500ms};  // an alarm is back within 2 s of its broker
constexpr std::size_t k_most_in_flight = 64;  // not yet acknowledged
constexpr std::size_t k_most_login_bytes = 4096;
constexpr int k_refused_subscription = 0x80;  // MQTT 3.1.1, 3.9.3

/// Once for the program, before the first handle. Never undone: handles may outlive any place to do so.
void start_library() {
  [[maybe_unused]] static const int started = mosquitto_lib_init();
}

std::string text_of(int code) {
  return code == MOSQ_ERR_ERRNO ? errno_text(errno) : mosquitto_strerror(code);
}

bool is_topic(const std::string& topic) {
  return mosquitto_pub_topic_check(topic.c_str()) == MOSQ_ERR_SUCCESS &&
         topic.find('\0') == std::string::npos;
}

bool is_filter(const std::string& filter) {
  return mosquitto_sub_topic_check(filter.c_str()) == MOSQ_ERR_SUCCESS &&
         filter.find('\0') == std::string::npos;
}

}  // namespace

Result<MqttBroker> parse_broker(std::string_view url) {
  const auto wrong = [&] {
    return fail(ErrorKind::invalid, "'{}' 대신 mqtt://10.0.0.2:1883처럼 적어 주세요.",
                "instead of '{}' write it like mqtt://10.0.0.2:1883.", url);
  };
  MqttBroker broker;
  std::string_view rest = url;
  if (rest.starts_with("mqtts://")) {
    broker.tls = true;
    broker.port = 8883;
    rest.remove_prefix(8);
  } else if (rest.starts_with("mqtt://")) {
    rest.remove_prefix(7);
  } else {
    return wrong();
  }
  if (rest.ends_with('/'))
    rest.remove_suffix(1);
  const auto bracket = rest.starts_with('[') ? rest.find(']') : std::string_view::npos;
  const bool is_bracketed = bracket != std::string_view::npos;
  const auto colon = rest.find(':', is_bracketed ? bracket : 0);
  broker.host = is_bracketed ? rest.substr(1, bracket - 1) : rest.substr(0, colon);
  if (is_bracketed && bracket + 1 != std::min(colon, rest.size()))
    return wrong();
  if (broker.host.empty() || broker.host.find_first_of("/@?#[] ") != std::string::npos)
    return wrong();
  if (colon != std::string_view::npos) {
    const std::string_view port = rest.substr(colon + 1);
    const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), broker.port);
    if (code != std::errc() || end != port.data() + port.size() || broker.port == 0)
      return wrong();
  }
  return broker;
}

std::string to_url(const MqttBroker& broker) {
  const bool is_v6 = broker.host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", broker.tls ? "mqtts" : "mqtt", is_v6 ? "[" : "", broker.host,
                     is_v6 ? "]" : "", broker.port);
}

Status read_login(const std::filesystem::path& file, MqttBroker& broker) {
  const auto bytes = read_file(file, k_most_login_bytes);
  if (!bytes)
    return fail(bytes.error());
  std::string_view rest = as_text(*bytes);
  const auto take_line = [&] {
    const auto end = rest.find('\n');
    std::string line(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r'))
      line.pop_back();
    return line;
  };
  broker.user = take_line();
  broker.password = take_line();
  if (broker.user.empty() || broker.user.find('\0') != std::string::npos ||
      broker.password.find('\0') != std::string::npos) {
    return fail(ErrorKind::invalid, "'{}'의 첫 줄에 사용자 이름을, 둘째 줄에 비밀번호를 적어 주세요.",
                "write a user's name on the first line of '{}' and the password on the second.",
                file.string());
  }
  return {};
}

struct MqttClient::State {
  State(MqttSettings wanted, Hear heard, SteadyTime now)
      : settings(std::move(wanted)), hear(std::move(heard)), next_attempt(now) {}

  struct Kept {
    std::string payload;
    bool waiting = true;  // to be said
  };

  const MqttSettings settings;
  const Hear hear;
  std::map<std::string, Kept> kept;
  std::set<int> in_flight;  // of message ids
  std::uint64_t too_long = 0;
  std::optional<Error> trouble;
  std::mt19937_64 random{std::random_device{}()};

  // Of this connection. Each has a handle of its own, so that nothing that an older one left half done is
  // sent on it.
  Handle handle;
  bool accepted = false;  // CONNACK
  bool linked = false;    // and SUBACK
  std::optional<Error> refusal;
  SteadyTime connected{};
  SteadyTime served{};

  int failures = 0;
  SteadyTime next_attempt;

  Result<Handle> make_handle();
  void connect(SteadyTime now);
  void lose(Error why, SteadyTime now);
  void say_what_waits();

  // libmosquitto's callbacks.
  void on_connect(int code);
  void on_subscribe(std::span<const int> granted);
  void on_publish(int id);
  void on_message(const mosquitto_message& message);
};

Result<Handle> MqttClient::State::make_handle() {
  const auto check = [&](int code, std::string_view what) -> Status {
    if (code == MOSQ_ERR_SUCCESS)
      return {};
    return fail(ErrorKind::invalid, "MQTT 브로커 {}에 쓸 설정({})이 잘못되었습니다: {}",
                "cannot use the settings for the MQTT broker {} ({}): {}", to_url(settings.broker), what,
                text_of(code));
  };
  Handle made(mosquitto_new(settings.client.c_str(), true, this));
  if (!made)
    return fail(check(MOSQ_ERR_NOMEM, "client").error());
  mosquitto* raw = made.get();
  const MqttBroker& broker = settings.broker;
  // Or a small packet waits 40 ms for the acknowledgement of the one before it.
  mosquitto_int_option(raw, MOSQ_OPT_TCP_NODELAY, 1);
  if (!settings.will.topic.empty()) {
    const MqttMessage& will = settings.will;
    if (auto set = check(mosquitto_will_set(raw, will.topic.c_str(), static_cast<int>(will.payload.size()),
                                            will.payload.data(), k_qos, true),
                         "will");
        !set) {
      return fail(set.error());
    }
  }
  if (!broker.user.empty())
    mosquitto_username_pw_set(raw, broker.user.c_str(), broker.password.c_str());
  if (broker.tls) {
    const int code = broker.authorities.empty() ? mosquitto_int_option(raw, MOSQ_OPT_TLS_USE_OS_CERTS, 1)
                                                : mosquitto_tls_set(raw, broker.authorities.c_str(), nullptr,
                                                                    nullptr, nullptr, nullptr);
    if (auto set = check(code, broker.authorities.string()); !set)
      return fail(set.error());
  }
  mosquitto_connect_callback_set(
      raw, [](mosquitto*, void* self, int code) { static_cast<State*>(self)->on_connect(code); });
  mosquitto_subscribe_callback_set(raw, [](mosquitto*, void* self, int, int count, const int* granted) {
    static_cast<State*>(self)->on_subscribe({granted, static_cast<std::size_t>(count)});
  });
  mosquitto_publish_callback_set(
      raw, [](mosquitto*, void* self, int id) { static_cast<State*>(self)->on_publish(id); });
  mosquitto_message_callback_set(raw, [](mosquitto*, void* self, const mosquitto_message* message) {
    static_cast<State*>(self)->on_message(*message);
  });
  return made;
}

void MqttClient::State::connect(SteadyTime now) {
  connected = now;
  refusal.reset();
  auto made = make_handle();
  if (!made)
    return lose(made.error(), now);
  handle = std::move(*made);
  // The other call would wait for a host that does not answer, as long as the kernel does.
  const int code =
      mosquitto_connect_async(handle.get(), settings.broker.host.c_str(), settings.broker.port, k_keepalive);
  if (code > MOSQ_ERR_SUCCESS) {
    lose({ErrorKind::unavailable,
          say("MQTT 브로커 {}에 연결하지 못했습니다: {}", "cannot connect to the MQTT broker {}: {}",
              to_url(settings.broker), text_of(code))},
         now);
  }
}

void MqttClient::State::lose(Error why, SteadyTime now) {
  failures = linked && now - connected >= k_good_link ? 1 : failures + 1;
  trouble = std::move(why);
  handle.reset();
  accepted = false;
  linked = false;
  in_flight.clear();
  for (auto& [topic, value] : kept)
    value.waiting = true;
  const double dice = std::uniform_real_distribution<double>()(random);
  next_attempt = now + k_least_pause + backoff(failures, dice, k_pauses);
}

void MqttClient::State::say_what_waits() {
  for (auto& [topic, value] : kept) {
    if (!accepted || in_flight.size() >= k_most_in_flight)
      return;
    if (!value.waiting)
      continue;
    int id = 0;
    if (mosquitto_publish(handle.get(), &id, topic.c_str(), static_cast<int>(value.payload.size()),
                          value.payload.data(), k_qos, true) != MOSQ_ERR_SUCCESS) {
      continue;  // the link is gone, which `serve` finds out
    }
    in_flight.insert(id);
    value.waiting = false;
  }
}

void MqttClient::State::on_connect(int code) {
  if (code != 0) {
    refusal = Error{ErrorKind::refused, say("MQTT 브로커 {}이(가) 받아 주지 않습니다: {}",
                                            "the MQTT broker {} does not let us in: {}",
                                            to_url(settings.broker), mosquitto_connack_string(code))};
    return;
  }
  accepted = true;
  linked = settings.filters.empty();
  if (linked)
    trouble.reset();
  std::vector<std::string> filters = settings.filters;
  std::vector<char*> list;
  for (std::string& each : filters)
    list.push_back(each.data());
  if (!list.empty()) {
    mosquitto_subscribe_multiple(handle.get(), nullptr, static_cast<int>(list.size()), list.data(), k_qos, 0,
                                 nullptr);
  }
}

void MqttClient::State::on_subscribe(std::span<const int> granted) {
  if (std::any_of(granted.begin(), granted.end(), [](int qos) { return qos >= k_refused_subscription; })) {
    refusal = Error{ErrorKind::refused, say("MQTT 브로커 {}이(가) 비상 알림을 듣지 못하게 합니다.",
                                            "the MQTT broker {} does not let us hear what we have to hear.",
                                            to_url(settings.broker))};
    return;
  }
  linked = true;
  trouble.reset();
}

void MqttClient::State::on_publish(int id) {
  in_flight.erase(id);
}

void MqttClient::State::on_message(const mosquitto_message& message) {
  const auto length = static_cast<std::size_t>(std::max(message.payloadlen, 0));
  if (length > settings.most_bytes) {
    ++too_long;
    return;
  }
  hear({message.topic, std::string(static_cast<const char*>(message.payload), length), message.retain});
}

Result<MqttClient> MqttClient::create(MqttSettings settings, Hear hear, SteadyTime now) {
  start_library();
  const auto& filters = settings.filters;
  if (!std::all_of(filters.begin(), filters.end(), is_filter) ||
      (!settings.will.topic.empty() && !is_topic(settings.will.topic))) {
    return fail(ErrorKind::invalid, "'{}'에 MQTT 주제로 쓸 수 없는 이름이 있습니다.",
                "'{}' is named so that it cannot be a topic of MQTT.", settings.client);
  }
  auto state = std::make_unique<State>(std::move(settings), std::move(hear), now);
  if (auto tried = state->make_handle(); !tried)
    return fail(tried.error());
  return MqttClient(std::move(state));
}

MqttClient::MqttClient(std::unique_ptr<State> state) : state_(std::move(state)) {}
MqttClient::MqttClient(MqttClient&&) noexcept = default;
MqttClient& MqttClient::operator=(MqttClient&&) noexcept = default;
MqttClient::~MqttClient() = default;

void MqttClient::keep(const std::string& topic, std::string payload) {
  state_->kept[topic] = {std::move(payload), true};
  state_->say_what_waits();
}

bool MqttClient::linked() const {
  return state_->linked;
}

const std::optional<Error>& MqttClient::trouble() const {
  return state_->trouble;
}

std::uint64_t MqttClient::too_long() const {
  return state_->too_long;
}

pollfd MqttClient::poll() const {
  if (!state_->handle)
    return {-1, 0, 0};
  const bool wants_to_write = mosquitto_want_write(state_->handle.get());
  return {mosquitto_socket(state_->handle.get()),
          static_cast<short>(wants_to_write ? POLLIN | POLLOUT : POLLIN), 0};
}

void MqttClient::serve(short revents, SteadyTime now) {
  State& state = *state_;
  state.served = now;
  if (!state.handle) {
    if (now >= state.next_attempt)
      state.connect(now);
    return;
  }
  mosquitto* const raw = state.handle.get();
  int code = MOSQ_ERR_SUCCESS;
  if ((revents & (POLLIN | POLLERR | POLLHUP)) != 0)
    code = mosquitto_loop_read(raw, 1);
  if (code == MOSQ_ERR_SUCCESS)
    state.say_what_waits();
  if (code == MOSQ_ERR_SUCCESS && mosquitto_want_write(raw))
    code = mosquitto_loop_write(raw, 1);
  if (code == MOSQ_ERR_SUCCESS)
    code = mosquitto_loop_misc(raw);
  const bool is_late = !state.linked && now - state.connected >= k_patience;
  if (code == MOSQ_ERR_SUCCESS && mosquitto_socket(raw) < 0)
    code = MOSQ_ERR_CONN_LOST;
  if (state.refusal) {
    state.lose(std::move(*state.refusal), now);
  } else if (code != MOSQ_ERR_SUCCESS) {
    state.lose({ErrorKind::unavailable, say("MQTT 브로커 {}와(과)의 연결이 끊어졌습니다: {}",
                                            "the link to the MQTT broker {} broke: {}",
                                            to_url(state.settings.broker), text_of(code))},
               now);
  } else if (is_late) {
    state.lose(
        {ErrorKind::unavailable, say("MQTT 브로커 {}이(가) 대답하지 않습니다.",
                                     "the MQTT broker {} does not answer.", to_url(state.settings.broker))},
        now);
  }
}

SteadyTime MqttClient::next() const {
  return state_->handle ? state_->served + k_look_at_time : state_->next_attempt;
}

void MqttClient::work(const Wakeup& bell, SteadyTime until) {
  const auto left = std::min(next(), until) - std::chrono::steady_clock::now();
  pollfd set[] = {poll(), {bell.fd(), POLLIN, 0}};
  const auto wait = std::clamp(std::chrono::ceil<Millis>(left), Millis{0}, Millis{60'000});
  if (::poll(set, 2, static_cast<int>(wait.count())) < 0)
    return;  // a signal
  if (set[1].revents != 0)
    bell.hear();
  serve(set[0].revents, std::chrono::steady_clock::now());
}

}  // namespace madang::alarm
