// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <memory>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tools/madang/command.h"
#include "tools/madang/output.h"
#include "tools/madang/when_forms.h"

namespace madang::tool {
namespace {

struct Options {
  std::filesystem::path content;
  std::string screen;
  std::string at;
  std::string span = "day";
  std::string format;
  std::filesystem::path out;
  bool explain = false;
  bool fairness = false;
};

WhenSpan span_of(const std::string& word) {
  return word == "hour"   ? WhenSpan::hour
         : word == "week" ? WhenSpan::week
         : word == "year" ? WhenSpan::year
                          : WhenSpan::day;
}

/// As it was said, or by the name of the file.
std::string format_of(const Options& options) {
  if (!options.format.empty())
    return options.format;
  const auto extension = options.out.extension();
  return extension == ".svg" ? "svg" : extension == ".json" ? "json" : "table";
}

std::string told(const WhenView& view, const Options& options, Lang lang) {
  const std::string format = format_of(options);
  if (options.explain)
    return format == "json" ? explain_json(view) : explain_text(view, lang);
  if (options.fairness)
    return format == "json" ? fairness_json(view) : fairness_table(view, lang);
  return format == "svg"    ? when_picture(view, lang)
         : format == "json" ? when_json(view)
                            : when_table(view, lang);
}

Status show(const Options& options, const Context& context) {
  const auto content = open_local_content(options.content);
  if (!content)
    return fail(content.error());
  for (const auto& [path, error] : content->unplayable)
    fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));
  const auto zone = TimeZone::find(content->document.site.zone);
  if (!zone)
    return fail(zone.error());
  const auto at = options.at.empty() ? Result<SysTime>(Clock().now()) : parse_time(options.at, *zone);
  if (!at)
    return fail(at.error());
  const auto view = look(*content, {options.screen}, *at, span_of(options.span));
  if (!view)
    return fail(view.error());
  return write_output(options.out, told(*view, options, context.lang));
}

}  // namespace

void add_when(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("when", context(say("한 화면에 무엇이 언제 나오는지, 왜 그런지 보여 줍니다.",
                                             "show what plays on a screen when, and why")));
  command->add_option("CONTENT", options->content, context(say("콘텐츠 폴더", "the content folder")))
      ->required();
  command->add_option("--screen", options->screen,
                      context(say("화면 이름 (기본: 첫 화면)", "the screen's id (default: the first)")));
  command->add_option(
      "--at", options->at,
      context(say("시각: 2026-11-22T15:00 (기본: 지금)", "when: 2026-11-22T15:00 (default: now)")));
  command
      ->add_option(
          "--span", options->span,
          context(
              say("그 시각이 든 한 시간, 하루, 한 주(월요일부터), 한 해: hour, day, week, year (기본 day)",
                  "the hour, day, week (from Monday) or year that holds it: hour, day, week, year "
                  "(default day)")))
      ->check(CLI::IsMember({"hour", "day", "week", "year"}));
  command
      ->add_option("--format", options->format,
                   context(say("출력 모양: table, json, svg(그림) (기본: FILE의 확장자, 없으면 table)",
                               "table, json or svg, a picture (default: by the name of FILE, else table)")))
      ->check(CLI::IsMember({"table", "json", "svg"}));
  command
      ->add_option(
          "-o,--out", options->out,
          context(say("화면에 찍지 않고 이 파일에 씁니다", "into this file instead of the terminal")))
      ->type_name("FILE");
  auto* explain = command->add_flag("--explain", options->explain,
                                    context(say("그 시각에 왜 그것이 나오고 다른 것은 왜 나오지 않는지",
                                                "why that plays at that time, and nothing else")));
  auto* fairness = command->add_flag("--fairness", options->fairness,
                                     context(say("일정마다 하루에 나온 시간과 받을 몫",
                                                 "each entry's screen time per day against its due")));
  explain->excludes(fairness);
  command->callback([options, &context] {
    if ((options->explain || options->fairness) && format_of(*options) == "svg")
      throw CLI::ExcludesError("--format svg", options->explain ? "--explain" : "--fairness");
    const auto done = show(*options, context);
    if (!done)
      context.exit = tell(context, done.error());
  });
}

}  // namespace madang::tool
