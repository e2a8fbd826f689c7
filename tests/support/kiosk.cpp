// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/kiosk.h"

#include <sys/socket.h>

#include "content-schema/base/clock.h"
#include "content-schema/base/digest.h"
#include "content-schema/wire/codec.h"
#include "content-schema/wire/framing.h"
#include "content-schema/wire/local_socket.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;

const ProcessOptions k_english{{{"LC_ALL", "C"}}, {}};

/// The number after the last `:` of the first line that has `text`.
int port_in(const std::string& output, const std::string& text) {
  const auto line = output.find(text);
  if (line == std::string::npos)
    return 0;
  const auto colon = output.find(':', output.find("//", line));
  return std::atoi(output.c_str() + colon + 1);
}

}  // namespace

void Office::start() {
  std::vector<std::string> command{program("madang").string(), "serve", repository_.string(), "--listen",
                                   "127.0.0.1:" + std::to_string(port_)};
  if (!keys.empty())
    command.insert(command.end(), {"--keys", keys.string()});
  ProcessOptions options = k_english;
  options.environment.insert(environment.begin(), environment.end());
  process_.emplace(command, options);
  process_->wait_for("Ctrl+C");
  if (port_ == 0)
    port_ = port_in(process_->output(), "serving");
}

void write_content(const TempFolder& folder, const std::string& words) {
  folder.write(
      "content/site.yaml",
      "kind: site\nversion: 1\nname: { ko: 시장, en: Market }\nlanguages: [ko, en]\n"
      "default: playlists/welcome.yaml\nscreens:\n  - id: gate-1\n    name: { ko: 1번, en: Gate }\n");
  folder.write("content/playlists/welcome.yaml", "kind: playlist\nversion: 1\nitems:\n  - text: { ko: \"" +
                                                     words + "\", en: \"" + words + "\" }\n");
}

std::filesystem::path keys_folder(const TempFolder& folder) {
  const std::filesystem::path keys = folder / "keys";
  if (!std::filesystem::exists(keys / "root.json"))
    run_to_end({program("madang").string(), "keys", "new", "--keys", keys.string()}, k_english);
  return keys;
}

std::filesystem::path root_file(const TempFolder& folder) {
  return keys_folder(folder) / "root.json";
}

Ended publish(const TempFolder& folder, const std::map<std::string, std::string>& environment,
              const std::vector<std::string>& words) {
  ProcessOptions options = k_english;
  options.environment.insert(environment.begin(), environment.end());
  std::vector<std::string> command{program("madang").string(), "publish", folder / "content",
                                   folder / "repository",      "--keys",  keys_folder(folder).string()};
  command.insert(command.end(), words.begin(), words.end());
  return run_to_end(command, options);
}

Kiosk::Kiosk(const TempFolder& folder, std::string server) : folder_(folder), server_(std::move(server)) {
  folder.write("secret", std::string(k_secret) + "\n");
}

void Kiosk::start() {
  folder_.write("scheduler.conf", "server = \"" + server_ + "\"\nscreen = \"" + screen + "\"\nroot = \"" +
                                      (root.empty() ? root_file(folder_) : root).string() + "\"\nstate = \"" +
                                      (folder_ / "state").string() + "\"\nsocket = \"" + socket().string() +
                                      "\"\nalarm-listen = \"127.0.0.1:" + std::to_string(alarm_port_) +
                                      "\"\nalarm-secret-file = \"" + secret_file().string() +
                                      "\"\nall-clear = " + std::to_string(all_clear) + "\n" + settings);
  ProcessOptions options = k_english;
  options.environment.insert(environment.begin(), environment.end());
  process_.emplace(
      std::vector<std::string>{program("madang-scheduler").string(), "--config", folder_ / "scheduler.conf"},
      options);
  process_->wait_for("alarms are heard at");
  if (alarm_port_ == 0)
    alarm_port_ = port_in(process_->errors(), "alarms are heard at");
}

FakePlayer::FakePlayer(const std::filesystem::path& socket) {
  const auto address = local_address(socket).value();
  eventually([&] {
    fd_.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return ::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  });
  thread_ = std::jthread([this] { listen(); });
}

FakePlayer::~FakePlayer() {
  ::shutdown(fd_.get(), SHUT_RDWR);
}

ReleaseId FakePlayer::release() const {
  const std::lock_guard lock(mutex_);
  return release_;
}

std::vector<IncidentId> FakePlayer::alarms() const {
  const std::lock_guard lock(mutex_);
  return alarms_;
}

void FakePlayer::say(const Message& message) const {
  const auto bytes = frame(encode(message)).value();
  [[maybe_unused]] const auto sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void FakePlayer::listen() {
  FrameReader reader;
  std::vector<std::byte> buffer(65536);
  for (;;) {
    const ssize_t got = ::recv(fd_.get(), buffer.data(), buffer.size(), 0);
    if (got <= 0)
      return;
    const auto payloads = reader.feed(std::span(buffer).first(static_cast<size_t>(got)));
    if (!payloads)
      return;
    for (const auto& payload : *payloads) {
      const auto message = decode_message(as_bytes(payload));
      if (!message)
        return;
      if (const auto* programme = std::get_if<ProgrammeMessage>(&*message)) {
        {
          const std::lock_guard lock(mutex_);
          release_ = programme->programme.release;
        }
        PlayerReport report;
        report.release = programme->programme.release;
        report.showing = "playlists/welcome.yaml:4";
        report.since = Clock().now();
        say(report);
      } else if (const auto* alarm = std::get_if<AlarmMessage>(&*message)) {
        std::vector<IncidentId> ids;
        for (const auto& each : alarm->state.active)
          ids.push_back(each.id);
        {
          const std::lock_guard lock(mutex_);
          alarms_ = ids;
        }
        say(AlarmPresented{ids, Clock().now()});
      }
    }
  }
}

}  // namespace madang::test
