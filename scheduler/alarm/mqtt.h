// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <poll.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/wakeup.h"

namespace madang::alarm {

/// Where an MQTT broker is, and what it wants to see before it lets us in.
struct MqttBroker {
  std::string host;  ///< an address is better than a name: a name service that hangs holds up its thread
  std::uint16_t port = 1883;
  bool tls = false;
  std::string user;  ///< empty: nobody in particular
  std::string password;
  std::filesystem::path authorities;  ///< PEM file, where `tls`; empty: those of the system
};

/// `mqtt://host`, `mqtt://10.0.0.2:1883`, `mqtts://[::1]:8883`; 1883 and 8883 where no port is said.
/// `invalid` for anything else, a path, a user or a password among it.
Result<MqttBroker> parse_broker(std::string_view url);
std::string to_url(const MqttBroker& broker);  ///< without the password

/// Adds what a file has: the user on its first line, the password on its second, which may be missing.
Status read_login(const std::filesystem::path& file, MqttBroker& broker);

struct MqttMessage {
  std::string topic;
  std::string payload;
  bool retained = false;  ///< of a message heard: the broker had it before we came
};

struct MqttSettings {
  MqttBroker broker;
  std::string client;                ///< our name at the broker; whoever comes later under it takes its place
  std::vector<std::string> filters;  ///< what to hear, at QoS 1; each subscribed to after every connecting
  MqttMessage will;                  ///< what the broker is to say, and retain, when our link breaks
  std::size_t most_bytes = 64 * 1024;  ///< of a payload; longer ones are counted and dropped
};

/// A client of an MQTT 3.1.1 broker, and the one door to libmosquitto. Made for state, not for events: a
/// topic of ours has one value, which is retained at QoS 1, said when it changes and said again to a broker
/// that comes back, since that may have lost its memory. So nothing queues up while the broker is away, here
/// or there.
///
/// Hence clean sessions: a broker that kept one would hand us, after a night without a link, every notice of
/// that night before the one that counts. And hence a fixed name: whoever was killed and is back takes the
/// place of its own half-open connection, whose will is then said before anything new. It never says
/// goodbye, so that the will is also what is left of a client that ended well.
///
/// The link is checked every 10 s (keepalive) and comes back by itself, after pauses with jitter that grow to
/// 1.5 s, so that a kiosk is there within 2 s of its broker, however long that was gone; a connection that broke
/// within 10 s counts as a failure. Bound to one thread: its owner calls `work`
/// again and again, or polls itself (`poll`, `serve`, `next`), as whoever has a thousand of them does.
///
/// MQTT packets are up to 256 MB long and libmosquitto reads them whole before we can look: a broker open to
/// strangers should have `message_size_limit` (mosquitto's word) set.
class MqttClient {
 public:
  /// Called in `serve`. May call `keep`.
  using Hear = std::function<void(MqttMessage)>;

  /// Connects only in `serve`. `invalid` for topics that are none and for authorities that cannot be read.
  static Result<MqttClient> create(MqttSettings settings, Hear hear, SteadyTime now);
  MqttClient(MqttClient&&) noexcept;
  MqttClient& operator=(MqttClient&&) noexcept;
  ~MqttClient();

  /// The value of a topic of ours from now on; empty: none. Said at once where there is a link, and as soon
  /// as there is one.
  void keep(const std::string& topic, std::string payload);

  /// The broker has let us in and has taken every subscription.
  bool linked() const;
  /// Why there is no link; nothing while there is one, and before the first attempt ended.
  const std::optional<Error>& trouble() const;
  std::uint64_t too_long() const;  ///< payloads that were dropped, since the start

  pollfd poll() const;  ///< for poll(); its fd is -1 while there is no connection
  void serve(short revents, SteadyTime now);
  SteadyTime next() const;  ///< `serve` then, if nothing happens earlier
  /// Waits until something came, `bell` rang or it is `until`, and serves. Takes the rings.
  void work(const Wakeup& bell, SteadyTime until);

 private:
  struct State;
  explicit MqttClient(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace madang::alarm
