// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fstream>
#include <iterator>

#include "content-schema/base/digest.h"
#include "scheduler/trust/canonical.h"
#include "scheduler/trust/updater.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tuf_repository.h"

using namespace madang;
using namespace madang::test;

namespace {

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string hex_of(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes)
    hex += fmt::format("{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return hex;
}

/// Debian's python3-securesystemslib, and not what a virtual environment may have instead of it.
bool other_signer_writes(const TempFolder& folder) {
  const auto ended = run_to_end(
      {"/usr/bin/python3", MADANG_SOURCE_DIR "/tests/integration/tuf/other_signer.py", folder / "other"});
  if (ended.code == 77) {
    WARN("python3-securesystemslib is not there: run tools/install-deps.sh. Nothing was tested.");
    return false;
  }
  CAPTURE(ended.errors);
  REQUIRE(ended.code == 0);
  return true;
}

}  // namespace

TEST_CASE("canonical JSON is what securesystemslib makes of the same value") {
  const TempFolder folder;
  if (!other_signer_writes(folder))
    return;
  std::ifstream lines(folder / "other/canonical.txt");
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const std::size_t tab = line.find('\t');
    CAPTURE(line.substr(0, tab));
    const auto json = trust::parse_json(as_bytes(line.substr(0, tab)));
    REQUIRE(json.has_value());
    CHECK(hex_of(trust::canonical(*json)) == line.substr(tab + 1));
  }
  CHECK(count == 500);
}

TEST_CASE(
    "a repository that securesystemslib has signed is trusted, and not when one letter of it is another") {
  const TempFolder folder;
  if (!other_signer_writes(folder))
    return;
  const SysTime now = parse_iso8601("2026-11-23T03:00:00Z").value();
  TufRepository repository(now);
  repository.documents.clear();
  for (const auto* name : {"1.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"})
    repository.documents[name] = contents_of(folder / "other/metadata" / name);
  folder.write("kept/root.json", repository.document("1.root.json"));
  const trust::Updater updater(trust::MetadataFolder(folder / "kept"), repository.fetch());

  SECTION("as it is") {
    const auto trusted = updater.refresh(now);
    REQUIRE(trusted.has_value());
    CHECK(trusted->targets.targets.at("media/가을.mp4").length == 6);
    CHECK(trusted->root.keys.size() == 6);
    for (const auto& [id, key] : trusted->root.keys)
      CHECK(trust::usable(key));
  }
  SECTION("one letter") {
    const std::string name = GENERATE("1.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json");
    std::string& text = repository.documents[name];
    text.replace(text.find("2026-12-23"), 10, "2026-12-24");
    folder.write("kept/root.json", repository.document("1.root.json"));
    const auto trusted = updater.refresh(now);
    REQUIRE_FALSE(trusted.has_value());
    CHECK(trusted.error().reason == trust::Reason::not_signed);
  }
}
