// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <set>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/yaml/load.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

// The examples of the staff's reference are content like any other: each is put into a folder and must read
// without a complaint, except that what it refers to is not there.
using namespace madang;

namespace {

std::vector<std::string> examples_of(const std::string& page) {
  const auto bytes = read_file(std::string(MADANG_SOURCE_DIR "/content-schema/") + page, 1 << 20).value();
  const std::string text(as_text(bytes));
  std::vector<std::string> found;
  constexpr std::string_view k_begin = "\n```yaml\n";
  for (size_t at = text.find(k_begin); at != std::string::npos; at = text.find(k_begin, at)) {
    at += k_begin.size();
    const size_t end = text.find("\n```", at);
    found.push_back(text.substr(at, end - at + 1));
    at = end;
  }
  return found;
}

constexpr std::string_view k_site =
    "kind: site\nversion: 1\nname: a\nlanguages: [ko, en, zh-Hans, ja]\n"
    "colours: { paper: '#fff8ec', tangerine: '#f58220' }\n";
constexpr std::string_view k_default = "default: playlists/a.yaml\n";
constexpr std::string_view k_screens =
    "screens: [ { id: gate-1, groups: [gates], speaker: true }, { id: gate-2 } ]\n";
constexpr std::string_view k_playlist = "kind: playlist\nversion: 1\nitems:\n";
constexpr std::string_view k_layout = "kind: layout\nversion: 1\n";
constexpr std::string_view k_data =
    "kind: data\nversion: 1\nsources: [ { id: parking, url: 'https://a.kr/', values: { lot-a: { pointer: /a, type: number } } } "
    "]\n";
constexpr std::string_view k_schedule = "kind: schedule\nversion: 1\nentries:\n";

/// Writes a folder in which the example stands where its first line says that it belongs.
void write_around(const test::TempFolder& folder, const std::string& example) {
  const auto begins = [&](std::string_view start) { return example.starts_with(start); };
  const auto with = [&](std::string_view before) { return std::string(before) + example; };
  std::string site = std::string(k_site) + std::string(k_default) + std::string(k_screens);
  std::string playlist = std::string(k_playlist) + "  - clock: time\n";
  if (begins("kind: site"))
    site = example;
  else if (begins("screens:"))
    site = with(std::string(k_site) + std::string(k_default));
  else if (begins("holidays:"))
    site = with(std::string(k_site) + std::string(k_default) + std::string(k_screens));
  else if (begins("default:"))
    site = with(std::string(k_site) + std::string(k_screens));
  else if (begins("kind: schedule"))
    folder.write("schedule.yaml", example);
  else if (begins("  - name:"))
    folder.write("schedule.yaml", with(k_schedule));
  else if (begins("    when:"))
    folder.write("schedule.yaml",
                 with(std::string(k_schedule) + "  - name: a\n    play: playlists/a.yaml\n"));
  else if (begins("kind: data"))
    folder.write("data.yaml", example);
  else if (begins("kind: layout"))
    folder.write("layouts/a.yaml", example);
  else if (begins("zones:"))
    folder.write("layouts/a.yaml", with(k_layout));
  else if (begins("kind: map"))
    folder.write("maps/a.yaml", example);
  else if (begins("kind: alarm-page"))
    folder.write("alarms/fire.yaml", example);
  else if (begins("kind: playlist"))
    playlist = example;
  else if (begins("  - "))
    playlist = with(k_playlist);
  else if (!begins("#"))
    FAIL("the test does not know where this belongs");
  if (example.find("data: parking.lot-a") != std::string::npos)
    folder.write("data.yaml", std::string(k_data));
  folder.write("site.yaml", site);
  folder.write("playlists/a.yaml", playlist);
}

const std::set<std::string> k_not_there{
    "missing-media",    "unknown-playlist", "unknown-layout",   "unused-layout", "unused-playlist", "missing-value",
    "missing-language", "unused-value",     "missing-features", "unknown-map",   "unused-source",   "unknown-value"};

}  // namespace

TEST_CASE("every example of the reference reads as it stands there") {
  const auto examples = examples_of("README.md");
  CHECK(examples.size() >= 20);
  for (const std::string& example : examples) {
    const test::TempFolder folder;
    CAPTURE(example);
    write_around(folder, example);
    const Loaded loaded = load_folder(folder.path()).value();
    for (const Problem& problem : loaded.problems.list) {
      if (!k_not_there.contains(problem.code))
        FAIL_CHECK(problem.code << ": " << to_text(problem, Lang::en));
    }
  }
}

TEST_CASE("the reference has the same examples in both languages") {
  CHECK(examples_of("README.md") == examples_of("README.ko.md"));
}
