// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <array>
#include <algorithm>
#include <cstdio>
#include <map>
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
  std::string release;                          ///< the newest
  std::map<std::string, std::string> assigned;  ///< by screen
  std::vector<Row> rows;
  Bilingual rollout;  ///< how the last one stands; empty where there was none
};

tl::unexpected<Error> not_ours(const std::string& url) {
  return fail(ErrorKind::invalid, "{}: 마당 중앙 서버의 답이 아닙니다.",
              "{}: this is no answer of a Madang server.", url);
}

/// What a roll-out's stage means for people.
Bilingual rollout_in(const Json& json) {
  const Json none = Json::object();
  const Json& rollout = json.contains("rollout") && json["rollout"].is_object() ? json["rollout"] : none;
  const auto text = [](const Json& from, const char* name) {
    return from.contains(name) && from[name].is_string() ? from[name].get<std::string>() : std::string();
  };
  const std::string release = text(rollout, "release").substr(0, 12), stage = text(rollout, "stage");
  const Json& why = rollout.contains("why") ? rollout["why"] : none;
  if (stage == "first")
    return say("{}을(를) 화면 하나에 먼저 보내 지켜보는 중입니다.", "{} is on one screen, and watched.",
               release);
  if (stage == "tenth")
    return say("{}을(를) 화면의 10%에 보내 지켜보는 중입니다.",
               "{} is on a tenth of the screens, and watched.", release);
  if (stage == "all")
    return say("{}을(를) 모든 화면에 보내 지켜보는 중입니다.", "{} is on all screens, and watched.", release);
  if (stage == "withdrawn") {
    return {fmt::format("{} 릴리스는 탈이 나서 거두어들였습니다. {}", release, text(why, "ko")),
            fmt::format("{} brought trouble and was taken back: {}", release, text(why, "en"))};
  }
  return {};
}

Result<Answer> read_answer(const std::string& url, const std::string& body) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("release") || !json["release"].is_string() ||
      !json.contains("screens") || !json["screens"].is_array()) {
    return not_ours(url);
  }
  Answer answer{json["release"].get<std::string>(), {}, {}, rollout_in(json)};
  if (const auto assigned = json.find("assigned"); assigned != json.end() && assigned->is_object()) {
    for (const auto& [screen, release] : assigned->items()) {
      if (release.is_string())
        answer.assigned[screen] = release.get<std::string>();
    }
  }
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

/// Three digits are enough to see a disk fill up: `4.2 GB`.
std::string size_text(std::uint64_t bytes) {
  constexpr std::array k_units{"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < k_units.size(); ++unit)
    size /= 1000;
  return fmt::format("{:.{}f} {}", size, size < 9.95 ? 1 : 0, k_units.at(unit));
}

Bilingual store_text(const std::optional<StoreUse>& store) {
  if (!store)
    return {"-", "-"};
  return say("{} 씀, {} 남음, 오늘 {} 기록", "{} used, {} free, {} written today", size_text(store->held),
             size_text(store->free), size_text(store->written_today));
}

/// `afe558fe143d * (3 min)`, and what is on its way: `-> 1e9f48ee22c3 64 %, 3.1 MB left`.
Bilingual release_text(const Heartbeat& beat, bool behind) {
  const std::string release = beat.release.value.substr(0, 12);
  Bilingual text = {release.empty() ? "-" : release, release.empty() ? "-" : release};
  const auto append = [&](const Bilingual& more) {
    text.ko += more.ko;
    text.en += more.en;
  };
  if (behind)
    append({" *", " *"});
  if (beat.release_since && beat.clock >= *beat.release_since) {
    const Bilingual since = age_text(std::chrono::floor<Millis>(beat.clock - *beat.release_since));
    append({" (" + since.ko + ")", " (" + since.en + ")"});
  }
  if (beat.fetching) {
    const Fetching& coming = *beat.fetching;
    const std::uint64_t done = coming.bytes - std::min(coming.left, coming.bytes);
    append(say(" → {} {}%, {} 남음", " → {} {} %, {} left", coming.release.value.substr(0, 12),
               coming.bytes == 0 ? 100 : done * 100 / coming.bytes, size_text(coming.left)));
  }
  return text;
}

std::vector<Bilingual> troubles(const Row& row) {
  std::vector<Bilingual> all;
  if (row.age > k_silent)
    all.push_back(say("소식이 끊김", "silent"));
  if (!row.heartbeat.player)
    all.push_back(say("재생기가 연결되지 않음", "no player"));
  all.insert(all.end(), row.heartbeat.problems.begin(), row.heartbeat.problems.end());
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
                         : say("가장 새 릴리스: {}", "newest release: {}", answer->release.substr(0, 12))));
  if (!answer->rollout.en.empty())
    fmt::print("{}\n", context(answer->rollout));
  if (answer->rows.empty()) {
    fmt::print("{}\n", context(say("소식을 보낸 화면이 아직 없습니다.", "no screen has reported yet.")));
    return Exit::fine;
  }
  std::vector<std::vector<std::string>> table;
  table.push_back({context(say("화면", "SCREEN")), context(say("소식", "SEEN")),
                   context(say("릴리스", "RELEASE")), context(say("표시 중", "SHOWING")),
                   context(say("비상", "ALARM")), context(say("저장소", "STORE")),
                   context(say("문제", "PROBLEMS"))});
  bool well = true;
  for (const Row& row : answer->rows) {
    std::string problems;
    for (const auto& each : troubles(row))
      problems += (problems.empty() ? "" : "; ") + context(each);
    well = well && problems.empty();
    std::string alarms;
    for (const auto& each : row.heartbeat.alarms)
      alarms += (alarms.empty() ? "" : " ") + each.value;
    const auto assigned = answer->assigned.find(row.heartbeat.screen.value);
    const bool behind = assigned != answer->assigned.end() && row.heartbeat.release.value != assigned->second;
    table.push_back({row.heartbeat.screen.value, context(age_text(row.age)),
                     context(release_text(row.heartbeat, behind)),
                     row.heartbeat.showing.empty() ? "-" : row.heartbeat.showing,
                     alarms.empty() ? "-" : alarms, context(store_text(row.heartbeat.store)),
                     problems.empty() ? context(say("없음", "none")) : problems});
  }
  fmt::print("{}", to_table(table));
  return well ? Exit::fine : Exit::wrong;
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
  auto server = std::make_shared<std::string>("http://127.0.0.1:8640");
  auto* command = app.add_subcommand(
      "status", context(say("화면마다 살아 있는지, 무엇을 보여 주는지, 무엇이 잘못됐는지 "
                            "봅니다. 문제가 있으면 1로 끝납니다. (*: 보내기로 한 릴리스가 아님)",
                            "which screens are alive, what they show, and what is wrong; "
                            "exits 1 if anything is (*: not the release meant for it)")));
  command->add_option("--server", *server,
                      context(say("중앙 서버 주소 (기본 http://127.0.0.1:8640)",
                                  "the central server (default http://127.0.0.1:8640)")));
  command->callback([&context, server] {
    const auto exit = show_status(context, *server);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace madang::tool
