// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/fetcher.h"

#include <thread>

#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/support/hostile_server.h"
#include "tests/support/process.h"
#include "tests/support/signed_repository.h"
#include "tests/support/temp_folder.h"

namespace madang::fetch {
namespace {

using namespace std::chrono_literals;
using test::HostileServer;
using test::Scripted;
using test::scripted_ok;
using test::scripted_status;
using Then = Scripted::Then;

/// A release of some files.
struct Files {
  Manifest manifest;
  std::map<std::string, std::string> bodies;  ///< by object path

  void add(const std::string& path, const std::string& body) {
    const Digest digest = sha256(as_bytes(body));
    manifest.files.push_back({path, body.size(), digest, std::nullopt});
    bodies[object(digest)] = body;
  }
  static std::string object(const Digest& digest) {
    return "/objects/" + digest.hex().substr(0, 2) + "/" + digest.hex();
  }
  std::string bytes() const { return encode(manifest); }
  ReleaseId id() const { return release_id(as_bytes(bytes())); }
};

struct Fixture {
  explicit Fixture(std::optional<std::uint64_t> bytes = std::nullopt, Millis rest = k_room_rest)
      : quota(bytes), room_rest(rest) {}

  test::TempFolder folder;
  HostileServer server;
  test::SignedRepository repository{folder.path()};
  std::vector<ReleaseId> activated;
  std::vector<FetchStatus> told;
  std::optional<Error> unfit;            ///< what accept() says
  std::uint64_t counted_before_end = 0;  ///< bytes written, as the disk had them when accept() was asked
  SysTime now = Clock().now();
  const std::optional<std::uint64_t> quota;
  const Millis room_rest;
  Fetcher fetcher = make();

