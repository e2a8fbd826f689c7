// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/rota.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

/// `A1 B1 A2`: contenders by letter, pieces by number.
std::string told(const Rota& rota, size_t most) {
  std::string line;
  for (size_t i = 0; i < std::min(most, rota.turns().size()); ++i) {
    const Rota::Turn& turn = rota.turns()[i];
    line += line.empty() ? "" : " ";
    line += static_cast<char>('A' + turn.contender);
    line += std::to_string(turn.piece + 1);
  }
  return line;
}

Contender contender(int share, std::vector<Millis> pieces, double at_least = 0) {
  return {share, at_least, std::move(pieces)};
}

/// What each had on screen from the beginning to `until`.
std::vector<double> served(const Rota& rota, size_t count, Millis until) {
  std::vector<double> times(count, 0);
  for (size_t i = 0; i < rota.turns().size() && rota.turns()[i].begin < until; ++i) {
    const Millis end = std::min(rota.end_of(i), until);
    times[rota.turns()[i].contender] += static_cast<double>((end - rota.turns()[i].begin).count());
  }
  return times;
}

double longest(const Contender& each) {
  return static_cast<double>(std::max_element(each.pieces.begin(), each.pieces.end())->count());
}

}  // namespace

TEST_CASE("equal shares and equal items: in turn, an item at a time") {
  const std::vector<Contender> shops{contender(1, {8s, 8s}), contender(1, {8s}), contender(1, {8s, 8s, 8s})};
  CHECK(told(Rota(shops, 1h), 9) == "A1 B1 C1 A2 B1 C2 A1 B1 C3");
}

TEST_CASE("a double share comes twice as often, spread over the round") {
  const std::vector<Contender> shops{contender(2, {8s}), contender(1, {8s}), contender(1, {8s})};
  CHECK(told(Rota(shops, 1h), 8) == "A1 B1 A1 C1 A1 B1 A1 C1");
}

TEST_CASE("one who has nothing to show takes no turn, and nobody none") {
  CHECK(told(Rota({contender(1, {}), contender(3, {5s}), contender(1, {5s, 5s})}, 1min), 3) == "B1 C1 B1");
  CHECK(Rota({contender(1, {})}, 1h).turns().empty());
  CHECK(Rota({}, 1h).turns().empty());
  CHECK(Rota({contender(1, {5s})}, 0s).turns().empty());
}

TEST_CASE("one of a single item that comes again at once goes on") {
  const Rota rota({contender(1, {60s}), contender(1, {10s})}, 240s);
  CHECK(told(rota, 9) == "B1 A1 B1 A1 B1");
  CHECK(rota.end_of(2) - rota.turns()[2].begin == 60s);
  CHECK(rota.at(0s) == 0);
  CHECK(rota.at(10s) == 1);
  CHECK(rota.at(10s - 1ms) == 0);
  CHECK(rota.at(24h) == rota.turns().size() - 1);
}

TEST_CASE("whoever was promised a part gets it, whatever the shares, and the others share the rest") {
  const std::vector<Contender> shops{contender(8, {10s}), contender(1, {10s}, 0.25), contender(1, {10s})};
  const auto parts = dues(shops);
  CHECK(parts[1] == Approx(0.25));
  CHECK(parts[0] == Approx(0.75 * 8 / 9));
  CHECK(parts[2] == Approx(0.75 / 9));
  const auto times = served(Rota(shops, 1h), 3, 1h);
  CHECK(times[1] >= 15 * 60'000 - 10'000);
}

TEST_CASE("promises: one may lift another over its own, and too many are cut alike") {
  // B's promise takes so much that A's share falls below A's.
  const auto lifted = dues({contender(1, {5s}, 0.3), contender(1, {5s}, 0.6), contender(1, {5s})});
  CHECK(lifted[0] == Approx(0.3));
  CHECK(lifted[1] == Approx(0.6));
  CHECK(lifted[2] == Approx(0.1));
  const auto cut = dues({contender(1, {5s}, 0.9), contender(1, {5s}, 0.9), contender(1, {5s})});
  CHECK(cut[0] == Approx(0.5));
  CHECK(cut[2] == 0);
  const auto alone = dues({contender(1, {5s}, 0.2)});
  CHECK(alone[0] == Approx(1));
}

TEST_CASE("two hundred shops: at every instant of a day nobody is off its due by more than an item") {
  const int seed = GENERATE(range(1, 9));
  CAPTURE(seed);
  std::mt19937 random(static_cast<unsigned>(seed));
  const auto among = [&](int from, int to) {
    return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
  };
  const int count = seed == 1 ? 2 : among(3, 200);
  std::vector<Contender> shops;
  double longest_of_all = 0;
  for (int i = 0; i < count; ++i) {
    Contender shop{among(1, seed % 2 == 0 ? 3 : 100), 0, {}};
    for (int n = among(1, 5); n > 0; --n)
      shop.pieces.push_back(Millis(among(3000, 30'000)));
    longest_of_all = std::max(longest_of_all, longest(shop));
    shops.push_back(std::move(shop));
  }
  const auto parts = dues(shops);
  const Rota rota(shops, 24h);
  std::vector<double> times(shops.size(), 0);
  Millis end{0};
  int holes = 0;
  double most_ahead = 0;   // in items of its own
  double most_behind = 0;  // in the longest items of all
  for (size_t i = 0; i < rota.turns().size(); ++i) {
    const Rota::Turn& turn = rota.turns()[i];
    holes += turn.begin == end ? 0 : 1;
    end = rota.end_of(i);
    times[turn.contender] += static_cast<double>((end - turn.begin).count());
    for (size_t shop = 0; shop < shops.size(); ++shop) {
      const double ahead = times[shop] - parts[shop] * static_cast<double>(end.count());
      most_ahead = std::max(most_ahead, (ahead - 1) / longest(shops[shop]));
      most_behind = std::max(most_behind, (-ahead - 1) / longest_of_all);
    }
  }
  CHECK(holes == 0);
  CHECK(most_ahead <= 1);
  CHECK(most_behind <= 1);
  CHECK(end >= 24h);

  // So over any hour, whenever it begins, by less than two: one at its beginning and one at its end.
  std::vector<std::vector<double>> by_minute;
  for (Millis until{0}; until <= 6h; until += 1min)
    by_minute.push_back(served(rota, shops.size(), until));
  double most_off = 0;
  for (size_t minute = 0; minute + 60 < by_minute.size(); ++minute) {
    for (size_t shop = 0; shop < shops.size(); ++shop) {
      const double got = by_minute[minute + 60][shop] - by_minute[minute][shop];
      most_off = std::max(most_off, std::abs(got - parts[shop] * 3'600'000) / longest_of_all);
    }
  }
  CHECK(most_off < 2);
}

TEST_CASE("nonsense is bounded") {
  const Rota rota({contender(1, {1ms, 1ms}), contender(1, {1ms, 1ms})}, 24h * 365);
  CHECK(rota.turns().size() == 1'000'000);
}
