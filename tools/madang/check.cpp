// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "content-schema/base/clock.h"
#include "content-schema/yaml/load.h"
#include "tools/madang/command.h"
#include "tools/madang/inspect_schedule.h"

namespace madang::tool {
namespace {

enum class CheckFormat { text, json };

/// What is printed on stdout, and the exit code.
struct CheckResult {
  std::string output;
  Exit exit = Exit::fine;
};

struct Counts {
  size_t errors = 0;
  size_t warnings = 0;
};

Counts count(const Problems& problems) {
  const auto errors = std::count_if(problems.list.begin(), problems.list.end(),
                                    [](const Problem& p) { return p.severity == Problem::Severity::error; });
  return {static_cast<size_t>(errors), problems.list.size() - static_cast<size_t>(errors)};
}

/// Files, that is: items written inside a zone are a playlist to the programs only.
size_t written_playlists(const Document& document) {
  return static_cast<size_t>(
      std::count_if(document.playlists.begin(), document.playlists.end(),
                    [](const auto& entry) { return entry.first.find('#') == std::string::npos; }));
}

Bilingual summary(const Problems& problems, const std::optional<Document>& document) {
  const auto [errors, warnings] = count(problems);
  if (problems.dropped > 0) {
    return say("오류 {}개, 경고 {}개. 이 밖에 {}개가 더 있습니다.",
               "{} errors, {} warnings, and {} more that are not shown.", errors, warnings, problems.dropped);
  }
  if (errors > 0)
    return say("오류 {}개, 경고 {}개.", "{} error(s), {} warning(s).", errors, warnings);
  const size_t screens = document ? document->site.screens.size() : 0;
  const size_t playlists = document ? written_playlists(*document) : 0;
  const size_t layouts = document ? document->layouts.size() : 0;
  return say("문제가 없습니다: 화면 {0}개, 재생 목록 {1}개, 레이아웃 {2}개, 경고 {3}개.",
             "All is well: {0} screen(s), {1} playlist(s), {2} layout(s), {3} warning(s).", screens,
             playlists, layouts, warnings);
}

/// What is known of the coming month; nothing where the folder cannot be shown at all.
struct Ahead {
  TimeZone zone;
  Outlook outlook;
};

Bilingual black_out_risk(const Ahead& ahead) {
  if (ahead.outlook.black_outs.empty()) {
    return say("앞으로 한 달 동안 화면이 빌 위험: 없음.", "Black-out risk in the coming month: none.");
  }
  SysTime first = SysTime::max();
  for (const Outlook::BlackOut& each : ahead.outlook.black_outs)
    first = std::min(first, each.stretches.front().from);
  return say("앞으로 한 달 동안 화면이 빌 위험: {}분, {}부터.",
             "Black-out risk in the coming month: {} minute(s), from {} on.",
             black_out_minutes(ahead.outlook).count(), wall_time(first, ahead.zone));
}

std::string as_text(const Problems& problems, const std::optional<Document>& document,
                    const std::optional<Ahead>& ahead, Lang lang) {
  std::string out;
  for (const Problem& problem : problems.list)
    out += to_text(problem, lang);
  out += summary(problems, document).in(lang) + "\n";
  return ahead ? out + black_out_risk(*ahead).in(lang) + "\n" : out;
}

nlohmann::ordered_json black_out_json(const Ahead& ahead) {
  nlohmann::ordered_json stretches = nlohmann::ordered_json::array();
  for (const Outlook::BlackOut& each : ahead.outlook.black_outs) {
    nlohmann::ordered_json screens = nlohmann::ordered_json::array();
    for (const ScreenId& screen : each.screens)
      screens.push_back(screen.value);
    for (const Interval& stretch : each.stretches) {
      stretches.push_back(
          {{"from", to_iso8601(stretch.from)}, {"to", to_iso8601(stretch.to)}, {"screens", screens}});
    }
  }
  return {{"from", to_iso8601(ahead.outlook.month.from)},
          {"to", to_iso8601(ahead.outlook.month.to)},
          {"minutes", black_out_minutes(ahead.outlook).count()},
          {"stretches", std::move(stretches)}};
}

std::string as_json(const Problems& problems, const std::optional<Ahead>& ahead, Lang lang) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Problem& problem : problems.list) {
    list.push_back({{"severity", problem.severity == Problem::Severity::error ? "error" : "warning"},
                    {"code", problem.code},
                    {"file", problem.mark.file},
                    {"line", problem.mark.line},
                    {"column", problem.mark.column},
                    {"length", problem.length},
                    {"message", problem.what.in(lang)},
                    {"instead", problem.instead.in(lang)},
                    {"source", problem.line}});
  }
  const auto [errors, warnings] = count(problems);
  nlohmann::ordered_json all{{"ok", errors == 0},
                             {"errors", errors},
                             {"warnings", warnings},
                             {"not_shown", problems.dropped},
                             {"problems", std::move(list)}};
  if (ahead)
    all["black_out_risk"] = black_out_json(*ahead);
  // A file name may be no UTF-8; the answer always is.
  return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// From `on` on; it is `YYYY-MM-DD`, or empty for the day that it is at the site.
Result<std::optional<Ahead>> look_ahead(const std::filesystem::path& content, Loaded& loaded,
                                        const std::string& on) {
  if (!loaded.document || loaded.problems.has_errors())
    return std::optional<Ahead>();
  auto zone = TimeZone::find(loaded.document->site.zone);
  if (!zone)
    return std::optional<Ahead>();  // a machine without a tz database; the zone's name has been looked at
  const auto time = on.empty() ? Result<SysTime>(Clock().now()) : parse_time(on, *zone);
  if (!time)
    return fail(time.error());
  const auto day = std::chrono::floor<std::chrono::days>(zone->to_local(*time));
  Outlook outlook = inspect_schedule(content, *loaded.document, *zone, day, loaded.problems);
  if (outlook.month.length() == Millis{0})
    return std::optional<Ahead>();
  return std::optional<Ahead>({*std::move(zone), std::move(outlook)});
}

/// Error only where the folder itself cannot be read, or `on` is no time. Warnings alone are fine.
Result<CheckResult> check_content(const std::filesystem::path& content, const std::string& on,
                                  const Checks& checks, Lang lang, CheckFormat format) {
  auto loaded = load_folder(content, checks.abilities ? checks.abilities() : Abilities{});
  if (!loaded)
    return fail(loaded.error());
  if (checks.inspect)
    checks.inspect(content, *loaded);
  const auto ahead = look_ahead(content, *loaded, on);
  if (!ahead)
    return fail(ahead.error());
  const Problems& problems = loaded->problems;
  return CheckResult{format == CheckFormat::json ? as_json(problems, *ahead, lang)
                                                 : as_text(problems, loaded->document, *ahead, lang),
                     problems.has_errors() ? Exit::wrong : Exit::fine};
}

}  // namespace

