// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <unistd.h>

#include "content-schema/yaml/load.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;

namespace {

constexpr std::string_view k_site =
    "kind: site\nversion: 1\nname: a\nlanguages: [ko]\ndefault: playlists/a.yaml\nscreens: [ { id: a } ]\n";

std::string playlist(std::string_view items) {
  return "kind: playlist\nversion: 1\nitems:\n" + std::string(items);
}

std::vector<std::string> codes(const Loaded& loaded) {
  std::vector<std::string> out;
  for (const Problem& p : loaded.problems.list)
    out.push_back(p.code);
  return out;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder that is not there is an error, not a list of problems") {
  CHECK(load_folder("/nowhere/at/all").error().kind == ErrorKind::not_found);
  const test::TempFolder folder;
  CHECK(load_folder(folder.write("a", "")).error().kind == ErrorKind::invalid);
  CHECK(codes(load_folder(folder.path()).value()) == Codes{"missing-site"});
}

TEST_CASE("100 MB of YAML are refused before anything is read") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  std::filesystem::resize_file(folder.write("playlists/a.yaml", ""), 100 << 20);  // sparse
  CHECK(codes(load_folder(folder.path()).value()) == Codes{"file-too-large"});
}

TEST_CASE("files beside the YAML that are too large are named, without where the folder lies on this machine") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  folder.write("playlists/a.yaml", playlist("  - table: { csv: media/prices.csv }\n  - map: maps/a.yaml\n"));
  folder.write("maps/a.yaml", "kind: map\nversion: 1\nname: a\nfeatures: maps/a.geojson\n");
  std::filesystem::resize_file(folder.write("media/prices.csv", ""), 2 << 20);
  std::filesystem::resize_file(folder.write("maps/a.geojson", ""), 100 << 20);
  const Loaded loaded = load_folder(folder.path()).value();
  CHECK(codes(loaded) == Codes{"file-too-large", "file-too-large"});
  for (const Problem& each : loaded.problems.list) {
    CHECK(each.what.en.find(folder.path().string()) == std::string::npos);
    CHECK((each.mark.file == "media/prices.csv" || each.mark.file == "maps/a.geojson"));
    CHECK_FALSE(each.instead.en.empty());
  }
}

TEST_CASE("links may stay inside and may not lead out") {
  const test::TempFolder folder, elsewhere;
  elsewhere.write("secret.png", "x");
  elsewhere.write("b.yaml", playlist("  - text: a\n"));
  folder.write("site.yaml", k_site);
  folder.write("media/real.png", "x");
  folder.write("playlists/a.yaml",
               playlist("  - image: media/in.png\n  - image: media/out.png\n  - image: away/secret.png\n"));
  std::filesystem::create_symlink("real.png", folder / "media/in.png");
  std::filesystem::create_symlink(elsewhere / "secret.png", folder / "media/out.png");
  std::filesystem::create_directory_symlink(elsewhere.path(), folder / "away");
  std::filesystem::create_symlink(elsewhere / "b.yaml", folder / "playlists/b.yaml");
  const Loaded loaded = load_folder(folder.path()).value();
  REQUIRE(codes(loaded) == Codes{"path-leaves", "path-leaves", "path-leaves"});
  CHECK(loaded.problems.list[0].mark == SourceMark{"playlists/a.yaml", 5, 12});
  CHECK(loaded.problems.list[1].mark.line == 6);
  CHECK(loaded.problems.list[2].mark.file == "playlists/b.yaml");
}

TEST_CASE("a folder, a pipe and a link in a circle are no media, and do not hang") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  folder.write("playlists/a.yaml", playlist("  - image: media/pipe\n  - image: media/circle\n"));
  std::filesystem::create_directory(folder / "media");
  std::filesystem::create_symlink("circle", folder / "media/circle");
  std::filesystem::create_symlink("pipe.yaml", folder / "playlists/pipe.yaml");
  REQUIRE(::system(("mkfifo " + (folder / "media/pipe").string() + " " + (folder / "alarm.yaml").string())
                       .c_str()) == 0);
  const auto found = codes(load_folder(folder.path()).value());
  CHECK(std::count(found.begin(), found.end(), "not-a-file") == 1);
  CHECK(std::count(found.begin(), found.end(), "missing-media") == 1);
}

