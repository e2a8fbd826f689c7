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
  CHECK(ko.output ==
        "문제가 없습니다: 화면 1개, 재생 목록 1개, 레이아웃 0개, 경고 0개.\n"
        "앞으로 한 달 동안 화면이 빌 위험: 없음.\n");
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

TEST_CASE("what surprises in a schedule is told from a day on, and the black-out risk of the month") {
  const std::string folder = sample("valid/surprising-schedule");
  const Run ko = check("--lang ko --on 2026-11-22 " + folder);
  CHECK(ko.exit == 0);
  CHECK(ko.output.find("schedule.yaml:6:5: 경고: 일정 '점심'은 2027-12-26까지 한 번도 나오지 않습니다. "
                       "그 시간에는 우선순위가 높은 '오전'이 가장 많이 나옵니다.") != std::string::npos);
  CHECK(ko.output.find("\n앞으로 한 달 동안 화면이 빌 위험: 2880분, 2026-12-21 00:00부터.\n") !=
        std::string::npos);

  const auto json = nlohmann::json::parse(check("--format json --on 2026-11-22 " + folder).output);
  std::string codes;
  for (const auto& each : json.at("problems")) {
    codes += each.at("code").get<std::string>() + " " + each.at("file").get<std::string>() + ":" +
             std::to_string(each.at("line").get<int>()) + "\n";
    CHECK(each.at("severity") == "warning");
    CHECK_FALSE(each.at("instead").get<std::string>().empty());
  }
  CHECK(codes ==
        "entry-never-wins schedule.yaml:6\n"
        "entry-over schedule.yaml:7\n"
        "entry-no-day schedule.yaml:8\n"
        "entry-without-offers schedule.yaml:11\n"
        "overlap schedule.yaml:5\n"
        "promises-too-much schedule.yaml:10\n"
        "offer-over playlists/a.yaml:5\n"
        "offer-never-shown playlists/a.yaml:6\n"
        "offer-never-shown playlists/two.yaml:3\n"
        "unplanned-days schedule.yaml:0\n"
        "unplanned-days schedule.yaml:0\n"
        "black-out site.yaml:1\n");
  const auto& risk = json.at("black_out_risk");
  CHECK(risk.at("minutes") == 2880);
  REQUIRE(risk.at("stretches").size() == 1);
  CHECK(risk.at("stretches").at(0).at("from") == "2026-12-20T15:00:00.000Z");
  CHECK(risk.at("stretches").at(0).at("screens").size() == 3);

  CHECK(nlohmann::json::parse(check("--format json --on 2026-10-20 " + folder).output)
            .at("black_out_risk")
            .at("minutes") == 0);
}

TEST_CASE("a day that is none is refused before anything is said") {
  CHECK(check("--on 2026-02-30 " + sample("valid/smallest")).exit == 1);
  CHECK(check("--on 2026-02-30 " + sample("valid/smallest")).output.empty());
}

TEST_CASE("the command used wrongly is 2, a folder that is not there 1") {
  CHECK(check("").exit == 2);
  CHECK(check("--format xml " + sample("valid/smallest")).exit == 2);
  CHECK(check("/nowhere/at/all").exit == 1);
}
