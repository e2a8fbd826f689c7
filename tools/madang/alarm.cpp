// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "content-schema/base/clock.h"
#include "content-schema/base/digest.h"
#include "scheduler/alarm/command.h"
#include "scheduler/alarm/guard.h"
#include "tools/madang/client.h"
#include "tools/madang/command.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;
using alarm::Command;

struct Options {
  std::string url = "http://127.0.0.1:8650";
  std::string secret_file;
  std::string source;
  std::string kind = "fire";
  std::string incident;
  std::string by;
  std::string place;
  int minutes = 0;  // 0: until it is cleared
  bool all = false;
  bool wait = false;
};

constexpr int k_longest_wait_s = 30;

Result<std::string> secret_of(const Options& options) {
  if (!options.secret_file.empty())
    return alarm::read_secret(options.secret_file);
  if (const char* secret = std::getenv("MADANG_ALARM_SECRET"); secret != nullptr && *secret != '\0')
    return std::string(secret);
  return fail(ErrorKind::not_found,
              "비밀값이 없습니다. --secret-file이나 환경 변수 MADANG_ALARM_SECRET으로 알려 주세요.",
              "there is no secret; give --secret-file or set MADANG_ALARM_SECRET.");
}

/// `madang-` and the machine's name, so that two people at two desks count for themselves.
std::string default_source() {
  char host[65] = "";
  ::gethostname(host, sizeof host - 1);
  std::string source = "madang-" + std::string(host);
  for (char& c : source) {
    if (!alarm::is_name({&c, 1}))
      c = '-';
  }
  return source.substr(0, 64);
}

/// Who is at the keyboard, for the records.
std::string default_person() {
  const char* user = std::getenv("USER");
  return user != nullptr && alarm::is_person(user) ? user : "";
}

Json json_of(const Result<Reply>& reply) {
  return reply ? Json::parse(reply->body, nullptr, false) : Json();
}

/// Later than any we sent before, whatever this machine's clock says.
std::uint64_t next_sequence(const Json& state, const std::string& source) {
  auto sequence = static_cast<std::uint64_t>(Clock().now().time_since_epoch().count());
  if (state.is_object() && state.contains("sources") && state["sources"].is_object()) {
    const auto& sources = state["sources"];
    if (const auto found = sources.find(source); found != sources.end() && found->is_number_unsigned()) {
      sequence = std::max(sequence, found->get<std::uint64_t>() + 1);
    }
  }
  return sequence;
}

Status refused(const Reply& reply, const Command& command) {
  switch (reply.status) {
    case 401:
    case 429:
      return fail(ErrorKind::refused, "비밀값이 맞지 않아 거절되었습니다.", "refused: the secret is wrong.");
    case 404:
      return fail(ErrorKind::not_found,
                  "이름이 '{}'인 비상은 켜져 있지 않습니다. madang alarm status로 확인해 주세요.",
                  "no incident '{}' is on; see madang alarm status.",
                  command.incident ? command.incident->value : "");
    case 503:
      if (json_of(reply).value("verdict", "") == "outranked") {
        return fail(ErrorKind::refused,
                    "실제 비상이 켜져 있어 훈련을 시작하지 않았습니다. madang alarm status로 확인해 주세요.",
                    "an actual alarm is on, so the drill was not begun; see madang alarm status.");
      }
      return fail(ErrorKind::unavailable, "서버가 지금 받아들이지 못했습니다: {}",
                  "the scheduler cannot take it now: {}", reply.body);
    case 409:
      return fail(ErrorKind::invalid, "'{}'에서 더 나중에 보낸 명령이 이미 있습니다.",
                  "a later command of '{}' was there first.", command.source);
    default:
      return fail(ErrorKind::unavailable, "서버가 {} 상태로 답했습니다: {}", "the scheduler answered {}: {}",
                  reply.status, reply.body);
  }
}

