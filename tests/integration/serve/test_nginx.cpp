// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/catch.h"
#include "tests/support/certificates.h"
#include "tests/support/kiosk.h"
#include "tests/support/nginx.h"
#include "tools/server/catalogue.h"

// A repository behind a web server that knows nothing of Madang, over HTTP and HTTPS.
namespace madang::test {
namespace {

using namespace std::chrono_literals;

std::string newest(const TempFolder& folder) {
  return releases_of(server::peek_catalogue({folder / "repository"}).value()).front().id.value;
}

TEST_CASE("a web server that knows nothing of us carries the repository") {
  TempFolder folder;
  write_content(folder, "first");
  REQUIRE(publish(folder).code == 0);
  const Nginx nginx(folder);
  Kiosk kiosk(folder, nginx.url());
  kiosk.start();
  {
    const FakePlayer player(kiosk.socket());
    const auto first = newest(folder);
    REQUIRE(eventually([&] { return player.release().value == first; }, 20s));
  }
  // Whoever has no news from a server looks now and then, and at every start.
  write_content(folder, "second");
  REQUIRE(publish(folder).code == 0);
  kiosk.kill();
  kiosk.start();
  const FakePlayer player(kiosk.socket());
  const auto second = newest(folder);
  CHECK(eventually([&] { return player.release().value == second; }, 20s));
}

TEST_CASE("over HTTPS a server has to be who it says, and to be so today") {
  TempFolder folder;
  write_content(folder, "words");
  REQUIRE(publish(folder).code == 0);
  const Certificates certificates(folder);
  struct Row {
    const char* what;
    const char* host;
    int days;
    bool is_well;
  };
  const Row row = GENERATE(Row{"right", "IP:127.0.0.1", 2, true},
                           Row{"of another host", "DNS:elsewhere.example", 2, false},
                           Row{"expired", "IP:127.0.0.1", -1, false});
  CAPTURE(row.what);
  certificates.make("office", row.host, row.days);
  const Nginx nginx(folder, "office");
  Kiosk kiosk(folder, nginx.url());
  kiosk.settings = "authorities = \"" + certificates.authority() + "\"\n";
  kiosk.start();
  const FakePlayer player(kiosk.socket());
  if (row.is_well) {
    const auto id = newest(folder);
    CHECK(eventually([&] { return player.release().value == id; }, 20s));
    return;
  }
  CHECK(kiosk.process().wait_for("fetch: insecure"));
  CHECK(player.release().empty());
}

TEST_CASE("a server whose authority nobody knows is not believed") {
  TempFolder folder;
  write_content(folder, "words");
  REQUIRE(publish(folder).code == 0);
  Certificates(folder).make("office", "IP:127.0.0.1", 2);
  const Nginx nginx(folder, "office");
  Kiosk kiosk(folder, nginx.url());
  kiosk.start();
  CHECK(kiosk.process().wait_for("fetch: insecure"));
}

}  // namespace
}  // namespace madang::test