void add_check(CLI::App& app, Context& context, Checks checks) {
  struct Options {
    std::string content;
    std::string format = "text";
    std::string on;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* check = app.add_subcommand(
      "check", context(say("콘텐츠 폴더를 점검하고 잘못된 곳을 모두 알려 줍니다.",
                           "check a content folder and tell everything that is wrong in it")));
  check
      ->add_option("content", options->content,
                   context(say("콘텐츠 폴더 (site.yaml이 든 곳)", "the content folder (where site.yaml is)")))
      ->required()
      ->type_name("CONTENT");
  check
      ->add_option("--format", options->format,
                   context(say("출력 모양 (text, json)", "form of the output (text, json)")))
      ->check(CLI::IsMember({"text", "json"}));
  check
      ->add_option("--on", options->on,
                   context(say("일정을 이 날부터 살펴봅니다 (예: 2026-11-22). 기본은 오늘",
                               "look at the schedule from this day on, like 2026-11-22; today if not said")))
      ->type_name("DATE");
  check->callback([options, &context, checks = std::move(checks)] {
    const auto result = check_content(options->content, options->on, checks, context.lang,
                                      options->format == "json" ? CheckFormat::json : CheckFormat::text);
    if (!result) {
      context.exit = tell(context, result.error());
      return;
    }
    const bool written = std::fputs(result->output.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
    context.exit = written ? result->exit : Exit::unavailable;
  });
}

}  // namespace madang::tool
