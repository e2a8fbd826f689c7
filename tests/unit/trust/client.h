// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "content-schema/base/digest.h"
#include "scheduler/trust/updater.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tuf_repository.h"

namespace madang::test {

inline const SysTime k_now = parse_iso8601("2026-11-23T03:00:00Z").value();

/// A kiosk that was given the repository's first root, and a folder of its own on a real disk.
class Client {
 public:
  explicit Client(TufRepository& repository) : repository_(repository) {
    folder_.write("root.json", repository.document("1.root.json"));
  }

  trust::Checked<trust::TrustedSet> refresh(SysTime now = k_now) {
    repository_.requests.clear();
    return updater().refresh(now);
  }
  /// `ok`, or why not.
  std::string update(SysTime now = k_now) {
    const auto done = refresh(now);
    if (done)
      return "ok";
    CHECK_FALSE(done.error().error.message.ko.empty());
    CHECK_FALSE(done.error().error.message.en.empty());
    return trust::word(done.error().reason);
  }
  /// `ok`, or why the path is not to be had; with an update before it.
  std::string find(const std::string& path) {
    auto trusted = refresh();
    if (!trusted)
      return trust::word(trusted.error().reason);
    const auto found = updater().find_target(*trusted, path);
    return found ? "ok" : trust::word(found.error().reason);
  }
  trust::Updater updater() { return {trust::MetadataFolder(folder_.path()), repository_.fetch(), limits}; }

  /// What it trusts, byte for byte; empty where it has none.
  std::string kept(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void keep(const std::string& name, const std::string& bytes) const { folder_.write(name, bytes); }
  std::set<std::string> names() const {
    std::set<std::string> all;
    for (const auto& each : std::filesystem::directory_iterator(folder_.path()))
      all.insert(each.path().filename());
    return all;
  }
  const std::filesystem::path& folder() const { return folder_.path(); }

  trust::UpdateLimits limits;

 private:
  TufRepository& repository_;
  TempFolder folder_;
};

/// `text` with the first `from` made `to`; there must be one.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace madang::test
