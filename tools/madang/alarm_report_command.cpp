// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tools/alarm-bridge/incident_log_reader.h"
#include "tools/madang/alarm_report_forms.h"
#include "tools/madang/command.h"
#include "tools/madang/output.h"

namespace madang::tool {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t k_most_log_bytes = 64 << 20;  // of each file: eight times what a bridge fills

struct Options {
  fs::path log;
  std::vector<std::string> screens;
  std::string incident;
  std::string zone = "Asia/Seoul";
  std::string format;
  fs::path out;
  bool drill = false;
};

Result<std::vector<bridge::LogEntry>> read_records(const fs::path& log, const Context& context) {
  std::vector<bridge::LogEntry> records;
  for (const fs::path& file : bridge::log_files(log)) {
    const auto bytes = read_file(file, k_most_log_bytes);
    if (!bytes)
      return fail(bytes.error());
    auto text = bridge::read_log(as_text(*bytes));
    if (!text.broken.empty()) {
      fmt::print(
          stderr, "madang: {}\n",
          context(say("{}: 비상 기록이 아닌 줄을 지나쳤습니다. 모두 {}줄이고 첫 번째는 {}번째 줄입니다.",
                      "{}: passed over what is no record of a bridge: {} in all, the first in line {}.",
                      file.string(), text.broken.size(), text.broken.front())));
    }
    records.insert(records.end(), std::make_move_iterator(text.entries.begin()),
                   std::make_move_iterator(text.entries.end()));
  }
  return records;
}

/// Leaves what was asked for.
void choose(AlarmReport& report, const Options& options) {
  auto& all = report.incidents;
  if (!options.incident.empty()) {
    std::erase_if(all, [&](const IncidentReport& each) { return each.incident != options.incident; });
  } else if (options.drill) {
    std::erase_if(all, [](const IncidentReport& each) { return each.exercise != Exercise::drill; });
    if (all.size() > 1)
      all.erase(all.begin(), all.end() - 1);
  }
}

std::string told(const AlarmReport& report, const Options& options, const TimeZone& zone, Lang lang) {
  const auto extension = options.out.extension();
  const std::string format = !options.format.empty() ? options.format
                             : extension == ".svg"   ? "svg"
                             : extension == ".json"  ? "json"
                                                     : "table";
  return format == "svg"    ? report_picture(report, zone, lang)
         : format == "json" ? report_json(report)
                            : report_table(report, zone, lang);
}

Status show(const Options& options, const Context& context) {
  const auto zone = TimeZone::find(options.zone);
  if (!zone)
    return fail(zone.error());
  const auto records = read_records(options.log, context);
  if (!records)
    return fail(records.error());
  AlarmReport report = make_alarm_report(*records, options.screens);
  for (const std::string& each : report.headless) {
    fmt::print(stderr, "madang: {}\n",
               context(say("비상 '{}'은(는) 남아 있는 기록보다 먼저 시작되어 뺐습니다.",
                           "incident '{}' is left out: it was raised before these records begin.", each)));
  }
  choose(report, options);
  if (report.incidents.empty() && !options.incident.empty()) {
    return fail(ErrorKind::not_found,
                "{}: 이름이 '{}'인 비상은 기록에 없습니다. 이름을 빼면 기록에 있는 비상을 모두 보여 줍니다.",
                "{}: no incident '{}' is in the records; without a name all of them are told.",
                options.log.string(), options.incident);
  }
  if (report.incidents.empty()) {
    return fail(
        ErrorKind::not_found,
        "{}: 보고할 것이 없습니다. madang alarm drill로 훈련을 한 번 한 다음, 비상 중계기의 기록으로 다시 "
        "해 보세요.",
        "{}: nothing to report. Hold a drill with madang alarm drill, and ask again with the bridge's log.",
        options.log.string());
  }
  return write_output(options.out, told(report, options, *zone, context.lang));
}

}  // namespace

void add_alarm_report(CLI::App& alarm, Context& context) {
  auto options = std::make_shared<Options>();
  auto* report = alarm.add_subcommand(
      "report", context(say("비상 중계기의 기록으로 화면마다 접수, 표시, 해제에 걸린 시간을 봅니다.",
                            "how long each screen took to receive, display and clear, from a bridge's log")));
  report
      ->add_option("LOG", options->log,
                   context(say("비상 중계기(alarm-bridge)의 기록. 옛 기록(.1 ... .4)도 함께 읽습니다",
                               "the bridge's log; the old ones beside it (.1 ... .4) are read as well")))
      ->required();
  auto* drill =
      report->add_flag("--drill", options->drill, context(say("마지막 훈련만", "the last drill alone")));
  report
      ->add_option("--incident", options->incident,
                   context(say("이 이름의 비상만", "the incident of that name alone")))
      ->excludes(drill);
  report->add_option(
      "--screen", options->screens,
      context(say("나왔어야 하는 화면. 기록에 없으면 실패로 셉니다. 여러 번 쓸 수 있습니다",
                  "a screen that should have shown it, failed if the log does not name it; repeatable")));
  report->add_option("--zone", options->zone,
                     context(say("시각을 적을 시간대 (기본 Asia/Seoul)",
                                 "time zone of the times of day (default Asia/Seoul)")));
  report
      ->add_option("--format", options->format,
                   context(say("출력 모양: table, json, svg(그림) (기본: FILE의 확장자, 없으면 table)",
                               "table, json or svg, a picture (default: by the name of FILE, else table)")))
      ->check(CLI::IsMember({"table", "json", "svg"}));
  report
      ->add_option(
          "-o,--out", options->out,
          context(say("화면에 찍지 않고 이 파일에 씁니다", "into this file instead of the terminal")))
      ->type_name("FILE");
  report->callback([options, &context] {
    if (const auto done = show(*options, context); !done)
      context.exit = tell(context, done.error());
  });
}

}  // namespace madang::tool