TEST_CASE("a name that macOS wrote decomposed is found under the name people type") {
  const test::TempFolder folder;
  const std::string decomposed = "\u1100\u1161\u11B7\u1100\u1172\u11AF";
  folder.write("site.yaml", k_site);
  folder.write("media/" + decomposed + ".webp", "x");
  folder.write("playlists/" + decomposed + ".yaml", playlist("  - text: a\n"));
  folder.write("layouts/l.yaml",
               "kind: layout\nversion: 1\nzones: [ { id: a, playlist: playlists/감귤.yaml } ]\n");
  folder.write("playlists/a.yaml", playlist("  - image: media/감귤.webp\n  - layout: layouts/l.yaml\n"));
  const Loaded loaded = load_folder(folder.path()).value();
  CHECK(codes(loaded).empty());
  REQUIRE(loaded.document);
  CHECK(loaded.document->playlists.contains("playlists/감귤.yaml"));
  CHECK(media_paths(*loaded.document) == std::vector<std::string>{"media/" + decomposed + ".webp"});
}

TEST_CASE("a file that may not be read is a problem, and the others are read") {
  if (::geteuid() == 0)
    return;  // root may read everything
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  std::filesystem::permissions(folder.write("playlists/a.yaml", ""), std::filesystem::perms::none);
  CHECK(codes(load_folder(folder.path()).value()) == Codes{"unreadable"});
}

TEST_CASE("no more files than the limit, no more problems than the limit") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  std::string items;
  for (int i = 0; i < 500; ++i)
    items += "  - text: a\n    durration: 8s\n";
  folder.write("playlists/a.yaml", playlist(items));
  const Loaded loaded = load_folder(folder.path()).value();
  CHECK(loaded.problems.list.size() == 200);
  CHECK(loaded.problems.dropped == 300);
  folder.write("playlists/a.yaml", playlist("  - text: a\n"));
  Limits limits;
  limits.files = 1;
  CHECK(codes(load_folder(folder.path(), {}, limits).value()).front() == "too-many-files");
}

TEST_CASE("media are opened where the program can, and each but once") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  for (const char* name : {"media/a.png", "media/b.mp4", "media/broken.mp4"})
    folder.write(name, "x");
  folder.write("playlists/a.yaml",
               playlist("  - image: media/a.png\n    duration: 8s\n  - image: media/b.mp4\n    duration: 8s\n"
                        "  - video: media/a.png\n  - video: media/broken.mp4\n"));
  int asked = 0;
  Abilities abilities;
  abilities.probe = [&](const std::filesystem::path& file) -> Result<MediaFacts> {
    ++asked;
    if (file.filename() == "broken.mp4")
      return fail(ErrorKind::invalid, "영상이 아닙니다.", "this is no video.");
    return MediaFacts{file.extension() == ".mp4" ? MediaFacts::Kind::video : MediaFacts::Kind::image, {}, {}};
  };
  const Loaded loaded = load_folder(folder.path(), abilities).value();
  CHECK(codes(loaded) == Codes{"wrong-medium", "wrong-medium", "unplayable-media"});
  CHECK(loaded.problems.list[0].instead.en == "Write 'video: media/b.mp4'.");
  CHECK(loaded.problems.list[2].what.ko == "영상이 아닙니다.");
  CHECK(asked == 3);
  CHECK(load_folder(folder.path()).value().problems.list.empty());
}

namespace {

constexpr const char* k_loud_site =
    "kind: site\nversion: 1\nname: a\nlanguages: [ko]\ndefault: playlists/a.yaml\n"
    "screens: [ { id: a, speaker: true } ]\n";

std::string alarm_page(const std::string& kind, const std::string& sound) {
  return "kind: alarm-page\nversion: 1\nalarm: " + kind + "\nplaylist: playlists/a.yaml\nsound: " + sound +
         "\n";
}

/// A file of so many seconds, by its name: `59.opus`.
Result<MediaFacts> sound_by_name(const std::filesystem::path& file) {
  if (file.extension() == ".opus")
    return MediaFacts{MediaFacts::Kind::sound, {}, std::chrono::seconds(std::stoi(file.stem()))};
  if (file.extension() == ".txt")
    return fail(ErrorKind::invalid, "글입니다.", "this is text.");
  return MediaFacts{MediaFacts::Kind::video, {1, 1}, Millis{1000}};
}

Loaded with_sounds(const std::map<std::string, std::string>& pages) {
  const test::TempFolder folder;
  folder.write("site.yaml", k_loud_site);
  folder.write("playlists/a.yaml", playlist("  - text: a\n"));
  for (const char* file : {"a.mp4", "a.txt", "61.opus", "60.opus", "59.opus", "58.opus", "57.opus", "7.opus"})
    folder.write(std::string("media/") + file, "x");
  for (const auto& [kind, sound] : pages)
    folder.write("alarms/" + kind + ".yaml", alarm_page(kind, sound));
  Abilities abilities;
  abilities.probe = sound_by_name;
  return load_folder(folder.path(), abilities).value();
}

}  // namespace

