// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/wire/codec.h"
#include "tools/madang/client.h"
#include "tools/madang/command.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

constexpr Millis k_silent = 30s;  ///< three heartbeats missed

struct Row {
  Heartbeat heartbeat;
  Millis age{0};
};

struct Answer {
  std::string release;
  std::vector<Row> rows;
};

tl::unexpected<Error> not_ours(const std::string& url) {
  return fail(ErrorKind::invalid, "{}: 마당 중앙 서버의 답이 아닙니다.",
              "{}: this is no answer of a Madang server.", url);
}

Result<Answer> read_answer(const std::string& url, const std::string& body) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("release") || !json["release"].is_string() ||
      !json.contains("screens") || !json["screens"].is_array()) {
    return not_ours(url);
  }
  Answer answer{json["release"].get<std::string>(), {}};
  for (const Json& each : json["screens"]) {
    if (!each.is_object() || !each.contains("age_ms") || !each["age_ms"].is_number_integer() ||
        !each.contains("heartbeat")) {
      return not_ours(url);
    }
    auto heartbeat =
        decode_heartbeat(as_bytes(each["heartbeat"].dump(-1, ' ', false, Json::error_handler_t::replace)));
    if (!heartbeat)
      return fail(heartbeat.error());
    answer.rows.push_back({std::move(*heartbeat), Millis(each["age_ms"].get<std::int64_t>())});
  }
  return answer;
}

Bilingual age_text(Millis age) {
  const auto seconds = age.count() / 1000;
  if (seconds < 120)
    return say("{}초 전", "{} s ago", seconds);
  if (seconds < 7200)
    return say("{}분 전", "{} min ago", seconds / 60);
  return say("{}시간 전", "{} h ago", seconds / 3600);
}

std::vector<Bilingual> troubles(const Row& row) {
  std::vector<Bilingual> all;
  if (row.age > k_silent)
    all.push_back(say("소식이 끊김", "silent"));
  if (!row.heartbeat.player)
    all.push_back(say("재생기가 연결되지 않음", "no player"));
  for (const auto& each : row.heartbeat.problems)
    all.push_back({each, each});
  return all;
}

Result<Exit> show_status(const Context& context, const std::string& server) {
  const auto url = server + "/status";
  const auto reply = request(url);
  if (!reply)
    return fail(reply.error());
  if (reply->status != 200)
    return not_ours(url);
  const auto answer = read_answer(url, reply->body);
  if (!answer)
    return fail(answer.error());

  fmt::print("{}\n",
             context(answer->release.empty()
                         ? say("내보낸 릴리스가 없습니다.", "nothing is published.")
                         : say("지금 릴리스: {}", "current release: {}", answer->release.substr(0, 12))));
  if (answer->rows.empty()) {
    fmt::print("{}\n", context(say("소식을 보낸 화면이 아직 없습니다.", "no screen has reported yet.")));
    return Exit::fine;
  }
  std::vector<std::vector<std::string>> table;
  table.push_back({context(say("화면", "SCREEN")), context(say("소식", "SEEN")),
                   context(say("릴리스", "RELEASE")), context(say("표시 중", "SHOWING")),
                   context(say("비상", "ALARM")), context(say("문제", "PROBLEMS"))});
  bool well = true;
  for (const Row& row : answer->rows) {
    std::string problems;
    for (const auto& each : troubles(row))
      problems += (problems.empty() ? "" : "; ") + context(each);
    well = well && problems.empty();
    std::string alarms;
    for (const auto& each : row.heartbeat.alarms)
      alarms += (alarms.empty() ? "" : " ") + each.value;
    const auto release = row.heartbeat.release.value.substr(0, 12);
    const bool behind = !answer->release.empty() && row.heartbeat.release.value != answer->release;
    table.push_back({row.heartbeat.screen.value, context(age_text(row.age)),
                     (release.empty() ? "-" : release) + (behind ? " *" : ""),
                     row.heartbeat.showing.empty() ? "-" : row.heartbeat.showing,
                     alarms.empty() ? "-" : alarms,
                     problems.empty() ? context(say("없음", "none")) : problems});
  }
  fmt::print("{}", to_table(table));
  return well ? Exit::fine : Exit::wrong;
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
  auto server = std::make_shared<std::string>("http://127.0.0.1:8640");
  auto* command =
      app.add_subcommand("status", context(say("화면마다 살아 있는지, 무엇을 보여 주는지, 무엇이 잘못됐는지 "
                                               "봅니다. 문제가 있으면 1로 끝납니다. (*: 지금 릴리스가 아님)",
                                               "which screens are alive, what they show, and what is wrong; "
                                               "exits 1 if anything is (*: not the current release)")));
  command->add_option("--server", *server,
                      context(say("중앙 서버 주소 (기본 http://127.0.0.1:8640)",
                                  "the central server (default http://127.0.0.1:8640)")));
  command->callback([&context, server] {
    const auto exit = show_status(context, *server);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace madang::tool
