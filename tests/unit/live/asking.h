// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <thread>

#include "content-schema/base/thread.h"
#include "scheduler/live/sources.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

inline DataSource source(const std::string& id, const std::string& url) {
  DataSource source;
  source.id = id;
  source.url = url;
  source.every = std::chrono::seconds{5};
  source.values["free"] = {DataValue::Type::number, "/free", "", "", ""};
  return source;
}

/// The real thread over real sockets.
struct Asking {
  explicit Asking(const std::filesystem::path& authorities = {})
      : sources(
            folder / "live.json", Clock(), [] { return 0.5; }, [] {}, authorities) {}

  TempFolder folder;
  live::Sources sources;
  LiveValues values;
  std::vector<Bilingual> problems;
  std::jthread thread = start_thread("live", [this](const std::stop_token& stop) { sources.run(stop); });

  void look() {
    if (auto news = sources.take_news()) {
      values = std::move(news->values);
      problems = std::move(news->problems);
    }
  }
  bool hears(const std::string& name) {
    return eventually([&] {
      look();
      return values.contains(name);
    });
  }
  /// The one problem there is.
  std::string hears_a_problem() {
    eventually([&] {
      look();
      return !problems.empty();
    });
    CHECK(problems.size() == 1);
    return problems.empty() ? "" : problems.front().en;
  }
};

}  // namespace madang::test