TEST_CASE("the sound of an alarm page is opened, and is in what a release has to carry") {
  const Loaded loaded = with_sounds({{"fire", "[tone, media/60.opus]"}});
  REQUIRE(loaded.problems.list.empty());
  CHECK(media_paths(*loaded.document) == std::vector<std::string>{"media/60.opus"});
  CHECK(loaded.inventory.at("media/60.opus").facts.duration == Millis{60'000});
}

TEST_CASE("a film, a text and a sound that takes too long are no sounds of an alarm page") {
  const Loaded loaded =
      with_sounds({{"a", "media/a.mp4"}, {"b", "media/a.txt"}, {"c", "[tone, media/61.opus]"}});
  REQUIRE(codes(loaded) == Codes{"wrong-medium", "unplayable-media", "too-long"});
  CHECK(loaded.problems.list[0].what.en == "'media/a.mp4' is not a sound file.");
  CHECK(loaded.problems.list[1].what.ko == "'media/a.txt'에서 들을 수 있는 소리를 찾지 못했습니다.");
  CHECK(loaded.problems.list[2].what.en == "The sound 'media/61.opus' takes 61 s.");
}

TEST_CASE("sounds of alarms that a kiosk could not keep are refused, each file counted once") {
  CHECK(codes(with_sounds({{"a", "[media/60.opus, media/59.opus, media/58.opus, media/57.opus]"},
                           {"b", "[media/60.opus, media/59.opus]"}}))
            .empty());
  const Loaded loaded =
      with_sounds({{"a", "[media/60.opus, media/59.opus, media/58.opus, media/57.opus, media/7.opus]"}});
  REQUIRE(codes(loaded) == Codes{"too-long"});
  CHECK(loaded.problems.list[0].what.en == "All sounds of alarms together take 241 s.");
}

TEST_CASE("a sound that nobody can hear is told") {
  CHECK(codes(with_sounds({{"all-clear", "tone"}})) == Codes{"unheard-sound"});
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  folder.write("playlists/a.yaml", playlist("  - text: a\n"));
  folder.write("alarms/fire.yaml", alarm_page("fire", "tone"));
  CHECK(codes(load_folder(folder.path()).value()) == Codes{"unheard-sound"});
}

TEST_CASE("a sound is nothing to see") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  folder.write("playlists/a.yaml", playlist("  - video: media/7.opus\n"));
  folder.write("media/7.opus", "x");
  Abilities abilities;
  abilities.probe = sound_by_name;
  CHECK(codes(load_folder(folder.path(), abilities).value()) == Codes{"wrong-medium"});
}

TEST_CASE("a font that fonts.yaml does not know is named, with the nearest") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  folder.write("playlists/a.yaml", playlist("  - text: a\n    font: dispaly\n    duration: 8s\n"));
  Abilities abilities;
  abilities.font_roles = {"body", "display"};
  const Loaded loaded = load_folder(folder.path(), abilities).value();
  REQUIRE(codes(loaded) == Codes{"unknown-font"});
  CHECK(loaded.problems.list[0].instead.en.find("'display'") != std::string::npos);
}

TEST_CASE("a folder of a thousand files is read whole") {
  const test::TempFolder folder;
  folder.write("site.yaml", k_site);
  folder.write("media/a.png", "x");
  std::string entries = "kind: schedule\nversion: 1\nentries:\n";
  for (int i = 0; i < 1000; ++i) {
    const std::string name = "playlists/p" + std::to_string(i) + ".yaml";
    folder.write(
        name,
        playlist("  - text: 감귤 10kg\n    duration: 8s\n  - image: media/a.png\n  - { clock: time }\n"));
    entries += "  - { name: " + std::to_string(i) + ", play: " + name + " }\n";
  }
  folder.write("playlists/a.yaml", playlist("  - text: a\n"));
  folder.write("schedule.yaml", entries);
  const Loaded loaded = load_folder(folder.path()).value();
  REQUIRE(loaded.document);
  CHECK(loaded.document->playlists.size() == 1001);
}
