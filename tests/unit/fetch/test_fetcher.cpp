// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/fetcher.h"

#include <thread>

#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/support/hostile_server.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::fetch {
namespace {

using namespace std::chrono_literals;
using test::HostileServer;
using test::Scripted;
using test::scripted_ok;
using test::scripted_status;
using Then = Scripted::Then;

/// A release of some files, as a server would offer it.
struct Offer {
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
  void serve_from(HostileServer& server) const {
    server.script("/release.json", {scripted_ok(bytes(), "ETag: \"" + id().value + "\"\r\n")});
    for (const auto& [path, body] : bodies)
      server.script(path, {scripted_ok(body)});
  }
};

struct Fixture {
  test::TempFolder folder;
  HostileServer server;
  std::vector<ReleaseId> activated;
  std::vector<FetchStatus> told;
  std::optional<Error> unfit;  ///< what accept() says
  Fetcher fetcher = make();

  Fetcher make() {
    FetchOptions options;
    options.server = server.url();
    options.backoff = {1ms, 5ms};
    options.poll = 10ms;
    options.patience = {500ms, 300ms, 1000, 200ms};
    ReleaseCalls calls;
    calls.accept = [this](const Release&) -> Status {
      if (unfit)
        return fail(*unfit);
      return {};
    };
    calls.activated = [this](const Release& release) { activated.push_back(release.id); };
    calls.status = [this](const FetchStatus& status) { told.push_back(status); };
    return Fetcher(options, Store::open(folder / "store").value(), std::move(calls), [] { return 0.5; });
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

Offer small_offer() {
  Offer offer;
  offer.add("a.yaml", "first file");
  offer.add("media/b.png", std::string(100'000, 'b'));
  return offer;
}

TEST_CASE("a release becomes active when every file of it is there") {
  Fixture f;
  const auto offer = small_offer();
  offer.serve_from(f.server);
  CHECK(f.round().value());
  CHECK(f.active() == offer.id());
  CHECK(f.content("a.yaml") == "first file");
  REQUIRE(f.activated.size() == 1);

  CHECK_FALSE(f.round().value());  // the same again is nothing new
  CHECK(f.requests("/release.json")[1].find("If-None-Match: \"" + offer.id().value + "\"") !=
        std::string::npos);
  CHECK(f.requests("/objects/").size() == 2);
}

TEST_CASE("of a new release only the bytes that changed travel") {
  Fixture f;
  auto offer = small_offer();
  offer.serve_from(f.server);
  REQUIRE(f.round().value());
  Offer edited;
  edited.add("a.yaml", "edited");
  edited.add("media/b.png", std::string(100'000, 'b'));
  edited.serve_from(f.server);
  REQUIRE(f.round().value());
  CHECK(f.content("a.yaml") == "edited");
  CHECK(f.requests("/objects/").size() == 3);
}

TEST_CASE("a download that broke off goes on where it was") {
  Fixture f;
  Offer offer;
  std::string body;
  for (int i = 0; i < 100'000; ++i)
    body += static_cast<char>('a' + i % 23);
  offer.add("media/b.png", body);
  offer.serve_from(f.server);
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
  Offer before;
  before.add("a.yaml", "before");
  before.serve_from(f.server);
  REQUIRE(f.round().value());

  const auto offer = small_offer();
  offer.serve_from(f.server);
  f.server.script(Offer::object(sha256(as_bytes(std::string(100'000, 'b')))), row.scripts);
  const auto done = f.round();
  REQUIRE_FALSE(done);
  CHECK(std::string(word(done.error().reason)) == word(row.reason));
  CHECK(f.active() == before.id());
  CHECK(f.content("a.yaml") == "before");

  offer.serve_from(f.server);  // the server is mended
  CHECK(f.round().value());
  CHECK(f.active() == offer.id());
  CHECK(f.content("media/b.png") == std::string(100'000, 'b'));
}

TEST_CASE("a manifest that is none, or names files outside, is refused once and not fetched") {
  Fixture f;
  const char* path = GENERATE("../../etc/passwd", "/etc/passwd", "a//b", "");
  std::string bytes = "this is no manifest";
  if (*path != '\0') {
    Offer offer;
    offer.add(path, "x");
    bytes = offer.bytes();
  }
  f.server.script("/release.json", {scripted_ok(bytes)});
  CHECK_FALSE(f.round().value());
  CHECK(f.active().empty());
  CHECK(f.requests("/objects/").empty());
  CHECK_FALSE(f.round().value());
  CHECK(f.activated.empty());
}

TEST_CASE("content that is not fit is not activated, and not asked about again until another comes") {
  Fixture f;
  Offer good;
  good.add("a.yaml", "good");
  good.serve_from(f.server);
  REQUIRE(f.round().value());

  f.unfit = Error{ErrorKind::invalid, {"나쁨", "bad playlist"}};
  const auto offer = small_offer();
  offer.serve_from(f.server);
  CHECK_FALSE(f.round().value());
  CHECK(f.active() == good.id());
  f.unfit.reset();
  CHECK_FALSE(f.round().value());  // the same bytes are as bad as they were
  CHECK(f.active() == good.id());

  Offer mended;
  mended.add("a.yaml", "mended");
  mended.serve_from(f.server);
  CHECK(f.round().value());
  CHECK(f.active() == mended.id());
}

TEST_CASE("running: it backs off, comes back, follows announcements, and stops at once") {
  Fixture f;
  const auto offer = small_offer();
  offer.serve_from(f.server);
  f.server.script("/release.json", {scripted_status(500), scripted_status(500), scripted_ok(offer.bytes())});
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
  CHECK_FALSE(f.told[2].fault);
  CHECK(f.requests("/changes")[0].find("after=" + offer.id().value + "&wait=25") != std::string::npos);
}

TEST_CASE("a plain web server without announcements is looked at now and then") {
  Fixture f;
  Offer first;
  first.add("a.yaml", "first");
  first.serve_from(f.server);
  f.server.script("/changes", {scripted_status(404)});
  std::jthread running([&](std::stop_token stop) { f.fetcher.run(std::move(stop)); });
  test::eventually([&] { return !f.requests("/changes").empty(); });
  Offer second;
  second.add("a.yaml", "second");
  second.serve_from(f.server);
  const auto path = second.bodies.begin()->first;
  REQUIRE(test::eventually([&] { return !f.requests(path).empty(); }));
  const size_t looks = f.requests("/release.json").size();
  // The next look comes when that release is in place.
  REQUIRE(test::eventually([&] { return f.requests("/release.json").size() > looks; }));
  running.request_stop();
  running.join();
  CHECK(f.fetcher.store().active()->id == second.id());
}

}  // namespace
}  // namespace madang::fetch
