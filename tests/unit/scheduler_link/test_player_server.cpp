// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/link/player_server.h"

#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <deque>

#include "content-schema/base/digest.h"
#include "content-schema/wire/codec.h"
#include "content-schema/wire/local_socket.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;

namespace {

AlarmState fire(int sequence) {
  return {{{{"i"}, "fire", "gateway-1", static_cast<std::uint64_t>(sequence), SysTime{}}}};
}

/// One turn of a main loop: what is ready now is done.
std::vector<Message> turn(PlayerServer& server) {
  std::vector<pollfd> set;
  server.add_to(set);
  ::poll(set.data(), set.size(), 0);
  return server.serve(set);
}

/// A player as the server sees it: somebody on the socket.
class Peer {
 public:
  explicit Peer(const std::filesystem::path& path) : fd_(make_local_socket().value()) {
    REQUIRE_FALSE(connect_local(fd_, local_address(path).value()));
  }
  void say(std::string_view bytes) const {
    REQUIRE(::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }
  void say(const Message& message) const { say(frame(encode(message)).value()); }
  /// What has come so far.
  std::vector<Message> hear() {
    std::vector<std::byte> buffer(1 << 20);
    std::vector<Message> messages;
    while (true) {
      const ssize_t got = ::recv(fd_.get(), buffer.data(), buffer.size(), 0);
      hung_up_ = hung_up_ || got == 0;
      if (got <= 0)
        return messages;
      const auto frames = reader_.feed(std::span(buffer).first(static_cast<size_t>(got)));
      REQUIRE(frames.has_value());
      for (const auto& each : *frames)
        messages.push_back(decode_message(as_bytes(each)).value());
    }
  }
  bool hung_up() {
    hear();
    return hung_up_;
  }

 private:
  UniqueFd fd_;
  FrameReader reader_;
  bool hung_up_ = false;
};

struct Stage {
  test::TempFolder folder;
  std::filesystem::path path = folder / "player.sock";
  PlayerServer server = PlayerServer::listen(path).value();
};

}  // namespace

TEST_CASE("a player that connects is told the state, the alarm first, and then every change") {
  Stage stage;
  Programme programme;
  programme.screen = {"gate-1"};
  REQUIRE(stage.server.send(ProgrammeMessage{programme}));
  REQUIRE(stage.server.send(AlarmMessage{fire(1)}));

  Peer player(stage.path);
  turn(stage.server);
  CHECK(stage.server.connected() == 1);
  CHECK(player.hear() == std::vector<Message>{AlarmMessage{fire(1)}, ProgrammeMessage{programme}});
  REQUIRE(stage.server.send(AlarmMessage{}));
  CHECK(player.hear() == std::vector<Message>{AlarmMessage{}});
}

TEST_CASE("live values are told after alarm and programme, and a player that connects gets the latest") {
  Stage stage;
  const LiveValues values{{"parking.a", {Value("many"), SysTime{}, Millis{1}, Millis{2}}}};
  REQUIRE(stage.server.send(LiveValuesMessage{}));
  REQUIRE(stage.server.send(LiveValuesMessage{values}));
  REQUIRE(stage.server.send(ProgrammeMessage{}));
  REQUIRE(stage.server.send(AlarmMessage{fire(1)}));
  Peer player(stage.path);
  turn(stage.server);
  CHECK(player.hear() ==
        std::vector<Message>{AlarmMessage{fire(1)}, ProgrammeMessage{}, LiveValuesMessage{values}});
  REQUIRE(stage.server.send(LiveValuesMessage{}));
  CHECK(player.hear() == std::vector<Message>{LiveValuesMessage{}});
}

TEST_CASE("a programme that is known is not told again, but to a player that connects") {
  Stage stage;
  Peer player(stage.path);
  turn(stage.server);
  Programme programme;
  programme.screen = {"gate-1"};
  REQUIRE(stage.server.send(ProgrammeMessage{programme}));
  CHECK(player.hear().size() == 1);
  REQUIRE(stage.server.send(ProgrammeMessage{programme}));
  CHECK(player.hear().empty());
  Peer late(stage.path);
  turn(stage.server);
  CHECK(late.hear().size() == 1);
  programme.screen = {"gate-2"};
  REQUIRE(stage.server.send(ProgrammeMessage{programme}));
  CHECK(player.hear() == std::vector<Message>{ProgrammeMessage{programme}});
}

TEST_CASE("every player is told, and what each says is heard in order") {
  Stage stage;
  Peer one(stage.path), two(stage.path);
  turn(stage.server);
  REQUIRE(stage.server.send(AlarmMessage{fire(1)}));
  CHECK(one.hear().size() == 1);
  CHECK(two.hear().size() == 1);

  PlayerReport report;
  report.frames = 7;
  one.say(AlarmPresented{{{"i"}}, SysTime{}});
  one.say(report);
  CHECK(turn(stage.server) == std::vector<Message>{AlarmPresented{{{"i"}}, SysTime{}}, report});
}

TEST_CASE("a message in pieces is heard when it is whole") {
  Stage stage;
  Peer player(stage.path);
  turn(stage.server);
  const std::string bytes = frame(encode(Message{PlayerReport{}})).value();
  for (size_t i = 0; i + 1 < bytes.size(); ++i) {
    player.say(std::string_view(bytes).substr(i, 1));
    REQUIRE(turn(stage.server).empty());
  }
  player.say(std::string_view(bytes).substr(bytes.size() - 1));
  CHECK(turn(stage.server).size() == 1);
}

TEST_CASE("who speaks nonsense is hung up on, and the others stay") {
  Stage stage;
  Peer good(stage.path);
  const std::string nonsense[] = {"\xff\xff\xff\xff", frame("{}").value(), frame("").value(),
                                  frame(encode(Message{AlarmMessage{}})).value()};
  for (const auto& bytes : nonsense) {
    Peer bad(stage.path);
    turn(stage.server);
    CHECK(stage.server.connected() == 2);
    bad.say(bytes);
    CHECK(turn(stage.server).empty());
    CHECK(bad.hung_up());
    CHECK(stage.server.connected() == 1);
  }
  good.say(PlayerReport{});
  CHECK(turn(stage.server).size() == 1);
}

TEST_CASE("a player that does not read holds nobody up, and gets the latest in the end") {
  Stage stage;
  Peer player(stage.path);
  turn(stage.server);
  Programme programme;
  programme.document.site.font = std::string(3 << 20, 'x');  // more than a socket holds
  for (int i = 1; i <= 20; ++i) {
    programme.screen = {std::to_string(i)};
    REQUIRE(stage.server.send(ProgrammeMessage{programme}));
    REQUIRE(stage.server.send(AlarmMessage{fire(i)}));
  }
  std::vector<Message> heard;
  for (int i = 0; i < 200; ++i) {
    for (Message& message : player.hear())
      heard.push_back(std::move(message));
    turn(stage.server);
  }
  // The one half sent, then of all the others the latest alarm and the latest programme.
  REQUIRE(heard.size() == 3);
  CHECK(std::get<ProgrammeMessage>(heard[0]).programme.screen.value == "1");
  CHECK(std::get<AlarmMessage>(heard[1]).state == fire(20));
  CHECK(std::get<ProgrammeMessage>(heard[2]).programme.screen.value == "20");
}

TEST_CASE("a player that leaves is forgotten, and too many are turned away") {
  Stage stage;
  std::deque<Peer> players;
  for (size_t i = 0; i < PlayerServer::k_most_players; ++i) {
    players.emplace_back(stage.path);
    turn(stage.server);
  }
  players.emplace_back(stage.path);
  turn(stage.server);
  CHECK(players.back().hung_up());
  players.pop_front();
  turn(stage.server);
  CHECK(stage.server.connected() == PlayerServer::k_most_players - 1);
  REQUIRE(stage.server.send(AlarmMessage{}));
}

TEST_CASE("the socket file: ours alone, replaced when stale, never taken from another, gone at the end") {
  const test::TempFolder folder;
  const auto path = folder / "player.sock";
  {
    const PlayerServer server = PlayerServer::listen(path).value();
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(PlayerServer::listen(path).error().kind == ErrorKind::refused);
  }
  CHECK_FALSE(std::filesystem::exists(path));

  {
    // As a scheduler that was killed leaves it.
    const UniqueFd dead = make_local_socket().value();
    const auto address = local_address(path).value();
    REQUIRE(::bind(dead.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  REQUIRE(std::filesystem::exists(path));
  CHECK(PlayerServer::listen(path).has_value());

  folder.write("notes.txt", "mine");
  CHECK(PlayerServer::listen(folder / "notes.txt").error().kind == ErrorKind::invalid);
  CHECK(std::filesystem::exists(folder / "notes.txt"));
  CHECK(PlayerServer::listen(folder / std::string(200, 'x')).error().kind == ErrorKind::invalid);
  CHECK(PlayerServer::listen(folder / "no/where").error().kind == ErrorKind::not_found);
}

TEST_CASE("a scheduler says only what schedulers say") {
  Stage stage;
  CHECK(stage.server.send(PlayerReport{}).error().kind == ErrorKind::bug);
}
