// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/probe.h"

#include <filesystem>
#include <thread>

#include "content-schema/base/file.h"
#include "content-schema/base/digest.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// A program of a few lines of shell.
ProbeOrder order_for(const test::TempFolder& folder, const std::string& script) {
  folder.write("probe", "#!/bin/sh\n" + script);
  fs::permissions(folder / "probe", fs::perms::owner_all);
  return {folder / "probe", folder / "release", folder / "known", 20s};
}

TEST_CASE("a release is well when the program says so, and it is told which release and which is known") {
  const test::TempFolder folder;
  const auto order = order_for(folder, "printf '%s %s' \"$1\" \"$2\" > \"$0.words\"\n");
  CHECK(probe(order, {}));
  CHECK(as_text(read_file(folder / "probe.words", 4096).value()) ==
        order.folder.string() + " " + order.known.string());
}

TEST_CASE("what the program says is the reason, in both languages") {
  const test::TempFolder folder;
  const auto done =
      probe(order_for(folder, "echo '영상이 깨졌습니다.'\necho 'the clip is broken.'\nexit 1\n"), {});
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::invalid);
  CHECK(done.error().message.ko == "영상이 깨졌습니다.");
  CHECK(done.error().message.en == "the clip is broken.");
}

TEST_CASE("a program that dies of a release is a reason not to show it") {
  const test::TempFolder folder;
  const auto done = probe(order_for(folder, "kill -SEGV $$\n"), {});
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::invalid);
  CHECK(done.error().message.en.find("signal 11") != std::string::npos);
}

TEST_CASE("a program that never ends is ended") {
  const test::TempFolder folder;
  auto order = order_for(folder, "exec sleep 1000\n");
  SECTION("when its time is over") {
    order.patience = 50ms;
    CHECK(probe(order, {}).error().kind == ErrorKind::limit);
  }
  SECTION("when we are asked to stop") {
    std::stop_source stop;
    std::jthread asking([&] { stop.request_stop(); });
    CHECK(probe(order, stop.get_token()).error().kind == ErrorKind::unavailable);
  }
}

TEST_CASE("a program that talks without end is heard to its end, and no memory lost") {
  const test::TempFolder folder;
  const auto done = probe(order_for(folder, "yes word | head -c 1000000\nexit 1\n"), {});
  REQUIRE_FALSE(done);
  CHECK(done.error().message.en.size() < 20'000);
}

TEST_CASE("a program that is not there is no word against the release") {
  const test::TempFolder folder;
  CHECK(probe({folder / "nothing", folder / "release", {}, 1s}, {}).error().kind == ErrorKind::unavailable);
}

}  // namespace
}  // namespace madang
