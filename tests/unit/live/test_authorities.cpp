// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "scheduler/fetch/transfer.h"
#include "tests/support/catch.h"
#include "tests/support/certificates.h"
#include "tests/support/nginx.h"
#include "tests/unit/live/asking.h"

using namespace madang;
using namespace madang::live;
using test::Asking;
using test::Certificates;
using test::Nginx;
using test::source;
using test::TempFolder;

namespace {

/// A car park's server, whose certificate is by `authority`.
struct CarPark {
  CarPark(const TempFolder& folder, const Certificates& authority) {
    folder.write("repository/lots.json", R"({"free":37})");
    authority.make("car-park", "IP:127.0.0.1", 2);
    nginx.emplace(folder, "car-park");
  }
  std::string url() const { return nginx->url() + "/lots.json"; }
  std::optional<Nginx> nginx;
};

std::string told(std::string_view url, const fetch::Fetched<fetch::Answer>& answer) {
  CHECK_FALSE(answer);
  return answer ? "" : answer.error().error.message.en.substr(url.size() + 2);
}

}  // namespace

TEST_CASE("a source whose authority is the market's own is believed where it is named") {
  const TempFolder folder;
  const Certificates market(folder);
  const CarPark car_park(folder, market);
  Asking asking(market.authority());
  asking.sources.follow({source("parking", car_park.url())});
  CHECK(asking.hears("parking.free"));
}

TEST_CASE("and where it is not, or another one is, the line says what to do") {
  const TempFolder folder;
  const Certificates market(folder), stranger(folder, "stranger", "/CN=Stranger");
  const CarPark car_park(folder, market);
  Asking asking(GENERATE(false, true) ? stranger.authority() : "");
  asking.sources.follow({source("parking", car_park.url())});
  const std::string problem = asking.hears_a_problem();
  CAPTURE(problem);
  CHECK(problem.find("unable to get local issuer certificate") != std::string::npos);
  CHECK(problem.find("'live-authorities' of madang-scheduler") != std::string::npos);
  CHECK(asking.values.empty());
}

TEST_CASE("a file of authorities that is not there is told, and nobody is believed instead") {
  const TempFolder folder;
  const Certificates market(folder);
  const CarPark car_park(folder, market);
  Asking asking(folder / "nowhere.pem");
  asking.sources.follow({source("parking", car_park.url())});
  CHECK(asking.hears_a_problem().find("nowhere.pem") != std::string::npos);
}

// A server whose authority has the name of one that the system believes, and is not it: whoever asks the
// system finds that the signature is wrong, and whoever does not knows no such authority.
TEST_CASE(
    "live values believe the system's authorities besides their own, a central server's takes their place") {
  const std::string name = test::name_of_a_system_authority();
  if (name.empty()) {
    WARN("this system believes nobody");
    return;
  }
  const TempFolder folder;
  const Certificates impostor(folder, "impostor", name), stranger(folder, "stranger", "/CN=Stranger");
  const CarPark car_park(folder, impostor);
  constexpr std::string_view k_unknown = "unable to get local issuer certificate";

  fetch::Order order;
  order.url = car_park.url();
  order.most_bytes = 1000;
  std::string body;
  const std::string server = told(order.url, fetch::Transfer(stranger.authority()).run(order, body, {}));
  CAPTURE(name, server);
  CHECK(server.find(k_unknown) != std::string::npos);

  Asking asking(stranger.authority());
  asking.sources.follow({source("parking", order.url)});
  const std::string live = asking.hears_a_problem();
  CAPTURE(live);
  CHECK(live.find(k_unknown) == std::string::npos);
}
