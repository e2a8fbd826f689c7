// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/alarm/signed_notice.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {
namespace {

namespace fs = std::filesystem;

Ended make_key(const TempFolder& folder, std::vector<std::string> words, const char* language = "C") {
  words.insert(words.begin(), {program("madang").string(), "keys", "alarm"});
  words.insert(words.end(), {"--site", "olle", "--folder", folder.path().string()});
  return run_to_end(words, {{{"LC_ALL", language}}, {}});
}

std::string text_of(const fs::path& file) {
  const auto bytes = read_file(file, 1 << 20);
  return bytes ? std::string(as_text(*bytes)) : "";
}

TEST_CASE("the key of a second bridge joins that of the first, and each private one is its owner's alone") {
  const TempFolder folder;
  CHECK(make_key(folder, {"bridge-1"}).code == 0);
  CHECK(make_key(folder, {"bridge-2", "--zone", "east", "--zone", "west"}).code == 0);
  const auto keys = alarm::read_alarm_keys(folder / "alarm-keys.json");
  REQUIRE(keys);
  REQUIRE(keys->size() == 2);
  CHECK((*keys)[0].site == "olle");
  CHECK((*keys)[0].zones.empty());
  CHECK((*keys)[1].zones == std::vector<std::string>{"east", "west"});
  CHECK_FALSE((*keys)[0].key == (*keys)[1].key);
  for (const char* name : {"bridge-1.pem", "bridge-2.pem"})
    CHECK(fs::status(folder / name).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a key that is there is never overwritten, and nothing else is touched then") {
  const TempFolder folder;
  REQUIRE(make_key(folder, {"bridge-1"}).code == 0);
  const auto mine = text_of(folder / "bridge-1.pem");
  const auto theirs = text_of(folder / "alarm-keys.json");
  const auto english = make_key(folder, {"bridge-1"});
  CHECK(english.code != 0);
  CHECK(english.errors.find("it was not overwritten") != std::string::npos);
  const auto korean = make_key(folder, {"bridge-1"}, "ko_KR.UTF-8");
  CHECK(korean.errors.find("덮어쓰지 않았습니다") != std::string::npos);
  CHECK(text_of(folder / "bridge-1.pem") == mine);
  CHECK(text_of(folder / "alarm-keys.json") == theirs);
}

TEST_CASE("without a place for its public half no key is made, and neither under a name that is none") {
  const TempFolder folder;
  folder.write("alarm-keys.json", "{ not what it was");
  CHECK(make_key(folder, {"bridge-1"}).code == 1);
  CHECK_FALSE(fs::exists(folder / "bridge-1.pem"));
  CHECK(make_key(folder, {"../bridge-1"}).code == 2);
  CHECK(make_key(folder, {"bridge-1", "--zone", "동쪽"}).code == 2);
}

}  // namespace
}  // namespace madang::test
