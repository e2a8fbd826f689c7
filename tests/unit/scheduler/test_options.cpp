// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/options.h"

#include <vector>

#include "tests/support/catch.h"

namespace madang {
namespace {

/// As from the command line, for one screen.
std::variant<Options, int> parse(std::vector<std::string> words) {
  words.insert(words.begin(), {"madang-scheduler", "--screen", "gate-1"});
  std::vector<char*> pointers;
  for (std::string& word : words)
    pointers.push_back(word.data());
  return parse_options(static_cast<int>(pointers.size()), pointers.data(), Lang::en);
}

TEST_CASE("a quota is read as people write sizes") {
  struct Row {
    const char* text;
    std::uint64_t bytes;
  };
  const Row row =
      GENERATE(Row{"20GB", 20'000'000'000}, Row{"20gb", 20'000'000'000}, Row{"20 GB", 20'000'000'000},
               Row{"500M", 500'000'000}, Row{"2TB", 2'000'000'000'000}, Row{"16GiB", 16ull << 30},
               Row{"3mi", 3ull << 20}, Row{"1000000", 1'000'000}, Row{"2000000b", 2'000'000},
               Row{"18EB", 18'000'000'000'000'000'000u});
  CAPTURE(row.text);
  CHECK(parse_quota(row.text) == row.bytes);
  CHECK(std::get<Options>(parse({"--quota", row.text})).quota == row.bytes);
}

TEST_CASE("how long the all-clear is shown is a number of seconds, or refused") {
  CHECK(std::get<Options>(parse({})).all_clear == 180);
  CHECK(std::get<Options>(parse({"--all-clear", "0"})).all_clear == 0);
  CHECK(std::get<Options>(parse({"--all-clear", "3600"})).all_clear == 3600);
  const char* text = GENERATE("-1", "3601", "1m", "", "0x10", "99999999999");
  CAPTURE(text);
  CHECK(std::get<int>(parse({"--all-clear", text})) == 2);
}

TEST_CASE("what is no quota is not taken for none") {
  const char* text =
      GENERATE("-5", "-5GB", "+5GB", "0", "0GB", "20", "999kB", "1.5TB", "1e9", "0x10000000", "twenty", "GB",
               "20GX", "20GBs", "20  GB", " 20GB", "19EB", "99999999999999999999");
  CAPTURE(text);
  CHECK_FALSE(parse_quota(text));
  CHECK(std::get<int>(parse({"--quota", text})) == 2);
}

TEST_CASE("without a quota the disk says how much may come") {
  CHECK_FALSE(std::get<Options>(parse({})).quota);
}

}  // namespace
}  // namespace madang