Result<Exit> wait_until_displayed(const Context& context, const Options& options, const Command& command) {
  const bool raised = command.action == Command::Action::raise;
  const std::string what = raised ? "shown=" + command.incident->value
                                  : "gone=" + (command.incident ? command.incident->value : std::string("*"));
  const auto start = std::chrono::steady_clock::now();
  const auto reply = request(fmt::format("{}/alarm?{}&wait={}", options.url, what, k_longest_wait_s),
                             std::nullopt, {}, std::chrono::seconds(k_longest_wait_s + 5));
  if (!reply)
    return fail(reply.error());
  const Json state = json_of(reply);
  const auto late = [&]() -> Result<Exit> {
    fmt::print(stderr, "{}\n",
               context(say("{}초 안에 화면이 바뀌지 않았습니다. 재생기가 켜져 있는지 확인해 주세요.",
                           "the screen did not change within {} s; see whether its player is running",
                           k_longest_wait_s)));
    return Exit::wrong;
  };
  if (!state.is_object() || !state.contains("active") || !state.contains("on_glass"))
    return late();
  if (raised) {
    for (const Json& each : state["active"]) {
      if (each.value("incident", "") != command.incident->value || !each.contains("display_ms"))
        continue;
      fmt::print("{}\n", context(say("화면에 나왔습니다. 접수부터 {}ms 걸렸습니다.",
                                     "displayed, {} ms after it was received.",
                                     each["display_ms"].get<std::int64_t>())));
      return Exit::fine;
    }
    return late();
  }
  const Json& glass = state["on_glass"];
  const bool gone = command.incident
                        ? std::find(glass.begin(), glass.end(), command.incident->value) == glass.end()
                        : glass.empty();
  if (!gone)
    return late();
  const auto took = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - start);
  fmt::print("{}\n", context(say("화면에서 내려갔습니다. {}ms 걸렸습니다.", "off the screen after {} ms.",
                                 took.count())));
  return Exit::fine;
}

Result<Exit> send(const Context& context, const Options& options, Command command) {
  const auto secret = secret_of(options);
  if (!secret)
    return fail(secret.error());
  command.source = options.source.empty() ? default_source() : options.source;
  command.by = options.by.empty() ? default_person() : options.by;
  const auto state = request(options.url + "/alarm");
  if (!state)
    return fail(state.error());
  command.sequence = next_sequence(json_of(state), command.source);
  const std::string body = alarm::encode(command);
  if (auto sound = alarm::parse_command(as_bytes(body)); !sound)
    return fail(sound.error());
  const auto reply =
      request(options.url + "/alarm", body, {"Authorization: " + alarm::authorization(*secret, body)});
  if (!reply)
    return fail(reply.error());
  if (reply->status != 200)
    return refused(*reply, command).map([] { return Exit::fine; });
  const bool raised = command.action == Command::Action::raise;
  fmt::print(
      "{}\n",
      context(raised && command.exercise != Exercise::actual
                  ? say("훈련을 시작했습니다: {}", "drill '{}' is on.", command.incident->value)
              : raised ? say("비상을 켰습니다: {}", "incident '{}' is raised.", command.incident->value)
              : command.incident
                  ? say("비상을 해제했습니다: {}", "incident '{}' is cleared.", command.incident->value)
                  : say("모든 비상을 해제했습니다.", "every incident is cleared.")));
  std::fflush(stdout);
  return options.wait ? wait_until_displayed(context, options, command) : Exit::fine;
}

/// What is wrong, a line each; nothing is said where all is well.
Exit show_problems(const Context& context, const Json& state) {
  if (!state.contains("problems") || !state["problems"].is_array() || state["problems"].empty())
    return Exit::fine;
  fmt::print("{}\n", context(say("문제:", "PROBLEMS:")));
  for (const Json& each : state["problems"]) {
    if (each.is_object())
      fmt::print("  {}\n", context({each.value("ko", ""), each.value("en", "")}));
  }
  return Exit::wrong;
}

Result<Exit> show_status(const Context& context, const Options& options) {
  const auto reply = request(options.url + "/alarm");
  if (!reply)
    return fail(reply.error());
  const Json state = json_of(reply);
  if (reply->status != 200 || !state.is_object() || !state.contains("active") ||
      !state["active"].is_array()) {
    return fail(ErrorKind::invalid, "{}: 마당 스케줄러의 답이 아닙니다.",
                "{}: this is no answer of a Madang scheduler.", options.url);
  }
  if (state["active"].empty()) {
    fmt::print("{}\n", context(say("켜져 있는 비상이 없습니다.", "no incident is on.")));
    return show_problems(context, state);
  }
  std::vector<std::vector<std::string>> table;
  table.push_back({context(say("비상", "INCIDENT")), context(say("종류", "KIND")),
                   context(say("곳", "PLACE")), context(say("보낸 곳", "SOURCE")),
                   context(say("접수", "RECEIVED")), context(say("화면 표시", "DISPLAYED"))});
  for (const Json& each : state["active"]) {
    const bool displayed = each.contains("displayed") && each["displayed"].is_string();
    const bool actual = each.value("exercise", "actual") == "actual";
    table.push_back(
        {each.value("incident", ""),
         each.value("kind", "") + (actual ? "" : context(say(" (훈련)", " (drill)"))),
         each.value("place", ""),
         each.value("source", "") + (each.value("by", "").empty() ? "" : " / " + each.value("by", "")),
         each.value("received", ""),
         displayed ? each["displayed"].get<std::string>() : context(say("아직", "not yet"))});
  }
  fmt::print("{}", to_table(table));
  show_problems(context, state);
  return Exit::wrong;
}

