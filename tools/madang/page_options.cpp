// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/page_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "content-schema/base/clock.h"
#include "content-schema/yaml/values.h"
#include "scheduler/calendar/zone.h"

namespace madang::tool {

void add_page_options(CLI::App& command, PageOptions& options, const Context& context) {
  command.add_option("--screen", options.screen,
                     context(say("화면 이름 (기본: 첫 화면)", "the screen's id (default: the first)")));
  command.add_option(
      "--at", options.at,
      context(say("시각: 2026-11-22T15:00 (기본: 지금)", "when: 2026-11-22T15:00 (default: now)")));
  command.add_option("--alarm", options.alarm,
                     context(say("이 종류의 경보가 울린 화면 (all-clear: 상황이 끝난 화면)",
                                 "with an alarm of this kind (all-clear: when it is over)")));
  command.add_flag("--drill", options.drill, context(say("훈련일 때의 그 화면", "the same in a drill")))
      ->needs("--alarm");
}

namespace {

Result<PageWish> page_wish(const PageOptions& options, const LocalContent& content, const Context& context) {
  const auto zone = TimeZone::find(content.document.site.zone);
  if (!zone)
    return fail(zone.error());
  const auto at = options.at.empty() ? Result<SysTime>(Clock().now()) : parse_time(options.at, *zone);
  if (!at)
    return fail(at.error());
  PageWish wish{{options.screen}, *at,
                std::nullopt,     {},
                std::nullopt,     options.drill ? Exercise::drill : Exercise::actual};
  if (!options.alarm.empty()) {
    wish.alarm = options.alarm;
    if (content.document.alarms.count(options.alarm) == 0) {
      fmt::print(stderr, "madang: {}\n",
                 context(say("'{}' 경보의 화면이 없어 내장 화면을 씁니다.",
                             "no page for the alarm '{}'; taking the built-in one.", options.alarm)));
    }
  }
  if (!options.size.empty()) {
    wish.size = yaml::parse_size(options.size);
    if (!wish.size)
      return fail(not_a_size(options.size));
  }
  return wish;
}

}  // namespace

Result<OpenedPage> open_page(const PageOptions& options, const Context& context) {
  auto content = open_local_content(options.content);
  if (!content)
    return fail(content.error());
  for (const auto& [path, error] : content->unplayable)
    fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));
  auto wish = page_wish(options, *content, context);
  if (!wish)
    return fail(wish.error());
  return OpenedPage{std::move(*content), std::move(*wish)};
}

Result<Typesetter> open_typesetter(const Context& context) {
  auto typesetter = Typesetter::open(fonts_file());
  if (typesetter) {
    for (const Bilingual& problem : typesetter->font_problems())
      fmt::print(stderr, "madang: {}\n", context(problem));
  }
  return typesetter;
}

}  // namespace madang::tool
