// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/file.h"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;

namespace {

auto files_in(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

}  // namespace

TEST_CASE("a file appears only on commit, and leaves nothing without it") {
  const test::TempFolder folder;
  {
    auto file = AtomicFile::create(folder / "plan").value();
    REQUIRE(file.write(as_bytes("half")).has_value());
    CHECK_FALSE(std::filesystem::exists(folder / "plan"));
  }
  CHECK(files_in(folder.path()) == 0);

  REQUIRE(write_file_atomically(folder / "plan", as_bytes("whole")).has_value());
  CHECK(as_text(read_file(folder / "plan", 100).value()) == "whole");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a device or a pipe is not replaced by a file") {
  const test::TempFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(write_file_atomically(folder / "pipe", as_bytes("x")).error().kind == ErrorKind::invalid);
  CHECK(std::filesystem::is_fifo(folder / "pipe"));
  CHECK(write_file_atomically("/dev/null", as_bytes("x")).error().kind == ErrorKind::invalid);
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("writing where there is no folder names the file in both languages") {
  const auto written = write_file_atomically("/nowhere/at/all", as_bytes("x"));
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().kind == ErrorKind::not_found);
  CHECK(written.error().message.ko.find("/nowhere/at/all") != std::string::npos);
  CHECK(written.error().message.en.find("/nowhere/at/all") != std::string::npos);
}

TEST_CASE("reading is refused before it begins: too long, a folder, a pipe") {
  const test::TempFolder folder;
  folder.write("long", "12345");
  CHECK(read_file(folder / "long", 4).error().kind == ErrorKind::limit);
  CHECK(read_file(folder.path(), 4).error().kind == ErrorKind::invalid);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(read_file(folder / "pipe", 4).error().kind == ErrorKind::invalid);
}

TEST_CASE("a mapped file shows its bytes, an empty one none") {
  const test::TempFolder folder;
  CHECK(as_text(MappedFile::open(folder.write("a", "font")).value().bytes()) == "font");
  CHECK(MappedFile::open(folder.write("b", "")).value().bytes().empty());
}
