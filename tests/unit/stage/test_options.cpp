// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/options.h"

#include <vector>

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

std::variant<PlayerOptions, int> parse(std::vector<std::string> words) {
  words.insert(words.begin(), {"madang-player", "content", "--lang", "en"});
  std::vector<char*> pointers;
  for (std::string& word : words)
    pointers.push_back(word.data());
  return parse_player_options(static_cast<int>(pointers.size()), pointers.data());
}

}  // namespace

TEST_CASE("the watchdog's patience is none, or a second to an hour") {
  CHECK(std::get<PlayerOptions>(parse({})).watchdog == 5s);
  CHECK(std::get<PlayerOptions>(parse({"--watchdog", "0"})).watchdog == 0s);
  CHECK(std::get<PlayerOptions>(parse({"--watchdog", "1.5"})).watchdog == 1500ms);
  CHECK(std::get<PlayerOptions>(parse({"--watchdog", "3600"})).watchdog == 1h);
}

TEST_CASE("a patience that would switch the watchdog off, or have it bite all day, is refused") {
  const char* text = GENERATE("nan", "inf", "-1", "0.0004", "0.5", "3601", "5s", "five");
  CAPTURE(text);
  CHECK(std::get<int>(parse({"--watchdog", text})) == 2);
}