  Fetcher make() {
    FetchOptions options;
    REQUIRE(install_root(repository.root_file(), folder / "trust"));
    options.offers = {server.url(), ScreenId{"gate-1"}, folder / "trust", {500ms, 300ms, 1000, 200ms}};
    options.backoff = {1ms, 5ms};
    options.scrub_pause = 1ms;
    options.scrub_rest = 1ms;
    options.poll = 10ms;
    options.room_rest = room_rest;
    options.note_bytes = 50'000;
    ReleaseCalls calls;
    calls.accept = [this](const Release&, const Release*, const std::stop_token&) -> Status {
      counted_before_end = read_written(folder / "store").on(now);
      if (unfit)
        return fail(*unfit);
      return {};
    };
    calls.activated = [this](const Release& release) { activated.push_back(release.id); };
    calls.status = [this](const FetchStatus& status) { told.push_back(status); };
    // Whatever the disk that the tests run on has left.
    StoreOptions storing{{quota, 0}, {}};
    return Fetcher(
        options, Store::open(folder / "store", storing).value(), std::move(calls), [this] { return now; },
        [] { return 0.5; });
  }
  /// What lies in the repository, each file as it is.
  void serve_metadata() {
    for (const auto& [path, body] : repository.files())
      server.script(path, {scripted_ok(body)});
    const auto roots = repository.read().root.version;
    server.script("/" + std::to_string(roots + 1) + ".root.json", {scripted_status(404)});
  }
  void serve(const Files& files) {
    repository.offer(files.bytes());
    serve_metadata();
    for (const auto& [path, body] : files.bodies)
      server.script(path, {scripted_ok(body)});
  }
  Fetched<bool> round() { return fetcher.round({}); }
  ReleaseId active() const { return fetcher.store().active() ? fetcher.store().active()->id : ReleaseId{}; }
  std::string content(const std::string& path) const {
    return std::string(as_text(read_file(fetcher.store().active()->folder / path, 1 << 24).value()));
  }
  /// Requests whose first line has `text`.
  std::vector<std::string> requests(const std::string& text) const {
    std::vector<std::string> found;
    for (const auto& each : server.requests()) {
      if (each.substr(0, each.find('\r')).find(text) != std::string::npos)
        found.push_back(each);
    }
    return found;
  }
};

Files small_offer() {
  Files offer;
  offer.add("a.yaml", "first file");
  offer.add("media/b.png", std::string(100'000, 'b'));
  return offer;
}

TEST_CASE("a release becomes active when every file of it is there") {
  Fixture f;
  const auto offer = small_offer();
  f.serve(offer);
  CHECK(f.round().value());
  CHECK(f.active() == offer.id());
  CHECK(f.content("a.yaml") == "first file");
  REQUIRE(f.activated.size() == 1);
  // What is on its way was told, with how much was left.
  REQUIRE_FALSE(f.told.empty());
  REQUIRE(f.told.front().fetching);
  CHECK(f.told.front().fetching->release == offer.id());
  CHECK(f.told.front().fetching->bytes == 100'010);
  CHECK(f.told.front().fetching->left < 100'010);

  CHECK_FALSE(f.round().value());  // the same again is nothing new
  CHECK(f.requests("/timestamp.json").size() == 2);
  CHECK(f.requests(".snapshot.json").size() == 1);
  CHECK(f.requests("/targets/").size() == 1);
  CHECK(f.requests("/objects/").size() == 2);
}

TEST_CASE("what a long round writes is counted before its end, which may never come") {
  Fixture f;
  f.serve(small_offer());
  REQUIRE(f.round().value());
  CHECK(f.counted_before_end >= 50'000);
  CHECK(read_written(f.folder / "store").on(f.now) > 100'010);
}

TEST_CASE("a release for which there is no room is not begun: the old one plays, and the status says why") {
  Fixture f(150'000);
  const auto offer = small_offer();
  f.serve(offer);
  REQUIRE(f.round().value());
  Files large;
  large.add("large.mp4", std::string(200'000, 'l'));
  f.serve(large);
  const auto done = f.round();
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().reason == Reason::no_room);
  CHECK(std::string(word(done.error().reason)) == "no-room");
  CHECK(done.error().error.message.ko.find("자리가 없습니다") != std::string::npos);
  CHECK(f.active() == offer.id());
  CHECK(f.requests(Files::object(sha256(as_bytes(large.bodies.begin()->second)))).empty());

  Files small;
  small.add("small.mp4", std::string(1000, 's'));
  f.serve(small);
  CHECK(f.round().value());
  CHECK(f.active() == small.id());
}

TEST_CASE("a release that did not fit is not asked for again, and told of for as long as it is offered") {
  Fixture f(150'000);
  const auto offer = small_offer();
  f.serve(offer);
  REQUIRE(f.round().value());
  Files large;
  large.add("large.mp4", std::string(200'000, 'l'));
  f.serve(large);
  f.server.script("/changes", {scripted_ok("{}")});
  std::jthread running([&](std::stop_token stop) { f.fetcher.run(std::move(stop)); });
  REQUIRE(test::eventually([&] { return f.requests("/changes").size() >= 3; }));
  running.request_stop();
  running.join();
  CHECK(f.requests("/targets/releases/" + large.id().value).size() == 1);
  REQUIRE(f.told.back().fault);
  CHECK(f.told.back().fault->reason == Reason::no_room);
  CHECK(f.told.back().failures == 0);
  CHECK(f.active() == offer.id());
}

TEST_CASE("after a while a release that did not fit is tried again, though the server has no news") {
  Fixture f(150'000, 50ms);
  Files large;
  large.add("large.mp4", std::string(200'000, 'l'));
  f.serve(large);
  f.server.script("/changes", {scripted_status(204)});
  std::jthread running([&](std::stop_token stop) { f.fetcher.run(std::move(stop)); });
  CHECK(test::eventually([&] { return f.requests("/targets/releases/" + large.id().value).size() >= 3; }));
}

TEST_CASE("of a new release only the bytes that changed travel") {
  Fixture f;
  auto offer = small_offer();
  f.serve(offer);
  REQUIRE(f.round().value());
  Files edited;
  edited.add("a.yaml", "edited");
  edited.add("media/b.png", std::string(100'000, 'b'));
  f.serve(edited);
  REQUIRE(f.round().value());
  CHECK(f.content("a.yaml") == "edited");
  CHECK(f.requests("/objects/").size() == 3);
}

TEST_CASE("a download that broke off goes on where it was") {
  Fixture f;
  Files offer;
  std::string body;
  for (int i = 0; i < 100'000; ++i)
    body += static_cast<char>('a' + i % 23);
  offer.add("media/b.png", body);
  f.serve(offer);
  const auto path = offer.bodies.begin()->first;
  f.server.script(path, {{"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body.substr(0, 60'000)},
                         {"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes "
                          "60000-99999/100000\r\nContent-Length: 40000\r\n\r\n" +
                          body.substr(60'000)}});
  const auto broken = f.round();
  REQUIRE_FALSE(broken);
  CHECK(broken.error().reason == Reason::short_body);
  CHECK(f.active().empty());

  REQUIRE(f.round().value());
  CHECK(f.content("media/b.png") == body);
  const auto asked = f.requests("/objects/");
  REQUIRE(asked.size() == 2);
  CHECK(asked[1].find("Range: bytes=60000-\r\n") != std::string::npos);
}

TEST_CASE("whatever a server does, the release before it stays, and the reason is told") {
  struct Row {
    const char* what;
    std::vector<Scripted> scripts;
    Reason reason;
  };
  const auto wrong_body = scripted_ok(std::string(100'000, 'x'));
  const Row row = GENERATE_COPY(
      Row{"404", {scripted_status(404)}, Reason::not_found},
      Row{"403, as object stores say", {scripted_status(403)}, Reason::not_found},
      Row{"500", {scripted_status(500)}, Reason::server_error},
      Row{"garbage", {Scripted{"\x01\x02\x03 rubbish"}}, Reason::garbage},
      Row{"short", {Scripted{"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbbb"}}, Reason::short_body},
      Row{"shorter than the manifest says", {scripted_ok("bbb")}, Reason::short_body},
      Row{"long", {scripted_ok(std::string(100'001, 'b'))}, Reason::long_body},
      Row{"another file", {wrong_body}, Reason::wrong_digest},
      Row{"stall",
          {Scripted{"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbbb", Then::stall}},
          Reason::stalled});
  CAPTURE(row.what);
  Fixture f;
  Files before;
  before.add("a.yaml", "before");
  f.serve(before);
  REQUIRE(f.round().value());

  const auto offer = small_offer();
  f.serve(offer);
  f.server.script(Files::object(sha256(as_bytes(std::string(100'000, 'b')))), row.scripts);
  const auto done = f.round();
  REQUIRE_FALSE(done);
  CHECK(std::string(word(done.error().reason)) == word(row.reason));
  CHECK(f.active() == before.id());
  CHECK(f.content("a.yaml") == "before");

  f.serve(offer);  // the server is mended
  CHECK(f.round().value());
  CHECK(f.active() == offer.id());
  CHECK(f.content("media/b.png") == std::string(100'000, 'b'));
}

TEST_CASE("a manifest that is none, or names files outside, is refused once and not fetched") {
  Fixture f;
  const char* path = GENERATE("../../etc/passwd", "/etc/passwd", "a//b", "");
  std::string bytes = "this is no manifest";
  if (*path != '\0') {
    Files offer;
    offer.add(path, "x");
    bytes = offer.bytes();
  }
  f.repository.offer(bytes);
  f.serve_metadata();
  CHECK_FALSE(f.round().value());
  CHECK(f.active().empty());
  CHECK(f.requests("/objects/").empty());
  CHECK_FALSE(f.round().value());
  CHECK(f.activated.empty());
}

TEST_CASE("content that is not fit is not activated, and not asked about again until another comes") {
  Fixture f;
  Files good;
  good.add("a.yaml", "good");
  f.serve(good);
  REQUIRE(f.round().value());

  f.unfit = Error{ErrorKind::invalid, {"나쁨", "bad playlist"}};
  const auto offer = small_offer();
  f.serve(offer);
  CHECK_FALSE(f.round().value());
  CHECK(f.active() == good.id());
  f.unfit.reset();
  CHECK_FALSE(f.round().value());  // the same bytes are as bad as they were
  CHECK(f.active() == good.id());

  Files mended;
  mended.add("a.yaml", "mended");
  f.serve(mended);
  CHECK(f.round().value());
  CHECK(f.active() == mended.id());
}

TEST_CASE("running: it backs off, comes back, follows announcements, and stops at once") {
  Fixture f;
  const auto offer = small_offer();
  f.serve(offer);
  f.server.script("/timestamp.json", {scripted_status(500), scripted_status(500),
                                      scripted_ok(f.repository.files().at("/timestamp.json"))});
  f.server.script("/changes", {scripted_ok("{}"), Scripted{"", Then::stall}});
  {
    std::jthread running([&](std::stop_token stop) { f.fetcher.run(std::move(stop)); });
    test::eventually([&] { return f.requests("/changes").size() >= 2; });
  }
  REQUIRE(f.activated.size() == 1);
  CHECK(f.activated[0] == offer.id());
  REQUIRE(f.told.size() >= 3);
  CHECK(f.told[0].fault->reason == Reason::server_error);
  CHECK(f.told[1].failures == 2);
  CHECK_FALSE(f.told.back().fault);
  CHECK(f.requests("/changes")[0].find("after=1&wait=25") != std::string::npos);
}

TEST_CASE("what the disk has spoilt is found, fetched again, and plays on meanwhile") {
  Fixture f;
  const auto offer = small_offer();
  f.serve(offer);
  REQUIRE(f.round().value());
  const auto path = Files::object(sha256(as_bytes("first file")));
  f.folder.write("store" + path.substr(0, 12) + path.substr(14), "spoilt too");
  f.server.script(path, {scripted_status(500), scripted_ok("first file")});
  f.server.script("/changes", {Scripted{"", Then::stall}});
  {
    std::jthread running([&](std::stop_token stop) { f.fetcher.run(std::move(stop)); });
    test::eventually([&] { return f.requests(path).size() >= 3 && !f.requests("/changes").empty(); });
  }
  CHECK(f.content("a.yaml") == "first file");
  CHECK(std::any_of(f.told.begin(), f.told.end(), [](const FetchStatus& each) { return each.damaged == 1; }));
  CHECK(f.told.back().damaged == 0);
  CHECK(f.activated.size() == 1);
}

TEST_CASE("what cannot be mended keeps no new release away, and is not taken over into it") {
  const bool needs_it = GENERATE(false, true);
  CAPTURE(needs_it);
  Fixture f;
  const auto offer = small_offer();
  f.serve(offer);
  REQUIRE(f.round().value());
  const auto path = Files::object(sha256(as_bytes("first file")));
  f.folder.write("store" + path.substr(0, 12) + path.substr(14), "spoilt too");
  f.server.script(path, {scripted_status(404)});  // it is nowhere any more
  f.server.script("/changes", {scripted_ok("{}")});
  std::jthread running([&](std::stop_token stop) { f.fetcher.run(std::move(stop)); });
  REQUIRE(test::eventually([&] { return f.requests(path).size() >= 3; }));
  Files next;
  if (needs_it)
    next.add("a.yaml", "first file");
  next.add("b.yaml", "another");
  f.serve(next);
  // Announcements are waited for only after a round that went well.
  const auto other = Files::object(sha256(as_bytes("another")));
  REQUIRE(test::eventually([&] { return !f.requests(other).empty(); }));
  const size_t waits = f.requests("/changes").size();
  REQUIRE(test::eventually([&] { return f.requests("/changes").size() > waits; }));
  running.request_stop();
  running.join();
  CHECK(f.active() == next.id());
  if (needs_it)
    CHECK(f.content("a.yaml") == "first file");
}

TEST_CASE("a plain web server without announcements is looked at now and then") {
  Fixture f;
  Files first;
  first.add("a.yaml", "first");
  f.serve(first);
  f.server.script("/changes", {scripted_status(404)});
  std::jthread running([&](std::stop_token stop) { f.fetcher.run(std::move(stop)); });
  test::eventually([&] { return !f.requests("/changes").empty(); });
  Files second;
  second.add("a.yaml", "second");
  f.serve(second);
  const auto path = second.bodies.begin()->first;
  REQUIRE(test::eventually([&] { return !f.requests(path).empty(); }));
  const size_t looks = f.requests("/timestamp.json").size();
  // The next look comes when that release is in place.
  REQUIRE(test::eventually([&] { return f.requests("/timestamp.json").size() > looks; }));
  running.request_stop();
  running.join();
  CHECK(f.fetcher.store().active()->id == second.id());
}

TEST_CASE("metadata that are not believed leave the release before, and the reason is told") {
  Fixture f;
  Files before;
  before.add("a.yaml", "before");
  f.serve(before);
  REQUIRE(f.round().value());
  const auto offer = small_offer();

  SECTION("signed by somebody else") {
    const test::TempFolder elsewhere;
    test::SignedRepository other(elsewhere.path());
    other.offer(before.bytes());  // the same versions, then a newer one
    other.offer(offer.bytes());
    for (const auto& [path, body] : other.files())
      f.server.script(path, {scripted_ok(body)});
    const auto done = f.round();
    REQUIRE_FALSE(done);
    CHECK(done.error().reason == Reason::untrusted);
  }
  SECTION("frozen: the same for a month") {
    f.now += std::chrono::days(31);
    const auto done = f.round();
    REQUIRE_FALSE(done);
    CHECK(done.error().reason == Reason::expired);
    f.repository.now = f.now;
    f.serve(offer);
    CHECK(f.round().value());
    return;
  }
  SECTION("older than what was seen") {
    const auto old = f.repository.files().at("/timestamp.json");
    f.serve(offer);
    REQUIRE(f.round().value());
    f.server.script("/timestamp.json", {scripted_ok(old)});
    const auto done = f.round();
    REQUIRE_FALSE(done);
    CHECK(done.error().reason == Reason::untrusted);
    CHECK(f.active() == offer.id());
    return;
  }
  SECTION("meant for another screen") {
    f.repository.offer(offer.bytes(), {"gate-2"});
    f.serve_metadata();
    const auto done = f.round();
    REQUIRE_FALSE(done);
    CHECK(done.error().reason == Reason::unassigned);
  }
  SECTION("assigned by the online key, and not one of the staff's") {
    auto catalogue = f.repository.read();
    auto& file = catalogue.assignments.targets.at("screens/gate-1.json");
    file.hashes["sha256"] = offer.id().value;
    file.length = offer.bytes().size();
    f.repository.write(catalogue);
    f.serve_metadata();
    const auto done = f.round();
    REQUIRE_FALSE(done);
    CHECK(done.error().reason == Reason::unassigned);
    CHECK(done.error().error.message.en.find("not one that the staff have signed") != std::string::npos);
  }
  SECTION("another manifest under the name of the signed one") {
    f.serve(offer);
    f.server.script("/targets/releases/" + offer.id().value + "." + offer.id().value + ".json",
                    {scripted_ok(before.bytes())});
    const auto done = f.round();
    REQUIRE_FALSE(done);
    CHECK(done.error().reason == Reason::wrong_digest);
  }
  CHECK(f.active() == before.id());
  CHECK(f.content("a.yaml") == "before");
}

TEST_CASE("a repository that was lost and made anew is no rollback") {
  Fixture f;
  f.repository.begun = f.now;
  for (const char* body : {"one", "two", "three"}) {
    Files files;
    files.add("a.yaml", body);
    f.serve(files);
    REQUIRE(f.round().value());
  }
  std::filesystem::remove_all(f.repository.repository.folder);
  std::filesystem::create_directories(f.repository.repository.folder / "targets/releases");
  Files next;
  next.add("a.yaml", "from the ashes");
  SECTION("an hour later") {
    f.repository.begun = f.now + 1h;
    f.serve(next);
    CHECK(f.round().value());
    CHECK(f.active() == next.id());
  }
  SECTION("but one that begins again with version 1 is") {
    f.repository.begun = SysTime{};
    f.serve(next);
    CHECK(f.round().error().reason == Reason::untrusted);
  }
}

TEST_CASE("new keys are followed, and what old ones sign counts no more") {
  Fixture f;
  const auto offer = small_offer();
  f.serve(offer);
  REQUIRE(f.round().value());
  const auto old_files = f.repository.files();
  renew_root(f.repository.keys, {server::KeyRole::root, server::KeyRole::targets, server::KeyRole::online},
             "", f.now)
      .value();
  Files next;
  next.add("a.yaml", "by new keys");
  f.serve(next);
  CHECK(f.round().value());
  CHECK(f.active() == next.id());
  for (const auto& [path, body] : old_files)
    f.server.script(path, {scripted_ok(body)});
  CHECK(f.round().error().reason == Reason::untrusted);
}

}  // namespace
}  // namespace madang::fetch
