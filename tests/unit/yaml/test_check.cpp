// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <sys/wait.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/yaml/samples.h"

using namespace madang;

namespace {

struct Run {
  int exit = -1;
  std::string output;
};

/// As a person at a terminal would; stdout only.
Run check(const std::string& arguments) {
  const std::string command =
      std::string(MADANG_BINARY_DIR) + "/bin/check_alone check " + arguments + " 2>/dev/null";
  Run run;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    run.output.append(buffer, got);
  const int status = ::pclose(pipe);
  run.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return run;
}

std::string sample(const std::string& name) {
  return (test::samples() / name).string();
}

}  // namespace

TEST_CASE("a folder without mistakes is fine, in the person's language") {
  const Run ko = check("--lang ko " + sample("valid/smallest"));
  CHECK(ko.exit == 0);
  CHECK(ko.output == "문제가 없습니다: 화면 1개, 재생 목록 1개, 레이아웃 0개, 경고 0개.\n");
  CHECK(check("--lang en " + sample("valid/smallest")).output.find("All is well: 1 screen(s)") == 0);
}

TEST_CASE("warnings alone are fine") {
  const Run run = check("--lang en " + sample("valid/warnings-only"));
  CHECK(run.exit == 0);
  CHECK(run.output.find("warning: ") != std::string::npos);
}

TEST_CASE("mistakes are all told, and counted") {
  const Run run = check("--lang ko " + sample("invalid/ten-mistakes"));
  CHECK(run.exit == 1);
  CHECK(run.output.find("playlists/welcome.yaml:5:5: 오류: 'durration'") != std::string::npos);
  CHECK(run.output.find("\n오류 10개, 경고 0개.\n") != std::string::npos);
}

TEST_CASE("a program reads them as JSON") {
  const Run run = check("--format json --lang en " + sample("invalid/ten-mistakes"));
  CHECK(run.exit == 1);
  const auto json = nlohmann::json::parse(run.output);
  CHECK(json.at("ok") == false);
  CHECK(json.at("errors") == 10);
  const auto& first = json.at("problems").at(0);
  CHECK(first.at("code") == "unknown-zone");
  CHECK(first.at("file") == "site.yaml");
  CHECK(first.at("line") == 5);
  CHECK(first.at("column") == 7);
}

TEST_CASE("JSON stays JSON when a file name is no UTF-8") {
  const test::TempFolder folder;
  folder.write("playlists/\xFF.yaml", "x");
  const auto json =
      nlohmann::json::parse(check("--format json " + folder.path().string()).output, nullptr, false);
  CHECK(json.is_object());
}

TEST_CASE("the command used wrongly is 2, a folder that is not there 1") {
  CHECK(check("").exit == 2);
  CHECK(check("--format xml " + sample("valid/smallest")).exit == 2);
  CHECK(check("/nowhere/at/all").exit == 1);
}
