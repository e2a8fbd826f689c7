// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/verify.h"

#include <algorithm>

#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"

using namespace madang;

namespace {

Result<Manifest> verify(std::vector<std::string> paths, const ManifestLimits& limits = {}) {
  Manifest manifest;
  for (auto& path : paths)
    manifest.files.push_back({std::move(path), 10, sha256({}), std::nullopt});
  std::sort(manifest.files.begin(), manifest.files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return verify_manifest(as_bytes(encode(manifest)), limits);
}

}  // namespace

TEST_CASE("a release as staff make them is let in, unchanged") {
  const auto verified =
      verify({"site.yaml", "media/가을 감귤.mp4", "media/가을.mp4", "playlists/가을.yaml", "a/b/c..d/...e"});
  REQUIRE(verified.has_value());
  CHECK(verified->files.size() == 5);
  CHECK(verify({}).has_value());
}

TEST_CASE("paths that must not become files") {
  const std::string bad[] = {"",
                             "/etc/passwd",
                             "../a",
                             "a/../b",
                             "a/..",
                             "..",
                             ".",
                             "./a",
                             "a//b",
                             "a/",
                             "a\\b",
                             "C:\\a",
                             std::string("a\0b", 3),
                             "a\nb",
                             "a\x7f",
                             "a\xc2\x85",
                             "a\xff",
                             "a\xc0\xae",
                             "a\xed\xa0\x80",
                             "a\xe2\x82"};
  for (const auto& path : bad) {
    CAPTURE(path);
    const auto checked = check_path(path);
    REQUIRE_FALSE(checked.has_value());
    CHECK(checked.error().kind == ErrorKind::invalid);
  }
  CHECK(verify({"a/../../b"}).error().message.en.find("a/../../b") != std::string::npos);
}

TEST_CASE("a path's message moves no cursor") {
  const auto message = check_path("a\x1b[2J").error().message.en;
  CHECK(message.find('\x1b') == std::string::npos);
  CHECK(message.find("a\\x1b[2J") != std::string::npos);
}

TEST_CASE("names that are one on another file system") {
  const std::vector<std::string> pairs[] = {
      {"media/A.png", "media/a.png"},
      {"Media/a.png", "media/a.png"},
      {"media/각.png", "media/\u1100\u1161\u11a8.png"},
      {"media/가.png", "media/\u1100\u1161.png"},
      {"a", "a/b"},
      {"A", "a/b"},
  };
  for (const auto& pair : pairs) {
    CAPTURE(pair[0], pair[1]);
    CHECK(verify({pair}).error().kind == ErrorKind::invalid);
  }
  CHECK(verify({"가.png", "\u1100\u1161\u11a8.png"}).has_value());
  CHECK(verify({"a", "ab/c"}).has_value());
}

TEST_CASE("limits") {
  ManifestLimits limits;
  limits.files = 2;
  limits.file_bytes = 10;
  limits.total_bytes = 20;
  limits.path_bytes = 8;
  limits.part_bytes = 4;
  CHECK(verify({"a", "b"}, limits).has_value());
  CHECK(verify({"a", "b", "c"}, limits).error().kind == ErrorKind::limit);
  CHECK(verify({"abcd/abcd"}, limits).error().kind == ErrorKind::limit);
  CHECK(verify({"abcde"}, limits).error().kind == ErrorKind::limit);
  limits.total_bytes = 19;
  CHECK(verify({"a", "b"}, limits).error().kind == ErrorKind::limit);
  limits.file_bytes = 9;
  CHECK(verify({"a"}, limits).error().kind == ErrorKind::limit);

  Manifest huge;
  huge.files = {{"a", ~std::uint64_t{0}, {}, {}}, {"b", 2, {}, {}}};
  CHECK(verify_manifest(as_bytes(encode(huge))).error().kind == ErrorKind::limit);
}

TEST_CASE("files stand sorted, each once") {
  Manifest manifest;
  manifest.files = {{"b", 1, {}, {}}, {"a", 1, {}, {}}};
  CHECK(verify_manifest(as_bytes(encode(manifest))).error().kind == ErrorKind::invalid);
  manifest.files = {{"a", 1, {}, {}}, {"a", 1, {}, {}}};
  CHECK(verify_manifest(as_bytes(encode(manifest))).error().message.en.find("twice") != std::string::npos);
  CHECK(verify_manifest(as_bytes("[]")).error().kind == ErrorKind::invalid);
}