void conclude(Context& context, const Result<Exit>& exit) {
  context.exit = exit ? *exit : tell(context, exit.error());
}

}  // namespace

void add_alarm(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("alarm", context(say("비상 화면을 켜고, 해제하고, 상태를 봅니다.",
                                                          "raise and clear alarms, and see how they stand")));
  command->require_subcommand(1);
  const auto add_common = [&](CLI::App* sub) {
    sub->add_option("--url", options->url,
                    context(say("스케줄러의 비상 주소 (기본 http://127.0.0.1:8650)",
                                "the scheduler's alarm address (default http://127.0.0.1:8650)")));
  };
  const auto add_signed = [&](CLI::App* sub) {
    add_common(sub);
    sub->add_option("--secret-file", options->secret_file,
                    context(say("비밀값이 첫 줄에 있는 파일 (없으면 환경 변수 MADANG_ALARM_SECRET)",
                                "file whose first line is the secret (else MADANG_ALARM_SECRET)")));
    sub->add_option("--source", options->source,
                    context(say("보내는 곳의 이름 (기본 madang-컴퓨터이름)",
                                "name of the sender (default madang-HOSTNAME)")));
    sub->add_option("--by", options->by,
                    context(say("누가 했는지, 기록에 남습니다 (기본 로그인 이름)",
                                "who it was, for the records (default: the login name)")))
        ->check([&context](const std::string& text) {
          return alarm::is_person(text)
                     ? std::string()
                     : context(say("이름은 64바이트까지 쓸 수 있습니다.", "a name may have up to 64 bytes."));
        });
    sub->add_flag("--wait", options->wait,
                  context(say("화면이 바뀔 때까지 기다립니다", "wait until the screen has changed")));
  };

  const auto add_raise = [&](const char* name, const Bilingual& help, Exercise exercise) {
    auto* raise = command->add_subcommand(name, context(help));
    add_signed(raise);
    raise->add_option("--kind", options->kind, context(say("종류 (기본 fire)", "kind (default fire)")));
    raise->add_option(
        "--incident", options->incident,
        context(say("비상의 이름 (없으면 지어 줍니다)", "name of the incident (made up if missing)")));
    raise->add_option("--place", options->place,
                      context(say("불이 난 곳: 지도에 적은 id (모르면 쓰지 않습니다)",
                                  "what burns: an id of the map (left out where nobody knows)")));
    raise
        ->add_option(
            "--minutes", options->minutes,
            context(say("이만큼 지나면 저절로 끝납니다 (실제 화재는 해제할 때까지 남습니다)",
                        "it ends by itself after so long (an actual fire stays until it is cleared)")))
        ->check(CLI::Range(1, 7 * 24 * 60));
    raise->callback([&context, options, exercise] {
      Command order;
      order.kind = options->kind;
      order.exercise = exercise;
      order.place = options->place;
      if (options->minutes > 0)
        order.lifetime = std::chrono::minutes(options->minutes);
      order.incident =
          IncidentId{options->incident.empty()
                         ? fmt::format("{}-{}", options->kind, Clock().now().time_since_epoch().count())
                         : options->incident};
      conclude(context, send(context, *options, std::move(order)));
    });
  };
  add_raise("raise", say("비상을 켭니다.", "raise an alarm"), Exercise::actual);
  add_raise("drill",
            say("훈련을 시작합니다. 화면에 훈련이라고 계속 나옵니다.",
                "begin a drill; the screens say all along that it is one"),
            Exercise::drill);

  auto* clear = command->add_subcommand("clear", context(say("비상을 해제합니다.", "give the all-clear")));
  add_signed(clear);
  auto* incident = clear->add_option("--incident", options->incident,
                                     context(say("해제할 비상의 이름", "the incident to clear")));
  auto* all = clear->add_flag("--all", options->all, context(say("모두 해제합니다", "clear every incident")));
  incident->excludes(all);
  clear->callback([&context, options] {
    if (options->incident.empty() && !options->all) {
      fmt::print(
          stderr, "madang: {}\n",
          context(say("--incident ID나 --all 가운데 하나가 필요합니다.", "give --incident ID or --all.")));
      context.exit = Exit::usage;
      return;
    }
    Command order;
    order.action = Command::Action::clear;
    if (!options->all)
      order.incident = IncidentId{options->incident};
    conclude(context, send(context, *options, std::move(order)));
  });

  auto* status = command->add_subcommand(
      "status", context(say("켜져 있는 비상과 문제를 봅니다. 하나라도 있으면 1로 끝납니다.",
                            "list the incidents that are on and what is wrong; exits 1 if there is any")));
  add_common(status);
  status->callback([&context, options] { conclude(context, show_status(context, *options)); });

  add_alarm_report(*command, context);
}

}  // namespace madang::tool
