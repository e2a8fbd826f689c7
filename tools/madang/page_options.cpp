// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/page_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "content-schema/base/clock.h"
#include "content-schema/base/file.h"
#include "content-schema/yaml/values.h"
#include "scheduler/alarm/cap.h"
#include "scheduler/alarm/state.h"
#include "scheduler/calendar/zone.h"
#include "tools/madang/live_file.h"

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
  command
      .add_option("--place", options.place,
                  context(say("불이 난 곳: 지도에 적은 id", "what burns: an id of the map")))
      ->needs("--alarm");
  command.add_option("--message", options.messages,
                     context(say("이 CAP 재난 문자가 온 화면 (여러 번 쓸 수 있습니다)",
                                 "with this CAP message of an authority (may be said again)")));
  command.add_option("--live", options.live,
                     context(say("실시간 값이 이럴 때의 화면 (JSON 파일: {{\"parking.lot-a\": 12}})",
                                 "with these live values (a JSON file: {{\"parking.lot-a\": 12}})")));
}

namespace {

/// What is on after them; where they are meant for is not asked.
Result<std::vector<Incident>> incidents_of(const std::vector<std::filesystem::path>& messages, SysTime at,
                                           const Context& context) {
  alarm::State state;
  for (const auto& file : messages) {
    const auto bytes = read_file(file, alarm::k_most_cap_bytes);
    if (!bytes)
      return fail(bytes.error());
    const auto alert = alarm::parse_cap(*bytes);
    if (!alert)
      return fail(alert.error());
    const auto message = message_of(*alert, {}, at);
    if (message.meaning.events.empty()) {
      const auto* why = message.meaning.deed == alarm::CapDeed::nothing ? alarm::word(message.meaning.reason)
                                                                        : alarm::word(message.meaning.deed);
      fmt::print(stderr, "madang: {}\n",
                 context(say("{}: 지금 화면에 보여 줄 것이 없는 문자입니다 ({}).",
                             "{}: this message has nothing to show now ({}).", file.string(), why)));
    }
    state = apply(std::move(state), message, at).state;
  }
  return std::move(state.alarms.active);
}

Result<PageWish> page_wish(const PageOptions& options, const LocalContent& content, const Context& context) {
  const auto zone = TimeZone::find(content.document.site.zone);
  if (!zone)
    return fail(zone.error());
  const auto at = options.at.empty() ? Result<SysTime>(Clock().now()) : parse_time(options.at, *zone);
  if (!at)
    return fail(at.error());
  PageWish wish{
      {options.screen}, *at, std::nullopt, std::nullopt, options.drill ? Exercise::drill : Exercise::actual};
  if (!options.alarm.empty()) {
    wish.alarm = options.alarm;
    if (content.document.alarms.count(options.alarm) == 0) {
      fmt::print(stderr, "madang: {}\n",
                 context(say("'{}' 경보의 화면이 없어 내장 화면을 씁니다.",
                             "no page for the alarm '{}'; taking the built-in one.", options.alarm)));
    }
  }
  const auto& maps = content.document.maps;
  wish.place = options.place;
  if (!wish.place.empty() && std::none_of(maps.begin(), maps.end(), [&](const auto& each) {
        return each.second.find(wish.place) != nullptr;
      })) {
    fmt::print(
        stderr, "madang: {}\n",
        context(say("'{}'이(가) 지도에 없어, 어디에 불이 났는지 모르는 화면이 됩니다.",
                    "no map has '{}'; it is the page of an alarm that says nothing of where.", wish.place)));
  }
  auto incidents = incidents_of(options.messages, *at, context);
  if (!incidents)
    return fail(incidents.error());
  wish.incidents = std::move(*incidents);
  if (!options.live.empty()) {
    auto live = read_live_file(options.live, content.document.data, *at);
    if (!live)
      return fail(live.error());
    wish.live = std::move(*live);
  }
  if (!options.size.empty()) {
    wish.size = yaml::parse_size(options.size);
    if (!wish.size)
      return fail(not_a_size(options.size));
  }
  return wish;
}

}  // namespace

Error not_a_size(std::string_view word) {
  return {ErrorKind::invalid, say("'{}'은(는) 크기가 아닙니다. 1920x1080처럼 적으세요.",
                                  "'{}' is no size; write it like 1920x1080.", word)};
}

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
