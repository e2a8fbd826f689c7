// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/rehearsal.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "player/local_content.h"
#include "tests/support/catch.h"
#include "tests/support/media_file.h"
#include "tests/support/temp_folder.h"

namespace madang {
namespace {

namespace fs = std::filesystem;

fs::path clip() {
  return test::make_media("rehearsed.mp4",
                          {"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=6", "-c:v", "libx264",
                           "-g", "10", "-pix_fmt", "yuv420p", "-movflags", "+faststart"});
}

fs::path picture() {
  return test::make_media("rehearsal.png", {"-f", "lavfi", "-i", "testsrc2=size=320x180", "-frames:v", "1"});
}

/// A release as it comes: a clip, a still, and a text.
struct Folder {
  test::TempFolder folder;

  Folder() {
    folder.write("site.yaml",
                 "kind: site\nversion: 1\nname: a\nlanguages: [ko]\ndefault: playlists/a.yaml\nscreens: [ { "
                 "id: a } ]\n");
    write_text("가을");
    fs::create_directories(folder / "media");
    fs::copy_file(clip(), folder / "media/clip.mp4");
    fs::copy_file(picture(), folder / "media/still.png");
  }
  void write_text(const std::string& words) const {
    folder.write("playlists/a.yaml",
                 "kind: playlist\nversion: 1\nitems:\n  - text: \"" + words +
                     "\"\n    size: 20%\n  - video: media/clip.mp4\n  - image: media/still.png\n");
  }
  /// From this place on there are only zeros.
  void spoil(const std::string& file, size_t from) const {
    std::string text = bytes_of(file);
    text.replace(from, text.size() - from, text.size() - from, '\0');
    folder.write(file, text);
  }
  /// All of the clip's pictures, and nothing of what is said about them before.
  void spoil_pictures() const { spoil("media/clip.mp4", bytes_of("media/clip.mp4").find("mdat") + 4); }
  std::string bytes_of(const std::string& file) const {
    return std::string(as_text(read_file(folder / file, 1 << 24).value()));
  }
  Status rehearse(const fs::path& known = {}) const {
    return madang::rehearse({folder.path(), known, decoder_program(), fonts_file()});
  }
};

}  // namespace

TEST_CASE("a release that can be shown is gone through without a word") {
  const Folder folder;
  const auto done = folder.rehearse();
  if (!done)
    FAIL(done.error().message.en);
}

TEST_CASE("what only decoding finds is found before anybody sees it") {
  const Folder folder;
  SECTION("a clip without pictures behind a good head") {
    folder.spoil_pictures();
    REQUIRE(open_local_content(folder.folder.path()).value().unplayable.empty());  // its head is fine
    const auto done = folder.rehearse();
    REQUIRE_FALSE(done);
    CHECK(done.error().message.en.find("clip.mp4") != std::string::npos);
  }
  SECTION("half a still") {
    folder.spoil("media/still.png", folder.bytes_of("media/still.png").size() / 2);
    const auto done = folder.rehearse();
    REQUIRE_FALSE(done);
    CHECK(done.error().message.en.find("still.png") != std::string::npos);
  }
  SECTION("a character that no font draws") {
    folder.write_text("값 \U000F0000");
    const auto done = folder.rehearse();
    REQUIRE_FALSE(done);
    CHECK(done.error().message.en.find("playlists/a.yaml:4") != std::string::npos);
  }
}

TEST_CASE("media of the release that plays are not gone through again") {
  const Folder before, after;
  for (const char* file : {"media/clip.mp4", "media/still.png"}) {
    fs::remove(after.folder / file);
    fs::create_hard_link(before.folder / file, after.folder / file);
  }
  after.spoil_pictures();  // the same file is spoilt in both
  CHECK(fs::equivalent(before.folder / "media/clip.mp4", after.folder / "media/clip.mp4"));
  CHECK(after.rehearse(before.folder.path()));
  CHECK_FALSE(after.rehearse());
}

}  // namespace madang
